"""A table to start from: the headings that are understood, and two lines as an example."""

import csv
import io

from openpyxl import Workbook

from votes.rules import Electorate

_SAMPLES: dict[Electorate, list[list[str]]] = {
    Electorate.PERSON: [
        ["姓名", "房号", "出生年份", "分组"],
        ["张三", "1-2-301", "1954", "1栋"],
        ["李四", "1-2-302", "1980", "1栋"],
    ],
    Electorate.HOUSEHOLD: [
        ["房号", "户主", "分组"],
        ["1-2-301", "张三", "1栋"],
        ["1-2-302", "李四", "1栋"],
    ],
    Electorate.OWNER: [
        ["业主姓名", "房号", "专有部分面积", "业主编号", "分组"],
        ["张三", "1-2-301", "89.50", "1", "1栋"],
        ["张三", "1-2-302", "120.25", "1", "1栋"],
        ["李四、王五", "1-2-303", "75.00", "2", "1栋"],
    ],
    Electorate.SEAT: [["姓名"], ["张三"], ["李四"]],
    Electorate.ORGANISATION: [["组织名称"], ["某某社工服务中心"], ["某某物业公司"]],
}


def as_csv(electorate: Electorate) -> bytes:
    """UTF-8 with the mark by which spreadsheet programs know it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_SAMPLES[electorate])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(electorate: Electorate) -> bytes:
    """A workbook with everything as text, so that 1-2-301 does not become a date."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in _SAMPLES[electorate]:
        sheet.append(row)
    for cells in sheet.iter_rows(max_row=500, max_col=len(_SAMPLES[electorate][0])):
        for cell in cells:
            cell.number_format = "@"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
