"""The page on which a round is set up and changed, its preview, and calling it off."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.errors import Forbidden, NotFound, SignInNeeded
from civic.people.rules import Actor, must
from civic.places import queries as places
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.pages import page
from proposals import queries as proposals
from proposals.queries import Summary
from votes.casting import queries as casting
from votes.rounds import queries, rules, services
from votes.rounds.drafts.forms import CancellationForm, RoundForm, filled_in
from votes.rounds.models import Round
from votes.rules import METHOD_NAMES, RULE_NAMES, RULE_SENTENCES, SPENDING, Rule, State, may_set_up

_PRESETS = [
    (each, rules.PRESET_NAMES[each], rules.PRESET_SENTENCES[each], rules.PRESETS.get(each, ("",))[0])
    for each in rules.Preset
]
_METHODS = [(each, METHOD_NAMES[each], sentence) for each, sentence in rules.METHODS.items()]
_RULES = [
    (each, RULE_NAMES[each], RULE_SENTENCES[each], each is Rule.PHRAGMEN) for each in Rule if each in SPENDING
]


def _offered(candidates: list[Summary]) -> dict[str, Any]:
    """What there is to choose from: the same on a new round and on a draft."""
    estates = sorted({each.estate_name for each in candidates if each.estate_name})
    categories = {each.category: each.category.words for each in candidates}
    return {
        "candidates": candidates,
        "presets": _PRESETS,
        "methods": _METHODS,
        "rules": _RULES,
        "quotas": [
            *((f"category:{code}", words) for code, words in categories.items()),
            *((f"place:{name}", name) for name in estates),
        ],
        "reminders": rules.REMINDER_WORDS.items(),
    }


async def _setting_up(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    mine = [place for place in await places.communities() if may_set_up(actor, place.path)]
    if not mine:
        raise Forbidden
    here_id = request.state.place.id if request.state.place else None
    here = next((place for place in mine if place.id == here_id), mine[0])
    offered = _offered(await proposals.for_ballot(here.id))
    blank = {"round": None, "version": 0, "stored": Typed({}), "roll_drawn": False}
    return {"place": here} | blank | offered


async def new(request: Request) -> Response:
    """The form: opens tomorrow at eight, closes a fortnight later at eight in the evening, unless changed."""
    context = await _setting_up(request)
    form = RoundForm.blank(request, **filled_in(_usual()))
    return await page(request, "votes/rounds/setup.html", form=form, **context)


def _usual() -> rules.Plan:
    return rules.Plan(
        title="",
        about="",
        budget_fen=0,
        rule=Rule.ADD1_COST,
        proposals=(),
        opens_at=clock.at_local(clock.today() + timedelta(days=1), 8),
        closes_at=clock.at_local(clock.today() + timedelta(days=15), 20),
        reminders=(72, 24),
    )


@posted(RoundForm, "votes/rounds/setup.html", _setting_up)
async def create(request: Request, data: RoundForm) -> Response:
    """Set a round up."""
    made = await services.create(request.state.actor, data.place, data.plan())
    return see(request, "round", id=made.id)


async def _draft(request: Request) -> Round:
    round_ = await queries.one(request.path_params["id"])
    must(may_set_up(request.state.actor, round_.place.path), request.state.actor)
    return round_


async def _changing(request: Request) -> dict[str, Any]:
    round_ = await _draft(request)
    stored = Typed(filled_in(await queries.plan(round_)))
    offered = _offered(await proposals.for_ballot(round_.place_id))
    drawn = await queries.roll_drawn(round_.ballot_id)
    known = {"round": round_, "version": round_.version, "stored": stored, "roll_drawn": drawn}
    return {"place": round_.place} | known | offered


async def edit(request: Request) -> Response:
    """The same page with what is stored, for a draft."""
    context = await _changing(request)
    if context["round"].ballot.state is not State.DRAFT:
        raise NotFound
    form = RoundForm.blank(request, **filled_in(await queries.plan(context["round"])))
    return await page(request, "votes/rounds/setup.html", form=form, **context)


@posted(RoundForm, "votes/rounds/setup.html", _changing)
async def amend(request: Request, data: RoundForm) -> Response:
    """Change a draft."""
    await services.amend(request.state.actor, request.path_params["id"], data.version, data.plan())
    return see(request, "round", id=request.path_params["id"])


async def preview(request: Request) -> Response:
    """The ballot as a voter will see it; nothing can be sent from here."""
    round_ = await _draft(request)
    sheet = await casting.sheet(round_.ballot_id, request.state.actor.person_id)
    return await page(request, "votes/rounds/preview.html", round=round_, sheet=sheet, form=Typed({}))


async def _calling_off(request: Request) -> dict[str, Any]:
    return {"round": await _draft(request)}


async def calling_off(request: Request) -> Response:
    """Why a draft is called off."""
    form = CancellationForm.blank(request)
    return await page(request, "votes/rounds/cancellation.html", form=form, **await _calling_off(request))


@posted(CancellationForm, "votes/rounds/cancellation.html", _calling_off)
async def cancel(request: Request, data: CancellationForm) -> Response:
    """Call a draft off."""
    await services.cancel(request.state.actor, request.path_params["id"], data.reason)
    return see(request, "round", id=request.path_params["id"])


routes = [
    Route("/rounds", create, methods=["POST"], name="round-creation"),
    Route("/rounds/new", new, name="round-new"),
    Route("/rounds/{id:int}/edit", edit, methods=["GET"], name="round-edit"),
    Route("/rounds/{id:int}/edit", amend, methods=["POST"], name="round-amendment"),
    Route("/rounds/{id:int}/preview", preview, name="round-preview"),
    Route("/rounds/{id:int}/cancellation", calling_off, methods=["GET"], name="round-cancelling"),
    Route("/rounds/{id:int}/cancellation", cancel, methods=["POST"], name="round-cancellation"),
]
