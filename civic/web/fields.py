"""Kinds of form fields: each turns what a person typed into a value, or refuses with a code."""

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from civic.kit import clock
from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import parse_yuan

# Bidirectional controls can make a text read otherwise than it is stored.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Upload:
    """A file as it arrived: nothing about it is believed yet."""

    filename: str
    data: bytes


def refuse(code: str, **facts: Any) -> PydanticCustomError:
    """A field's refusal, with its facts, in pydantic's clothes."""
    return PydanticCustomError(code, "{code}", {"code": code, **facts})


def clean(text: str, lines: bool) -> str:
    """NFC, without control and bidi characters; one line unless ``lines``."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in text if c not in _BIDI and (c == "\n" or unicodedata.category(c) not in ("Cc", "Cs", "Co"))
    )
    return kept.strip() if lines else " ".join(kept.split())


def _text(low: int, high: int, lines: bool) -> BeforeValidator:
    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        text = clean(value, lines)
        if len(text) < low:
            raise refuse("field_short" if text else "field_missing", least=low)
        if len(text) > high:
            raise refuse("field_long", most=high, length=len(text))
        return text

    return BeforeValidator(check)


def line(low: int, high: int) -> BeforeValidator:
    """One line of ``low`` to ``high`` characters."""
    return _text(low, high, lines=False)


def prose(low: int, high: int) -> BeforeValidator:
    """Several lines of ``low`` to ``high`` characters."""
    return _text(low, high, lines=True)


def secret(high: int) -> BeforeValidator:
    """A password: taken exactly as typed, at most ``high`` characters."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and len(value) > high:
            raise refuse("field_long", most=high, length=len(value))
        return value

    return BeforeValidator(check)


def money() -> BeforeValidator:
    """Yuan as typed, as fen; more than zero."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            fen = parse_yuan(value)
        except Refused as refusal:
            raise refuse(refusal.code, **refusal.facts) from refusal
        if fen <= 0:
            raise refuse("field_positive")
        return fen

    return BeforeValidator(check)


def whole(low: int, high: int) -> BeforeValidator:
    """A whole number between two bounds."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        typed = unicodedata.normalize("NFKC", value).strip().replace(",", "")
        digits = typed.removeprefix("-") if low < 0 else typed
        if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
            raise refuse("field_number")
        if not low <= int(typed) <= high:
            raise refuse("field_range", low=low, high=high)
        return int(typed)

    return BeforeValidator(check)


def moment() -> BeforeValidator:
    """A day and time as a ``datetime-local`` field sends it, on the residents' clock; becomes UTC."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            typed = datetime.fromisoformat(value)
        except ValueError:
            raise refuse("field_date") from None
        if not 2000 <= typed.year <= 2200:
            raise refuse("field_date")
        return (typed if typed.tzinfo else typed.replace(tzinfo=clock.ZONE)).astimezone(UTC)

    return BeforeValidator(check)


sentences(
    field_missing=N_("这一项还没有填。"),
    field_short=N_("至少写 {least} 个字。"),
    field_long=N_("最多 {most} 个字，现在有 {length} 个。"),
    field_choice=N_("请在给出的选项里选一个。"),
    field_number=N_("请填一个整数。"),
    field_positive=N_("要大于零。"),
    field_range=N_("请填 {low} 到 {high} 之间的数。"),
    field_date=N_("请填一个日期，例如 2026-11-30。"),
    field_wrong=N_("这一项看不懂，请再看看。"),
    method_wrong=N_("这个地址不能这样打开。"),
    form_too_big=N_("送来的内容太多了，请删去一些再试。"),
)
