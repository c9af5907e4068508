"""Pages of rounds: the list, one round with all that is fixed about it, opening and putting off, receipts."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock, refs
from civic.people.rules import Actor, must
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, part, url_for
from civic.web.paging import after, paged
from proposals.rules import Category
from votes import queries as ballots
from votes.casting import queries as casting
from votes.casting.queries import Choice
from votes.casting.rules import Standing
from votes.rounds import queries, rules, services
from votes.rounds.forms import ExtensionForm
from votes.rounds.models import Round
from votes.rounds.queries import Card
from votes.rules import METHOD_NAMES, RULE_NAMES, RULE_SENTENCES, Phase, may_certify, may_set_up

SIZE = 20
COMING = (Phase.ANNOUNCED, Phase.PREPARING)
RUNNING = (Phase.VOTING, Phase.OVER)
FINISHED = (Phase.CLOSED, Phase.CERTIFIED, Phase.VOID)
# how long a closed round stays on the home page
FRESH = timedelta(days=14)


def _place_id(request: Request) -> int | None:
    return request.state.place.id if request.state.place else None


async def index(request: Request) -> Response:
    """What is open, that of the reader first, what comes, what is finished; and whether anything is left to cast."""
    place_id, actor = _place_id(request), request.state.actor
    finished = await queries.cards(place_id, FINISHED, after(request), SIZE)
    live = await queries.cards(place_id, (*RUNNING, *COMING), None, 50)
    running = [card for card in live if card.phase in RUNNING]
    mine = {each.ballot_id: each for each in await queries.mine(actor.person_id, clock.now())}
    path = request.state.place.path if request.state.place else "/"
    return await page(
        request,
        "votes/rounds/index.html",
        running=sorted(running, key=lambda card: (card.ballot_id not in mine, card.beside_id or 0, -card.id)),
        coming=[card for card in live if card.phase in COMING],
        finished=paged(request, finished, SIZE, lambda card: card.id),
        panels=await slots.fill("votes.page", request, None),
        mine=mine,
        may_set_up=may_set_up(actor, path),
    )


async def show(request: Request) -> Response:
    """Everything that is fixed about a round, and what is in order now."""
    card = await queries.card(request.path_params["id"])
    round_ = await queries.one(card.id)
    actor: Actor = request.state.actor
    choices = await casting.choices(card.ballot_id)
    return await page(
        request,
        "votes/rounds/show.html",
        round=card,
        about=round_.about,
        ballot=round_.ballot,
        choices=choices,
        labels={choice.code: choice.label for choice in choices},
        news=await slots.fill("ballot.page", request, card.ballot_id),
        standing=await _standing(card, actor),
        extensions=await queries.extensions(card.ballot_id),
        youth_id=await queries.youth_of(card.id),
        terms=_terms(round_),
        thumbs=_thumbs(card, choices),
        thumb_of=card.roll_size,
        may_set_up=may_set_up(actor, card.place_path),
        may_certify=may_certify(actor, card.place_path),
    )


async def _standing(card: Card, actor: Actor) -> Standing:
    return await casting.standing(await ballots.question(card.ballot_id), actor.person_id)


def _terms(round_: Round) -> dict[str, Any]:
    """What is fixed, in words."""
    ballot, most = round_.ballot, round_.ballot.parameters.get("quotas", {})
    categories = {each.value: each.words for each in Category}
    return {
        "method": METHOD_NAMES[ballot.method],
        "rule": RULE_NAMES[ballot.rule],
        "sentence": RULE_SENTENCES[ballot.rule],
        "quotas": [
            (categories.get(name, name), fen) for scope in most.values() for name, fen in scope.items()
        ],
        "reminders": [rules.REMINDER_WORDS[hours] for hours in round_.reminders],
        "youth": (round_.youth_from, round_.youth_to),
    }


def _thumbs(card: Card, choices: Sequence[Choice]) -> list[tuple[str, int, int]]:
    """How many voters are enough for each proposal, of the roll or of a hundred; none where places decide."""
    if not rules.shares(card.rule) or card.phase in FINISHED or card.source:
        return []
    voters = card.roll_size or 100
    return [
        (each.label, each.cost_fen, rules.enough(each.cost_fen, card.budget_fen, voters)) for each in choices
    ]


async def open_round(request: Request) -> Response:
    """Open it."""
    await services.open_round(request.state.actor, request.path_params["id"])
    return see(request, "round", id=request.path_params["id"])


async def _extending(request: Request) -> dict[str, Any]:
    card = await queries.card(request.path_params["id"])
    must(may_set_up(request.state.actor, card.place_path), request.state.actor)
    return {"round": card}


async def extending(request: Request) -> Response:
    """Until when, and why."""
    context = await _extending(request)
    return await page(request, "votes/rounds/extension.html", form=ExtensionForm.blank(request), **context)


@posted(ExtensionForm, "votes/rounds/extension.html", _extending)
async def extend(request: Request, data: ExtensionForm) -> Response:
    """Put the closing off."""
    await services.extend(request.state.actor, request.path_params["id"], data.closes_at, data.reason)
    return see(request, "round", id=request.path_params["id"])


async def turnout(request: Request) -> Response:
    """The one figure shown while people vote."""
    return await part(
        request, "votes/rounds/_turnout.html", round=await queries.card(request.path_params["id"])
    )


async def ballot(request: Request) -> Response:
    """The round's ballot has an address of its own."""
    return see(request, "ballot", id=(await queries.card(request.path_params["id"])).ballot_id)


