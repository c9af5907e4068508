"""A resolution shown in public: objected to, answered by somebody else, upheld, stopped; sent back; or filed with the street."""

import pytest
from playwright.sync_api import Page, expect

from councils.minutes.rules import SignerRole
from councils.resolutions.models import Resolution
from councils.sessions import services as sessions
from councils.sessions.rules.presence import Adjourn
from tests.cast import Cast
from tests.factories import councils, record
from tests.journeys.looking import glance, look
from tests.journeys.records import SIGHTS, WIDE, Desk, press

pytestmark = pytest.mark.journey
WHY = "路灯正对着二号院的窗户，晚上没法睡。"
ANSWER = "现场看过，确实正对窗户，请重新定位置。"


async def resolved(cast: Cast) -> dict[str, int]:
    """Three resolutions of three councils: one with money, one that two objections send back, one nobody minds."""
    money = await record.resolution(cast)
    await record.fund(cast)
    strict = await _carried(cast, "二号院议事会", objections_return=2)
    quiet = await _carried(cast, "三号院议事会")
    return {"money": money.id, "strict": strict.id, "quiet": quiet.id}


async def _carried(cast: Cast, name: str, **rules: int) -> Resolution:
    session = await councils.decided(cast, name=name, rules=rules)
    await sessions.act(cast.chen, session.id, Adjourn(confirmed=True))
    minutes = await record.tasked(cast, session.id)
    await record.sign(cast.ma, minutes.id, SignerRole.RECORDER)
    await record.sign(cast.chen, minutes.id, SignerRole.CHAIR)
    return await Resolution.get(minutes_id=minutes.id)


def announced(sun: Page, resolution: int) -> str:
    """The clerk shows it; answers the notice's address."""
    sun.goto(f"/resolutions/{resolution}")
    press(sun, "公示这条决议")
    expect(sun.get_by_text("公示中").first).to_be_visible()
    return sun.url.split("?")[0]


def objects(page: Page, notice: str) -> None:
    page.goto(notice)
    page.get_by_label("哪里不对，为什么").fill(WHY)
    look(page, "notice objecting")
    press(page, "交上去")
    expect(page.get_by_text("您的异议已收到，回执")).to_be_visible()


@pytest.mark.parametrize("desk", [resolved], indirect=True)
def test_objected_upheld_and_stopped_or_sent_back_or_filed(desk: Desk):
    sun, lin, gao = desk("sun", viewport=WIDE), desk("lin"), desk("gao")
    upheld = announced(sun, desk.facts["money"])
    objects(lin, upheld)
    look(lin, "notice objected")
    for who in ("sun", "chen"):
        page = desk(who)
        page.goto(upheld)
        expect(page.get_by_role("link", name="答复", exact=True)).to_have_count(0)
    sun.goto(f"/resolutions/{desk.facts['money']}/decision")
    spend(sun)
    expect(sun.locator("#errors")).to_contain_text("公示要到")

    gao.goto(upheld)
    gao.get_by_role("link", name="答复", exact=True).click()
    gao.get_by_label("答复", exact=True).fill(ANSWER)
    gao.get_by_label("异议成立，这件事不能照原样办").check()
    look(gao, "notice answering")
    press(gao, "公布答复")
    expect(gao.get_by_text("异议成立").first).to_be_visible()
    look(gao, "notice upheld")
    reader = desk()
    reader.goto(f"/resolutions/{desk.facts['money']}")
    expect(reader.get_by_text("停止执行").first).to_be_visible()
    look(reader, "resolution stopped")
    sun.goto(f"/resolutions/{desk.facts['money']}/decision")
    spend(sun)
    expect(sun.locator("#errors")).to_contain_text("不能执行")
    look(sun, "decision refused")

    returned = announced(sun, desk.facts["strict"])
    objects(lin, returned)
    objects(desk("wei"), returned)
    reader.goto(returned)
    expect(reader.get_by_text("退回重议").first).to_be_visible()
    look(reader, "notice returned")
    filed(desk, sun)
    seen(desk, upheld)


def spend(sun: Page) -> None:
    sun.locator("[name=fund]").first.check()
    sun.fill("[name=amount]", "18000")
    press(sun, "按决议安排")


def filed(desk: Desk, sun: Page) -> None:
    """Nobody minds: after the period the clerk files it, and the officer says that the street has it."""
    quiet = announced(sun, desk.facts["quiet"])
    desk.leap("往前一周", 2)
    sun.goto(quiet)
    expect(sun.get_by_text("公示期满，无未决异议")).to_be_visible()
    sun.get_by_label("给街道的说明").fill("公示五个工作日，没有异议。")
    press(sun, "报街道备案")
    zhou = desk("zhou")
    zhou.goto("/filings")
    expect(zhou.get_by_text("等街道确认")).to_be_visible()
    look(zhou, "filings waiting")
    zhou.locator("main .list a").first.click()
    zhou.get_by_label("街道的话").fill("收到，请按期办。")
    press(zhou, "确认收到")
    expect(zhou.get_by_text("街道已收到")).to_be_visible()
    look(zhou, "notice filed")
    zhou.goto(f"{quiet}/proof")
    look(zhou, "notice proof")


def seen(desk: Desk, notice: str) -> None:
    """The same pages in English, in large type, and on a wide screen."""
    money = f"/resolutions/{desk.facts['money']}"
    for lang, elder, size in SIGHTS:
        page = desk(lang=lang, elder=elder, **size)
        for path in ("/resolutions", money, "/notices", notice, "/filings"):
            page.goto(path)
            glance(
                page, f"public {lang} {elder} {len(size)} {path.strip('/').split('/')[-2:][0]} {path[-2:]}"
            )
