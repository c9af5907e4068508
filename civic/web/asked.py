"""What stands in an address behind the question mark, read without trusting it."""


def number(typed: str, digits: int = 9) -> int | None:
    """A whole number of at most so many digits; None for anything else."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= digits else None
