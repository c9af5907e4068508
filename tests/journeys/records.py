"""A site of its own after a session: what it begins with is told by the journey, its clock moves by whole days and weeks."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from civic.demo.models import DemoCast
from civic.people.signins import services as signins
from tests.browsing import COOKIE, start_sign_in
from tests.cast import Cast, load
from tests.databases import Template, elsewhere, within
from tests.serving import Site, served

PHONE = {"width": 360, "height": 740}
WIDE: ViewportSize = {"width": 1280, "height": 800}
# the ways a page is looked at again: language, large type, size of the screen
SIGHTS: tuple[tuple[str, bool, dict[str, Any]], ...] = (
    ("en", False, {}),
    ("zh", True, {}),
    ("zh", False, {"viewport": WIDE}),
)
PASSWORD = "eight-Long-9"
COMING = ("lin", "wei", "gao", "sun", "zhou", "chen", "ma", "tang", "xu")
SIGN = ("chen", "ma")


@dataclass
class Desk:
    """The site and the browsers at it. facts: what the journey's story left, by name."""

    site: Site
    facts: dict[str, int]
    tokens: dict[str, str]
    browser: Browser
    stack: ExitStack
    complaints: list[str]

    def __call__(self, who: str | None = None, lang: str = "zh", elder: bool = False, **options: Any) -> Page:
        """``desk("tang")``: a phone in which somebody is signed in; ``desk()``: somebody who only reads."""
        context = self.browser.new_context(
            base_url=self.site.address, locale="zh-CN", **{"viewport": PHONE} | options
        )
        self.stack.callback(context.close)
        kept = {"lang": lang, "elder": str(int(elder))} | ({COOKIE: self.tokens[who]} if who else {})
        context.add_cookies([{"name": n, "value": v, "url": self.site.address} for n, v in kept.items()])
        page = context.new_page()
        page.set_default_timeout(8_000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def leap(self, button: str, times: int = 1) -> None:
        """Time passes: 往前一天, 往前一周."""
        page = self()
        for _ in range(times):
            page.goto("/demo")
            press(page, button)


Story = Callable[[Cast], Awaitable[dict[str, int]]]


@pytest.fixture
def desk(
    template: Template, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Desk]:
    """``@pytest.mark.parametrize("desk", [story], indirect=True)`` says what has happened before."""
    with template.copy() as settings, ExitStack() as stack:
        prepared = elsewhere(within(settings, lambda: _prepared(request.param)))
        site = stack.enter_context(served(settings, tmp_path, demo=True))
        complaints: list[str] = []
        yield Desk(site, *prepared, browser, stack, complaints)
        assert not [said for said in complaints if "Failed to load resource" not in said]
        assert "Traceback" not in site.log.read_text(errors="replace")


async def _prepared(story: Story) -> tuple[dict[str, int], dict[str, str]]:
    cast = await load()
    facts = await story(cast)
    for name in SIGN:
        await signins.set_password(getattr(cast, name).person_id, PASSWORD)
    tokens = {name: await start_sign_in(getattr(cast, name)) for name in COMING}
    # the demo's page leads only where its cast is
    await DemoCast.create(person_id=cast.lin.person_id, part="居民", password=PASSWORD)
    return facts, tokens


def press(page: Page, words: str) -> None:
    """The first button with exactly these words."""
    page.get_by_role("button", name=words, exact=True).first.click()
