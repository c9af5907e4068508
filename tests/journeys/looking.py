"""What is asked of every page a person sees: nothing sticks out, nothing shuts anyone out, and a picture is kept."""

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from civic.kit.settings import ROOT

PICTURES = ROOT / "tests" / "journeys" / "pictures"
AXE = Axe()
# Widths of everything that is wider than the window and may not scroll by itself, and of the page when it scrolls sideways.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolls = (e) => { for (; e; e = e.parentElement) {
    const o = getComputedStyle(e).overflowX; if (o === 'auto' || o === 'scroll' || o === 'hidden') return true } return false };
  return [...document.body.querySelectorAll('*')]
    .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > wide + 1 && !scrolls(e.parentElement))
    .map((e) => e.tagName + '.' + e.className + ' ' + Math.round(e.getBoundingClientRect().right)).slice(0, 5)
    .concat(document.documentElement.scrollWidth > wide ? ['page ' + document.documentElement.scrollWidth] : []) }"""


def serious(page: Page) -> list[str]:
    """What axe finds serious or critical, in one line each."""
    found: list[dict[str, Any]] = AXE.run(page).response["violations"]
    return [
        f"{page.url}: {one['id']} {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in ("serious", "critical")
    ]


def sticking_out(page: Page) -> list[str]:
    """Elements that reach over the right edge."""
    return [f"{page.url}: {one}" for one in page.evaluate(STICKING_OUT)]


def told_as_markup(page: Page) -> list[str]:
    """Tags that a reader sees as text."""
    return [f"{page.url}: {tag}" for tag in re.findall(r"</\w+>", page.inner_text("body"))[:3]]


def picture(page: Page, name: str) -> None:
    """Keep a picture of the whole page."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{re.sub(r'[^a-z0-9]+', '-', name.lower())}.png", full_page=True)


def glance(page: Page, name: str) -> None:
    """Keep a picture of a page looked at before, in another language or size, and see that it fits."""
    picture(page, name)
    assert not sticking_out(page)


def look(page: Page, name: str) -> None:
    """Keep a picture and hold the page to its promises."""
    picture(page, name)
    problems = sticking_out(page) + serious(page) + told_as_markup(page)
    assert not problems, "\n".join(problems)
