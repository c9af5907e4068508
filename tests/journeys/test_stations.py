"""A polling station in a real browser: a kiosk, help with voting, and papers counted by two people and a third."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from civic.kit import clock
from civic.kit.database import opened, orm_config
from civic.people.models import Person
from civic.people.queries import actor_of
from civic.places.models import Place
from civic.places.rules import Level
from tests.cast import Cast
from tests.databases import roof
from tests.factories import stations as make
from tests.factories import votes
from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look
from votes.models import Ballot, Option
from votes.rounds import services as rounds
from votes.rules import Rule

pytestmark = pytest.mark.journey

WIDE: ViewportSize = {"width": 1280, "height": 800}


def prepared(site: Site, work: Callable[[Any], Any], at: timedelta = timedelta()) -> Any:
    """Something set up in the demo's database, at a moment before now."""

    async def inside() -> Any:
        async with opened(orm_config(site.settings, roof().FLOORS)):
            return await work(await _demo_cast())

    def run() -> Any:
        clock.travel(-at)
        try:
            return asyncio.run(inside())
        finally:
            clock.restore()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


async def _demo_cast() -> Any:
    """The demo's people by the names the tests use."""
    names = {"lin": "林秀英", "wei": "魏国强", "chen": "陈素芳", "sun": "孙敏", "zheng": "郑怡"}
    found = {key: await actor_of((await Person.get(display_name=name)).id) for key, name in names.items()}
    community = await Place.get(level=Level.COMMUNITY, name="槐树街社区")
    estate = await Place.filter(level=Level.ESTATE, parent_id=community.id).first()
    return type("DemoCast", (), {**found, "community": community, "places": {"estate_one": estate}})


async def _voting(cast: Cast) -> tuple[int, str]:
    """A ballot that takes papers, and the name of the fourth on its roll."""
    made = await make.ballot(cast, codes=("a", "b", "c"))
    return made.id, "黄桂芝"


async def _boxed(cast: Cast) -> tuple[int, int, list[str]]:
    """A round whose time is over, with six papers in the wooden box: round, ballot, the codes of its options."""
    times = {"opens_at": clock.now() + timedelta(minutes=1), "closes_at": clock.now() + timedelta(hours=2)}
    made = await votes.round_(cast, paper_ballots=True, rule=Rule.GREEDY, **times)
    await rounds.open_round(cast.sun, made.id)
    clock.travel(timedelta(minutes=2))
    ballot = await Ballot.get(id=made.ballot_id)
    await make.put_in(cast, ballot, range(1, 7))
    options = await Option.filter(ballot_id=ballot.id).order_by("position")
    return made.id, ballot.id, [option.code for option in options]


def tap(page: Page, name: str) -> None:
    """The button or link with this text, as a person does."""
    page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()


def test_a_kiosk_takes_two_people_and_remembers_neither(phone: OpenPhone, site: Site):
    ballot_id, name = prepared(site, _voting)
    desk = phone("郑怡")
    device = phone("孙敏")
    device.set_viewport_size(WIDE)
    device.goto(f"/ballots/{ballot_id}/stations")
    look(device, "stations-wide")
    tap(device, "把这台设备变成投票机")
    device.fill("[name=label]", "活动中心大厅")
    look(device, "kiosk-new")
    device.get_by_role("button", name="变成投票机").click()
    device.wait_for_url("**/kiosk")
    look(device, "kiosk-start")

    receipts = []
    for who, choice in ((name, "项目 a"), ("5", "项目 b")):
        desk.goto(f"/ballots/{ballot_id}/stations")
        desk.fill("[name=who]", who)
        tap(desk, "在名册上找")
        look(desk, f"station-entry-{choice[-1]}")
        tap(desk, "自己到投票机上投")
        code = desk.inner_text("#code .receipt")
        look(desk, "station-code")
        device.fill("[name=code]", code)
        tap(device, "开始投票")
        device.wait_for_url("**/kiosk/ballot")
        assert not device.locator("input:checked").count()
        device.get_by_text(choice).first.click()
        look(device, f"kiosk-ballot-{choice[-1]}")
        device.get_by_role("button", name="投出").click()
        device.wait_for_url("**/kiosk/receipt")
        receipts.append(device.inner_text("#receipt .receipt"))
        look(device, "kiosk-receipt")
        tap(device, "好了，离开")
        device.wait_for_url("**/kiosk")
        device.go_back()
        device.wait_for_load_state()
        assert receipts[-1] not in device.content()
        assert device.url.endswith("/kiosk")
    assert len(set(receipts)) == 2
    desk.goto(f"/ballots/{ballot_id}/stations")
    assert desk.inner_text("#numbers .big") == "2"


