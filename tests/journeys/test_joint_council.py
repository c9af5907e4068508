"""A joint council of two communities in real browsers: told at both places, opened when each body and the whole suffice."""

import pytest
from playwright.sync_api import expect

from tests.journeys.halls import LAPTOP, Hall, Meeting, Seat
from tests.journeys.looking import look

pytestmark = pytest.mark.journey
PATH = "由两个社区居委会在 3 月 31 日前一起修好河边步道，每家各派两人"


def test_two_communities_meet_and_neither_decides_without_the_other(seat: Seat, hall: Hall):
    session, code = hall.sessions["joint"], hall.codes["joint"]
    reader = seat()
    for community in ("槐树街社区", "梧桐里社区"):
        reader.goto("/places")
        reader.locator("main").get_by_role("link", name=community).first.click()
        expect(reader.locator("#joint-councils")).to_contain_text("季度联席会议")
        expect(reader.locator("#joint-councils")).to_contain_text("2 家成员单位")
    look(reader, "joint-place")
    reader.locator("#joint-councils a").first.click()
    expect(reader.locator("#bodies")).to_contain_text("成员 2 人")
    look(reader, "joint-council")

    chair = seat("chen", viewport=LAPTOP)
    pages = {name: seat(name) for name in ("tang", "lin", "outsider")} | {"wall": seat(viewport=LAPTOP)}
    chair.goto(f"/sessions/{session}/console")
    for name, page in pages.items():
        page.goto(f"/sessions/{session}/wall" if name == "wall" else f"/sessions/{session}")
    meeting = Meeting(session, chair, pages)
    meeting.chairs("开始签到")
    for name in ("tang", "lin"):
        pages[name].fill("#checkin-code", code)
        meeting.says(name, "我到了，签到")
    row = chair.locator(f"#table-{session} li", has_text="陈素芳")
    meeting.do(chair, row.get_by_role("button", name="签到"))

    # three of four are enough for the whole, but not for the second body
    expect(pages["wall"].locator(f"#wall_top-{session}")).to_contain_text("梧桐里社区还差 1 人")
    expect(chair.locator("main")).not_to_contain_text("宣布开会")
    look(pages["tang"], "joint-phone-short")
    look(pages["wall"], "joint-wall-short")
    look(chair, "joint-console-short")

    pages["outsider"].fill("#checkin-code", code)
    meeting.says("outsider", "我到了，签到")
    expect(pages["wall"].locator(f"#wall_top-{session}")).to_contain_text("每家和全体都够了")
    meeting.chairs("宣布开会")
    meeting.chairs("进入第 1 项")
    pages["tang"].fill("#move-text", PATH)
    meeting.says("tang", "提出动议")
    meeting.says("outsider", "我附议")
    meeting.chairs("念完了")
    meeting.chairs("开始辩论")
    meeting.chairs("结束辩论")
    meeting.chairs("手机表决")
    meeting.votes({"tang": "赞成", "outsider": "赞成", "lin": "赞成", "chair": "赞成"})
    meeting.chairs("宣布结果")
    meeting.shows("wall", "通过")
    meeting.shows("lin", "通过")
    look(pages["lin"], "joint-phone-verdict")
