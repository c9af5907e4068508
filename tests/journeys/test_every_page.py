"""Every page of the demo, seen at the width of a small phone by whoever may see it: fits, is open to everyone, is light."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.crawl import Page as Read
from tests.databases import roof
from tests.journeys.conftest import OpenPhone, Site
from tests.journeys.looking import look, sticking_out

pytestmark = [pytest.mark.journey, pytest.mark.long]

READERS = [None, "林秀英", "陈素芳", "马丽", "孙敏", "何文", "高建国", "周颖", "郑怡", "管理员"]
PATTERNS = [(route.path_regex, route.name) for route in roof().ROUTES if hasattr(route, "path_regex")]
NOT_PAGES = re.compile(r"\.(webp|json|css|js|svg|pdf|txt)$|/(poll|mine|desk|table|document)(/|$)|^/static")
EACH_ROUTE = 3
HEAVIEST_BYTES, MOST_REQUESTS = 60 * 1024, 6


def route_of(path: str) -> str:
    return next((name for pattern, name in PATTERNS if pattern.match(path)), path)


def reachable(page: Page, site: Site) -> dict[str, str]:
    """One path for every route that leads on from the home page, found by reading, without drawing anything."""
    waiting, met, found, read = ["/"], {"/"}, dict[str, str](), Counter[str]()
    while waiting:
        path = waiting.pop(0)
        name = route_of(urlsplit(path).path)
        if NOT_PAGES.search(urlsplit(path).path) or read[name] >= EACH_ROUTE:
            continue
        read[name] += 1
        answer = page.request.get(path)
        assert answer.status < 500, path
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        if answer.status == 200:
            found.setdefault(name, path)
        for link in Read(site.address + path, answer.text()).links:
            onward = link.removeprefix(site.address).partition("#")[0]
            if link.startswith(site.address) and onward not in met:
                met.add(onward)
                waiting.append(onward)
    return found


def walk(page: Page, site: Site, seen: set[str]) -> list[tuple[str, str]]:
    """Look at every page of a route not seen before; answers which they were."""
    found = [(name, path) for name, path in reachable(page, site).items() if name not in seen]
    for name, path in found:
        page.goto(path)
        look(page, f"page-{name}")
        seen.add(name)
    return found


@pytest.fixture(scope="module")
def visited() -> dict[str | None, list[tuple[str, str]]]:
    return {}


def test_every_page_fits_a_small_phone_and_shuts_nobody_out(
    phone: OpenPhone, site: Site, visited: dict[str | None, list[tuple[str, str]]]
):
    seen: set[str] = set()
    for reader in READERS:
        visited[reader] = walk(phone(reader), site, seen)
    assert len(seen) > 50, sorted(seen)


@pytest.mark.parametrize(("lang", "elder"), [("zh", True), ("en", True)])
def test_every_page_fits_in_english_and_in_large_letters(
    phone: OpenPhone, visited: dict[str | None, list[tuple[str, str]]], lang: str, elder: bool
):
    problems: list[str] = []
    for reader, pages in visited.items():
        page = phone(reader, lang=lang, elder=elder)
        for _, path in pages:
            page.goto(path)
            problems += sticking_out(page)
            assert page.get_attribute("html", "lang") == ("en" if lang == "en" else "zh-CN")
    assert visited
    assert not problems, "\n".join(problems)


def test_the_first_page_is_light(phone: OpenPhone, site: Site):
    page = phone()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto("/", wait_until="networkidle")
    assert sum(sizes) <= HEAVIEST_BYTES, sizes
    assert len(sizes) <= MOST_REQUESTS, sizes
