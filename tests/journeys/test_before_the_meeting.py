"""Before a meeting: a resident hands a motion in and a member signs it, members ask for a session and get one, a paper comes
after the notice, and everybody hears of it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from civic.kit import clock
from tests.journeys.halls import LAPTOP, Hall, Seat
from tests.journeys.looking import look

pytestmark = pytest.mark.journey

COUNCIL = "槐树街社区居民议事会（simple）"


def council_of(page: Page) -> None:
    page.goto("/councils")
    page.get_by_role("link", name=COUNCIL).first.click()


def test_a_motion_an_agenda_a_notice_and_a_calendar(seat: Seat, hall: Hall, tmp_path: Path):
    wei = seat("wei")
    code = hands_in(wei)

    tang = seat("tang")
    cosigns(tang)
    asked = asks_for_a_session(seat("xu"))
    tang.goto(asked)
    tang.get_by_role("button", name="同意开会，签名").click()
    expect(tang.get_by_text("联名够了，等召集会议")).to_be_visible()
    look(tang, "before 2 enough")

    sun = seat("sun", viewport=LAPTOP)
    session = publishes(sun, asked, tmp_path)
    brings_a_paper(sun, session, tmp_path)
    tang.reload()
    expect(tang.get_by_text("会议已经召集")).to_be_visible()

    wei.reload()
    expect(wei.get_by_text("已列入会议").first).to_be_visible()
    wei.goto("/me/sessions")
    wei.get_by_role("link", name="第三次会议").click()
    wei.get_by_label("参加", exact=True).check()
    wei.get_by_role("button", name="回复").click()
    expect(wei.get_by_role("button", name="改回复")).to_be_visible()
    look(wei, "before 5 reply")

    reader = seat()
    reader.goto(f"/receipt?code={code}")
    expect(reader.get_by_text("已列入会议").first).to_be_visible()
    reader.goto(session)
    expect(reader.get_by_text("旁听席还有 8 个")).to_be_visible()
    look(reader, "before 6 session")
    reader.get_by_role("link", name="看会前资料").click()
    expect(reader.get_by_text("更换南门到菜市口的 11 盏路灯").first).to_be_visible()
    expect(reader.get_by_role("link", name="第三家报价.pdf")).to_be_visible()
    look(reader, "before 7 pack")
    reader.goto("/sessions/calendar?month=" + f"{clock.local(clock.now() + timedelta(days=9)):%Y-%m}")
    expect(reader.get_by_text("第三次会议").first).to_be_visible()
    look(reader, "before 8 calendar")
    for lang, elder in (("en", False), ("zh", True)):
        reads(seat(lang=lang, elder=elder), session, f"before {lang}{' elder' if elder else ''}")
    answer = reader.request.get(f"{session}/session.ics")
    (event,) = Calendar.from_ical(answer.body()).walk("VEVENT")
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", 0)
    assert "南门路灯换新" in str(event["description"])


def reads(page: Page, session: str, name: str) -> None:
    """The same pages in another language, or in large type."""
    for path in (f"{session}/pack", f"{session}/coming"):
        page.goto(path)
        look(page, f"{name} {path.rsplit('/', 1)[1][:8]}")
    council_of(page)
    page.locator("#written-motions a").first.click()
    look(page, f"{name} motion")


def hands_in(wei: Page) -> str:
    """The sheet on a phone; answers its receipt code."""
    council_of(wei)
    wei.get_by_role("link", name="交一份议题单").click()
    wei.get_by_label("一句话说是什么事").fill("南门路灯换新")
    wei.get_by_label("谁来做").fill("居委会")
    wei.get_by_label("做什么").fill("更换南门到菜市口的 11 盏路灯")
    wei.get_by_label("什么时候做完").fill(f"{clock.today() + timedelta(days=120):%Y-%m-%d}")
    wei.get_by_label("要多少钱").fill("18000")
    wei.get_by_label("为什么要做").fill("晚上接孩子看不清台阶，摔过两个人。")
    look(wei, "before 1 motion")
    wei.get_by_role("button", name="签名并交上去").click()
    expect(wei.get_by_text("已收到，等安排").first).to_be_visible()
    look(wei, "before 2 receipt")
    return wei.locator(".receipt").inner_text()


def cosigns(tang: Page) -> None:
    """A member reads it and puts a name under it."""
    council_of(tang)
    tang.locator("#written-motions a").last.click()
    tang.get_by_role("link", name=re.compile("南门路灯换新")).first.click()
    tang.get_by_role("button", name="同意这份文字，联名").click()
    expect(tang.get_by_text("您签过名了")).to_be_visible()
    look(tang, "before 2 cosigned")


def asks_for_a_session(xu: Page) -> str:
    """A member cannot wait for the next regular one; answers the request's address."""
    council_of(xu)
    xu.get_by_role("link", name="发起联名").click()
    xu.get_by_role("button", name="签名并发起").click()
    xu.get_by_label("这次会要议什么").fill("三号院水箱漏水谁来修")
    xu.get_by_label("为什么要专门开会").fill("水箱漏了三天，物业和水务都说不归自己管。")
    look(xu, "before 2 asking")
    xu.get_by_role("button", name="签名并发起").click()
    expect(xu.get_by_text("已签 1，要 2")).to_be_visible()
    return xu.url


