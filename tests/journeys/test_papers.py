"""What people take along: one item of the minutes, the report of a consultation, a poster; read on a phone and at a desk."""

import pytest
from playwright.sync_api import ViewportSize

from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import glance, look

pytestmark = pytest.mark.journey

DESK: ViewportSize = {"width": 1280, "height": 800}


def test_a_reader_goes_from_the_decisions_to_one_item_and_takes_it_along(phone: OpenPhone, site: Site):
    page = phone()
    (found,) = site.rows("SELECT MIN(id) AS id FROM minutes WHERE state = 'published'")
    page.goto(f"/minutes/{found['id']}")
    page.click(f"a[href='/minutes/{found['id']}/items/1']")
    page.wait_for_url("**/items/1")
    look(page, "papers-item")
    page.set_viewport_size(DESK)
    glance(page, "papers-item-desk")
    paper = page.request.get(f"/minutes/{found['id']}/items/1/excerpt.pdf")
    assert paper.body().startswith(b"%PDF")


def test_the_report_of_a_consultation_reads_in_both_languages(phone: OpenPhone, site: Site):
    (found,) = site.rows("SELECT MIN(consultation_id) AS id FROM outcome WHERE published_at IS NOT NULL")
    page = phone()
    page.goto(f"/consultations/{found['id']}/outcome")
    page.click(f"a[href='/consultations/{found['id']}/report']")
    page.wait_for_url("**/report")
    look(page, "papers-report")
    page.set_viewport_size(DESK)
    glance(page, "papers-report-desk")
    for lang, elder in (("en", False), ("zh", True)):
        other = phone(lang=lang, elder=elder)
        other.goto(f"/consultations/{found['id']}/report")
        glance(other, f"papers-report-{lang}-{int(elder)}")
        other.goto(f"/minutes/{site.rows('SELECT MIN(id) AS id FROM minutes')[0]['id']}/items/1")
        glance(other, f"papers-item-{lang}-{int(elder)}")
