"""The chair runs the meeting from the console; a member's phone and the wall in the hall follow by themselves."""

import time

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look, picture

pytestmark = pytest.mark.journey
SHARED = ("now", "floor", "presence", "votes", "agenda")


@pytest.fixture
def session(site: Site) -> int:
    """The meeting that is being held."""
    held = site.rows(
        "SELECT session_id FROM session_event GROUP BY session_id "
        "HAVING SUM(CASE WHEN kind = 'adjourned' THEN 1 ELSE 0 END) = 0 AND SUM(CASE WHEN kind = 'opened' THEN 1 ELSE 0 END) = 1"
    )
    return int(held[0]["session_id"])


def seq(site: Site, session: int) -> int:
    return int(site.rows("SELECT MAX(seq) AS n FROM session_event WHERE session_id = ?", session)[0]["n"])


def shared(page: Page, session: int) -> dict[str, str]:
    """The parts that are the same for everyone, as text without the clocks that run."""
    script = """([names, id]) => Object.fromEntries(names.map((name) => {
      const part = document.getElementById(`${name}-${id}`)?.cloneNode(true);
      part?.querySelectorAll('time, progress').forEach((e) => e.remove());
      return [name, (part?.textContent ?? '').replace(/\\s+/g, ' ').trim()] }))"""
    found: dict[str, str] = page.evaluate(script, [list(SHARED), session])
    return found


def test_the_chair_leads_and_every_phone_follows(phone: OpenPhone, site: Site, session: int):
    chair, member, wall = phone("陈素芳"), phone("徐建"), phone()
    for page in (chair, member):
        page.on("dialog", lambda dialog: dialog.accept())
    chair.goto(f"/sessions/{session}/console")
    member.goto(f"/sessions/{session}")
    wall.goto(f"/sessions/{session}/wall")
    look(chair, "chair-console")
    look(member, "member-session")
    for step in range(6):
        before = seq(site, session)
        if not act(chair, member, session):
            break
        follows(member, site, session, before)
        look(chair, f"chair-console-{step}")
        look(member, f"member-session-{step}")
        picture(wall, f"wall-{step}")
    assert step >= 3
    live = shared(member, session)
    member.reload()
    assert live == shared(member, session)


def act(chair: Page, member: Page, session: int) -> bool:
    """The next thing somebody does: a member's own vote first, else the chair's next step."""
    vote = member.locator(f"#mine-{session} button[name=choice][value=yes]")
    if vote.count():
        vote.first.click()
        return True
    step = chair.locator(f"#desk-{session} button.btn--gold:visible")
    if not step.count():
        return False
    step.first.click()
    return True


def follows(member: Page, site: Site, session: int, before: int) -> None:
    """The member's page stands at the newest event without having been loaded again."""
    member.wait_for_timeout(50)
    for _ in range(100):
        if seq(site, session) > before:
            break
        member.wait_for_timeout(50)
    newest = seq(site, session)
    assert newest > before
    expect(member.locator(f"#sync-{session}")).to_have_attribute("data-seq", str(newest), timeout=5_000)


def test_a_member_without_script_can_take_part(phone: OpenPhone, session: int):
    page = phone("邓兰", java_script_enabled=False)
    page.goto(f"/sessions/{session}")
    expect(page.locator(f"#mine-{session}")).to_be_visible()
    expect(page.locator(f"#now-{session}")).to_be_visible()


def test_the_live_line_stands_even_when_its_script_comes_late(phone: OpenPhone, session: int):
    """htmx reads the page in the next tick; on a phone's network the socket's own script may not be there by then."""
    page = phone()

    def late(route: Route) -> None:
        time.sleep(1)
        route.continue_()

    page.route("**/live.*.js", late)
    page.goto(f"/sessions/{session}")
    expect(page.locator("[data-state]").first).to_contain_text("已同步")
