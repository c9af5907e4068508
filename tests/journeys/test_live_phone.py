"""A phone in the hall: it falls silent, comes back, has a wrong clock, cannot hold a socket; and is never silently stale."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from civic.people.rules import Actor
from councils.models import Council
from councils.sessions import services
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.words import Stance
from tests.browsing import COOKIE, start_sign_in
from tests.cast import Cast
from tests.databases import Template, elsewhere, within
from tests.factories import councils as make
from tests.journeys.conftest import PHONE
from tests.journeys.looking import look
from tests.serving import Site, served

pytestmark = pytest.mark.journey
AN_HOUR_SLOW = "const real = Date.now; Date.now = () => real() - 3600e3;"


@dataclass
class Hall:
    """A meeting at a site of its own, and phones to watch it with."""

    site: Site
    cast: Cast
    at: str
    open: Callable[..., Page]
    tokens: dict[str, str]

    def post(self, page: Page, who: str, noun: str, **sent: Any) -> None:
        """Somebody else acts, from a phone of their own."""
        cookie = {"cookie": f"{COOKIE}={self.tokens[who]}", "origin": self.site.address}
        answer = page.context.browser.new_context().request.post(  # type: ignore[union-attr]
            f"{self.site.address}{self.at}/{noun}", form=sent, headers=cookie, max_redirects=0
        )
        assert answer.status == 303, answer.text()[-2000:]

    def call(self, page: Page) -> None:
        """The chair calls Tang, who waits to speak."""
        self.post(page, "chen", "calls", person=str(self.cast.tang.person_id))


@pytest.fixture(scope="module")
def site(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One for all of these walks, each with a meeting of its own."""
    with template.copy() as settings, served(settings, tmp_path_factory.mktemp("hall")) as running:
        yield running


async def _begin(cast: Cast) -> tuple[int, dict[str, str]]:
    session = await make.debating(cast, name=f"第 {await Council.all().count() + 1} 议事会")
    for actor, stance in ((cast.tang, Stance.FOR), (cast.deng, Stance.AGAINST)):
        await services.act(actor, session.id, RaiseHand(1, stance))
    people: dict[str, Actor] = {"chen": cast.chen, "tang": cast.tang, "xu": cast.xu, "deng": cast.deng}
    return session.id, {name: await start_sign_in(actor) for name, actor in people.items()}


@pytest.fixture
def hall(site: Site, cast: Cast, browser: Browser) -> Iterator[Hall]:
    """Tang and Deng wait to speak on a motion."""
    session, tokens = elsewhere(within(site.settings, lambda: _begin(cast)))
    contexts: list[BrowserContext] = []

    def open_(who: str = "", script: str = "") -> Page:
        context = browser.new_context(viewport=PHONE, base_url=site.address, locale="zh-CN")  # type: ignore[arg-type]
        contexts.append(context)
        if who:
            context.add_cookies([{"name": COOKIE, "value": tokens[who], "url": site.address}])
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"/sessions/{session}")
        return page

    yield Hall(site, cast, f"/sessions/{session}", open_, tokens)
    for context in contexts:
        context.close()


def state_of(page: Page) -> Any:
    return page.locator("[data-state]").first


def is_live(page: Page) -> None:
    expect(state_of(page)).to_have_text("已同步")


def shows_tang(page: Page) -> None:
    expect(page.locator("[id^=speaker-]")).to_contain_text("唐敏", timeout=3_000)


def test_a_phone_without_signal_says_so_and_is_right_when_it_is_back(hall: Hall):
    page = hall.open()
    is_live(page)
    page.context.set_offline(True)
    expect(state_of(page)).to_have_text("没有信号")
    expect(page.locator("[data-age]").first).to_have_text("2 秒")
    look(page, "phone-without-signal")
    hall.call(page)
    page.context.set_offline(False)
    is_live(page)
    shows_tang(page)
    expect(page.locator("[data-age]").first).to_be_hidden()


def test_the_server_is_gone_and_comes_again(hall: Hall):
    page = hall.open("xu")
    is_live(page)
    hall.site.kill()
    expect(state_of(page)).to_have_text("正在重连")
    expect(page.locator("[data-age]").first).to_contain_text("秒")
    hall.site.start()
    expect(state_of(page)).to_have_text("已同步", timeout=15_000)
    hall.call(page)
    shows_tang(page)


def test_a_phone_whose_clock_is_an_hour_slow_counts_down_rightly(hall: Hall):
    page = hall.open(script=AN_HOUR_SLOW)
    is_live(page)
    hall.call(page)
    shows_tang(page)
    clock = page.locator("[id^=speaker-] time").first
    expect(clock).to_have_text("1:58")
    page.reload()
    assert clock.inner_text() in ("1:58", "1:57", "1:56", "1:55")


def test_what_i_am_typing_is_not_touched_by_what_happens(hall: Hall):
    page = hall.open("xu")
    is_live(page)
    page.locator("summary", has_text="程序问题").click()
    field = page.locator("[id^=point-text]").last
    field.click()
    page.keyboard.type("现在说的")
    page.keyboard.press("ArrowLeft")
    hall.call(page)
    shows_tang(page)
    page.keyboard.type("不")
    expect(field).to_have_value("现在说不的")
    expect(field).to_be_focused()


def test_my_own_part_comes_by_itself_when_it_concerns_me_and_nobody_asks_for_it(hall: Hall):
    tang, xu = hall.open("tang"), hall.open("xu")
    asked: list[str] = []
    for page in (tang, xu):
        is_live(page)
        page.on("request", lambda request: asked.append(request.url) if "/mine" in request.url else None)
    hall.call(tang)
    expect(tang.locator("[id^=mine-]")).to_contain_text("轮到您发言")
    shows_tang(xu)
    assert not asked


def test_where_sockets_do_not_get_through_the_phone_asks_instead(hall: Hall):
    page = hall.open()
    page.route_web_socket("**/live", lambda socket: None)  # open for ever, and never a word
    page.reload()
    expect(state_of(page)).to_have_text("每隔几秒更新", timeout=12_000)
    hall.call(page)
    shows_tang(page)


def test_a_line_that_is_silently_dead_is_opened_anew(hall: Hall):
    page = hall.open()
    opened: list[str] = []
    page.on("websocket", lambda socket: opened.append(socket.url))
    page.clock.install()
    page.reload()
    is_live(page)
    page.clock.run_for(31_000)  # three beats went by, none was heard
    page.wait_for_timeout(300)
    assert len(opened) >= 2
    hall.call(page)
    shows_tang(page)


@pytest.mark.parametrize(
    "comes_back",
    [
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))",
        "document.dispatchEvent(new Event('visibilitychange'))",
        "dispatchEvent(new Event('online'))",
    ],
)
def test_a_phone_that_comes_back_opens_its_line_at_once(hall: Hall, comes_back: str):
    page = hall.open()
    is_live(page)
    with page.expect_websocket(timeout=1_000):
        page.evaluate(comes_back)
    is_live(page)
    hall.call(page)
    shows_tang(page)
