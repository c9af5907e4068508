"""A clerk imports a list of owners and prints slips; a voter without an account comes with one; a panel is drawn."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from civic.kit import clock
from civic.kit.database import opened, orm_config
from civic.places.models import Place
from tests.databases import elsewhere, roof
from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look
from tests.votes.rolls.sheets import OWNERS, xlsx
from votes.models import Ballot, Option
from votes.rolls import services
from votes.rules import FIXED_OPTIONS, Electorate, Method, Rule

pytestmark = pytest.mark.journey

NEIGHBOURS = [OWNERS[0], *([f"业主{n}", f"3-{n}01", "80.00", "", "3栋"] for n in range(1, 9))]


def inside(site: Site, work: Callable[[], Awaitable[Any]]) -> Any:
    """Do something in the site's database that has no page of its own in this room."""

    async def run() -> Any:
        async with opened(orm_config(site.settings, roof().FLOORS)):
            return await work()

    return elsewhere(run())


async def draft() -> int:
    """The owners of a community are asked about their lift."""
    place = await Place.get(name="槐树街社区")
    made = await Ballot.create(
        place=place,
        title="三栋加装电梯的意向",
        method=Method.YES_NO,
        rule=Rule.OWNERS,
        electorate=Electorate.OWNER,
        advisory=True,
        max_choices=1,
        opens_at=clock.now() - timedelta(minutes=1),
        closes_at=clock.now() + timedelta(days=5),
    )
    for position, (code, label) in enumerate(FIXED_OPTIONS[Method.YES_NO], 1):
        await Option.create(ballot=made, position=position, code=code, label=label, cost_fen=0)
    return made.id


def upload(page: Page, rows: list[list[str]], area: str) -> None:
    name = {"name": "业主.xlsx", "mimeType": "application/octet-stream", "buffer": xlsx(rows)}
    page.set_input_files("[name=file]", name)  # type: ignore[arg-type]
    page.fill("[name=lines]", str(len(rows) - 1))
    page.fill("[name=total_area]", area)
    page.click("text=读出来看看")


def test_from_the_office_list_to_a_vote_by_slip(site: Site, phone: OpenPhone):
    ballot_id = inside(site, draft)
    clerk = phone("孙敏")
    clerk.goto(f"/ballots/{ballot_id}/roll")
    clerk.click("text=从表格导入")
    look(clerk, "roll import")
    upload(clerk, [*NEIGHBOURS, ["业主九", "３－１０１", "80.00", "", "3栋"]], "720.00")
    expect(clerk.get_by_text("和第 2 行是同一个房号")).to_be_visible()
    look(clerk, "roll import with a double")
    clerk.click("text=换一个文件")
    upload(clerk, NEIGHBOURS, "640")
    look(clerk, "roll import to confirm")
    clerk.click("text=没有问题，用这一份")
    expect(clerk.get_by_text("640.00 ㎡")).to_be_visible()
    look(clerk, "roll of owners")
    clerk.click("text=投票纸条")
    look(clerk, "roll slips")
    clerk.click("text=做纸条")
    look(clerk, "roll slips to print")
    codes = clerk.locator(".receipt").all_inner_texts()
    assert len(set(codes)) == 8
    inside(site, lambda: services.freeze(ballot_id, {}))
    by_slip(site, phone, codes)


def by_slip(site: Site, phone: OpenPhone, codes: list[str]) -> None:
    voter = phone()
    voter.goto(f"/vote#{codes[0]}")
    expect(voter.locator("[name=code]")).to_have_value(codes[0])
    assert codes[0] not in voter.url
    look(voter, "vote by slip")
    voter.click("text=去投票")
    voter.wait_for_url("**/ballots/*")
    voter.locator("input[value=yes]").check()
    voter.locator("form#ballot button, button[form=ballot]").first.click()
    expect(voter.locator(".receipt")).to_be_visible()
    again = phone(java_script_enabled=False)
    again.goto("/vote")
    again.fill("[name=code]", codes[0].lower())
    again.click("text=去投票")
    expect(again.get_by_text("这张纸条的票已经投过了").first).to_be_visible()


async def drawn_from() -> int:
    """A draft with the residents on its roll."""
    place = await Place.get(name="槐树街社区")
    made = await Ballot.create(place=place, title="口袋公园怎么用", method=Method.YES_NO, rule=Rule.MAJORITY)
    return made.id


def test_the_roll_is_inspected_and_a_panel_is_announced(site: Site, phone: OpenPhone):
    ballot_id = inside(site, drawn_from)
    clerk = phone("孙敏")
    clerk.goto(f"/ballots/{ballot_id}/roll")
    clerk.click("text=按居民登记做名册")
    look(clerk, "roll of residents")
    lin = phone("林秀英")
    lin.goto(f"/ballots/{ballot_id}/roll/me")
    look(lin, "am i on the roll")
    lin.check("[name=matter][value=wrong]")
    lin.fill("[name=text]", "我家是 3-2-501，请核对一下。")
    lin.click("text=交上去")
    expect(lin.get_by_text("等答复")).to_be_visible()
    look(lin, "my objection to the roll")
    clerk.click("nav >> text=名册异议")
    clerk.click("summary")
    clerk.check("[name=verdict][value=upheld]")
    clerk.fill("[name=answer]", "核对过了，已经改好。")
    clerk.click("form >> button:has-text('答复')")
    look(clerk, "objections to the roll")
    clerk.goto(f"/ballots/{ballot_id}/sortitions/new")
    clerk.fill("[name=title]", "口袋公园讨论小组")
    clerk.fill("[name=seats]", "12")
    clerk.fill("[name=reserve]", "6")
    clerk.fill("[name=source]", "双色球第 2026135 期开奖号码，按红球、蓝球的顺序")
    clerk.fill("[name=value_at]", f"{clock.local(clock.now() + timedelta(days=30)):%Y-%m-%dT21:30}")
    look(clerk, "announce a draw")
    clerk.click("button:has-text('公布')")
    reader = phone()
    reader.goto(clerk.url)
    expect(reader.get_by_text("已经公布，还没有抽")).to_be_visible()
    look(reader, "a draw announced")