def test_a_ballot_left_lying_at_a_kiosk_is_cleared_away(phone: OpenPhone, site: Site):
    ballot_id, _ = prepared(site, _voting)
    desk, device = phone("郑怡"), phone("孙敏")
    device.goto(f"/ballots/{ballot_id}/kiosks")
    device.fill("[name=label]", "活动中心大厅")
    device.get_by_role("button", name="变成投票机").click()
    device.wait_for_url("**/kiosk")
    desk.goto(f"/ballots/{ballot_id}/stations")
    desk.fill("[name=who]", "6")
    tap(desk, "在名册上找")
    tap(desk, "自己到投票机上投")
    device.clock.install()
    device.fill("[name=code]", desk.inner_text("#code .receipt"))
    tap(device, "开始投票")
    device.wait_for_url("**/kiosk/ballot")
    device.clock.fast_forward(130_000)
    device.wait_for_selector("text=您还在吗")
    look(device, "kiosk-idle")
    tap(device, "我还在，继续投")
    assert device.is_hidden("text=您还在吗")
    device.clock.fast_forward(151_000)
    device.wait_for_url("**/kiosk")
    device.go_back()
    device.wait_for_load_state()
    assert device.url.endswith("/kiosk")


def test_staff_type_what_somebody_says(phone: OpenPhone, site: Site):
    ballot_id, name = prepared(site, _voting)
    desk = phone("孙敏")
    desk.goto(f"/ballots/{ballot_id}/stations")
    look(desk, "stations")
    desk.fill("[name=who]", name)
    tap(desk, "在名册上找")
    tap(desk, "他说，我来点（代办）")
    look(desk, "assistance")
    desk.get_by_text("项目 c").first.click()
    desk.get_by_role("button", name="投出").click()
    desk.wait_for_selector("#error-present")
    assert desk.get_by_text("项目 c").first.is_visible()
    desk.check("#field-present")
    desk.get_by_role("button", name="投出").click()
    desk.wait_for_selector("#receipt")
    look(desk, "assisted")
    tap(desk, "好了")
    assert "黄桂芝" in desk.inner_text("#helped")


def read(page: Page, ballot_id: int, texts: list[str]) -> None:
    """Somebody reads the batch, sheet by sheet, and hands it in."""
    page.goto(f"/ballots/{ballot_id}/batches")
    page.click("text=第 1 批")
    page.locator("#next a").click()
    for number, text in enumerate(texts, 1):
        page.wait_for_selector(f"text=第 {number} 张，共 {len(texts)} 张")
        page.check(f"[name=choices][value='{text}']")
        if number == 2:
            look(page, "batch-sheet")
        page.get_by_role("button", name="记下，下一张").click()
    page.wait_for_selector("#done")
    tap(page, "交这一遍")
    page.wait_for_url("**/batches/*")


def test_two_people_read_the_papers_a_third_settles_a_difference_and_the_round_is_counted(
    phone: OpenPhone, site: Site
):
    round_id, ballot_id, (first, second) = prepared(site, _boxed, timedelta(hours=3))
    sun, zheng, gao = phone("孙敏"), phone("郑怡"), phone("高建国")
    sun.goto(f"/rounds/{round_id}")
    sun.get_by_role("button", name="封票并计票").click()
    assert "对不上" in sun.inner_text("main")
    sun.goto(f"/ballots/{ballot_id}/batches")
    look(sun, "batches")
    sun.fill("[name=control_total]", "6")
    tap(sun, "开这一批")
    sun.wait_for_url("**/batches/*")
    read(sun, ballot_id, [first, second, first, first, first, second])
    look(sun, "batch-second")
    read(zheng, ballot_id, [first, second, first, first, second, second])
    look(zheng, "batch-differing")
    gao.goto(zheng.url)
    tap(gao, "第 5 张")
    look(gao, "batch-look")
    gao.check(f"[name=choices][value='{first}']")
    gao.get_by_role("button", name="记下").click()
    gao.wait_for_url("**/batches/*")
    sun.goto(zheng.url)
    tap(sun, "定下这一批")
    sun.wait_for_selector("text=已定")
    look(sun, "batch-closed")
    sun.goto(f"/ballots/{ballot_id}/batches")
    look(sun, "batches-settled")
    sun.goto(f"/rounds/{round_id}")
    seal = sun.get_by_role("button", name="封票并计票")
    if seal.count():  # the clock seals what is settled, and may have been faster
        seal.click()
    assert _counted(site, ballot_id) == {first: 4, second: 2}


def _counted(site: Site, ballot_id: int) -> dict[str, int]:
    """Votes by code, once the clock or the button has closed and counted."""
    sql = "SELECT o.code, l.votes FROM result_line l JOIN ballot_option o ON o.id = l.option_id WHERE o.ballot_id = ?"
    for _ in range(20):
        if found := site.rows(sql, ballot_id):
            return {row["code"]: row["votes"] for row in found}
        time.sleep(0.5)
    return {}


def test_the_sheet_is_one_page_of_paper(phone: OpenPhone, site: Site):
    ballot_id, _ = prepared(site, _voting)
    page = phone("孙敏")
    page.goto(f"/ballots/{ballot_id}/sheet")
    look(page, "ballot-sheet")
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