def brings_a_paper(sun: Page, session: str, tmp_path: Path) -> None:
    """It comes when the notice is out."""
    sun.goto(session)
    sun.get_by_role("link", name="加补充材料").click()
    paper = tmp_path / "第三家报价.pdf"
    paper.write_bytes(b"%PDF-1.4\n%late\n%%EOF\n")
    sun.get_by_label("文件").set_input_files(paper)
    sun.get_by_label("这是什么，为什么现在才来").fill("第三家昨天才报价")
    sun.get_by_role("button", name="加上去").click()
    expect(sun.get_by_role("link", name="第三家报价.pdf")).to_be_visible()
    look(sun, "before 4 late paper")


def publishes(sun: Page, asked: str, tmp_path: Path) -> str:
    """An agenda that begins with what was asked for, with the motion, a matter of the clerk's own and a paper; answers the
    session's address."""
    sun.goto(asked)
    sun.get_by_role("link", name="排这次会议").click()
    sun.get_by_label("会议名称").fill("第三次会议")
    evening = clock.at_local(clock.today() + timedelta(days=9), 19, 30)
    sun.get_by_label("开会时间").fill(clock.as_typed(evening))
    sun.get_by_label("地点").fill("党群服务中心二楼议事厅")
    expect(sun.get_by_label("为什么开会")).to_have_value("联名要求召开（2 / 4）")
    sun.get_by_label("主持人").select_option(label="陈素芳")
    sun.get_by_label("记录人").select_option(label="马丽")
    sun.get_by_label("旁听席有几个").fill("8")
    sun.get_by_role("button", name="去排议程").click()
    expect(sun.get_by_text("三号院水箱漏水谁来修").first).to_be_visible()
    sun.get_by_role("button", name=re.compile("列入.*南门路灯换新")).click()
    sun.get_by_label("议什么").fill("冬季院落防滑安排")
    sun.get_by_label("大约几分钟").fill("25")
    sun.get_by_role("button", name="加上").click()
    sun.get_by_role("button", name=re.compile("往前.*冬季院落防滑安排")).click()
    sun.get_by_role("link", name=re.compile("改内容.*冬季院落防滑安排")).click()
    paper = tmp_path / "防滑方案.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    sun.get_by_label("加一个文件").set_input_files(paper)
    sun.get_by_role("button", name="传上去").click()
    expect(sun.get_by_role("link", name="防滑方案.pdf")).to_be_visible()
    look(sun, "before 3 entry")
    sun.get_by_role("link", name="第三次会议").first.click()
    look(sun, "before 3 agenda")
    sun.get_by_role("button", name="发出公告").click()
    expect(sun.get_by_role("heading", name="第三次会议")).to_be_visible()
    assert re.search(r"/sessions/\d+$", sun.url)
    return sun.url
