"""Pages of matters: the list, setting one up, what is asked and how it counts."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.kit.errors import Forbidden, SignInNeeded
from civic.kit.thresholds import Threshold
from civic.people.rules import Actor, must
from civic.places import queries as places
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.i18n import translate
from civic.web.pages import page, part, url_for
from civic.web.paging import after, paged
from votes import queries as ballots
from votes.casting import queries as casting
from votes.matters import queries, rules, services
from votes.matters.forms import DeliveryForm, MatterForm
from votes.rolls.rules import ELECTORATE_NAMES
from votes.rounds import queries as rounds
from votes.rounds.forms import ExtensionForm
from votes.rules import METHOD_NAMES, RULE_NAMES, RULE_SENTENCES, Phase, may_set_up
from votes.tally.choosing.laws import owners_law_version
from votes.tally.choosing.why import share_in_words, told

SIZE = 20
COMING = (Phase.ANNOUNCED, Phase.PREPARING)
RUNNING = (Phase.VOTING, Phase.OVER)
FINISHED = (Phase.CLOSED, Phase.CERTIFIED, Phase.VOID)


def _place_id(request: Request) -> int | None:
    return request.state.place.id if request.state.place else None


async def index(request: Request) -> Response:
    """What is open, what comes, what is decided."""
    place_id = _place_id(request)
    finished = await queries.cards(place_id, FINISHED, after(request), SIZE)
    live = await queries.cards(place_id, (*RUNNING, *COMING))
    path = request.state.place.path if request.state.place else "/"
    return await page(
        request,
        "votes/matters/index.html",
        live=live,
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
    lang = request.state.lang
    return {
        "matter": None,
        "place": here,
        "text_kinds": _kinds(rules.TEXT_KINDS),
        "choice_kinds": _kinds(rules.CHOICE_KINDS),
        "shares": [(str(share), _share(share, lang)) for share in rules.SHARES],
        "quorums": [(str(share), _share(share, lang)) for share in rules.QUORUMS],
        "bases": _named(rules.BASE_NAMES, lang),
        "weights": _named(rules.WEIGHT_NAMES, lang),
        "electorates": _named(ELECTORATE_NAMES, lang),
        "secrecies": _named(rules.SECRECY_NAMES, lang),
    }


def _named(names: Mapping[Any, str], lang: str) -> list[tuple[str, str]]:
    """An enum's values with their words, for a select."""
    return [(each.value, translate(name, lang)) for each, name in names.items()]


def _kinds(offered: Iterable[rules.Way]) -> list[tuple[str, str, str, str]]:
    """Value, how papers are filled in, the rule's name and sentence."""
    return [
        (str(way), METHOD_NAMES[way.method], RULE_NAMES[way.rule], RULE_SENTENCES[way.rule])
        for way in offered
    ]


def _share(share: Threshold, lang: str) -> str:
    return share_in_words(share, partial(translate, lang=lang))


async def new(request: Request) -> Response:
    """The empty form, filled with what most matters use."""
    form = MatterForm.blank(request, **rules.USUAL)
    return await page(request, "votes/matters/new.html", form=form, **await _setting_up(request))


@posted(MatterForm, "votes/matters/new.html", _setting_up)
async def create(request: Request, data: MatterForm) -> Response:
    """Put it down; it can be read at once and opened later."""
    matter = await services.create(request.state.actor, data.place, data.plan())
    return see(request, "matter", id=matter.id)


async def _editing(request: Request) -> dict[str, Any]:
    matter = await queries.one(request.path_params["id"])
    around = await _setting_up(request)
    if not may_set_up(request.state.actor, matter.ballot.place.path):
        raise Forbidden
    return around | {"matter": matter, "place": matter.ballot.place}


async def edition(request: Request) -> Response:
    """The form with what stands in it now."""
    around = await _editing(request)
    plan = await queries.plan(around["matter"])
    form = MatterForm.blank(request, **rules.typed(plan), version=around["matter"].version)
    return await page(request, "votes/matters/new.html", form=form, **around)


@posted(MatterForm, "votes/matters/new.html", _editing)
async def edit(request: Request, data: MatterForm) -> Response:
    """Change a draft."""
    matter_id = request.path_params["id"]
    await services.edit(request.state.actor, matter_id, data.version, data.plan())
    return see(request, "matter", id=matter_id)