async def on_home(request: Request, subject: object) -> Markup | None:
    """The community's open ballots, those that come, and those just closed; a youth ballot for the young only."""
    found = await queries.cards(_place_id(request), (*RUNNING, Phase.ANNOUNCED, *FINISHED), None, 20)
    fresh = [card for card in found if card.phase not in FINISHED or _is_fresh(card)]
    fresh.sort(key=lambda card: (*RUNNING, Phase.ANNOUNCED, *FINISHED).index(card.phase))
    cards = [(card, await _standing(card, request.state.actor)) for card in fresh]
    cards = [(card, mine) for card, mine in cards if card.beside_id is None or mine.entry_id is not None]
    if not cards:
        return None
    return slots.panel(request, "votes/rounds/_home.html", cards=cards)


def _is_fresh(card: Card) -> bool:
    return not card.source and card.closed_at is not None and clock.now() - card.closed_at < FRESH


async def on_proposal(request: Request, subject: Any) -> Markup | None:
    """Which ballot a proposal stands on."""
    found = await queries.on_ballot(subject.id)
    return slots.panel(request, "votes/rounds/_proposal.html", rounds=found) if found else None


async def on_person(request: Request, subject: Any) -> Markup | None:
    """The votes someone has cast, for that person only: that, not what."""
    person_id = request.state.actor.person_id
    if person_id is None:
        return None
    found = await queries.cast_by(person_id)
    return slots.panel(request, "votes/rounds/_person.html", cast=found)


async def _round_title(round_id: int) -> str:
    return (await queries.one(round_id)).title


def _round_url(round_id: int) -> str:
    return url_for("round", id=round_id)


refs.register("round", _round_title, _round_url)
slots.lend("home", on_home, order=20)
slots.lend("proposal.page", on_proposal, order=30)
slots.lend("person.page", on_person, order=30)

routes = [
    Route("/rounds", index, name="rounds"),
    Route("/rounds/{id:int}", show, name="round"),
    Route("/rounds/{id:int}/opening", open_round, methods=["POST"], name="round-opening"),
    Route("/rounds/{id:int}/extension", extending, methods=["GET"], name="round-extending"),
    Route("/rounds/{id:int}/extension", extend, methods=["POST"], name="round-extension"),
    Route("/rounds/{id:int}/turnout", turnout, name="round-turnout"),
    Route("/rounds/{id:int}/ballot", ballot, name="round-ballot"),
]
