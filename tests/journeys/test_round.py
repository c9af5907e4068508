"""A round from beginning to end: set up on a laptop, read, opened, voted on a phone, put off, closed, counted."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from civic.kit import clock
from civic.kit.database import opened, orm_config
from civic.kit.db import transaction
from civic.people.rules import SYSTEM
from tests.databases import elsewhere, roof
from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look
from votes.models import Ballot
from votes.results import services as results

pytestmark = pytest.mark.journey
LAPTOP: ViewportSize = {"width": 1280, "height": 800}


def fill_in(page: Page) -> None:
    """The facilitator fills the page in, a paper with a budget bar and a ceiling for one kind of proposal.

    One proposal stays open, for the walks of other residents.
    """
    opens = clock.local(clock.now() - timedelta(minutes=1))
    page.fill("[name=title]", "院坝小事一起办")
    page.fill("[name=budget]", "20000")
    for box in page.locator("[name=proposals]").all()[:2]:
        box.check()
    page.check("[name=preset][value=knapsack]")
    expect(page.locator("[name=min_choices]")).to_be_hidden()
    page.click("#settings > summary")
    page.locator("[name=quota_most]").first.fill("12600")
    page.fill("[name=opens_at]", f"{opens:%Y-%m-%dT%H:%M}")
    page.fill("[name=closes_at]", f"{opens + timedelta(days=4):%Y-%m-%dT%H:%M}")


def test_a_round_from_its_first_line_to_its_result(phone: OpenPhone, site: Site):
    desk = phone("郑怡")
    desk.set_viewport_size(LAPTOP)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto("/rounds/new")
    fill_in(desk)
    look(desk, "round-setup-filled")
    desk.get_by_role("button", name="存好，看一遍").click()
    expect(desk.locator("h1")).to_have_text("院坝小事一起办")
    where = desk.url
    look(desk, "round-draft")
    _change(desk, where)
    desk.goto(where)
    desk.get_by_role("button", name="公布，按时开始").click()
    expect(desk.locator("#terms h2")).to_have_text("定下来的规则")
    ballot_id = _vote(phone, where)
    _put_off(desk, where)
    _close(site, ballot_id)
    desk.goto(where)
    expect(desk.locator("#door")).to_contain_text("投票已截止")
    look(desk, "round-closed")
    desk.get_by_role("link", name="看结果和理由").click()
    expect(desk.locator("main")).to_contain_text("得票从高到低")


def _change(desk: Page, where: str) -> None:
    """What is wrong comes back with its reason; what is right is stored."""
    desk.goto(f"{where}/edit")
    desk.locator("[name=quota_most]").first.evaluate("(field) => field.closest('details').open = true")
    desk.locator("[name=quota_most]").first.fill("50")
    desk.get_by_role("button", name="存好，看一遍").click()
    expect(desk.locator("#error-quotas")).to_be_visible()
    look(desk, "round-setup-refused")
    desk.locator("[name=quota_most]").first.fill("")
    desk.get_by_role("button", name="存好，看一遍").click()
    expect(desk).to_have_url(re.compile(r"/rounds/\d+$"))
    desk.get_by_role("link", name="看选票的样子").click()
    expect(desk.locator("main")).to_contain_text("这里只是看看")
    look(desk, "round-preview")


def _vote(phone: OpenPhone, where: str) -> int:
    resident = phone("魏国强")
    resident.goto("/rounds")
    look(resident, "rounds-of-a-resident")
    resident.goto(where)
    resident.get_by_role("link", name="去投票").click()
    resident.locator("[name=choices]").first.check()
    ballot_id = int(re.findall(r"/ballots/(\d+)", resident.url)[0])
    resident.get_by_role("button", name="投出").click()
    expect(resident.locator(".receipt").first).to_be_visible()
    resident.goto(where)
    expect(resident.locator("#bar, .sticky").first).to_contain_text("已投")
    return ballot_id


def _put_off(desk: Page, where: str) -> None:
    desk.goto(where)
    desk.get_by_role("link", name="延长截止时间").click()
    later = clock.local(clock.now() + timedelta(days=6))
    desk.fill("[name=closes_at]", f"{later:%Y-%m-%dT%H:%M}")
    desk.fill("[name=reason]", "周末下大雨，投票站关了两天。")
    look(desk, "round-extension")
    desk.get_by_role("button", name="延长", exact=True).click()
    expect(desk.locator("#extensions")).to_contain_text("周末下大雨")
    look(desk, "round-extended")


def _close(site: Site, ballot_id: int) -> None:
    """The days go by for the clock of this process only: it closes and counts, as the server's own would."""

    async def when_its_time_has_come() -> None:
        async with opened(orm_config(site.settings, roof().FLOORS)):
            ballot = await Ballot.get(id=ballot_id).prefetch_related("round")
            clock.travel(timedelta(days=7))
            try:
                async with transaction():
                    await results.close(SYSTEM, ballot.round.id)  # type: ignore[attr-defined]
            finally:
                clock.restore()

    elsewhere(when_its_time_has_come())
