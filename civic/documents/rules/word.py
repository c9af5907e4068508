"""A sheet written as DOCX, for Word and WPS: measures and names of fonts as GB/T 9704 has them."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import SubElement

import segno
from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import nsmap, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Written
from docx.text.run import Run

from civic.documents.rules import sheet as parts
from civic.documents.rules.sheet import (
    BODY,
    BOTTOM,
    FANG,
    HEI,
    KAI,
    LEFT,
    PAGE,
    PITCH,
    PLAIN,
    RIGHT,
    SMALL,
    SONG,
    TITLE,
    TOP,
    Sheet,
)

# the fonts of the standard, and what stands in for them on a computer that has not bought them
_INSTEAD = {
    SONG: "方正小标宋_GBK,华文中宋,STZhongsong,Noto Serif CJK SC",
    HEI: "SimHei,华文黑体,Noto Sans CJK SC",
    KAI: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    FANG: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    PLAIN: "SimSun,Noto Serif CJK SC",
}
# letters beyond the first plane, and who draws them
_RARE, _EXTENDED = re.compile("([\U00020000-\U0003ffff]+)"), "SimSun-ExtB"
_HEADINGS = {1: HEI, 2: KAI, 3: FANG}
#: no clock is read: the same sheet gives the same bytes
_BLANK_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def docx(sheet: Sheet) -> bytes:
    """The sheet as DOCX. Control characters, which XML cannot hold, are left out."""
    paper = Document()
    _page(paper)
    _line(paper, sheet.title, SONG, TITLE, WD_ALIGN_PARAGRAPH.CENTER, pitch=TITLE * 1.6)
    for text in sheet.under:
        _line(paper, text, FANG, SMALL, WD_ALIGN_PARAGRAPH.CENTER)
    for block in sheet.blocks:
        _WRITERS[type(block)](paper, block)
    _fallbacks(paper)
    properties = paper.core_properties
    properties.title, properties.author, properties.comments = clean(sheet.title), "", ""
    properties.keywords = sheet.says
    properties.created = properties.modified = _BLANK_DATE
    made = io.BytesIO()
    paper.save(made)
    return _timeless(made)


def _timeless(made: io.BytesIO) -> bytes:
    """The same parts without the moment at which each was written."""
    again = io.BytesIO()
    with zipfile.ZipFile(made) as written, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as timeless:
        for name in written.namelist():
            timeless.writestr(zipfile.ZipInfo(name), written.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()


def clean(text: str) -> str:
    """Without the characters that no XML may hold."""
    return "".join(
        letter for letter in text if (letter >= " " and letter not in "\ufffe\uffff") or letter in "\t\n"
    )


def _page(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.footer_distance = Mm(BOTTOM - 7)
    paper.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FANG, Pt(BODY)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FANG)


def _number(footer: Written, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, outside on each page."""
    footer.alignment = side
    _font(footer.add_run("— "), PLAIN, SMALL)
    run = footer.add_run()
    _font(run, PLAIN, SMALL)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)
    _font(footer.add_run(" —"), PLAIN, SMALL)


def _font(run: Run, name: str, size: float, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = name, Pt(size), bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _add(written: Written, text: str, name: str, size: float, bold: bool = False) -> None:
    """Text in a font; letters no font of the standard has are named in the one that every Windows and WPS has for them."""
    for n, part in enumerate(_RARE.split(clean(text))):
        if part:
            _font(written.add_run(part), _EXTENDED if n % 2 else name, size, bold)


def _fallbacks(paper: Paper) -> None:
    """What a program takes instead of the standard's fonts, which are not free: the table of fonts says it by name."""
    table = next(one for one in paper.part.package.iter_parts() if one.partname == "/word/fontTable.xml")
    ElementTree.register_namespace("w", nsmap["w"])
    root = ElementTree.fromstring(table.blob)
    for name, others in _INSTEAD.items():
        font = SubElement(root, qn("w:font"), {qn("w:name"): name})
        SubElement(font, qn("w:altName"), {qn("w:val"): others})
        SubElement(font, qn("w:charset"), {qn("w:val"): "86"})
    table._blob = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _line(
    paper: Paper,
    text: str,
    font: str = FANG,
    size: float = BODY,
    alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
    *,
    indent: float = 0,
    left: float = 0,
    pitch: float = PITCH,
) -> Written:
    """One paragraph on the line pitch. ``indent`` of the first line and ``left`` of all are in characters of 3号."""
    written = paper.add_paragraph()
    written.alignment = alignment
    shape = written.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent, shape.left_indent = Pt(indent * BODY), Pt(left * BODY)
    if text:
        _add(written, text, font, size)
    return written


def _heading(paper: Paper, block: parts.Heading) -> None:
    written = _line(paper, "", indent=2)
    written.paragraph_format.keep_with_next = True
    _add(written, block.text, _HEADINGS[block.level], BODY, bold=block.level == 3)


def _paragraph(paper: Paper, block: parts.Paragraph) -> None:
    _line(paper, block.text, KAI if block.quoted else FANG, indent=2, left=2 if block.quoted else 0)


def _facts(paper: Paper, block: parts.Facts) -> None:
    for name, text in block.pairs:
        _named(paper, f"{name}：", text)


def _people(paper: Paper, block: parts.People) -> None:
    _named(paper, f"{block.label}：", "、".join(block.names))


def _named(paper: Paper, label: str, text: str) -> None:
    """A word in 黑体, two characters in; lines turned over begin under the first character behind it."""
    hang = 2 + len(label)
    written = _line(paper, "", indent=-len(label), left=hang)
    _add(written, label, HEI, BODY)
    _add(written, text, FANG, BODY)


def _table(paper: Paper, block: parts.Table) -> None:
    table = paper.add_table(rows=0, cols=len(block.head), style="Table Grid")
    for cells, font in ((block.head, HEI), *((row, FANG) for row in block.rows)):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            written = cell.paragraphs[0]
            written.paragraph_format.space_after = Pt(0)
            _add(written, text, font, 12)
    if block.tall:
        for row in table.rows[1:]:
            row.height = Mm(block.tall)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    _line(paper, "")


def _signed(paper: Paper, block: parts.Signed) -> None:
    _line(paper, "")
    for role, name, at in block.rows:
        written = _line(paper, "", indent=2)
        _add(written, f"{role}：", HEI, BODY)
        _add(written, f"{name}  {at}", FANG, BODY)


def _mark(paper: Paper, block: parts.Mark) -> None:
    _line(paper, "")
    if block.qr:
        drawing = io.BytesIO()
        segno.make(block.address, error="m").save(drawing, kind="png", border=0, scale=6)
        paper.add_picture(drawing, width=Mm(24))
    for text in (block.text, block.address.partition("?")[0], block.digest[:32], block.digest[32:]):
        _line(paper, text, FANG, 10.5, WD_ALIGN_PARAGRAPH.LEFT, pitch=16)


_WRITERS: dict[type, Callable[..., None]] = {
    parts.Heading: _heading,
    parts.Paragraph: _paragraph,
    parts.Facts: _facts,
    parts.People: _people,
    parts.Table: _table,
    parts.Signed: _signed,
    parts.Mark: _mark,
}
