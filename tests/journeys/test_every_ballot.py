"""Voting on a phone, on a ballot of every kind: by taps, by keyboard, without script, with the line lost, on a second phone."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from civic.kit.db import rows
from civic.people.rules import Actor
from tests.browsing import COOKIE, start_sign_in
from tests.cast import load
from tests.databases import Template, within
from tests.factories import votes as make
from tests.journeys.conftest import PHONE
from tests.journeys.looking import look
from tests.journeys.test_every_page import HEAVIEST_BYTES, MOST_REQUESTS
from tests.serving import Site, served
from votes.models import Option
from votes.rules import Method

pytestmark = pytest.mark.journey
PROJECTS = [
    ("三单元门口加装扶手", 48_500_00, "两边装不锈钢扶手，台阶贴防滑条，雨天老人进出稳当。"),
    ("南门路灯改造", 18_000_00, "换十二盏声控节能灯，灯杆不动。"),
    ("二号院儿童沙坑", 36_000_00, ""),
    ("楼道声控灯", 9_600_00, "一到五单元，每层一盏。"),
    ("电动车集中充电棚", 72_000_00, "北门空地搭棚，二十个充电口，带烟感。"),
]
KINDS: dict[str, dict[str, Any]] = {
    "yes-no": {
        "method": Method.YES_NO,
        "title": "同意把西门改成单行道吗",
        "about": "早晚高峰只出不进，救护车和消防车不受限。",
    },
    "choose-one": {"method": Method.CHOOSE_ONE, "title": "活动室先装哪一样", "none_of_these": True},
    "approval": {"method": Method.APPROVAL, "title": "2026 年社区保障资金投票", "most": 3},
    "knapsack": {"method": Method.KNAPSACK, "title": "您来分配十万元", "max_cost_fen": 100_000_00},
    "ordinal": {"method": Method.ORDINAL, "title": "这几件事先办哪件"},
    "score": {"method": Method.SCORE, "title": "给五个方案打分"},
    "cumulative": {"method": Method.CUMULATIVE, "title": "十分怎么分"},
    "consent": {
        "method": Method.CONSENT,
        "title": "中庭晾晒区按图划线",
        "about": "每天八点到十八点可以晾晒，其余时间收走。",
    },
    "changeable": {"method": Method.APPROVAL, "title": "可以改的一票", "changeable": True},
}


@dataclass(frozen=True)
class Box:
    """The site with a ballot of every kind, and who is signed in under which cookie."""

    site: Site
    ballots: dict[str, int]
    tokens: dict[str, str]

    def look(self, sql: str, *values: object) -> list[dict[str, Any]]:
        """Rows of the running site's database."""
        return _apart(lambda: rows(sql, *values), self.site)


def _apart(work: Callable[[], Any], site: Site) -> Any:
    # In a thread: the browser's driver has a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, within(site.settings, work)).result()


async def _prepare() -> tuple[dict[str, int], dict[str, str]]:
    cast = await load()
    voters = [cast.lin, cast.wei, cast.chen, cast.tang, cast.xu]
    ballots = {}
    for key, wanted in KINDS.items():
        ballot = await make.draft_ballot(cast, [str(n) for n in range(1, len(PROJECTS) + 1)], **wanted)
        if wanted["method"] not in (Method.YES_NO, Method.CONSENT):
            for n, (label, cost, about) in enumerate(PROJECTS, 1):
                await Option.filter(ballot_id=ballot.id, position=n).update(
                    label=label, cost_fen=cost, about=about
                )
        await make.opened(ballot, voters)
        ballots[key] = ballot.id
    tokens = {name: await start_sign_in(actor) for name, actor in _by_name(cast).items()}
    return ballots, tokens


def _by_name(cast: Any) -> dict[str, Actor]:
    return {"lin": cast.lin, "wei": cast.wei, "chen": cast.chen, "tang": cast.tang, "xu": cast.xu}