async def _shown(request: Request) -> dict[str, Any]:
    matter = await queries.one(request.path_params["id"])
    card = await queries.card(matter.id)
    ballot, actor = matter.ballot, request.state.actor
    terms = rules.Terms(
        ballot.rule, ballot.parameters, ballot.seats, card.options, ballot.roll_size, ballot.points
    )
    speak = partial(translate, lang=request.state.lang)
    question = await ballots.question(ballot.id)
    return {
        "matter": card,
        "ballot": ballot,
        "options": await queries.options(ballot.id),
        "extensions": await rounds.extensions(ballot.id),
        "news": await slots.fill("ballot.page", request, ballot.id),
        "standing": await casting.standing(question, actor.person_id),
        "terms": [told(reason, {}, speak) for reason in rules.told_before(terms)],
        "law": owners_law_version(ballot.parameters["law"]) if "law" in ballot.parameters else None,
        "names": {
            "method": METHOD_NAMES[ballot.method],
            "rule": RULE_NAMES[ballot.rule],
            "rule_sentence": RULE_SENTENCES[ballot.rule],
            "electorate": ELECTORATE_NAMES[ballot.electorate],
            "secrecy": rules.SECRECY_NAMES[ballot.secrecy],
        },
        "may_set_up": may_set_up(actor, card.place_path),
        "undelivered": matter if ballot.parameters.get("silence_text") else None,
    }


async def show(request: Request) -> Response:
    """What is asked, who may vote, how it counts, and what can be done now."""
    return await page(request, "votes/matters/show.html", form=Typed({}), **await _shown(request))


async def turnout(request: Request) -> Response:
    """The one figure shown while people vote."""
    return await part(
        request, "votes/matters/_turnout.html", matter=await queries.card(request.path_params["id"])
    )


async def open_matter(request: Request) -> Response:
    """Fix everything and let papers come in."""
    await services.open_matter(request.state.actor, request.path_params["id"])
    return see(request, "matter", id=request.path_params["id"])


async def _extending(request: Request) -> dict[str, Any]:
    card = await queries.card(request.path_params["id"])
    must(may_set_up(request.state.actor, card.place_path), request.state.actor)
    return {"matter": card}


async def extending(request: Request) -> Response:
    """Until when, and why."""
    context = await _extending(request)
    return await page(request, "votes/matters/extension.html", form=ExtensionForm.blank(request), **context)


@posted(ExtensionForm, "votes/matters/extension.html", _extending)
async def extend(request: Request, data: ExtensionForm) -> Response:
    """Put the closing off."""
    await services.extend(request.state.actor, request.path_params["id"], data.closes_at, data.reason)
    return see(request, "matter", id=request.path_params["id"])


@posted(DeliveryForm, "votes/matters/show.html", _shown)
async def note_undelivered(request: Request, data: DeliveryForm) -> Response:
    """Enter whom no paper could reach."""
    await services.note_undelivered(request.state.actor, request.path_params["id"], data.heads, data.area)
    return see(request, "matter", id=request.path_params["id"])


async def close(request: Request) -> Response:
    """Take no more papers and count."""
    await services.close_matter(request.state.actor, request.path_params["id"])
    return see(request, "matter-result", id=request.path_params["id"])


async def on_votes_page(request: Request, subject: object) -> Markup | None:
    """The community's matters on the tab of votes: open ones, coming ones, the last decided."""
    place_id = _place_id(request)
    live = await queries.cards(place_id, (*RUNNING, *COMING), None, 20)
    finished = await queries.cards(place_id, FINISHED, None, 3)
    path = request.state.place.path if request.state.place else "/"
    may = may_set_up(request.state.actor, path)
    if not (live or finished or may):
        return None
    return slots.panel(request, "votes/matters/_panel.html", live=live, finished=finished[:3], may_set_up=may)


async def on_home(request: Request, subject: object) -> Markup | None:
    """The matters that are open now, with whether this person has voted."""
    found = await queries.cards(_place_id(request), RUNNING, None, 10)
    if not found:
        return None
    mine = await queries.mine([card.ballot_id for card in found], request.state.actor.person_id)
    return slots.panel(request, "votes/matters/_home.html", matters=found, mine=mine)


async def _title(matter_id: int) -> str:
    return (await queries.one(matter_id)).ballot.title


def _url(matter_id: int) -> str:
    return url_for("matter", id=matter_id)


refs.register("matter", _title, _url)
slots.lend("home", on_home, order=21)
slots.lend("votes.page", on_votes_page)

routes = [
    Route("/matters", index, name="matters"),
    Route("/matters", create, methods=["POST"], name="matter-creation"),
    Route("/matters/new", new, name="matter-new"),
    Route("/matters/{id:int}", show, name="matter"),
    Route("/matters/{id:int}/edition", edition, name="matter-edition"),
    Route("/matters/{id:int}/edition", edit, methods=["POST"], name="matter-change"),
    Route("/matters/{id:int}/turnout", turnout, name="matter-turnout"),
    Route("/matters/{id:int}/opening", open_matter, methods=["POST"], name="matter-opening"),
    Route("/matters/{id:int}/extension", extending, name="matter-extending"),
    Route("/matters/{id:int}/extension", extend, methods=["POST"], name="matter-extension"),
    Route("/matters/{id:int}/undelivered", note_undelivered, methods=["POST"], name="matter-undelivered"),
    Route("/matters/{id:int}/closing", close, methods=["POST"], name="matter-closing"),
]
