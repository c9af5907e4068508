"""What was resolved is done: a photograph from the site, late in red on the community's page, escalated, answered, done."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from civic.kit import clock
from councils.actions import queries
from councils.minutes import services as minutes
from councils.minutes.rules import SignerRole, Task
from councils.resolutions.models import ActionItem
from tests.cast import Cast
from tests.factories import record
from tests.journeys.looking import glance, look
from tests.journeys.records import SIGHTS, Desk, press
from tests.pictures import jpeg

pytestmark = pytest.mark.journey
LAMPS = "换好南门路灯"


async def promised(cast: Cast) -> dict[str, int]:
    """The committee has to change the lamps in ten days; a second thing is due in half a year."""
    session = await record.over(cast)
    draft = await minutes.draft(cast.ma, session.id)
    for content, days in ((LAMPS, 10), ("验收路灯并公布电费", 180)):
        due = clock.today() + timedelta(days=days)
        task = Task(1, content, "居委会", due.isoformat(), "社区保障资金")
        await minutes.add_task(cast.ma, draft.id, task)
    await record.sign(cast.ma, draft.id, SignerRole.RECORDER)
    await record.sign(cast.chen, draft.id, SignerRole.CHAIR)
    item = await ActionItem.get(content=LAMPS)
    shown = await queries.show(item.id)
    council = shown.item.resolution.term.council
    return {"item": item.id, "place": council.place_id, "council": council.id}


def step(page: Page, item: int, kind: str, text: str, picture: str, photo: bytes | None = None) -> None:
    page.goto(f"/actions/{item}")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("写清楚").fill(text)
    if photo:
        page.set_input_files("[name=photo]", {"name": "lamp.jpg", "mimeType": "image/jpeg", "buffer": photo})
    look(page, picture)
    press(page, "记下")
    expect(page.locator("#steps")).to_contain_text(text)


@pytest.mark.parametrize("desk", [promised], indirect=True)
def test_from_a_photograph_over_a_late_day_to_the_streets_answer(desk: Desk):
    item, reader = desk.facts["item"], desk()
    sun = desk("sun")
    step(sun, item, "进展", "灯杆已经到货，先装了一根。", "action progress", jpeg(800, 600))
    expect(sun.locator("#steps img")).to_be_visible()
    desk.leap("往前一周", 2)
    reader.goto(f"/places/{desk.facts['place']}")
    expect(reader.locator("#overdue-actions")).to_contain_text(LAMPS)
    look(reader, "action place")
    reader.goto("/actions")
    expect(reader.locator(".card--warn", has_text=LAMPS)).to_be_visible()
    look(reader, "actions")
    step(sun, item, "报请上级协调", "电力公司不肯接线。", "action escalating")
    zhou = desk("zhou")
    step(zhou, item, "上级答复", "已经请区里协调，下周接线。", "action answering")
    step(sun, item, "办完了", "全部装好，验收过了。", "action finishing")
    reader.goto(f"/actions/{item}")
    expect(reader.get_by_text("迟了，已办完").first).to_be_visible()
    look(reader, "action done")
    seen(desk)


def seen(desk: Desk) -> None:
    """The same pages in English, in large type, and on a wide screen."""
    item, place = desk.facts["item"], desk.facts["place"]
    for lang, elder, size in SIGHTS:
        page = desk(lang=lang, elder=elder, **size)
        for path in ("/actions", f"/actions/{item}", f"/places/{place}/transparency"):
            page.goto(path)
            glance(page, f"promised {lang} {elder} {len(size)} {path.rsplit('/', 1)[1]}")
