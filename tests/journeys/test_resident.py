"""A resident on a phone: asks for something with a photograph, backs a neighbour, votes. Once more without any JavaScript."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look

pytestmark = pytest.mark.journey
TITLE = "三单元门口装一盏声控灯"


def photograph() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (640, 480), (120, 90, 60)).save(drawn, "JPEG")
    return drawn.getvalue()


def ask(page: Page, title: str) -> None:
    page.goto("/proposals/new")
    page.fill("[name=title]", title)
    page.fill("[name=need]", "三单元门口晚上没有灯，老人倒垃圾要打手电，去年摔过一次。")
    page.fill("[name=plan]", "门口上方装一盏声控的节能灯，由物业接线。")
    page.select_option("[name=category]", index=1)
    page.select_option("[name=place]", index=1)
    page.fill("[name=cost]", "1200")


def hand_in(page: Page) -> None:
    page.click("main form button:not([type]), main form [type=submit]")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_resident_asks_with_a_photograph_and_gets_a_receipt(phone: OpenPhone, site: Site, script: bool):
    title = TITLE if script else f"{TITLE}（二）"
    page = phone("魏国强", java_script_enabled=script)
    ask(page, title)
    page.set_input_files(
        "[name=photo_1]", {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    hand_in(page)
    page.wait_for_url("**/receipt*")
    code = site.rows("SELECT code FROM proposal WHERE title = ?", title)[0]["code"]
    expect(page.locator("main")).to_contain_text(code)
    if script:
        look(page, "resident-receipt")
    page.goto("/proposals")
    expect(page.locator("main")).to_contain_text(title)


def test_a_form_with_gaps_says_so_beside_the_field_and_keeps_the_rest(phone: OpenPhone):
    page = phone("魏国强", java_script_enabled=False)
    ask(page, "灯")
    hand_in(page)
    expect(page.locator("[name=title]")).to_have_value("灯")
    expect(page.locator("[name=need]")).to_have_value(
        "三单元门口晚上没有灯，老人倒垃圾要打手电，去年摔过一次。"
    )
    expect(page.locator("[name=title][aria-invalid=true]")).to_have_count(1)


def test_what_was_written_survives_signing_in_on_the_way(phone: OpenPhone, site: Site):
    page = phone(java_script_enabled=False)
    ask(page, "楼道里装扶手给老人用")
    hand_in(page)
    page.wait_for_url("**/sign-in*")
    login, password = site.passwords["魏国强"]
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    hand_in(page)
    expect(page.locator("[name=title]")).to_have_value("楼道里装扶手给老人用")
    expect(page.locator("[name=plan]")).to_have_value("门口上方装一盏声控的节能灯，由物业接线。")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_resident_backs_a_neighbour_and_takes_it_back(phone: OpenPhone, site: Site, script: bool):
    page = phone("魏国强" if script else "高建国", java_script_enabled=script)
    open_ones = site.rows(
        "SELECT id FROM proposal WHERE state = 'open' AND title NOT LIKE ? ORDER BY id", f"{TITLE}%"
    )
    page.goto(f"/proposals/{open_ones[0]['id']}")
    if page.get_by_role("button", name="收回附议").count():
        page.get_by_role("button", name="收回附议").click()
    page.get_by_role("button", name="我也附议").click()
    expect(page.get_by_text("您附议了")).to_be_visible()
    if script:
        look(page, "resident-backed")
    page.get_by_role("button", name="收回附议").click()
    expect(page.get_by_role("button", name="我也附议")).to_be_visible()


@pytest.mark.parametrize(
    ("person", "script"), [("魏国强", True), ("唐敏", False)], ids=["with script", "without script"]
)
def test_a_resident_votes_once_and_gets_a_receipt(phone: OpenPhone, site: Site, person: str, script: bool):
    page = phone(person, java_script_enabled=script)
    page.on("dialog", lambda dialog: dialog.accept())
    found = site.rows(
        "SELECT r.id, r.ballot_id FROM funding_round r JOIN ballot b ON b.id = r.ballot_id WHERE b.state = 'open'"
    )
    before = site.rows("SELECT COUNT(*) AS n FROM turnout WHERE ballot_id = ?", found[0]["ballot_id"])[0]["n"]
    page.goto(f"/rounds/{found[0]['id']}/ballot")
    for box in page.locator("[name=choices]").all()[:2]:
        box.check()
    if script:
        look(page, "resident-ballot-filled")
    page.get_by_role("button", name="投出").click()
    expect(page.locator("main")).to_contain_text("投")
    page.goto(f"/rounds/{found[0]['id']}/ballot")
    expect(page.locator("#state")).to_contain_text("已投")
    assert page.locator("[name=choices]").count() == 0
    if script:
        look(page, "resident-voted")
    after = site.rows("SELECT COUNT(*) AS n FROM turnout WHERE ballot_id = ?", found[0]["ballot_id"])[0]["n"]
    assert after == before + 1
