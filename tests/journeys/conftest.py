"""A real browser at a real server on the demo community: one server a run, phones of 360 by 740."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis.internal.observability  # noqa: F401 - its plugin would load this inside Playwright's greenlet, and fail
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from civic.kit.database import opened, orm_config
from civic.kit.db import rows
from civic.kit.settings import ROOT, Settings
from tests import services
from tests.databases import elsewhere, roof
from tests.journeys.ballots import box, hand  # noqa: F401 - fixtures of the journeys through ballots
from tests.journeys.halls import hall, seat  # noqa: F401 - fixtures of the journeys through whole meetings
from tests.journeys.records import desk  # noqa: F401 - fixture of the journeys through what follows a session

PICTURES = ROOT / "tests" / "journeys" / "pictures"
PHONE = {"width": 360, "height": 740}
PATIENCE_SECONDS = 180.0
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@dataclass(frozen=True)
class Site:
    """The running demo: its address, and how each of the cast signs in."""

    address: str
    settings: Settings
    passwords: dict[str, tuple[str, str]]  # display name -> what to sign in with, password

    def rows(self, sql: str, *values: object) -> list[dict]:
        """Look into the demo's database."""

        async def look() -> list[dict]:
            async with opened(orm_config(self.settings, roof().FLOORS)):
                return await rows(sql, *values)

        return elsewhere(look())


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The demo community, seeded and served."""
    home = Path(tempfile.mkdtemp(prefix="civic-journey-"))
    settings = Settings(database_url=f"sqlite://{home}/civic.sqlite3", port=services.free_port(), demo=True)
    environment = {**os.environ, "DATABASE_URL": settings.database_url, "PORT": str(settings.port)}
    with (home / "log").open("wb") as log:
        command = [sys.executable, "main.py", "serve", "--demo"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(server, settings.port, home / "log")
        yield _found(settings)
    finally:
        server.terminate()
        server.wait(timeout=20)
        said = (home / "log").read_text(errors="replace")
        shutil.rmtree(home, ignore_errors=True)
        assert "Traceback" not in said, said


def _found(settings: Settings) -> Site:
    site = Site(f"http://127.0.0.1:{settings.port}", settings, {})
    cast = site.rows(
        "SELECT p.display_name, p.handle, p.phone, d.password FROM demo_cast d JOIN person p ON p.id = d.person_id"
    )
    for one in cast:
        site.passwords[one["display_name"]] = (one["handle"] or one["phone"], one["password"])
    return site


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not services.listens(port):
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"the demo did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.2)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=services.browser(), args=FLAGS)
        yield chromium
        chromium.close()


OpenPhone = Callable[..., Page]
_SIGN_INS: dict[tuple[str, str], list] = {}


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[OpenPhone]:
    """``phone()`` is an anonymous reader's, ``phone("林秀英")`` a signed-in person's; options as Playwright's contexts take them."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(person: str | None = None, lang: str = "zh", elder: bool = False, **options: object) -> Page:
        context = browser.new_context(viewport=PHONE, base_url=site.address, locale="zh-CN", **options)  # type: ignore[arg-type]
        contexts.append(context)
        preferences = {"lang": lang, "elder": str(int(elder))}
        context.add_cookies(
            [{"name": name, "value": value, "url": site.address} for name, value in preferences.items()]
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "console", lambda message: complaints.append(message.text) if message.type == "error" else None
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if person:
            come_in(page, site, person)
        return page

    yield open_
    for context in contexts:
        context.close()
    # An answer of 403, 404, 409 or 422 is reported by the browser as an error of the page; it is none.
    assert not [said for said in complaints if "Failed to load resource" not in said]


def come_in(page: Page, site: Site, person: str) -> None:
    """With the sign-in this person has from an earlier walk, while it lasts: nobody signs in ten times in a quarter of an
    hour, and the site does not let them."""
    page.context.add_cookies(_SIGN_INS.get((site.address, person), []))
    page.goto("/me")
    if "/sign-in" in page.url:
        sign_in(page, *site.passwords[person])
        kept = [cookie for cookie in page.context.cookies() if cookie.get("httpOnly")]
        _SIGN_INS[site.address, person] = kept


def sign_in(page: Page, login: str, password: str) -> None:
    """Through the form, as a person does."""
    page.goto("/sign-in")
    page.fill("[name=login]", login)
    page.fill("[name=password]", password)
    page.click("main form [type=submit], main form button:not([type])")
    page.wait_for_url(lambda url: "/sign-in" not in url)
