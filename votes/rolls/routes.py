"""Pages of rolls: the whole of it for who tends it, one's own line for everybody else."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound, SignInNeeded
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.i18n import translate
from civic.web.pages import page
from civic.web.paging import after, paged
from votes.rolls import queries, services
from votes.rolls.forms import AnswerForm, ChallengeForm, LateForm, LineForm, SearchForm
from votes.rolls.rules import ELECTORATE_NAMES, area_text, may_add_late
from votes.rolls.rules.challenges import MATTER_NAMES, VERDICT_NAMES
from votes.rolls.rules.lines import needed
from votes.rules import Electorate, State, may_set_up

PAGE = 50
FOUND = 30
# where it matters how old someone is
AGED = (Electorate.PERSON, Electorate.HOUSEHOLD)


async def desk(request: Request) -> dict[str, Any]:
    """What every page of a roll's desk shows, for who may see the whole roll."""
    ballot = await queries.inspected(request.state.actor, addressed(request))
    path, actor = ballot.place.path, request.state.actor
    return {
        "ballot": ballot,
        "electorate": ELECTORATE_NAMES[ballot.electorate],
        "totals": await queries.totals(ballot.id),
        "waiting": await queries.unanswered(ballot.id),
        "drafting": ballot.state is State.DRAFT,
        "tends": may_set_up(actor, path),
        "adds_late": ballot.state is State.OPEN and may_add_late(actor, path),
        "area_text": area_text,
        "owners": ballot.electorate is Electorate.OWNER,
        "aged": ballot.electorate in AGED,
        "builds": ballot.electorate is not Electorate.OWNER,
    }


async def show(request: Request) -> Response:
    """The roll, a page by number."""
    context = await desk(request)
    found = await queries.entries(addressed(request), after(request) or 0, PAGE)
    listed = paged(request, found, PAGE, lambda each: each.number)
    return await page(
        request, "votes/rolls/show.html", form=SearchForm.blank(request), listed=listed, found=None, **context
    )


async def _searched(request: Request) -> dict[str, Any]:
    return {"listed": None, "found": [], **await desk(request)}


@posted(SearchForm, "votes/rolls/show.html", _searched)
async def search(request: Request, data: SearchForm) -> Response:
    """Lines by number, unit or name: an answer and no redirect, so that no address of a page holds an address."""
    context = await desk(request)
    found = await queries.search(addressed(request), data.wanted, FOUND)
    form = Typed({"wanted": data.wanted})
    return await page(request, "votes/rolls/show.html", form=form, listed=None, found=found, **context)


async def build(request: Request) -> Response:
    """Draw the roll up from the register."""
    await services.build(request.state.actor, addressed(request))
    return see(request, "roll", id=addressed(request))


async def _tending(request: Request) -> dict[str, Any]:
    context = await desk(request)
    must(context["tends"], request.state.actor)
    entry_id = request.path_params.get("line")
    entry = await queries.entry(addressed(request), entry_id) if entry_id is not None else None
    return context | {"entry": entry, "needed": needed(context["ballot"].electorate)}


async def line(request: Request) -> Response:
    """One line, to correct or strike."""
    context = await _tending(request)
    entry = context["entry"]
    form = Typed(
        {
            "name": entry.name,
            "unit": entry.unit,
            "area": area_text(entry.area) if entry.area else "",
            "birth_year": entry.birth_year,
            "stratum": entry.stratum,
        }
    )
    voters = await queries.voters_of(entry.id)
    return await page(request, "votes/rolls/line.html", form=form, voters=voters, **context)


async def _line_again(request: Request) -> dict[str, Any]:
    context = await _tending(request)
    return {"voters": await queries.voters_of(context["entry"].id), **context}


@posted(LineForm, "votes/rolls/line.html", _line_again)
async def correct(request: Request, data: LineForm) -> Response:
    """Write a line anew."""
    await services.correct(request.state.actor, addressed(request), request.path_params["line"], data.entry())
    return see(request, "roll", id=addressed(request))


async def strike(request: Request) -> Response:
    """Take a line off."""
    await services.strike(request.state.actor, addressed(request), request.path_params["line"])
    return see(request, "roll", id=addressed(request))


async def new(request: Request) -> Response:
    """A line more."""
    form = LineForm.blank(request)
    return await page(request, "votes/rolls/new.html", form=form, late=False, **await _tending(request))


async def _new(request: Request) -> dict[str, Any]:
    return {"late": False, **await _tending(request)}


@posted(LineForm, "votes/rolls/new.html", _new)
async def add(request: Request, data: LineForm) -> Response:
    """Put a line on the draft roll."""
    await services.add(request.state.actor, addressed(request), data.entry())
    return see(request, "roll", id=addressed(request))


