"""Rendering: a page for a request, a part for a socket, always from the same templates."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.kit.errors import Refused
from civic.kit.money import yuan
from civic.kit.settings import ROOT
from civic.web import i18n
from civic.web.static import static

_ROUTES: dict[str, Route] = {}
_SITE: dict[str, Any] = {"demo": False, "base_url": ""}


def bind(routes: Sequence[BaseRoute], **site: Any) -> None:
    """Tell the templates which routes exist and what holds for the whole site (called once by the roof)."""
    _ROUTES.clear()
    _ROUTES.update({route.name: route for route in routes if isinstance(route, Route)})
    _SITE.update(site)


def url_for(name: str, /, **params: Any) -> str:
    """The path of a named route. Raises KeyError when no route has this name."""
    return str(_ROUTES[name].url_path_for(name, **params))


def absolute(request: Request, path: str) -> str:
    """A path as an address for QR codes and print."""
    base = _SITE["base_url"] or f"{request.url.scheme}://{request.url.netloc}"
    return f"{base}{path}"


def _environment(lang: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=["jinja2.ext.i18n"],
    )
    env.install_gettext_translations(i18n.translations(lang), newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        lang=lang,
        url_for=url_for,
        has_route=_ROUTES.__contains__,
        static=static,
        now=clock.now,
        today=clock.today,
    )
    env.globals["site"] = _SITE
    env.globals["ref_url"] = refs.url
    filters: dict[str, Callable[..., Any]] = {
        "yuan": yuan,
        "count": lambda number: f"{number:,}",
        "day": lambda value: i18n.day(value, lang),
        "moment": lambda value: i18n.moment(value, lang),
        "clock": i18n.hour,
        "lasting": lambda seconds: i18n.lasting(seconds, lang),
        "iso": _iso,
        "sentence": lambda refusal, **facts: i18n.sentence(refusal, lang, **facts),
        "words": lambda message: i18n.translate(message, lang),
    }
    env.filters.update(filters)
    return env


def _iso(value: date | datetime) -> str:
    return value.isoformat()


ENVIRONMENTS = {lang: _environment(lang) for lang in i18n.LANGUAGES}


def render(template: str, lang: str, **context: Any) -> str:
    """A part (or anything else) outside a request. Raises UndefinedError when the template misses a value."""
    return ENVIRONMENTS[lang].get_template(template).render(context)


async def page(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A whole page for this reader. Pages of signed-in people are never stored."""
    state = request.state
    shared = {
        "actor": state.actor,
        "elder": state.elder,
        "path": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "demo": _SITE["demo"],
        "nav_place": state.place.name if state.place else "",
        "community": state.place,
        "flash": "",
    }
    html = ENVIRONMENTS[state.lang].get_template(template).render(shared | context)
    headers = {"cache-control": "no-store" if state.actor.signed_in else "no-cache"}
    return HTMLResponse(html, status, headers)


async def part(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A part for this reader, fetched by htmx; never stored."""
    html = (
        ENVIRONMENTS[request.state.lang]
        .get_template(template)
        .render({"actor": request.state.actor} | context)
    )
    return HTMLResponse(html, status, {"cache-control": "no-store"})


def say(request: Request, refusal: Refused) -> str:
    """A refusal's sentence for this reader."""
    return i18n.sentence(refusal, request.state.lang)
