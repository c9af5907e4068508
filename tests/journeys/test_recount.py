"""After a vote: a voter finds the paper behind a receipt, a neighbour contests the count, it is done again, two sign."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from civic.kit import clock
from tests.browsing import COOKIE, start_sign_in
from tests.cast import load
from tests.databases import Template, elsewhere, within
from tests.factories import votes as make
from tests.journeys.conftest import PHONE
from tests.journeys.looking import look
from tests.serving import Site, served
from votes.casting import services as casting
from votes.models import Option
from votes.publication import queries
from votes.results import services as counting
from votes.rules import Filled

pytestmark = pytest.mark.journey
WIDE = {"width": 1280, "height": 800}
WHY = "我的两位邻居说她们投的是路灯，可是路灯只有一票，请再数一遍。"
ANSWER = "已经和监委会一起对过票箱，按异议重新数了一遍。"


@dataclass(frozen=True)
class Vote:
    """The site with a vote that was counted yesterday."""

    site: Site
    ballot: int
    round: int
    receipt: str
    tokens: dict[str, str]


async def _prepare() -> dict[str, Any]:
    cast = await load()
    clock.freeze(clock.now() - timedelta(days=9))
    try:
        round_ = await make.open_round(cast)
        options = await Option.filter(ballot_id=round_.ballot_id).order_by("position")
        codes = [option.code for option in options]
        receipts = {}
        for number, voter in enumerate((cast.lin, cast.wei, cast.chen, cast.tang, cast.xu)):
            chosen = tuple(codes[: 1 + number % 2])
            receipts[voter.name] = await casting.cast(voter, round_.ballot_id, Filled(chosen))
        clock.travel(timedelta(days=8))
        await counting.close(cast.sun, round_.id)
    finally:
        clock.restore()
    people = {"lin": cast.lin, "wei": cast.wei, "gao": cast.gao, "sun": cast.sun, "zhou": cast.zhou}
    tokens = {name: await start_sign_in(actor) for name, actor in people.items()}
    return {
        "ballot": round_.ballot_id,
        "round": round_.id,
        "receipt": receipts[cast.lin.name],
        "tokens": tokens,
    }


@pytest.fixture(scope="module")
def vote(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vote]:
    """Prepared once: a round of five papers, over since yesterday."""
    with template.copy() as settings:
        folder: Path = tmp_path_factory.mktemp("vote")
        # in a thread: the browser's driver has a loop running in this one
        given = elsewhere(within(settings, _prepare))
        with served(settings, folder) as site:
            yield Vote(site, **given)
        assert "Traceback" not in site.log.read_text(errors="replace")


Hand = Callable[..., Page]


@pytest.fixture
def hand(browser: Browser, vote: Vote) -> Iterator[Hand]:
    """``hand("lin")``: a browser in which somebody is signed in; without a name, nobody."""
    contexts: list[BrowserContext] = []

    def open_(who: str = "", lang: str = "zh", elder: bool = False, viewport: dict[str, int] = PHONE) -> Page:
        context = browser.new_context(base_url=vote.site.address, locale="zh-CN", viewport=viewport)  # type: ignore[arg-type]
        contexts.append(context)
        kept = {"lang": lang, "elder": str(int(elder))} | ({COOKIE: vote.tokens[who]} if who else {})
        context.add_cookies([{"name": n, "value": v, "url": vote.site.address} for n, v in kept.items()])
        page = context.new_page()
        page.set_default_timeout(8_000)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_a_receipt_shows_the_paper_and_its_proof_without_signing_in(hand: Hand, vote: Vote):
    page = hand()
    page.goto(f"/rounds/{vote.round}")
    page.get_by_role("link", name="核对这次投票").click()
    look(page, "record-closed")
    page.get_by_role("link", name="用回执查票").click()
    page.get_by_label("您的回执").fill(vote.receipt.lower().replace("-", ""))
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_role("heading", name="找到了，这张票算进去了")).to_be_visible()
    assert vote.receipt not in page.url
    page.get_by_text("怎么证明这张票真的在里面").click()
    look(page, "record-receipt")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载这份证明").click()
    assert download.value.suggested_filename == f"ballot-{vote.ballot}-proof.json"
    page.get_by_label("您的回执").fill("ACD-EFGH-JKM")
    page.get_by_role("button", name="查", exact=True).click()
    expect(page.get_by_role("heading", name="没有找到这张票")).to_be_visible()
    look(page, "record-receipt-none")
    page.goto(f"/ballots/{vote.ballot}/papers")
    look(page, "record-papers")


def test_a_count_is_contested_done_again_and_signed_by_two(hand: Hand, vote: Vote):
    record = f"/ballots/{vote.ballot}/record"
    wei = hand("wei")
    wei.goto(record)
    wei.get_by_role("link", name="我要提异议").click()
    wei.get_by_label("哪里不对").fill(WHY)
    look(wei, "record-contest")
    wei.get_by_role("button", name="提交异议").click()
    expect(wei.get_by_text("有 1 条异议，正在核对")).to_be_visible()
    look(wei, "record-contested")
    zhou = hand("zhou", viewport=WIDE)
    zhou.goto(record)
    zhou.get_by_role("link", name="去答复").click()
    zhou.get_by_text("成立，重新计票").click()
    zhou.get_by_label("理由").fill(ANSWER)
    look(zhou, "record-answer")
    zhou.get_by_role("button", name="答复").click()
    expect(zhou.get_by_role("heading", name="第 2 次计票")).to_be_visible()
    expect(zhou.get_by_text("和第一次一样。")).to_be_visible()
    for teller in ("gao", "sun"):
        page = hand(teller, viewport=WIDE)
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(record)
        page.get_by_role("button", name="我看过了，签字确认").click()
        expect(page.get_by_role("button", name="我看过了，签字确认")).to_have_count(0)
    expect(page.get_by_text("两人已签字")).to_be_visible()
    look(page, "record-signed-wide")


@pytest.mark.parametrize(("lang", "elder"), [("zh", True), ("en", False)])
def test_the_record_holds_in_large_type_and_in_english(hand: Hand, vote: Vote, lang: str, elder: bool):
    page = hand(lang=lang, elder=elder)
    name = "elder" if elder else lang
    for path in ("record", "papers", "receipt"):
        page.goto(f"/ballots/{vote.ballot}/{path}")
        look(page, f"record-{path}-{name}")


def test_the_bundle_a_browser_saves_recounts(hand: Hand, vote: Vote, tmp_path: Path):
    page = hand()
    page.goto(f"/ballots/{vote.ballot}/record")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载整包记录").click()
    saved = tmp_path / "ballot.zip"
    download.value.save_as(saved)
    program = tmp_path / "recount.py"
    program.write_bytes(queries.program())
    done = subprocess.run(
        [sys.executable, "-I", str(program), str(saved)], capture_output=True, text=True, check=True
    )
    assert "全部相符" in done.stdout
