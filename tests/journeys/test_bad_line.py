"""Voting when things go wrong: no signal, an answer that is lost, a phone switched off, a second phone, another mind."""

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.ballots import Box, OpenPhone, fill_in, in_the_box, open_ballot, receipt, send
from tests.journeys.looking import look

pytestmark = pytest.mark.journey


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
