"""One set of payloads in every text field of every form, by everyone who can write it; then every page is read back.

Twelve of thirty published holes of the field's best known software were markup on a page nobody thought of.
"""

from collections import Counter

import pytest

from tests.browsing import ORIGIN, Visitor
from tests.crawl import Field, Form, Page, as_data, filled, route_of, walk
from tests.demo import Demo

pytestmark = pytest.mark.long
MARK = "xssprobe"
PAYLOADS = [
    f"<{MARK} onclick=1>\"'><{MARK}><script>{MARK}()</script>",
    f'" {MARK}="1" onmouseover="{MARK}()" x=\'',
    "{{ 191*7 }}{% if 1 %}${191*7}<%= 191*7 %>#{191*7}",
    f"javascript:{MARK}()//",
    "=HYPERLINK(\"//x\",1)+cmd|' /C calc'!A0",
    "左\u202e右\u200b\u2066反\ufeff",
    "零\x00一\x08二\x1b[31m",
    "\U0001f469\u200d\U0001f467 שלום مرحبا",
    "长" * 10_000,
]
# the last turns the browser into a kiosk and signs its person out
LEFT_OUT = ("/sign-out", "/sign-in", "/preferences", "/demo", "/me/password", "/kiosks")
WRITABLE = ("text", "textarea", "tel", "email")
READERS = ("anonymous", "lin", "chen", "ma", "sun", "hao", "admin")


def _markup_harm(page: Page) -> list[str]:
    """What a browser would have made of a payload."""
    found = [f"tag {tag}" for tag, _ in page.tags if tag == MARK]
    for tag, attributes in page.tags:
        found += [f"attribute of {tag}" for name in attributes if name == MARK or name.startswith("on")]
        found += [f"address of {tag}" for name, value in attributes.items() if _runs(name, value)]
    if "1337" in page.text:
        found.append("template evaluated")
    return found


def harm(page: Page) -> list[str]:
    """The same, and what only counts once it was stored: characters that make a text read otherwise than it is."""
    found = _markup_harm(page)
    found += [f"control character {ord(c):x}" for c in "\x00\x08\x1b\u202e\u2066" if c in page.html]
    return found


def _runs(name: str, value: str) -> bool:
    return name in ("href", "src", "action", "formaction") and value.strip().lower().startswith(
        ("javascript:", "data:text")
    )


def test_what_anyone_writes_anywhere_stays_text_everywhere(demo: Demo):
    """Every form is filled with each payload by two who can reach it, each beginning with another, so all get stored."""
    written, filled_in = 0, Counter[tuple[str, ...]]()
    for visitor in demo.everyone().values():
        for number, (kind, form) in enumerate(_forms(visitor).items()):
            if filled_in[kind] < 2:
                filled_in[kind] += 1
                written += sum(_send(visitor, form, payload) for payload in _turned(number))
    assert written > 200
    for name in READERS:
        for path, status, page in walk(demo.everyone()[name], ["/"], each_route=2):
            assert status < 500, path
            assert page is None or not harm(page), path


def _turned(number: int) -> list[str]:
    start = number % len(PAYLOADS)
    return [*PAYLOADS[start:], *PAYLOADS[:start]]


def _forms(visitor: Visitor) -> dict[tuple[str, ...], Form]:
    """Those with something to write, by route and the names of their fields."""
    found = {
        (_route(visitor, form), *(one.name for one in form.fields)): form
        for _, _, page in walk(visitor, ["/"], each_route=1)
        if page is not None
        for form in page.forms
        if form.method == "post" and not form.action.removeprefix(ORIGIN).startswith(LEFT_OUT)
    }
    return {kind: form for kind, form in found.items() if any(one.kind in WRITABLE for one in form.fields)}


def _route(visitor: Visitor, form: Form) -> str:
    route = route_of(visitor.app, form.action.removeprefix(ORIGIN), "POST")
    assert route is not None, form.action
    return route.name


def _send(visitor: Visitor, form: Form, payload: str) -> int:
    def write(one: Field) -> str:
        return payload if one.kind != "search" else ""

    sent = filled(form, write)
    answer = visitor.post(form.action, data=as_data(sent))
    assert answer.status_code < 500, f"{form.action} {payload[:20]!r}"
    if "text/html" in answer.headers.get("content-type", ""):
        assert not _markup_harm(Page(form.action, answer.text)), form.action
    return payload in [value for _, value in sent]
