"""Spreadsheets as an office makes them, sound and unsound."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook


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
    """Forty kilobytes that unpack to more than a hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(11):
            archive.writestr(f"xl/worksheets/sheet{n}.xml", b"0" * 10 * 2**20)
    return out.getvalue()


OWNERS = [
    ["业主姓名", "房号", "专有部分面积（㎡）", "业主编号", "楼栋"],
    ["林秀英", "1-101", "89.50", "", "1栋"],
    ["魏国强", "1-102", "120.25", "", "1栋"],
    ["陈素芳", "2-201", "75.00", "7", "2栋"],
    ["陈素芳", "2-202", "25.25", "7", "2栋"],
]
