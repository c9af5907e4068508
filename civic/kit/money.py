"""Money is whole fen (1/100 yuan), always an integer."""

from collections.abc import Sequence

from civic.kit.errors import N_, Refused, sentences

Fen = int
LARGEST = 10**13  # 100 billion yuan: far above any community budget, well inside a 64-bit column


def yuan(fen: Fen) -> str:
    """``¥48,500``, with two decimals only when the amount is not whole yuan."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), 100)
    return f"{sign}¥{whole:,}" + (f".{rest:02d}" if rest else "")


def as_typed(fen: Fen | None) -> str:
    """An amount as a person would type it into a field: ``48500``, ``10.50``; empty for none."""
    if fen is None:
        return ""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)


def parse_yuan(text: str) -> Fen:
    """Fen from what a person typed: ``48,500``, ``¥48500.5``, ``４８５００ 元``.

    Raises Refused ``bad_money`` when it is not an amount with at most two decimals, ``money_too_large`` above the limit.
    """
    plain = text.translate(_WIDE).replace(",", "").replace(" ", "").strip("¥元")
    whole, dot, rest = plain.partition(".")
    if not whole.isascii() or not whole.isdigit() or len(rest) > 2 or (dot and not rest.isdigit()):
        raise Refused("bad_money")
    if len(whole) > 12:
        raise Refused("money_too_large", largest=yuan(LARGEST))
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)


def shares(total: Fen, weights: Sequence[int]) -> list[Fen]:
    """Split ``total`` in proportion to ``weights`` without losing a fen (largest remainder, first comes first).

    Raises ValueError when no weight is positive or one is negative.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and not all zero")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


_WIDE = str.maketrans("０１２３４５６７８９．，￥", "0123456789.,¥")

sentences(
    bad_money=N_("请写数字，例如 48500 或 48500.50，单位是元。"),
    money_too_large=N_("金额太大了，最多 {largest}。"),
)
