"""A site of its own with meetings about to begin, and seats in them: a chair's laptop, members' phones, a wall."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from civic.people.rules import Actor
from councils.models import Term
from councils.rules import Strictness
from councils.sessions import queries, services
from tests.browsing import COOKIE, start_sign_in
from tests.cast import Cast, load
from tests.databases import Template, elsewhere, within
from tests.factories import bodies
from tests.factories import councils as make
from tests.serving import Site, served

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}
ITEMS = (("南门路灯", None, 20), ("垃圾分类亭", None, 20))


@dataclass(frozen=True)
class Hall:
    """The site, a session about to begin under each set of rules, and the cookies of those who come."""

    site: Site
    sessions: dict[str, int]
    codes: dict[str, str]
    tokens: dict[str, str]


async def _prepare() -> tuple[dict[str, int], dict[str, str], dict[str, str]]:
    cast = await load()
    sessions, codes = {}, {}
    for name, strictness in (("simple", Strictness.SIMPLE), ("full", Strictness.FULL)):
        rules: dict[str, Any] = {"strictness": strictness, "degrees": 2 if name == "full" else 1}
        # two of the four members may ask for a session
        rules |= {"convening": [{"share": "1/3", "of": "members"}], "convening_days": 15}
        council = await make.council(cast, f"槐树街社区居民议事会（{name}）", **rules)
        term = await Term.get(council_id=council.id)
        session = await services.convene(cast.sun, term.id, make.plan(cast, ITEMS))
        sessions[name], codes[name] = session.id, (await queries.head(session.id)).checkin_code
    term = await bodies.term_of(await bodies.joint_council(cast))
    session = await services.convene(cast.other_clerk, term.id, make.plan(cast, ITEMS, title="季度联席会议"))
    sessions["joint"], codes["joint"] = session.id, (await queries.head(session.id)).checkin_code
    tokens = {name: await start_sign_in(actor) for name, actor in _coming(cast).items()}
    return sessions, codes, tokens


def _coming(cast: Cast) -> dict[str, Actor]:
    return {
        name: getattr(cast, name)
        for name in ("chen", "ma", "tang", "xu", "deng", "sun", "wei", "lin", "outsider")
    }


@pytest.fixture(scope="session")
def hall(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """Prepared once for the meetings here."""
    with template.copy() as settings:
        folder: Path = tmp_path_factory.mktemp("hall")
        prepared = elsewhere(within(settings, _prepare))
        with served(settings, folder) as site:
            yield Hall(site, *prepared)
        assert "Traceback" not in site.log.read_text(errors="replace")


Seat = Callable[..., Page]


@pytest.fixture
def seat(browser: Browser, hall: Hall) -> Iterator[Seat]:
    """``seat("tang")``: a phone in which somebody is signed in; ``seat()``: somebody who only looks on."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(who: str | None = None, lang: str = "zh", elder: bool = False, **options: Any) -> Page:
        options = {"viewport": PHONE} | options
        context = browser.new_context(base_url=hall.site.address, locale="zh-CN", **options)
        contexts.append(context)
        kept = {"lang": lang, "elder": str(int(elder))} | ({COOKIE: hall.tokens[who]} if who else {})
        context.add_cookies([{"name": n, "value": v, "url": hall.site.address} for n, v in kept.items()])
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not [said for said in complaints if "Failed to load resource" not in said]


def seq(page: Page) -> int:
    """The number of the newest event this page has heard of."""
    return int(page.locator("[id^='sync-'][data-seq]").first.get_attribute("data-seq") or 0)


@dataclass
class Meeting:
    """A meeting under way. Every page in it follows by itself: none is ever loaded again."""

    session: int
    chair: Page
    pages: dict[str, Page]
    taps: int = 0

    def do(self, page: Page, button: Locator) -> None:
        """One press, and all screens have heard of what it did."""
        before = seq(page)
        button.click()
        page.wait_for_function(
            "before => Number(document.querySelector(\"[id^='sync-'][data-seq]\").dataset.seq) > before",
            arg=before,
        )
        newest = seq(page)
        for other in (self.chair, *self.pages.values()):
            other.wait_for_function(
                "newest => Number(document.querySelector(\"[id^='sync-'][data-seq]\").dataset.seq) >= newest",
                arg=newest,
            )

    def chairs(self, label: str) -> None:
        """The chair presses the button of the next step, which is the one expected here. Nothing else is ever pressed."""
        step = self.chair.locator(f"#next-{self.session} .btn--gold").first
        expect(step).to_have_text(label)
        self.do(self.chair, step)
        self.taps += 1

    def says(self, who: str, label: str) -> None:
        """Somebody presses a button on their own phone."""
        page = self.pages[who]
        self.do(page, page.locator(f"#mine-{self.session}").get_by_role("button", name=label, exact=True))

    def moves(self, who: str, kind: str, **fields: str) -> None:
        """Somebody opens the sheet of what else may be moved, fills in one kind and sends it."""
        page = self.pages[who]
        page.locator(f"#more-{self.session} > summary").click()
        line = page.locator(f"#more-{self.session} li").filter(
            has=page.locator(f"input[name=kind][value={kind}]")
        )
        if line.locator("summary").count():
            line.locator("summary").click()
        for name, value in fields.items():
            line.locator(f"[name={name}]").fill(value)
        self.do(page, line.get_by_role("button", name="提出", exact=True))

    def votes(self, choices: dict[str, str]) -> None:
        """Each on their own phone; the chair on the console."""
        for who, label in choices.items():
            page = self.chair if who == "chair" else self.pages[who]
            self.do(page, page.locator(f"#vote-{self.session}").get_by_role("button", name=label, exact=True))

    def shows(self, who: str, text: str) -> None:
        """This screen's card of what is being decided now holds these words."""
        part = "wall_now" if who == "wall" else "now"
        expect(self.pages[who].locator(f"#{part}-{self.session}")).to_contain_text(text)
