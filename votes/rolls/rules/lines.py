"""What a line of a roll must be like: names and units in one writing, areas and years read exactly, no line twice."""

import hashlib
import re
import unicodedata
from typing import Protocol

from civic.kit.errors import N_, Refused, sentences
from votes.rolls.rules.entitled import Ages
from votes.rules import Electorate, RollLine

LONGEST_TEXT = 80
# one square kilometre, in hundredths of a square metre: more is a slip of the hand
LARGEST_AREA = 100_000_000
# how the key of a line begins that is in no register
IMPORTED = "import:"


_BETWEEN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_BLANKS = re.compile(r"[\s·•・]+")
_MARKS = re.compile(r"[^\w]+")


def canon(text: str) -> str:
    """A name or unit without what only differs in writing: width, capitals, blanks, and which mark parts two numbers."""
    if not text:
        return ""
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    joined = _BLANKS.sub("", _BETWEEN_NUMBERS.sub("-", plain))
    return _MARKS.sub("-", joined).strip("-")


def import_key(salt: str, line: RollLine) -> str:
    """The key of a line that is in no register: it commits to name, unit and group, and who lacks the salt cannot test a
    guess."""
    text = "\n".join((salt, canon(line.name), canon(line.unit), canon(line.stratum)))
    return f"{IMPORTED}{hashlib.sha256(text.encode()).hexdigest()[:32]}"


_AREA = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?")


def parse_area(typed: str) -> int:
    """``89.5``, ``89.50 ㎡`` or ``1,089.50`` as hundredths of a square metre, exactly.

    Raises Refused ``area_bad``, ``area_decimals`` (more than two places that are not zero), ``area_zero``, ``area_large``.
    """
    text = re.sub(r"(?i)(m2|平方米|平米|\s)", "", unicodedata.normalize("NFKC", typed))
    found = _AREA.fullmatch(text)
    if found is None or not text.isascii():
        raise Refused("area_bad", "area", typed=typed[:20])
    whole, places = found[1].replace(",", ""), (found[2] or "").rstrip("0")
    if len(places) > 2:
        raise Refused("area_decimals", "area", typed=typed[:20])
    area = int(whole) * 100 + int(places.ljust(2, "0"))
    if area == 0:
        raise Refused("area_zero", "area")
    if area > LARGEST_AREA:
        raise Refused("area_large", "area", typed=typed[:20])
    return area


def area_text(area: int) -> str:
    """Hundredths of a square metre as people write them: ``89.50``."""
    return f"{area // 100:,}.{area % 100:02}"


_YEAR = re.compile(r"((?:19|20)\d{2})(?:年|[-/.年]\d{1,2}.*|\d{4})?")


def parse_year(typed: str) -> int:
    """A year of birth; of a whole date only the year is kept. Raises Refused ``birth_bad``."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        raise Refused("birth_bad", "birth_year", typed=typed[:20])
    return int(found[1])


_NEEDED = {
    Electorate.PERSON: ("name", "birth_year"),
    Electorate.HOUSEHOLD: ("unit",),
    Electorate.OWNER: ("name", "unit", "area"),
    Electorate.SEAT: ("name",),
    Electorate.ORGANISATION: ("name",),
}
_MISSING = {
    "name": "line_without_name",
    "unit": "line_without_unit",
    "area": "area_zero",
    "birth_year": "line_without_birth",
}


def needed(electorate: Electorate) -> tuple[str, ...]:
    """What every line of such a roll must have."""
    return _NEEDED[electorate]


def check_line(electorate: Electorate, line: RollLine, ages: Ages, year: int) -> None:
    """Whether a line can stand on the roll, or Refused beside the field that is wrong."""
    for field in needed(electorate):
        value = getattr(line, field)
        if not (canon(value) if isinstance(value, str) else value):
            raise Refused(_MISSING[field], field)
    for field in ("name", "unit", "stratum"):
        _check_text(field, getattr(line, field))
    if electorate is Electorate.PERSON and not ages.admit(line.birth_year, year):
        code = "line_too_old" if ages.most else "line_under_age"
        raise Refused(code, "birth_year", least=ages.least, most=ages.most)


def _check_text(field: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused("line_text_long", field, most=LONGEST_TEXT)
    # what a spreadsheet would run if the roll were ever opened in one
    if text[:1] in ("=", "+", "@", "\t") or (text[:1] == "-" and not text[1:2].isdigit()):
        raise Refused("line_formula", field)


class Named(Protocol):
    """Whatever has the name and unit of a line."""

    @property
    def name(self) -> str:
        """As on the roll."""

    @property
    def unit(self) -> str:
        """Building, entrance, room."""


def names_same(electorate: Electorate, one: Named, other: Named) -> bool:
    """Whether two lines name the same household by its unit, or the same person or body by its name."""
    if electorate is Electorate.HOUSEHOLD:
        return canon(one.unit) == canon(other.unit)
    return canon(one.name) == canon(other.name)


def twin_of(electorate: Electorate, line: RollLine) -> str:
    """What two lines have in common when they are the same right to vote written twice.

    Persons: name and unit (without a unit, name and year of birth). Households and owners: the unit of a group, because
    co-owners of one unit are one head (最高人民法院 法释〔2009〕7号 art. 9). Seats and organisations: the name.
    """
    group, name, unit = canon(line.stratum), canon(line.name), canon(line.unit)
    if electorate in (Electorate.HOUSEHOLD, Electorate.OWNER):
        return f"{group}/{unit}" if unit else ""
    if electorate is Electorate.PERSON:
        return f"{group}/{name}/{unit or line.birth_year}" if name else ""
    return name


sentences(
    area_bad=N_("面积“{typed}”看不懂。请写成平方米，例如 89.50。"),
    area_decimals=N_("面积“{typed}”的小数超过了两位。请按不动产登记写到两位小数。"),
    area_zero=N_("没有面积，或者面积是 0。业主的名册每行都要有专有部分面积。"),
    area_large=N_("面积“{typed}”太大了，请再核对。"),
    birth_bad=N_("出生年份“{typed}”看不懂。请写四位数字，例如 1954。"),
    line_without_name=N_("没有姓名（名称）。"),
    line_without_unit=N_("没有房号。"),
    line_without_birth=N_("没有出生年份，不能确认年龄。"),
    line_under_age=N_("不满 {least} 岁，不能上这份名册。"),
    line_too_old=N_("这份名册收 {least} 到 {most} 岁的人，年龄不在这个范围里。"),
    line_text_long=N_("太长了，最多 {most} 个字。"),
    line_formula=N_("内容像公式（以 =、+、@ 或 - 开头），没有收。请改成普通文字。"),
    roll_line_gone=N_("这一行已经不在名册上了，可能刚被别人划掉。"),
    roll_twin=N_("名册上已经有这一位（第 {number} 号）。"),
)
