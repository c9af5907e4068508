"""Somebody without an account follows the money from the payment back to the proposal, in both languages."""

import os
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from civic.kit.settings import ROOT
from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look

pytestmark = pytest.mark.journey


def test_the_trail_stands_on_every_page_along_the_road(phone: OpenPhone, site: Site):
    page = phone()
    line = site.rows(
        "SELECT c.id AS contract, l.id AS call, d.id AS decision, r.id AS resolution, r.minutes_id AS minutes, d.proposal_id AS proposal "
        "FROM contract c JOIN bid b ON b.id = c.bid_id JOIN call_for_bids l ON l.id = b.call_id "
        "JOIN funding_decision d ON d.id = l.decision_id JOIN resolution r ON r.id = d.resolution_id"
    )[0]
    for noun, kind in (
        ("contracts", "contract"),
        ("calls", "call"),
        ("decisions", "decision"),
        ("resolutions", "resolution"),
        ("minutes", "minutes"),
        ("proposals", "proposal"),
    ):
        page.goto(f"/{noun}/{line[kind]}")
        assert page.locator(".trail").count() >= 1, page.url
        look(page, f"reader-trail-{kind}")


def test_the_proposals_page_leads_to_its_contract(phone: OpenPhone, site: Site):
    page = phone()
    proposal = site.rows(
        "SELECT d.proposal_id AS id, c.id AS contract FROM contract c JOIN bid b ON b.id = c.bid_id "
        "JOIN call_for_bids l ON l.id = b.call_id JOIN funding_decision d ON d.id = l.decision_id"
    )[0]
    page.goto(f"/proposals/{proposal['id']}")
    page.locator(f".trail a[href='/contracts/{proposal['contract']}']").first.click()
    page.wait_for_url(f"**/contracts/{proposal['contract']}")


def test_a_count_explains_itself_project_by_project(phone: OpenPhone, site: Site):
    page = phone()
    rounds = site.rows(
        "SELECT r.id FROM funding_round r JOIN ballot b ON b.id = r.ballot_id WHERE b.state = 'certified' ORDER BY r.id"
    )
    assert rounds
    for round_ in rounds:
        page.goto(f"/rounds/{round_['id']}/result")
        look(page, f"reader-result-{round_['id']}")


def test_the_books_agree_in_public(phone: OpenPhone, site: Site):
    environment = {**os.environ, "DATABASE_URL": site.settings.database_url}
    subprocess.run([sys.executable, "main.py", "verify"], cwd=ROOT, env=environment, check=True)
    page = phone()
    page.goto("/verify")
    expect(page.locator("main")).to_contain_text("相符")


def test_the_language_is_one_tap_away_and_stays(phone: OpenPhone):
    page = phone()
    page.goto("/proposals")
    page.locator("form[action$='/preferences']:has([name=lang][value=en]) button").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.endswith("/proposals")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
