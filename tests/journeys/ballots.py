"""A site of its own with a ballot of every kind, phones in which voters are signed in, and what a finger does on a ballot."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from civic.kit.db import rows
from civic.people.rules import Actor
from tests.browsing import COOKIE, start_sign_in
from tests.cast import Cast, load
from tests.databases import Template, elsewhere, within
from tests.factories import votes as make
from tests.serving import Site, served
from votes.models import Option
from votes.rules import Method

PHONE = {"width": 360, "height": 740}
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
    return elsewhere(within(site.settings, work))


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


def _by_name(cast: Cast) -> dict[str, Actor]:
    return {"lin": cast.lin, "wei": cast.wei, "chen": cast.chen, "tang": cast.tang, "xu": cast.xu}


@pytest.fixture(scope="session")
def box(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Box]:
    """Prepared once for all journeys here: every kind, five voters."""
    with template.copy() as settings:
        folder: Path = tmp_path_factory.mktemp("ballots")
        ballots, tokens = elsewhere(within(settings, _prepare))
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
