"""What every answer has in common: headers, cross-origin writes, kept pages, bad paths, preferences."""

import pytest

from civic.kit.db import execute, transaction
from civic.web.answers import own_path
from civic.web.fields import clean
from main import create_app
from tests.browsing import Visitor


@pytest.fixture
def keeping(settings):
    """The application with kept pages."""
    with Visitor(create_app(settings.changed(page_cache_seconds=60))) as visitor:
        yield visitor


def test_the_policy_allows_no_inline_script_and_no_other_host(client):
    policy = client.get("/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert client.get("/nothing-here").headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "none"}, 303),
    ],
)
def test_writes_from_other_sites_are_refused(client, headers, status):
    assert client.post("/preferences", data={"elder": "1"}, headers=headers).status_code == status


def test_an_old_browser_is_judged_by_its_origin(settings):
    with Visitor(create_app(settings)) as visitor:
        del visitor.headers["sec-fetch-site"]
        foreign = {"origin": "https://elsewhere.example"}
        assert visitor.post("/preferences", data={}, headers=foreign).status_code == 403
        assert visitor.post("/preferences", data={}).status_code == 303
        del visitor.headers["origin"]
        assert visitor.post("/preferences", data={}).status_code == 303  # a program, not a page


@pytest.mark.parametrize(
    ("back", "goes"),
    [("/help", "/help"), ("//evil.example", "/"), ("https://evil.example", "/"), ("/\\evil", "/"), ("", "/")],
)
def test_nobody_is_sent_to_another_site(client, back, goes):
    assert own_path(back) == goes
    assert client.post("/preferences", data={"lang": "en", "back": back}).headers["location"] == goes


def test_the_language_and_the_elder_version_stay_chosen(client):
    client.post("/preferences", data={"lang": "en"})
    client.post("/preferences", data={"elder": "1"})
    page = client.get("/help").text
    assert '<html lang="en" data-elder' in page
    client.post("/preferences", data={"lang": "xx"})
    assert '<html lang="en"' in client.get("/help").text


@pytest.mark.parametrize(
    "path",
    ["/proposals/99999999999999999999", "/rounds/-1", "/sessions/1.5", "/people/%00", "/static/../main.py"],
)
def test_a_path_that_makes_no_sense_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_wrong_method_is_said_in_a_sentence(client):
    answer = client.post("/help")
    assert answer.status_code == 405
    assert "Traceback" not in answer.text


def test_a_kept_page_is_the_same_until_something_is_written(keeping, call_in):
    first = keeping.get("/")
    assert keeping.get("/").content == first.content
    call_in(keeping, _rename)
    assert "改名社区" in keeping.get("/").text


async def _rename() -> None:
    async with transaction():
        await execute("UPDATE place SET name = '改名社区' WHERE name = '槐树街社区'")


@pytest.fixture
def call_in():
    """Run something on another application's loop."""
    return lambda visitor, work: visitor.portal.call(work)


def test_signed_in_people_get_no_kept_page(keeping, cast):
    keeping.get("/")
    mine = keeping.signed_in(cast.lin).get("/")
    assert mine.headers["cache-control"] == "no-store"
    assert keeping.get("/").headers["cache-control"] == "no-cache"


def test_kept_pages_differ_by_language_and_size(keeping):
    plain = keeping.get("/help").text
    keeping.post("/preferences", data={"lang": "en"})
    assert keeping.get("/help").text != plain


def test_static_files_are_kept_for_ever_under_the_name_of_their_content(client):
    page = client.get("/").text
    start = page.index("/static/site.")
    url = page[start : page.index('"', start)]
    answer = client.get(url, headers={"accept-encoding": "br"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "br"
    assert client.get("/static/site.css").status_code == 404


def test_text_loses_control_and_bidi_characters_but_not_its_lines():
    assert clean("甲\u202e乙\x00\x1b\r\n丙", lines=True) == "甲乙\n丙"
    assert clean("  甲 \n 乙 ", lines=False) == "甲 乙"
