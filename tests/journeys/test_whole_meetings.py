"""Two whole meetings in real browsers. The chair only reads the screen: what is pressed is what the console says is next."""

import pytest
from playwright.sync_api import expect

from tests.journeys.halls import LAPTOP, Hall, Meeting, Seat
from tests.journeys.looking import look, picture

pytestmark = [pytest.mark.journey, pytest.mark.long]
LAMPS = "由居委会在 6 月 30 日前换好南门路灯"
BOTH = "由居委会在 6 月 20 日前换好南门和北门路灯"
MOST_TAPS = 12


def begin(seat: Seat, hall: Hall, rules: str) -> Meeting:
    """The chair opens the door, everyone comes in by the code on the wall, the meeting is opened."""
    session, code = hall.sessions[rules], hall.codes[rules]
    chair = seat("chen", viewport=LAPTOP)
    pages = {name: seat(name) for name in ("tang", "xu", "deng")}
    pages |= {"wall": seat(viewport=LAPTOP), "remote": seat()}
    chair.goto(f"/sessions/{session}/console")
    for name, page in pages.items():
        page.goto(f"/sessions/{session}/wall" if name == "wall" else f"/sessions/{session}")
    meeting = Meeting(session, chair, pages)
    meeting.chairs("开始签到")
    for name in ("tang", "xu", "deng"):
        pages[name].fill("#checkin-code", code)
        meeting.says(name, "我到了，签到")
    meeting.shows("wall", "已到 3 人")
    row = chair.locator(f"#table-{session} li", has_text="陈素芳")
    meeting.do(chair, row.get_by_role("button", name="签到"))
    meeting.chairs("宣布开会")
    meeting.chairs("进入第 1 项")
    return meeting


def move(meeting: Meeting, who: str, text: str, amount: str = "") -> None:
    page = meeting.pages[who]
    page.fill("#move-text", text)
    page.fill("#move-amount", amount)
    meeting.says(who, "提出动议")


def decide(meeting: Meeting, yes: int) -> None:
    """To the vote by phone, everyone votes, the result is declared."""
    meeting.chairs("手机表决")
    people = ["tang", "xu", "deng", "chair"]
    meeting.votes({who: "赞成" if n < yes else "反对" for n, who in enumerate(people)})
    meeting.chairs("宣布结果")