async def _late(request: Request) -> dict[str, Any]:
    context = await desk(request)
    must(may_add_late(request.state.actor, context["ballot"].place.path), request.state.actor)
    return context | {"late": True, "entry": None, "needed": needed(context["ballot"].electorate)}


async def late(request: Request) -> Response:
    """A line more although the roll is frozen."""
    form = LateForm.blank(request)
    return await page(request, "votes/rolls/new.html", form=form, **await _late(request))


@posted(LateForm, "votes/rolls/new.html", _late)
async def add_late(request: Request, data: LateForm) -> Response:
    """Put it on by a minuted act."""
    await services.add_late(request.state.actor, addressed(request), data.entry(), data.basis)
    return see(request, "roll", id=addressed(request))


async def _mine(request: Request) -> dict[str, Any]:
    actor, ballot = request.state.actor, await queries.ballot(addressed(request))
    if actor.person_id is None:
        raise SignInNeeded
    entry, lang = await queries.mine(ballot.id, actor.person_id), request.state.lang
    return {
        "ballot": ballot,
        "electorate": ELECTORATE_NAMES[ballot.electorate],
        "entry": entry,
        "together": await queries.voters_of(entry.id) if entry else [],
        "lines": await queries.size(ballot.id),
        "challenges": await queries.challenges(ballot.id, actor.person_id),
        "aged": ballot.electorate in AGED,
        "matters": [(matter.value, translate(words, lang)) for matter, words in MATTER_NAMES.items()],
        "verdicts": VERDICT_NAMES,
        "drafting": ballot.state is State.DRAFT,
        "area_text": area_text,
    }


async def mine(request: Request) -> Response:
    """Am I on the roll: my own line and nobody else's."""
    form = ChallengeForm.blank(request)
    return await page(request, "votes/rolls/me.html", form=form, **await _mine(request))


@posted(ChallengeForm, "votes/rolls/me.html", _mine)
async def challenge(request: Request, data: ChallengeForm) -> Response:
    """Say that the roll is wrong; the receipt stands on one's own page."""
    await services.challenge(request.state.actor, addressed(request), data.matter, data.text)
    return see(request, "roll-me", id=addressed(request))


async def _challenges(request: Request) -> dict[str, Any]:
    context = await desk(request)
    listed = await queries.challenges(addressed(request))
    return context | {
        "challenges": listed,
        "matters": MATTER_NAMES,
        "verdicts": VERDICT_NAMES,
        "answering": 0,
    }


async def challenges(request: Request) -> Response:
    """What residents said against the roll."""
    form = AnswerForm.blank(request)
    return await page(request, "votes/rolls/challenges.html", form=form, **await _challenges(request))


async def _answering(request: Request) -> dict[str, Any]:
    context = await _challenges(request)
    must(context["tends"], request.state.actor)
    number = request.path_params["challenge"]
    if number not in {each.id for each in context["challenges"]}:
        raise NotFound
    return context | {"answering": number}


@posted(AnswerForm, "votes/rolls/challenges.html", _answering)
async def answer(request: Request, data: AnswerForm) -> Response:
    """Answer one of them."""
    number = request.path_params["challenge"]
    await services.answer(request.state.actor, addressed(request), number, data.verdict, data.answer)
    return see(request, "roll-challenges", id=addressed(request))


routes = [
    Route("/ballots/{id:int}/roll", show, name="roll"),
    Route("/ballots/{id:int}/roll/search", search, methods=["POST"], name="roll-search"),
    Route("/ballots/{id:int}/roll/building", build, methods=["POST"], name="roll-building"),
    Route("/ballots/{id:int}/roll/lines/new", new, name="roll-line-new"),
    Route("/ballots/{id:int}/roll/lines", add, methods=["POST"], name="roll-lines"),
    Route("/ballots/{id:int}/roll/late", late, name="roll-late"),
    Route("/ballots/{id:int}/roll/late", add_late, methods=["POST"], name="roll-late-addition"),
    Route("/ballots/{id:int}/roll/lines/{line:int}", line, name="roll-line"),
    Route("/ballots/{id:int}/roll/lines/{line:int}", correct, methods=["POST"], name="roll-correction"),
    Route("/ballots/{id:int}/roll/lines/{line:int}/striking", strike, methods=["POST"], name="roll-striking"),
    Route("/ballots/{id:int}/roll/me", mine, name="roll-me"),
    Route("/ballots/{id:int}/roll/challenges", challenges, name="roll-challenges"),
    Route("/ballots/{id:int}/roll/challenges", challenge, methods=["POST"], name="roll-challenge"),
    Route(
        "/ballots/{id:int}/roll/challenges/{challenge:int}/answer",
        answer,
        methods=["POST"],
        name="roll-challenge-answer",
    ),
]
