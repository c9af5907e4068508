"""Somebody whose project lost wants to know why, looks at every step, tries another rule, and comes back."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look

pytestmark = pytest.mark.journey


def test_a_loser_reads_why_and_tries_another_rule(phone: OpenPhone, site: Site):
    page = phone()
    round_id = site.rows(
        "SELECT f.id FROM funding_round f JOIN ballot b ON b.id = f.ballot_id "
        "JOIN result r ON r.ballot_id = b.id WHERE b.state = 'certified' ORDER BY f.id LIMIT 1"
    )[0]["id"]
    page.goto(f"/rounds/{round_id}/result")
    page.get_by_role("link", name="没有入选的").click()
    look(page, "result-lost")
    card = page.locator("article.card").first
    title = card.locator("h3").inner_text()
    card.locator("h3 a").click()
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator("#why")).to_contain_text("人支持")
    expect(page.locator("#enough")).to_contain_text("就会入选")
    look(page, "result-option")
    page.locator("#further").get_by_role("link", name="一步一步看").click()
    expect(page.locator("#step-1")).to_contain_text("位支持者，每人出")
    page.locator("#step-1 summary").click()
    look(page, "result-steps")
    page.get_by_role("navigation", name="这次结果的几页").get_by_role("link", name="换一种算法试试").click()
    page.locator("#field-rule").select_option("greedy")
    page.locator("#field-budget").fill("80000")
    page.get_by_role("button", name="试着数一遍").click()
    expect(page.locator("#tried")).to_contain_text("这不是结果")
    expect(page.locator("#sides")).to_contain_text("¥80,000")
    look(page, "result-what-if")
    page.get_by_role("link", name="回到正式结果").click()
    page.wait_for_url(re.compile(rf"/rounds/{round_id}/result$"))
    expect(page.locator(".badge--good").first).to_have_text("结果已确认")


def test_how_the_open_round_will_count_is_told_beforehand(phone: OpenPhone, site: Site):
    page = phone()
    round_id = site.rows(
        "SELECT f.id FROM funding_round f JOIN ballot b ON b.id = f.ballot_id WHERE b.state = 'open' ORDER BY f.id LIMIT 1"
    )[0]["id"]
    page.goto(f"/rounds/{round_id}/result/rule")
    expect(page.locator("#told")).to_contain_text("有多少人来投，截止以后才知道")
    look(page, "result-rule-before")
