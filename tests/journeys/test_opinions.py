"""Three minutes on a phone: a resident answers, corrects a slip, says something; a social worker reads it; all look at the
map."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPhone
from tests.journeys.looking import look

pytestmark = pytest.mark.journey

TEXT = "先请人把挡光量一量，数字贴在楼门口"


def open_one(page: Page) -> str:
    """The address of the conversation that is going on."""
    page.goto("/conversations")
    look(page, "opinions-list")
    page.locator(".card", has_text="正在进行").first.get_by_role("link").click()
    page.wait_for_url("**/conversations/*")
    return page.url


def test_a_resident_takes_three_minutes(phone: OpenPhone):
    page = phone("邓兰")
    address = open_one(page)
    look(page, "opinions-map")
    page.get_by_role("link", name="开始").or_(page.get_by_role("link", name="接着表态")).click()
    look(page, "opinions-next")
    first = page.locator(".statement").inner_text()
    page.get_by_role("button", name="同意", exact=True).click()
    expect(page.locator(".statement")).not_to_have_text(first)
    expect(page.locator("section", has_text="上一条")).to_contain_text(first)
    page.get_by_role("link", name="点错了，改一下").click()
    expect(page.locator(".statement")).to_have_text(first)
    page.get_by_role("button", name="不同意").click()
    expect(page.locator("section", has_text="上一条")).to_contain_text("您说：不同意")
    page.goto(f"{address}/mine")
    look(page, "opinions-mine")
    row = page.get_by_role("listitem").filter(has_text=first)
    expect(row).to_contain_text("不同意")
    row.get_by_role("button", name="撤回").click()
    expect(page.get_by_role("listitem").filter(has_text=first)).to_have_count(0)


def test_a_statement_is_heard(phone: OpenPhone):
    lin = phone("林秀英")
    address = open_one(lin)
    lin.goto(f"{address}/statements/new")
    look(lin, "opinions-statement")
    lin.fill("[name=text]", TEXT)
    lin.get_by_role("button", name="交上去").click()
    expect(lin.get_by_role("listitem").filter(has_text=TEXT)).to_contain_text("等审核")
    zheng = phone("郑怡")
    zheng.set_viewport_size({"width": 1280, "height": 800})
    zheng.goto(f"{address}/review")
    look(zheng, "opinions-review")
    zheng.get_by_role("listitem").filter(has_text=TEXT).get_by_role("button", name="放出来").click()
    lin.reload()
    expect(lin.get_by_role("listitem").filter(has_text=TEXT)).to_contain_text("已经放进去")
    lin.goto(address)
    expect(lin.locator("main")).to_contain_text(TEXT)


@pytest.mark.parametrize(("lang", "elder"), [("en", False), ("zh", True)])
def test_anyone_reads_the_map(phone: OpenPhone, lang: str, elder: bool):
    page = phone(lang=lang, elder=elder)
    page.goto("/conversations")
    page.locator(".card h2 a").first.click()
    page.wait_for_url("**/conversations/*")
    look(page, f"opinions-map-{lang}-{'elder' if elder else 'plain'}")
    assert page.locator("svg.opinion-map").count() == 1
    page.emulate_media(color_scheme="dark")
    look(page, f"opinions-map-{lang}-dark")
