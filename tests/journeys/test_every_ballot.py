"""Voting on a phone, on a ballot of every kind: by taps, by keyboard, without script, in large type and in English."""

import pytest
from playwright.sync_api import expect

from tests.journeys.ballots import KINDS, Box, OpenPhone, fill_in, in_the_box, open_ballot, receipt, send
from tests.journeys.looking import look
from tests.journeys.test_every_page import HEAVIEST_BYTES, MOST_REQUESTS

pytestmark = pytest.mark.journey
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
        page = hand("chen", viewport={"width": 1280, "height": 800})
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
