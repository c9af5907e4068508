"""Walking the site as a person would: every link, every form, each page read as markup."""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin, urlsplit

from starlette.routing import Match, Route

from tests.browsing import ORIGIN, Visitor


@dataclass
class Field:
    """One thing a form sends."""

    name: str
    kind: str  # the input's type, or textarea, or select
    value: str = ""
    options: list[str] = field(default_factory=list)
    hints: dict[str, str] = field(default_factory=dict)


@dataclass
class Form:
    """Where it goes and what it sends."""

    action: str
    method: str
    fields: list[Field] = field(default_factory=list)


class Page(HTMLParser):
    """What stands on a page: links, forms, and every tag with its attributes."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url = url
        self.html = html
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort what was found."""
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag == "a" and "href" in found:
            self.links.append(urljoin(self.url, found["href"]))
        elif tag == "form":
            self._form = Form(urljoin(self.url, found.get("action", "")), found.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(tag, found)

    def _field(self, tag: str, found: dict[str, str]) -> None:
        assert self._form is not None
        fields = self._form.fields
        if tag == "option" and fields and fields[-1].kind == "select":
            fields[-1].options.append(found.get("value", ""))
        elif tag in ("input", "textarea", "select", "button") and "name" in found:
            kind = found.get("type", "text") if tag == "input" else tag
            fields.append(Field(found["name"], kind, found.get("value", ""), [], found))

    def handle_endtag(self, tag: str) -> None:
        """Forms end."""
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        """The text of the page, and of a textarea."""
        self.words.append(data)
        if self._form is not None and self._form.fields and self._form.fields[-1].kind == "textarea":
            self._form.fields[-1].value += data

    @property
    def text(self) -> str:
        """Everything there is to read."""
        return " ".join(self.words)

    @property
    def own_links(self) -> list[str]:
        """Paths on this site, without fragments."""
        return [_path(link) for link in self.links if urlsplit(link).netloc in ("", urlsplit(ORIGIN).netloc)]


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def route_of(app: Any, path: str, method: str = "GET") -> Route | None:
    """The route that answers a path."""
    scope = {"type": "http", "path": urlsplit(path).path, "method": method, "headers": []}
    for route in app.routes:
        if isinstance(route, Route) and route.matches(scope)[0] is Match.FULL:
            return route
    return None


SKIPPED = ("/static/",)


def walk(visitor: Visitor, start: list[str], each_route: int = 3) -> Iterator[tuple[str, int, Page | None]]:
    """Every page that can be reached, at most so many of a route: path, status, and the page when it is HTML."""
    waiting, seen, counted = deque(start), set(start), Counter[str]()
    while waiting:
        path = waiting.popleft()
        route = route_of(visitor.app, path)
        name = route.name if route else "nothing"
        if path.startswith(SKIPPED) or counted[name] >= each_route:
            continue
        counted[name] += 1
        answer = visitor.get(path)
        if answer.has_redirect_location:
            onward = [_path(urljoin(ORIGIN + path, answer.headers["location"]))]
            yield path, answer.status_code, None
        elif "text/html" in answer.headers.get("content-type", ""):
            page = Page(ORIGIN + path, answer.text)
            onward = page.own_links
            yield path, answer.status_code, page
        else:
            onward = []
            yield path, answer.status_code, None
        for link in onward:
            if link not in seen:
                seen.add(link)
                waiting.append(link)


Write = Callable[[Field], str]


def filled(form: Form, write: Write) -> list[tuple[str, str]]:
    """What a person would send who writes this into every text field and otherwise takes what is offered."""
    sent: list[tuple[str, str]] = []
    chosen: set[str] = set()
    for one in form.fields:
        if one.kind in ("file", "submit", "button") or (
            one.kind in ("radio", "checkbox") and one.name in chosen
        ):
            continue
        chosen.add(one.name)
        sent.append((one.name, _value(one, write)))
    return sent


ORDINARY = {
    "tel": "13812345678",
    "date": "2027-03-01",
    "datetime-local": "2027-03-01T19:30",
    "password": "eight-Long-9",
    "email": "lin@example.org",
}


def _value(one: Field, write: Write) -> str:
    if one.kind in ("hidden", "radio", "checkbox"):
        return one.value or "on"
    if one.kind == "select":
        return next((option for option in one.options if option), "")
    if one.kind in ORDINARY:
        return ORDINARY[one.kind]
    if one.kind == "number" or one.hints.get("inputmode") in ("numeric", "decimal"):
        return one.value or one.hints.get("min") or "3"
    return write(one)


def as_data(sent: list[tuple[str, str]]) -> dict[str, list[str]]:
    """In the form the client takes it."""
    data: dict[str, list[str]] = {}
    for name, value in sent:
        data.setdefault(name, []).append(value)
    return data
