"""One set of payloads in every text field of every form, by everyone who can write it; then every page is read back.

Twelve of thirty published holes of the field's best known software were markup on a page nobody thought of.
"""

from collections.abc import Callable
from dataclasses import fields

import pytest

from civic.people.rules import Actor
from tests.browsing import ORIGIN, Visitor
from tests.cast import Cast
from tests.crawl import Field, Form, Page, as_data, filled, walk

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
]
LONG = "长" * 10_000
SIGNING_OUT = ("/sign-out", "/preferences")


def everyone(cast: Cast) -> dict[str, Actor]:
    return {
        one.name: getattr(cast, one.name)
        for one in fields(cast)
        if isinstance(getattr(cast, one.name), Actor)
    }


def harm(page: Page) -> list[str]:
    """What a browser would have made of a payload."""
    found = [f"tag {tag}" for tag, _ in page.tags if tag == MARK]
    for tag, attributes in page.tags:
        found += [f"attribute of {tag}" for name in attributes if name == MARK or name.startswith("on")]
        found += [f"address of {tag}" for name, value in attributes.items() if _runs(name, value)]
    if "1337" in page.text:
        found.append("template evaluated")
    found += [f"control character {ord(c):x}" for c in "\x00\x08\x1b\u202e\u2066" if c in page.html]
    return found


def _runs(name: str, value: str) -> bool:
    return name in ("href", "src", "action", "formaction") and value.strip().lower().startswith(
        ("javascript:", "data:text")
    )


@pytest.mark.parametrize("payload", [*PAYLOADS, LONG], ids=lambda text: ascii(text[:12]))
def test_what_anyone_writes_anywhere_stays_text_everywhere(
    as_: Callable[[Actor], Visitor], client: Visitor, cast: Cast, world: object, payload: str
):
    written = 0
    for actor in everyone(cast).values():
        visitor = as_(actor)
        forms = {(form.action, tuple(one.name for one in form.fields)): form for form in _forms(visitor)}
        for form in forms.values():
            written += _send(visitor, form, payload)
    assert written > 20
    for visitor in [client, *map(as_, everyone(cast).values())]:
        for path, status, page in walk(visitor, ["/"]):
            assert status < 500, path
            assert page is None or not harm(page), path


def _forms(visitor: Visitor) -> list[Form]:
    return [
        form
        for _, _, page in walk(visitor, ["/"], each_route=1)
        if page is not None
        for form in page.forms
        if form.method == "post" and not form.action.removeprefix(ORIGIN).startswith(SIGNING_OUT)
    ]


def _send(visitor: Visitor, form: Form, payload: str) -> int:
    def write(one: Field) -> str:
        return payload if one.kind != "search" else ""

    sent = filled(form, write)
    answer = visitor.post(form.action, data=as_data(sent))
    assert answer.status_code < 500, form.action
    if "text/html" in answer.headers.get("content-type", ""):
        assert not harm(Page(form.action, answer.text)), form.action
    return payload in [value for _, value in sent]
