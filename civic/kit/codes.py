"""Codes that people read aloud and tokens that machines keep."""

import hashlib
import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V: these are misread on a slip of paper.
LETTERS = "ACDEFGHJKMNPQRTWXY34679"


def receipt_code() -> str:
    """Seven characters such as ``KX-4QAM-W``: about 3.4 billion of them, public, not secret."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(7))
    return f"{drawn[:2]}-{drawn[2:6]}-{drawn[6]}"


def invitation_code() -> str:
    """Twelve characters in groups of four (54 bits): single use, kept only as a digest."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(12))
    return "-".join((drawn[:4], drawn[4:8], drawn[8:]))


def plain_code(typed: str) -> str:
    """What a person typed, as the code was drawn: capitals, only letters and digits."""
    return "".join(letter for letter in typed.upper() if letter.isascii() and letter.isalnum())


def as_receipt(typed: str) -> str:
    """What a person typed, in the spelling of ``receipt_code``; empty when it cannot be one."""
    plain = plain_code(typed)
    return f"{plain[:2]}-{plain[2:6]}-{plain[6]}" if len(plain) == 7 else ""


def token() -> str:
    """256 random bits for a cookie or a link."""
    return secrets.token_urlsafe(32)


def token_digest(value: str) -> str:
    """What is stored in place of a token or code: SHA-256, in hex."""
    return hashlib.sha256(value.encode()).hexdigest()