@pytest.fixture(scope="module")
def box(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """Prepared once for all journeys here: every kind, five voters."""
    with template.copy() as settings:
        folder: Path = tmp_path_factory.mktemp("ballots")
        with ThreadPoolExecutor(1) as thread:
            ballots, tokens = thread.submit(asyncio.run, within(settings, _prepare)).result()
        with served(settings, folder) as site:
            yield Box(site, ballots, tokens)
        assert "Traceback" not in site.log.read_text(errors="replace")


OpenPhone = Callable[..., Page]


@pytest.fixture
def hand(browser: Browser, box: Box) -> Iterator[OpenPhone]:
    """``hand("lin")``: a phone in which somebody is signed in; options as Playwright's contexts take them."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(who: str, lang: str = "zh", elder: bool = False, **options: Any) -> Page:
        options = {"viewport": PHONE} | options
        context = browser.new_context(base_url=box.site.address, locale="zh-CN", **options)
        contexts.append(context)
        kept = {"lang": lang, "elder": str(int(elder)), COOKIE: box.tokens[who]}
        context.add_cookies([{"name": n, "value": v, "url": box.site.address} for n, v in kept.items()])
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not [said for said in complaints if "Failed to load resource" not in said]


def fill_in(page: Page, kind: str) -> None:
    """Something sensible for each kind, the way a finger would."""
    if kind in ("approval", "knapsack", "changeable"):
        for label in ("南门路灯改造", "楼道声控灯"):
            page.locator("label.choice", has_text=label).click()
    elif kind == "ordinal":
        for label in ("楼道声控灯", "南门路灯改造", "三单元门口加装扶手"):
            page.locator(".choice--set", has_text=label).get_by_role("button", name="排上").click()
    elif kind in ("score", "cumulative"):
        for label, taps in (("南门路灯改造", 3), ("二号院儿童沙坑", 2)):
            for _ in range(taps):
                page.locator(".choice--set", has_text=label).locator("[data-step='1']").click()
    elif kind == "consent":
        page.locator("label.choice", has_text="有异议").last.click()
        page.fill("[name=reason]", "划线以后轮椅过不去，请留出一米二")
    else:
        page.locator("label.choice").nth(1).click()


def open_ballot(page: Page, box: Box, kind: str) -> None:
    page.goto(f"/ballots/{box.ballots[kind]}")


def send(page: Page) -> None:
    page.get_by_role("button", name="投出").click()


def receipt(page: Page) -> str:
    expect(page.locator("#receipt")).to_be_visible()
    return page.locator(".receipt").inner_text()


def in_the_box(box: Box, kind: str) -> list[str]:
    found = box.look("SELECT choices FROM paper WHERE ballot_id = ? ORDER BY choices", box.ballots[kind])
    turnout = box.look("SELECT COUNT(*) AS n FROM turnout WHERE ballot_id = ?", box.ballots[kind])
    assert turnout[0]["n"] == len(found)
    return [paper["choices"] for paper in found]


CAST = {
    "yes-no": "no",
    "approval": "2,4",
    "knapsack": "2,4",
    "ordinal": "4,2,1",
    "score": "2:3,3:2",
    "cumulative": "2:3,3:2",
    "consent": "object",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_resident_fills_in_and_casts_a_paper_of_each_kind(hand: OpenPhone, box: Box, kind: str):
    page = hand("lin")
    open_ballot(page, box, kind)
    expect(page.locator("#bar")).to_contain_text("还没投")
    fill_in(page, kind)
    look(page, f"ballot-{kind}")
    before = in_the_box(box, kind)
    send(page)
    assert len(receipt(page)) == 12
    look(page, f"ballot-{kind}-cast")
    after = in_the_box(box, kind)
    assert len(after) == len(before) + 1
    if kind in CAST:
        assert CAST[kind] in after
    open_ballot(page, box, kind)
    expect(page.locator("#bar")).to_contain_text("已投")


@pytest.mark.parametrize(("lang", "elder"), [("zh", True), ("en", False), ("en", True)])
@pytest.mark.parametrize("kind", ["knapsack", "ordinal", "cumulative", "consent"])
def test_the_same_in_large_type_and_in_english(hand: OpenPhone, box: Box, kind: str, lang: str, elder: bool):
    page = hand("chen", lang, elder)
    open_ballot(page, box, kind)
    look(page, f"ballot-{kind}-{lang}{'-elder' if elder else ''}")


@pytest.mark.parametrize("kind", ["approval", "knapsack", "ordinal", "cumulative"])
def test_without_any_script_the_same_papers_are_cast(hand: OpenPhone, box: Box, kind: str):
    page = hand("xu", java_script_enabled=False)
    open_ballot(page, box, kind)
    if kind == "ordinal":
        page.locator("[name=ranks-2]").select_option("1")
        page.locator("[name=ranks-5]").select_option("2")
    elif kind == "cumulative":
        page.fill("[name=points-2]", "10")
        page.fill("[name=points-3]", "1")
        send(page)
        expect(page.locator("#errors")).to_contain_text("一共只有 10 分，现在分出了 11 分")
        expect(page.locator("[name=points-2]")).to_have_value("10")
        page.fill("[name=points-3]", "")
    else:
        page.locator("[name=choices][value='2']").check()
    send(page)
    receipt(page)
    assert {"approval": "2", "knapsack": "2", "ordinal": "2,5", "cumulative": "2:10"}[kind] in in_the_box(
        box, kind
    )


def test_the_ballot_is_light_for_a_phone_that_comes_here_first(hand: OpenPhone, box: Box):
    page, sizes = hand("xu"), list[float]()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"/ballots/{box.ballots['score']}", wait_until="networkidle")
    assert sum(sizes) <= HEAVIEST_BYTES, sizes
    assert len(sizes) <= MOST_REQUESTS, sizes


def test_on_a_wide_screen_nothing_sticks_out(hand: OpenPhone, box: Box):
    for kind in ("ordinal", "knapsack"):
        page = hand("xu", viewport={"width": 1280, "height": 800})
        open_ballot(page, box, kind)
        look(page, f"ballot-{kind}-wide")


def test_over_the_budget_the_bar_says_by_how_much_and_the_server_too(hand: OpenPhone, box: Box):
    page = hand("wei")
    open_ballot(page, box, "knapsack")
    for label in ("电动车集中充电棚", "三单元门口加装扶手"):
        page.locator("label.choice", has_text=label).click()
    expect(page.locator("#tally")).to_have_text("已选 2 项，共 ¥120,500，超出 ¥20,500")
    send(page)
    expect(page.locator("#errors")).to_contain_text("选的一共要 ¥120,500，总额是 ¥100,000，多出 ¥20,500")
    look(page, "ballot-knapsack-over")
    page.locator("label.choice", has_text="三单元门口加装扶手").click()
    expect(page.locator("#tally")).to_have_text("已选 1 项，共 ¥72,000，还剩 ¥28,000")
    send(page)
    receipt(page)


def test_a_ranking_is_put_in_order_by_keyboard_alone(hand: OpenPhone, box: Box):
    page = hand("wei")
    open_ballot(page, box, "ordinal")
    for label in ("二号院儿童沙坑", "楼道声控灯", "南门路灯改造"):
        page.locator(".choice--set", has_text=label).get_by_role("button", name="排上").press("Enter")
    rows_ = page.locator("#review li")
    expect(rows_).to_have_text(["二号院儿童沙坑↑↓", "楼道声控灯↑↓", "南门路灯改造↑↓"])
    page.get_by_role("button", name="往前：南门路灯改造").press("Enter")
    page.keyboard.press("Enter")  # the focus stays with the row that moves
    expect(rows_).to_have_text(["南门路灯改造↑↓", "二号院儿童沙坑↑↓", "楼道声控灯↑↓"])
    page.locator("[name=ranks-4]").select_option("1")  # a place chosen directly: the others make room
    expect(rows_).to_have_text(["楼道声控灯↑↓", "南门路灯改造↑↓", "二号院儿童沙坑↑↓"])
    page.locator(".choice--set", has_text="南门路灯改造").get_by_role("button", name="拿掉").press("Enter")
    send(page)
    receipt(page)
    assert "4,3" in in_the_box(box, "ordinal")


def test_points_cannot_be_given_twice_and_what_is_left_is_said(hand: OpenPhone, box: Box):
    page = hand("wei")
    open_ballot(page, box, "cumulative")
    page.fill("[name=points-1]", "8")
    page.fill("[name=points-3]", "4")
    expect(page.locator("#tally")).to_have_text("已分 12 分，多分了 2 分")
    page.locator(".choice--set", has_text="二号院儿童沙坑").locator("[data-step='-1']").click(click_count=2)
    expect(page.locator("#tally")).to_have_text("已分 10 分，还剩 0 分")
    send(page)
    receipt(page)
    assert "1:8,3:2" in in_the_box(box, "cumulative")


def test_without_a_signal_it_is_not_cast_and_said_so_and_with_a_signal_it_is_cast_once(
    hand: OpenPhone, box: Box
):
    page = hand("tang")
    open_ballot(page, box, "approval")
    fill_in(page, "approval")
    before = in_the_box(box, "approval")
    page.context.set_offline(True)
    send(page)
    expect(page.locator("#bar")).to_contain_text("还没投，没有信号")
    look(page, "ballot-offline")
    assert in_the_box(box, "approval") == before
    page.context.set_offline(False)
    receipt(page)
    assert len(in_the_box(box, "approval")) == len(before) + 1


def test_an_answer_that_is_lost_is_asked_for_again_and_the_paper_is_in_the_box_once(
    hand: OpenPhone, box: Box
):
    page, lost = hand("tang"), list[str]()

    def swallow(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().text())
        route.abort()

    open_ballot(page, box, "cumulative")
    fill_in(page, "cumulative")
    before = in_the_box(box, "cumulative")
    page.route("**/papers", swallow)
    send(page)
    assert receipt(page) in lost[0]
    assert len(in_the_box(box, "cumulative")) == len(before) + 1


def test_a_phone_that_is_switched_off_after_sending_shows_the_receipt_later(hand: OpenPhone, box: Box):
    page, sent = hand("tang"), list[str]()

    def swallow(route: Route) -> None:
        sent.append(route.fetch().text())
        route.abort()

    open_ballot(page, box, "ordinal")
    fill_in(page, "ordinal")
    page.route("**/papers", swallow)
    send(page)
    expect(page.locator("#bar")).to_contain_text("还没投，没送到")
    context = page.context
    page.close()
    again = context.new_page()
    open_ballot(again, box, "ordinal")
    expect(again.locator("#state")).to_contain_text("已投")
    again.get_by_role("button", name="看回执").click()
    assert receipt(again) in sent[0]
    open_ballot(again, box, "ordinal")
    expect(again.get_by_role("button", name="看回执")).to_be_hidden()


def test_what_was_ticked_is_still_there_when_the_page_is_opened_again(hand: OpenPhone, box: Box):
    page = hand("tang")
    open_ballot(page, box, "score")
    fill_in(page, "score")
    page.goto("/")
    open_ballot(page, box, "score")
    expect(page.locator("[name=points-2]")).to_have_value("3")
    expect(page.locator("#tally")).to_have_text("已选 2 项")


def test_the_second_phone_is_told_that_it_is_cast_already(hand: OpenPhone, box: Box):
    one, two = hand("chen"), hand("chen")
    for page in (one, two):
        open_ballot(page, box, "yes-no")
        fill_in(page, "yes-no")
    before = in_the_box(box, "yes-no")
    send(one)
    receipt(one)
    send(two)
    expect(two.locator("main")).to_contain_text("已经投过了")
    expect(two.locator("#bar")).to_contain_text("已投")
    assert len(in_the_box(box, "yes-no")) == len(before) + 1


def test_the_phone_that_cast_a_changeable_paper_changes_it_and_another_needs_the_code(
    hand: OpenPhone, box: Box
):
    page, other = hand("wei"), hand("wei")
    open_ballot(page, box, "changeable")
    page.locator("label.choice", has_text="南门路灯改造").click()
    send(page)
    first = receipt(page)
    page.get_by_text("换一部手机改").click()
    code = page.locator("#change .mono").inner_text()
    open_ballot(page, box, "changeable")
    look(page, "ballot-change")
    page.locator("label.choice", has_text="二号院儿童沙坑").click()
    page.get_by_role("button", name="改成这样").click()
    assert receipt(page) != first
    page.get_by_text("换一部手机改").click()
    newer = page.locator("#change .mono").inner_text()
    open_ballot(other, box, "changeable")
    other.locator("label.choice", has_text="楼道声控灯").click()
    other.get_by_role("button", name="改成这样").click()
    expect(other.locator("main")).to_contain_text("请用投票的那部手机")
    assert "3" in in_the_box(box, "changeable")
    other.fill("[name=replaces]", code)
    with other.expect_response("**/papers") as refused:
        other.get_by_role("button", name="改成这样").click()
    assert refused.value.status == 409
    expect(other.locator("[data-said]")).to_have_text("已投，改了要再投出")
    other.fill("[name=replaces]", newer)
    other.get_by_role("button", name="改成这样").click()
    receipt(other)
    assert "4" in in_the_box(box, "changeable")
    assert "3" not in in_the_box(box, "changeable")
