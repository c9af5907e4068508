"""Minutes on paper: every required field is there, totals in the text are those of the vote, names are set as they are written."""

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import docx as word
import manimgx_fonts_cjk
import pytest
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from civic.documents.rules import Mark, Paragraph, People, Poster, Sheet, Table, docx, pdf, poster_pdf
from civic.documents.rules.glyphs import drawable
from civic.documents.rules.poster import fitted
from civic.web.qr import printed
from councils.documents.rules import Called, Issue, full_record, gist, session_poster, sign_in_list, votes_csv
from councils.minutes.rules import Heading, MinutesDocument, Notes, Task, compose, missing
from councils.sessions.rules.arrivals import Arrival, Part
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.words import Choice, Method
from tests.councils.meeting import CHEN, ROSTER, TEXT, debated
from tests.factories import councils

ISSUE = Issue(3, datetime(2026, 11, 23, 1, tzinfo=UTC), (), "ab" * 32, "https://civic.example/v")
TASK = Task(1, "换好南门路灯", "居委会", "2027-06-30", "社区保障资金")
RARE = "𠮷䶮㙍喆犇淼鑫堃昇垚"


def words_of(sheet: Sheet) -> str:
    paper = word.Document(io.BytesIO(docx(sheet)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def voted(choices: tuple[Choice | None, ...]) -> MinutesDocument:
    """The five vote by name; None says nothing."""
    meeting = debated()
    meeting.do(CHEN, OpenVote(1, Method.PHONES))
    for seat, choice in zip(ROSTER, choices, strict=True):
        if choice is not None:
            meeting.do(seat, Cast(1, choice))
    meeting.do(CHEN, CloseVote(1))
    meeting.do(CHEN, Adjourn(confirmed=True))
    return compose(Heading(7, "ab" * 32), meeting.log, notes=Notes(tasks=(TASK,)))


YES = (Choice.YES,) * 4 + (Choice.NO,)


@pytest.mark.parametrize("reading", [gist, full_record])
def test_every_required_field_is_on_paper(reading):
    document = voted(YES)
    assert missing(document) == ()
    paper = word.Document(io.BytesIO(docx(reading(document, ISSUE))))
    section = paper.sections[0]
    assert [round((side or 0) / Mm(1)) for side in (section.top_margin, section.left_margin)] == [37, 28]
    text = words_of(reading(document, ISSUE))
    wanted = (
        "槐树街社区居民议事会 第 7 次会议",  # name
        "第 3 届第 7 次会议",  # term
        "开始：2026年11月22日 19:00",
        "结束：2026年11月22日",
        "地点：社区活动室",
        "召集人：孙敏",
        "召集依据：按季度例会安排",
        "通知发出：2026年11月18日",
        "主持人：陈素芳",
        "记录人：马丽",
        "应到：5 人",
        "实到：5 人",
        "缺席：0 人",
        "够不够人：",
        "南门路灯",  # agenda
        "垃圾分类亭",
        TEXT,  # motion
        "动议人：林秀英",
        "附议人：李红梅",
        "金额：¥18,000",
        "记名表决",  # method
        "赞成 4 · 反对 1 · 弃权 0 · 未表态 0",
        "以赞成加反对的票数（5）计算，过半数才算通过，就是至少 3 票赞成",  # threshold
        "居委会：换好南门路灯，2027年6月30日以前（社区保障资金）",  # task, owner, date, source
        *(seat.name for seat in ROSTER),
    )
    assert [part for part in wanted if part not in text] == []


def test_the_record_names_the_proposal_of_an_item():
    assert "提案编号：12" in words_of(full_record(voted(YES), ISSUE))


@settings(max_examples=40, deadline=None)
@given(st.tuples(*[st.sampled_from([None, *Choice])] * 5))
def test_totals_in_the_text_are_those_of_the_vote(choices):
    document = voted(choices)
    tally = document.motions[0].tally
    assert tally is not None
    count = {choice: choices.count(choice) for choice in (*Choice, None)}
    cast = tuple(count[one] for one in (Choice.YES, Choice.NO, Choice.ABSTAIN, None))
    assert (tally.yes, tally.no, tally.abstain, tally.silent) == cast
    blocks = full_record(document, ISSUE).blocks
    (told,) = [one.text for one in blocks if isinstance(one, Paragraph) and one.text.startswith("赞成 ")]
    assert tuple(int(n) for n in re.findall(r"\d+", told)[:4]) == cast
    listed = {one.label: len(one.names) for one in blocks if isinstance(one, People)}
    assert [listed.get(label, 0) for label in ("赞成", "反对", "弃权")] == list(cast[:3])
    rows = list(csv.DictReader(io.StringIO(votes_csv(document).decode("utf-8-sig"))))
    assert [rows[0][name] for name in ("yes", "no", "abstain", "silent")] == [str(n) for n in cast]
    assert len(rows) - 1 == sum(cast[:3])


@pytest.mark.parametrize("letter", RARE)
def test_every_font_of_our_paper_has_the_rare_characters_of_names(letter):
    """Looked at on a page as well: 𠮷 with its long stroke below, 䶮 a dragon over a sky."""
    fonts = sorted(Path(manimgx_fonts_cjk.__file__).parent.rglob("*.[ot]t[fc]"))
    drawn = [_drawn(font, letter) for font in fonts]
    assert any(drawn)


def _drawn(font: Path, letter: str) -> bool:
    face = ImageFont.truetype(str(font), 32)
    blank, glyph = (face.getmask(one) for one in ("\U0010fffd", letter))
    return bytes(glyph) != bytes(blank)


OUTSIDE = "\U0002a6d6"  # extension B, which the font lacks: a name nobody may lose on paper


def test_a_name_outside_the_font_is_said_by_its_number_and_word_knows_what_to_draw_it_with():
    assert drawable(f"李{OUTSIDE}{RARE}") == f"李〓（U+2A6D6）{RARE}"
    sheet = Sheet(f"李{OUTSIDE}", (), (Paragraph(f"王{OUTSIDE}民"), People("出席", (f"𠮷{OUTSIDE}",))))
    said = drawable(OUTSIDE)
    assert pdf(sheet) == pdf(
        Sheet(f"李{said}", (), (Paragraph(f"王{said}民"), People("出席", (f"𠮷{said}",))))
    )
    paper = word.Document(io.BytesIO(docx(sheet)))
    runs = [run for line in paper.paragraphs for run in line.runs]
    assert "".join(run.text for run in runs) == f"李{OUTSIDE}王{OUTSIDE}民出席：𠮷{OUTSIDE}"
    assert {run.font.name for run in runs if OUTSIDE in run.text or "𠮷" in run.text} == {"SimSun-ExtB"}
    table = next(one for one in paper.part.package.iter_parts() if one.partname == "/word/fontTable.xml")
    assert 'w:name="仿宋_GB2312"' in table.blob.decode()
    assert 'w:altName w:val="仿宋,FangSong' in table.blob.decode()


CALLED = Called(
    "槐树街社区居民议事会",
    "第 7 次会议",
    datetime(2026, 11, 22, 11, 30, tzinfo=UTC),
    "社区活动室",
    "陈素芳",
    "孙敏",
    "按季度例会安排",
    "2026-11-18",
    ("南门路灯", "垃圾分类亭"),
)


def pages(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", paper))


@pytest.mark.parametrize("length", [0, 80, 400, 3000])
def test_a_poster_is_one_page_of_a3_however_long_its_text(length):
    address = "https://civic.example/notices/12"
    text = ("经表决，由居委会换好南门路灯。" * 400)[:length]
    made = poster_pdf(
        Poster("公示", "换好南门路灯" * 6, (("期限", "7 天"),), text, "扫码", address, printed(address))
    )
    assert pages(made) == 1
    (measures,) = re.findall(rb"/MediaBox\s*\[0 0 (\d+)[\d.]* (\d+)", made)
    assert measures == (b"841", b"1190")


@given(st.text(max_size=1500))
def test_a_fitted_text_is_whole_or_says_where_the_rest_is(text):
    kept, size = fitted(text, "（全文扫码看）")
    whole = "\n".join(line for line in text.splitlines() if line.strip())
    assert size >= 17
    assert kept == whole or kept.endswith("（全文扫码看）")


def test_a_session_poster_says_when_where_and_on_what():
    drawn = session_poster(CALLED, "https://civic.example/sessions/7", "", "zh")
    assert dict(drawn.facts)["时间"] == "2026年11月22日 19:30"
    assert dict(drawn.facts)["公告"] == "2026年11月18日"
    assert drawn.body == "1. 南门路灯\n2. 垃圾分类亭"
    assert "槐树街社区居民议事会" in drawn.kicker


def test_the_list_at_the_door_has_everyone_and_room_for_more():
    lines = (Arrival("𠮷田", Part.CHAIR, CALLED.starts_at), Arrival("李红梅", Part.MEMBER, excused=True))
    sheet = sign_in_list(CALLED, lines, Mark("ab" * 32, "https://civic.example/v", "核对"), "zh")
    (table,) = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [row[1] for row in table.rows] == ["𠮷田", "李红梅", "", "", "", "", ""]
    assert [row[4] for row in table.rows[:2]] == ["19:30", "请假"]
    assert pdf(sheet) == pdf(sheet)


def test_posters_and_lists_come_by_their_addresses(call, cast, clock, client):
    session = call(councils.announced, cast)
    page = client.get(f"/sessions/{session.id}").text
    for file in ("poster.pdf", "sign-in-sheet.pdf"):
        sent = client.get(f"/sessions/{session.id}/{file}")
        assert (sent.status_code, sent.content[:5]) == (200, b"%PDF-")
    assert f"/sessions/{session.id}/poster.pdf" in page
