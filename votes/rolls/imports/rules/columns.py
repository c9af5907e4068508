"""Which column of a table means what, by its heading in Chinese or English."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from civic.kit.errors import N_, Refused, Term, sentences
from votes.rolls.rules.lines import needed
from votes.rules import Electorate

FIELD_NAMES = {
    "name": N_("姓名"),
    "unit": N_("房号"),
    "area": N_("专有部分面积"),
    "birth_year": N_("出生年份"),
    "owner": N_("业主编号"),
    "stratum": N_("分组"),
}
_HEADINGS = {
    "name": (
        *(
            "姓名",
            "业主",
            "业主姓名",
            "名称",
            "组织名称",
            "组织",
            "户主",
            "户主姓名",
            "产权人",
            "居民姓名",
            "成员",
        ),
        *("name", "fullname", "owner", "ownername", "organisation", "organization", "resident", "member"),
    ),
    "unit": (
        *("房号", "门牌", "门牌号", "住址", "地址", "室号", "房屋", "单元房号", "房屋坐落", "坐落"),
        *("unit", "address", "room", "flat", "apartment", "door"),
    ),
    "area": (
        *("专有部分面积", "专有面积", "面积", "建筑面积", "产权面积", "房屋面积"),
        *("area", "exclusivearea", "floorarea", "sqm", "m2"),
    ),
    "birth_year": (
        *("出生年份", "出生年", "出生日期", "出生年月", "生年", "年份"),
        *("birthyear", "yearofbirth", "birth", "dateofbirth", "born"),
    ),
    "owner": (
        *("业主编号", "产权人编号", "业主号", "编号", "证件尾号"),
        *("ownerid", "ownerno", "ownernumber", "id"),
    ),
    "stratum": (
        *("分组", "组别", "楼栋", "小区", "院落", "组"),
        *("group", "stratum", "building", "estate", "section"),
    ),
}
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings}


@dataclass(frozen=True)
class Columns:
    """Where each field stands, and the headings that were not taken."""

    places: Mapping[str, int]
    headings: Mapping[str, str]
    left: tuple[str, ...]

    def cell(self, row: Sequence[str], field: str) -> str:
        """The text of a field in a row, or an empty one."""
        place = self.places.get(field)
        return row[place] if place is not None and place < len(row) else ""


def plain(heading: str) -> str:
    """A heading without width, blanks, marks and what stands in brackets."""
    text = re.sub(r"\(.*?\)", "", unicodedata.normalize("NFKC", heading))
    return re.sub(r"[\W_]+", "", text).casefold()


def columns(electorate: Electorate, header: Sequence[str]) -> Columns:
    """The columns of a table for such a roll.

    Raises Refused, field ``file``: ``columns_twice`` when two headings mean the same, ``columns_missing`` naming the first
    that is needed and not there.
    """
    places: dict[str, int] = {}
    left: list[str] = []
    for place, heading in enumerate(header):
        field = _FIELDS.get(plain(heading))
        if field is None:
            left += [heading] if heading else []
        elif field in places:
            raise Refused("columns_twice", "file", first=header[places[field]], second=heading)
        else:
            places[field] = place
    for field in needed(electorate):
        if field not in places:
            raise Refused("columns_missing", "file", column=Term(FIELD_NAMES[field]))
    return Columns(places, {field: header[place] for field, place in places.items()}, tuple(left))


sentences(
    columns_twice=N_("两列的意思一样：“{first}”和“{second}”。请只留一列。"),
    columns_missing=N_("没有找到“{column}”这一列。第一行要是表头，可以下载样表对照。"),
)
