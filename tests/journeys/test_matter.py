"""A matter: put down by the residents' committee, voted on by everybody on the roll on their phones, closed, and read."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from civic.kit import clock
from tests.journeys.conftest import OpenPhone
from tests.journeys.looking import look

pytestmark = pytest.mark.journey

QUESTION = "重阳节的活动要不要两家合办？"


def test_a_yes_or_no_from_the_form_to_the_verdict(phone: OpenPhone):
    clerk = phone("孙敏")
    clerk.goto("/rounds")
    clerk.get_by_role("link", name="提一件事来表决").click()
    look(clerk, "matter-form")
    _fill_in(clerk)
    clerk.get_by_role("button", name="填好了，先公布").click()
    expect(clerk.get_by_text("投了赞成或反对的人里，过半数赞成就通过。")).to_be_visible()
    matter = re.search(r"/matters/\d+", clerk.url)
    assert matter is not None
    clerk.on("dialog", lambda dialog: dialog.accept())
    clerk.get_by_role("button", name="固定下来，按时开始").click()
    expect(clerk.get_by_text("正在投票，现在不用办什么。")).to_be_visible()
    for person, said in (("何文", "赞成"), ("罗静", "赞成")):
        voter = phone(person)
        voter.goto(matter.group())
        voter.get_by_role("link", name="去投票").click()
        voter.get_by_text(said, exact=True).click()
        voter.get_by_role("button", name="投出").click()
        expect(voter.get_by_text("已投").first).to_be_visible()
    clerk.goto(matter.group())
    clerk.get_by_role("button", name="封票并计票").click()
    expect(clerk.locator("#verdict")).to_have_text("通过")
    expect(clerk.get_by_text("赞成 2 票，反对 0 票，够了，所以通过。")).to_be_visible()
    look(clerk, "matter-verdict")


def _fill_in(page: Page) -> None:
    page.fill("[name=title]", QUESTION)
    page.fill("[name=about]", "场地由居委会出，节目两家各出一半。")
    page.select_option("[name=electorate]", "organisation")
    for name, moment in (("opens_at", clock.now()), ("closes_at", clock.now() + timedelta(days=3))):
        page.fill(f"[name={name}]", clock.local(moment).strftime("%Y-%m-%dT%H:%M"))


@pytest.mark.parametrize("number", [1, 2], ids=["seats", "owners"])
def test_what_was_decided_is_read_in_both_languages_and_large_type(phone: OpenPhone, number: int):
    for lang, elder in (("zh", False), ("en", False), ("zh", True)):
        reader = phone(lang=lang, elder=elder)
        reader.goto(f"/matters/{number}/result")
        look(reader, f"matter-result-{number}-{lang}{'-elder' if elder else ''}")
