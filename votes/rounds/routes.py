"""Pages of rounds: the list, setting one up, the ballot on a phone, receipts."""

from datetime import timedelta
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock, refs
from civic.kit.errors import Forbidden, SignInNeeded
from civic.people.rules import Actor
from civic.places import queries as places
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, part, url_for
from civic.web.paging import after, paged
from proposals import queries as proposals
from votes.casting import queries as casting
from votes.casting.rules import plain
from votes.rounds import queries, services
from votes.rounds.forms import RoundForm
from votes.rounds.queries import Card
from votes.rules import RULE_NAMES, RULE_SENTENCES, Phase, Rule, may_certify, may_set_up

SIZE = 20
RECEIPTS = 600
COMING = (Phase.ANNOUNCED, Phase.PREPARING)
RUNNING = (Phase.VOTING, Phase.OVER)
FINISHED = (Phase.CLOSED, Phase.CERTIFIED)
# how long a closed round stays on the home page
FRESH = timedelta(days=14)


def _place_id(request: Request) -> int | None:
    return request.state.place.id if request.state.place else None


async def index(request: Request) -> Response:
    """What is open, what comes, what is finished."""
    place_id = _place_id(request)
    finished = await queries.cards(place_id, FINISHED, after(request), SIZE)
    live = await queries.cards(place_id, (*RUNNING, *COMING), None, 50)
    path = request.state.place.path if request.state.place else "/"
    return await page(
        request,
        "votes/rounds/index.html",
        running=[card for card in live if card.phase in RUNNING],
        coming=[card for card in live if card.phase in COMING],
        finished=paged(request, finished, SIZE, lambda card: card.id),
        may_set_up=may_set_up(request.state.actor, path),
    )


async def _setting_up(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    if not actor.signed_in:
        raise SignInNeeded
    mine = [place for place in await places.communities() if may_set_up(actor, place.path)]
    if not mine:
        raise Forbidden
    here = next((place for place in mine if place.id == _place_id(request)), mine[0])
    return {
        "place": here,
        "candidates": await proposals.for_ballot(here.id),
        "rules": [(rule, RULE_NAMES[rule], RULE_SENTENCES[rule]) for rule in (Rule.GREEDY, Rule.MES_COST)],
    }


async def new(request: Request) -> Response:
    """The form: opens tomorrow at eight, closes a fortnight later at eight in the evening, unless changed."""
    context = await _setting_up(request)
    opens = clock.at_local(clock.today() + timedelta(days=1), 8)
    closes = clock.at_local(clock.today() + timedelta(days=15), 20)
    form = RoundForm.blank(
        request, opens_at=_typed(opens), closes_at=_typed(closes), min_choices=1, rule="mes-cost"
    )
    return await page(request, "votes/rounds/new.html", form=form, **context)


def _typed(moment: Any) -> str:
    return f"{clock.local(moment):%Y-%m-%dT%H:%M}"


@posted(RoundForm, "votes/rounds/new.html", _setting_up)
async def create(request: Request, data: RoundForm) -> Response:
    """Set a round up."""
    made = await services.create(request.state.actor, data.place, data.plan())
    return see(request, "round", id=made.id)


async def show(request: Request) -> Response:
    """Everything that is fixed about a round, and what is in order now."""
    card = await queries.card(request.path_params["id"])
    round_ = await queries.one(card.id)
    actor: Actor = request.state.actor
    return await page(
        request,
        "votes/rounds/show.html",
        round=card,
        about=round_.about,
        ties=round_.ballot.parameters.get("ties", ""),
        ballot=round_.ballot,
        choices=await queries.choices(card.ballot_id),
        standing=await queries.standing(card, actor.person_id),
        rule_name=RULE_NAMES[card.rule],
        rule_sentence=RULE_SENTENCES[card.rule],
        may_set_up=may_set_up(actor, card.place_path),
        may_certify=may_certify(actor, card.place_path),
    )


async def open_round(request: Request) -> Response:
    """Open it."""
    await services.open_round(request.state.actor, request.path_params["id"])
    return see(request, "round", id=request.path_params["id"])


async def turnout(request: Request) -> Response:
    """The one figure shown while people vote."""
    return await part(
        request, "votes/rounds/_turnout.html", round=await queries.card(request.path_params["id"])
    )


async def ballot(request: Request) -> Response:
    """The round's ballot has an address of its own."""
    return see(request, "ballot", id=(await queries.card(request.path_params["id"])).ballot_id)


async def receipts(request: Request) -> Response:
    """The receipts of a closed ballot; whoever holds one finds it here."""
    card = await queries.card(request.path_params["id"])
    closed = card.phase in FINISHED and not card.source
    listed = await casting.receipts(card.ballot_id) if closed else []
    typed = request.query_params.get("code", "")[:40]
    start = after(request) or 0
    return await page(
        request,
        "votes/rounds/receipts.html",
        round=card,
        closed=closed,
        total=len(listed),
        listed=paged(
            request,
            [(n, code) for n, code in enumerate(listed, 1) if n > start][: RECEIPTS + 1],
            RECEIPTS,
            lambda each: each[0],
        ),
        typed=typed,
        found=plain(typed) in listed if typed else None,
    )


async def on_home(request: Request, subject: object) -> Markup | None:
    """The community's open ballots, those that come, and those just closed."""
    found = await queries.cards(_place_id(request), (*RUNNING, Phase.ANNOUNCED, *FINISHED), None, 20)
    fresh = [card for card in found if card.phase not in FINISHED or _is_fresh(card)]
    if not fresh:
        return None
    person_id = request.state.actor.person_id
    cards = [(card, await queries.standing(card, person_id)) for card in fresh]
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
    Route("/rounds", create, methods=["POST"], name="round-creation"),
    Route("/rounds/new", new, name="round-new"),
    Route("/rounds/{id:int}", show, name="round"),
    Route("/rounds/{id:int}/opening", open_round, methods=["POST"], name="round-opening"),
    Route("/rounds/{id:int}/turnout", turnout, name="round-turnout"),
    Route("/rounds/{id:int}/ballot", ballot, name="round-ballot"),
    Route("/rounds/{id:int}/receipts", receipts, name="round-receipts"),
]