def test_somebody_who_never_chaired_leads_the_simplified_meeting(seat: Seat, hall: Hall):
    meeting = begin(seat, hall, "simple")
    chair, pages, session = meeting.chair, meeting.pages, meeting.session
    look(chair, "whole-console-item")
    move(meeting, "tang", LAMPS, "18000")
    expect(chair.locator(f"#next-{session} .say")).to_contain_text(LAMPS)
    picture(pages["xu"], "whole-phone-second")
    meeting.says("xu", "我附议")
    meeting.taps = 0
    meeting.chairs("念完了")
    meeting.chairs("开始辩论")
    tang, half = pages["tang"], "由居委会在 6 月 15 日前"
    tang.locator(f"#more-{session} > summary").click()
    tang.locator("#amend-1v1-sheet > summary").click()
    tang.fill("#amend-1v1-text", half)
    meeting.says("deng", "我反对，要发言")
    expect(pages["deng"].locator(f"#hand-{session}")).to_contain_text("下一位就是您")
    meeting.chairs("请 邓兰 发言")
    expect(pages["wall"].locator(f"#wall_cards-{session}")).to_contain_text("邓兰")
    look(pages["deng"], "whole-phone-my-turn")
    recorder = seat("ma")
    recorder.goto(f"/sessions/{session}/record")
    recorder.fill("#gist-1-gist", "担心没人管")
    meeting.says("deng", "我说完了")
    expect(recorder.locator(f"#record-{session}")).to_contain_text("邓兰说完")
    expect(recorder.locator("#gist-1-gist")).to_have_value(
        "担心没人管"
    )  # no news touches what is half written
    expect(tang.locator("#amend-1v1-text")).to_have_value(half)
    expect(tang.locator("#amend-1v1-text")).to_be_visible()
    look(recorder, "whole-record")
    meeting.moves("deng", "amend", text=BOTH, amount="20000")
    meeting.says("xu", "我附议")
    meeting.chairs("念完了")
    for who in ("wall", "remote", "tang"):
        meeting.shows(who, "修正案 · 第 2 层")
        expect(pages[who].locator("ins", has_text="20,000")).to_be_visible()
    look(pages["tang"], "whole-phone-amendment")
    picture(pages["wall"], "whole-wall-amendment")
    meeting.chairs("开始辩论")
    meeting.chairs("结束辩论")
    meeting.chairs("手机表决")
    look(pages["xu"], "whole-phone-vote")
    meeting.votes({"tang": "赞成", "xu": "赞成", "deng": "赞成", "chair": "反对"})
    look(chair, "whole-console-voted")
    meeting.chairs("宣布结果")
    meeting.shows("remote", BOTH)
    meeting.chairs("结束辩论")
    decide(meeting, yes=4)
    assert meeting.taps <= MOST_TAPS
    meeting.shows("wall", "通过")
    look(pages["remote"], "whole-phone-verdict")
    meeting.chairs("结束这一项")
    meeting.chairs("进入第 2 项")
    meeting.do(chair, chair.locator(f"#next-{session}").get_by_role("button", name="议过了，没有动议"))
    meeting.chairs("宣布散会")
    meeting.shows("wall", "已散会")
    expect(pages["remote"].locator(f"#votes-{session}")).to_contain_text("赞成 4 · 反对 0")


def test_under_the_full_rules_a_question_is_amended_divided_and_a_ruling_is_appealed(seat: Seat, hall: Hall):
    meeting = begin(seat, hall, "full")
    chair, pages, session = meeting.chair, meeting.pages, meeting.session
    move(meeting, "tang", LAMPS)
    meeting.says("xu", "我附议")
    meeting.chairs("念完了")
    meeting.chairs("开始辩论")
    meeting.moves("deng", "amend", text=BOTH)
    meeting.says("xu", "我附议")
    meeting.chairs("念完了")
    meeting.chairs("开始辩论")
    meeting.chairs("结束辩论")
    decide(meeting, yes=3)
    meeting.shows("remote", BOTH)

    page = pages["xu"]
    page.locator(f"#point-{session} > summary").click()
    page.fill("#point-text", "大家在说垃圾分类，不是路灯")
    meeting.do(page, page.get_by_role("button", name="现在就提"))
    meeting.shows("wall", "等主持人裁定")
    look(chair, "whole-console-point")
    no = chair.locator(f"#next-{session}").get_by_role("button", name="不成立")
    meeting.do(chair, no)
    page.locator(f"#mine-{session} details[id^=appeal-] > summary").click()
    meeting.do(page, page.get_by_role("button", name="请大家来定"))
    meeting.says("deng", "我附议")
    meeting.shows("tang", "不服主持人的裁定")
    picture(pages["tang"], "whole-phone-appeal")
    meeting.chairs("念完了")
    meeting.chairs("开始辩论")
    meeting.chairs("结束辩论")
    decide(meeting, yes=1)

    meeting.moves(
        "xu", "divide", parts="由居委会在 6 月 20 日前换好南门路灯\n由居委会在 6 月 20 日前换好北门路灯"
    )
    picture(chair, "whole-console-divide")
    meeting.chairs("拆开")
    for yes, result in ((4, "通过"), (1, "没有通过")):
        meeting.chairs("念完了")
        meeting.chairs("开始辩论")
        meeting.chairs("结束辩论")
        decide(meeting, yes)
        expect(pages["remote"].locator(f"#votes-{session} .card").first).to_contain_text(result)
    meeting.chairs("结束这一项")
    look(pages["remote"], "whole-phone-full-rules")
