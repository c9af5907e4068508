"""The rule book on the page of rules, and a page for each version."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.people.rules import must
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from councils.queries import floor_rules
from councils.rulebook import queries, rules, services
from councils.rulebook.forms import LINES, CheckForm, VersionForm, shown
from councils.rules import Of
from votes.tally.choosing.laws import owners_laws

_ROOM = "councils/rulebook"


async def on_rules_page(request: Request, subject: Any) -> Markup | None:
    """The rules of meetings, lent to the page of rules."""
    found = await queries.book(clock.today())
    return slots.panel(request, f"{_ROOM}/_book.html", book=found, laws=owners_laws())


async def _version(request: Request) -> dict[str, Any]:
    entry = await queries.entry(request.path_params["id"], clock.today())
    actor, rule_set = request.state.actor, entry.rule_set
    return {
        "entry": entry,
        "floor": floor_rules(rule_set),
        "versions": await queries.versions_of(rule_set.key, clock.today()),
        "enters": rules.may_enter(actor),
        "checks": not entry.verified and rules.may_check(actor, rule_set.entered_by_id),
        "example": rules.EXAMPLE,
    }


async def show(request: Request) -> Response:
    """One version in plain words."""
    return await page(request, f"{_ROOM}/show.html", form=CheckForm.blank(request), **await _version(request))


async def _entering(request: Request) -> dict[str, Any]:
    must(rules.may_enter(request.state.actor), request.state.actor, "rules_forbidden")
    entry = await queries.entry(request.path_params["id"], clock.today())
    return {"entry": entry, "shares": rules.SHARES, "lines": range(LINES), "kinds": list(Of)}


async def new(request: Request) -> Response:
    """The form for the next version, with the figures of this one."""
    context = await _entering(request)
    form = VersionForm.blank(request, **shown(context["entry"].rule_set))
    return await page(request, f"{_ROOM}/new.html", form=form, **context)


@posted(VersionForm, f"{_ROOM}/new.html", _entering)
async def enter(request: Request, data: VersionForm) -> Response:
    """Enter the next version."""
    made = await services.enter(request.state.actor, request.path_params["id"], data.figures(), data.apart)
    return see(request, "rule-set", id=made.id)


@posted(CheckForm, f"{_ROOM}/show.html", _version)
async def check(request: Request, data: CheckForm) -> Response:
    """Say that one has compared it with the text in force."""
    await services.check(request.state.actor, request.path_params["id"], data.compared_with)
    return see(request, "rule-set", id=request.path_params["id"])


async def _title(rule_set_id: int) -> str:
    return (await queries.entry(rule_set_id, clock.today())).rule_set.title


refs.register("rule-set", _title, lambda rule_set_id: url_for("rule-set", id=rule_set_id))
slots.lend("rules.page", on_rules_page)

routes: list[BaseRoute] = [
    Route("/rules/{id:int}", show, name="rule-set"),
    Route("/rules/{id:int}/versions/new", new, name="rule-set-new"),
    Route("/rules/{id:int}/versions", enter, methods=["POST"], name="rule-set-entry"),
    Route("/rules/{id:int}/check", check, methods=["POST"], name="rule-set-check"),
]
