"""Spreadsheets as an office makes them, sound and unsound, and rolls as they are left by them."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from civic.kit.db import transaction
from civic.people import queries as people
from civic.people.rules import Actor
from votes.models import Ballot
from votes.rolls import queries
from votes.rolls.queries import Entry
from votes.rolls.rules import Ages
from votes.rolls.rules.matching import keyed
from votes.rolls.services.building import replace_all
from votes.rules import RollLine


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """The same as text."""
    return "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)


def bomb() -> bytes:
    """Fifty kilobytes that unpack to fifty megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(5):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", b"0" * 10 * 2**20)
    return out.getvalue()


OWNERS = [
    ["业主姓名", "房号", "专有部分面积（㎡）", "业主编号", "楼栋"],
    ["林秀英", "1-101", "89.50", "", "1栋"],
    ["魏国强", "1-102", "120.25", "", "1栋"],
    ["陈素芳", "2-201", "75.00", "7", "2栋"],
    ["陈素芳", "2-202", "25.25", "7", "2栋"],
]


async def line_of(ballot: Ballot, actor: Actor) -> Entry:
    """The line someone may cast for."""
    assert actor.person_id is not None
    found = await queries.mine(ballot.id, actor.person_id)
    assert found is not None
    return found


async def on_roll(ballot: Ballot, lines: Sequence[RollLine]) -> None:
    """A draft roll of these lines, as an import would leave it."""
    async with transaction():
        fresh = await Ballot.get(id=ballot.id).select_related("place")
        residents = await people.registered_in(fresh.place.path)
        made = keyed(fresh.electorate, lines, residents, Ages(fresh.least_age, fresh.most_age), 2026, "salt")
        await replace_all(fresh, made)
