"""Help and rules: two pages anyone may read."""

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.help import rules
from civic.web import i18n, slots
from civic.web.pages import page


def _read(rule: rules.Rule, lang: str) -> rules.Rule:
    return replace(
        rule,
        title=i18n.translate(rule.title, lang),
        text=i18n.translate(rule.text, lang),
        source=i18n.translate(rule.source, lang),
        note=i18n.translate(rule.note, lang),
    )


async def show_help(request: Request) -> Response:
    """What this place is and how to use it."""
    lang = request.state.lang
    words = [(i18n.translate(word, lang), i18n.translate(meaning, lang)) for word, meaning in rules.WORDS]
    return await page(request, "civic/help/index.html", words=words)


async def show_rules(request: Request) -> Response:
    """Every rule with its source and the day it took effect; those of meetings are data, lent by the floor that keeps them."""
    lang = request.state.lang
    groups = [
        (i18n.translate(name, lang), [_read(rule, lang) for rule in group]) for name, group in rules.GROUPS
    ]
    panels = await slots.fill("rules.page", request, None)
    return await page(request, "civic/help/rules.html", groups=groups, panels=panels)


routes = [
    Route("/help", show_help, name="help"),
    Route("/rules", show_rules, name="rules"),
]
