"""协商结果报告: the whole of a consultation on a page and on paper, in counts and never in names."""

import io
from datetime import UTC, date, datetime

import docx as word

from civic.documents.rules import Heading, Mark, docx, pdf
from councils.consultations.outcomes.models import Ask
from councils.consultations.outcomes.rules import PointKind, Verdict
from councils.consultations.outcomes.services import answering, writing
from councils.consultations.stakeholders.models import Invitee
from councils.documents.rules import Report, report_blocks, report_sheet
from councils.documents.rules.report import Choice, Dissent, Group, Moved, Opinion, Owed
from tests.factories import consultations as make

MARK = Mark("ab" * 32, "https://civic.example/c/1", "核对")
AT = datetime(2026, 11, 20, 11, 30, tzinfo=UTC)


def full() -> Report:
    """A report with something in every chapter."""
    return Report(
        title="三号楼要不要加装电梯",
        place="槐树街社区",
        kind="有事来协商",
        origin="居民提出",
        raised_at=AT,
        need="高层的老人上下楼难。",
        about="装不装、装哪一侧。",
        decides="居委会按协商结果办",
        published_at=AT,
        summary="大家同意先装在北侧。",
        chosen="装在北侧",
        consensus=("一层装隔音窗",),
        dissent=(Dissent("不同意分摊", "低层住户", "用不上电梯"),),
        unheard="租户",
        unheard_reason="联系不上",
        groups=(Group("高层住户", "每天上下楼", 12, 9, 1, "到场"),),
        evenings=((AT, "南门茶馆", "谈了一个半小时。"),),
        views=(("低层住户", "担心采光。"),),
        options=(Choice("装在北侧", 48_000_000, "财政和住户", "六个月", 9, 2, 1, ("挡光",)),),
        people=30,
        opinions=(Opinion("先照顾老人", 20, 4, 6),),
        answered=(28, 24),
        survey=(Moved("利大于弊", "2.9", "3.8"),),
        owed=(Owed("居委会", "去办报批", date(2026, 12, 5), "采纳", "下周报送"),),
        done=((AT, "材料已经报送。"),),
    )


def text_of(report: Report, lang: str = "zh") -> str:
    paper = word.Document(io.BytesIO(docx(report_sheet(report, MARK, lang))))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def test_every_field_of_a_report_is_on_paper():
    text = text_of(full())
    wanted = (
        "三号楼要不要加装电梯 协商结果报告",
        "谈什么",
        "居委会按协商结果办",
        "高层住户",
        "没有听到：租户。原因：联系不上",
        "2026年11月20日 19:30",
        "低层住户的书面意见：担心采光。",
        "¥480,000",
        "反对“装在北侧”的理由：挡光",
        "30 人",
        "28 人",
        "3.8",
        "1. 一层装隔音窗",
        "不同意分摊（低层住户）。理由：用不上电梯",
        "2026年12月5日",
        "采纳：下周报送",
        "2026年11月20日：材料已经报送。",
    )
    assert [part for part in wanted if part not in text] == []


def test_the_same_consultation_gives_the_same_bytes():
    for setter in (pdf, docx):
        assert setter(report_sheet(full(), MARK)) == setter(report_sheet(full(), MARK))


def test_chapters_without_anything_are_left_out_and_the_rest_counted():
    bare = Report("议题", "社区", "有事来协商", "居民提出", AT, "原因", "", "", None, "结果。", "", (), (), "", "",
                  (), (), (), (), 0, (), (0, 0), (), (), ())  # fmt: skip
    headings = [block.text for block in report_blocks(bare) if isinstance(block, Heading)]
    assert headings == ["一、协商议题", "二、协商结果"]
    assert "草稿，还没有公布" in text_of(bare)


def test_published_it_is_everybodys_and_names_nobody(call, cast, clock, client):
    made = call(make.drafted, cast)
    call(make.guests, cast, made, 3)
    call(make.option, cast, made)
    call(writing.add_point, cast.zheng, made.id, PointKind.DISSENT, "不同意分摊", "用不上电梯")
    assert client.get(f"/consultations/{made.id}/report").status_code == 404
    call(writing.publish, cast.sun, made.id)
    ask = call(lambda: Ask.get(outcome__consultation_id=made.id))
    call(answering.reply, cast.sun, ask.id, Verdict.PARTLY, "先报批，资金另议")
    page = client.get(f"/consultations/{made.id}/report").text
    for part in ("电梯装在北侧", "不同意分摊", "请居委会去办报批", "部分采纳：先报批，资金另议", "¥480,000"):
        assert part in page
    names = [one.name for one in call(lambda: Invitee.filter(consultation_id=made.id))]
    assert [name for name in [*names, cast.lin.name] if name and name in page] == []
    assert client.get(f"/consultations/{made.id}/report.pdf").content.startswith(b"%PDF")
    assert client.get(f"/consultations/{made.id}/report.docx").content.startswith(b"PK")


def test_a_draft_is_for_those_who_lead_it(call, cast, clock, client, as_):
    made = call(make.drafted, cast)
    assert "草稿" in as_(cast.zheng).get(f"/consultations/{made.id}/report").text
    for file in ("report", "report.pdf", "report.docx"):
        assert client.get(f"/consultations/{made.id}/{file}").status_code == 404


def test_a_consultation_without_an_outcome_has_no_report(call, cast, clock, as_):
    made = call(make.opened, cast)
    assert as_(cast.zheng).get(f"/consultations/{made.id}/report").status_code == 404
