"""Minutes as files: the same text every time, the measures readers expect, every number that was voted, nothing that acts."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import docx as word
import pytest
from docx.shared import Mm, Pt

from civic.documents.rules import Sheet, docx, pdf
from councils.documents.rules import Issue, akoma_ntoso, full_record, gist, votes_csv
from councils.documents.rules.archive import NAMESPACE
from councils.minutes.rules import MinutesDocument, read
from councils.minutes.rules.parts import Person
from tests.factories import record

GOLDEN = Path(__file__).parent / "golden_minutes.json"
SIGNED = datetime(2026, 11, 23, 1, tzinfo=UTC)
ISSUE = Issue(
    3,
    SIGNED,
    (("recorder", "马丽", SIGNED), ("chair", "陈素芳", SIGNED)),
    "ab" * 32,
    "https://civic.example/v",
)
FILES = {
    "minutes.pdf": "application/pdf",
    "record.pdf": "application/pdf",
    "minutes.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "record.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "votes.csv": "text/csv; charset=utf-8",
    "akn.xml": "application/akn+xml",
}


@pytest.fixture(scope="module")
def document() -> MinutesDocument:
    return read(json.loads(GOLDEN.read_text()))


def text_of(sheet: Sheet) -> str:
    opened = word.Document(io.BytesIO(docx(sheet)))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in opened.paragraphs), *cells])


def test_the_same_minutes_give_the_same_bytes(document):
    for reading in (gist, full_record):
        sheet = reading(document, ISSUE)
        assert pdf(sheet) == pdf(reading(document, ISSUE))
        assert docx(sheet) == docx(reading(document, ISSUE))
        assert pdf(sheet).startswith(b"%PDF-")


def test_word_opens_it_with_the_measures_of_the_standard(document):
    section = word.Document(io.BytesIO(docx(gist(document, ISSUE)))).sections[0]
    sizes = [section.top_margin, section.bottom_margin, section.left_margin, section.right_margin]
    assert [round((size or 0) / Mm(1)) for size in sizes] == [37, 35, 28, 26]
    assert (round((section.page_width or 0) / Mm(1)), round((section.page_height or 0) / Mm(1))) == (210, 297)


def test_body_and_title_have_the_sizes_and_fonts_of_the_standard(document):
    opened = word.Document(io.BytesIO(docx(full_record(document, ISSUE))))
    title = opened.paragraphs[0].runs[0]
    assert (title.font.name, title.font.size) == ("方正小标宋简体", Pt(22))
    bodies = {
        run.font.size for each in opened.paragraphs for run in each.runs if run.font.name == "仿宋_GB2312"
    }
    assert Pt(16) in bodies
    assert {each.paragraph_format.line_spacing for each in opened.paragraphs[5:9]} == {Pt(29)}


def test_the_record_has_every_motion_its_people_and_every_number(document):
    text = text_of(full_record(document, ISSUE))
    for motion in document.motions:
        assert motion.text in text
        assert motion.mover.name in text
        for speech in motion.speeches:
            assert (speech.gist or "（记录人没有写要点）") in text
        for tally in [vote.tally for vote in motion.votes if vote.tally]:
            numbers = (tally.yes, tally.no, tally.abstain, tally.silent)
            assert "赞成 {} · 反对 {} · 弃权 {} · 未表态 {}".format(*numbers) in text
    for one in (*document.present, *document.absent):
        assert (one if isinstance(one, Person) else one.person).name in text
    assert "2026年11月23日 09:00" in text


def test_a_draft_says_that_it_is_one(document):
    draft = replace(ISSUE, number=None, published_at=None, signatures=())
    text = text_of(gist(document, draft))
    assert "草稿，还没有签发" in text
    assert text.count("还没有签字") == 2


def test_english_readers_get_english_words(document):
    text = text_of(full_record(document, ISSUE, "en"))
    assert "Recorder" in text
    assert "会议概况" not in text


HOSTILE = "=cmd|' /C calc'!A0 #set page(width: 1pt) $x$ <b>*_ ]]> &amp; \x0b\x00 \u202e 𠮷㙍䶮"


def test_hostile_text_stays_text(document):
    named = replace(document, venue=HOSTILE, chair=Person(1, HOSTILE), title=HOSTILE)
    sheet = gist(named, ISSUE)
    assert "#set page(width: 1pt)" in text_of(sheet)
    assert len(pdf(sheet)) > 10_000
    root = ElementTree.fromstring(akoma_ntoso(named, ISSUE, "https://civic.example/minutes/1"))
    assert root.tag == f"{{{NAMESPACE}}}akomaNtoso"


def test_the_table_of_votes_has_their_numbers_and_no_formula(document):
    voted = next(motion for motion in document.motions if motion.tally)
    vote = next(each for each in voted.votes if each.tally)
    evil = replace(vote, named=(replace(vote.named[0], person=Person(9, "=1+1")), *vote.named[1:]))
    item = replace(document.agenda[0], motions=(replace(voted, votes=(evil,)),))
    rows = list(csv.DictReader(io.StringIO(votes_csv(replace(document, agenda=(item,))).decode("utf-8-sig"))))
    assert vote.tally is not None
    assert [rows[0][name] for name in ("yes", "no", "abstain")] == [
        str(n) for n in (vote.tally.yes, vote.tally.no, vote.tally.abstain)
    ]
    assert len(rows) == 1 + len(vote.named)
    assert rows[1]["voter"] == "'=1+1"


def test_the_archive_names_everyone_once_and_every_speech(document):
    root = ElementTree.fromstring(akoma_ntoso(document, ISSUE, "https://civic.example/minutes/1"))
    people = [each.get("eId") for each in root.iter(f"{{{NAMESPACE}}}TLCPerson")]
    assert len(people) == len(set(people))
    speeches = list(root.iter(f"{{{NAMESPACE}}}speech"))
    assert len(speeches) == sum(1 + len(motion.speeches) for motion in document.motions)
    assert {speech.get("by") for speech in speeches} <= {f"#{person}" for person in people}


def test_a_very_long_record_is_set_too(document):
    speech = document.motions[0].speeches[0]
    many = tuple(replace(speech, number=n, gist="先修门禁，钱不够两样都做。" * 12) for n in range(1500))
    long = replace(document.agenda[0], motions=(replace(document.motions[0], speeches=many),))
    sheet = full_record(replace(document, agenda=(long,)), ISSUE)
    assert pdf(sheet).count(b"/StructParents") >= 100
    assert docx(sheet)


@pytest.mark.parametrize(("name", "kind"), FILES.items())
def test_anyone_takes_published_minutes_along(call, cast, clock, client, name, kind):
    minutes = call(record.published, cast)
    sent = client.get(f"/minutes/{minutes.id}/{name}")
    assert sent.status_code == 200
    assert sent.headers["content-type"] == kind
    assert sent.headers["content-disposition"].startswith("attachment")
    assert sent.content == client.get(f"/minutes/{minutes.id}/{name}").content


@pytest.mark.parametrize("name", FILES)
def test_drafts_are_not_handed_to_strangers(call, cast, clock, client, name):
    minutes = call(record.drafted, cast)
    assert client.get(f"/minutes/{minutes.id}/{name}").status_code == 404
