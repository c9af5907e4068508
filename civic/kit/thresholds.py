"""Shares that decide, as integer fractions: 过半数 is more than, 以上 includes the number (民法典 1259)."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Threshold:
    """A share as an integer fraction. Strict means more than (过半数), otherwise at least (以上)."""

    num: int
    den: int
    strict: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """``>1/2`` is more than half, ``2/3`` two thirds or more. Raises ValueError for anything that is no share."""
        num, bar, den = text.removeprefix(">").partition("/")
        if not (bar and num.isdecimal() and den.isdecimal() and 0 < int(num) <= int(den)):
            raise ValueError(f"{text!r} is no share")
        return cls(int(num), int(den), text.startswith(">"))

    def __str__(self) -> str:
        return f"{'>' if self.strict else ''}{self.num}/{self.den}"

    def needed(self, base: int) -> int:
        """The smallest whole number that meets the share of this base."""
        share = self.num * base
        return share // self.den + 1 if self.strict else -(-share // self.den)

    def met(self, count: int, base: int) -> bool:
        """Whether count out of base is enough, by cross-multiplication: no division, no rounding."""
        left, right = count * self.den, self.num * base
        return left > right if self.strict else left >= right

    def lacking(self, count: int, base: int) -> int | None:
        """How many more are enough when each of them adds to the count and to the base alike; None when none ever are."""
        gap = self.num * base - self.den * count
        if gap < 0 or (gap == 0 and not self.strict):
            return 0
        if self.num == self.den:
            return None
        return gap // (self.den - self.num) + 1 if self.strict else -(-gap // (self.den - self.num))


#: 过半数
MORE_THAN_HALF = Threshold(1, 2, True)
#: 三分之二以上
TWO_THIRDS = Threshold(2, 3, False)
