"""The desk of a polling station: find somebody on the roll, then one step for this person at a time."""

from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import lots
from civic.kit.errors import N_, Refused
from civic.people.rules import Actor
from civic.web.answers import see
from civic.web.fields import clean
from civic.web.forms import Typed, posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from votes.casting import queries as casting
from votes.casting.rules import as_nonce, new_nonce
from votes.stations import queries as stations
from votes.stations import services as papers
from votes.stations.desk import queries, services
from votes.stations.desk.forms import AssistedForm, SearchForm, StepForm
from votes.stations.kiosks import queries as kiosks
from votes.stations.kiosks import services as kiosk_services
from votes.stations.kiosks.rules import CODE_VALID
from votes.stations.proxies import queries as proxies
from votes.stations.proxies.rules import RELATION_NAMES, terms
from votes.stations.queries import MOST_FOUND
from votes.stations.rules import CHANNEL_NAMES, may_attend, offers

_ROOM = "votes/stations"
# how many orders a sheet is printed in at most
VERSIONS = 4


async def _desk(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    post = await stations.watched(actor, request.path_params["id"])
    return {
        "post": post,
        "numbers": await queries.numbers(post.ballot.id),
        "kiosks": await kiosks.running(post.ballot.id),
        "proxies": await proxies.standing_for(post.ballot.id),
        "terms": terms(post.ballot.parameters),
        "helped": await queries.helped(post.ballot.id),
        "channel_names": CHANNEL_NAMES,
        "may_attend": may_attend(actor, post.path, post.named),
        "found": (),
    }


async def show(request: Request) -> Response:
    """Today's numbers, and whom do we serve."""
    return await page(request, f"{_ROOM}/index.html", form=SearchForm.blank(request), **await _desk(request))


@posted(SearchForm, f"{_ROOM}/index.html", _desk)
async def search(request: Request, data: SearchForm) -> Response:
    """On to the one who was meant, or a list to choose from. Sent as a form: names do not stand in addresses."""
    post = await stations.attended(request.state.actor, request.path_params["id"])
    found = await stations.entries(post.ballot.id, data.who)
    if not found:
        raise Refused("station_entry_unknown", "who")
    if len(found) > MOST_FOUND:
        raise Refused("station_many_found", "who")
    if len(found) == 1:
        return see(request, "station-entry", id=post.ballot.id, entry=found[0].id)
    context = await _desk(request) | {"found": found}
    return await page(request, f"{_ROOM}/index.html", form=Typed({"who": data.who}), **context)


async def _entry(request: Request) -> dict[str, Any]:
    post = await stations.attended(request.state.actor, request.path_params["id"])
    entry = await stations.entry(post.ballot.id, request.path_params["entry"])
    allowed = terms(post.ballot.parameters)
    return {
        "post": post,
        "entry": entry,
        "offers": offers(post.phase, entry.standing, post.ballot.paper_ballots, allowed.offered),
        "proxy": await proxies.of_entry(entry.id) if allowed.offered else None,
        "held": await proxies.held(entry.id) if allowed.offered else (),
        "channel_names": CHANNEL_NAMES,
        "relation_names": RELATION_NAMES,
    }


async def entry(request: Request) -> Response:
    """What is in order for one entry of the roll now."""
    return await page(request, f"{_ROOM}/entry.html", form=Typed({}), **await _entry(request))


@posted(StepForm, f"{_ROOM}/entry.html", _entry)
async def step(request: Request, data: StepForm) -> Response:
    """Hand a paper out, replace it, or see it put in the box."""
    ballot_id, entry_id = request.path_params["id"], request.path_params["entry"]
    await papers.take_step(request.state.actor, ballot_id, entry_id, data.step)
    return see(request, "station-entry", id=ballot_id, entry=entry_id)


async def code(request: Request) -> Response:
    """Six figures for the kiosk, shown once."""
    ballot_id, entry_id = request.path_params["id"], request.path_params["entry"]
    drawn = await kiosk_services.draw_code(request.state.actor, ballot_id, entry_id)
    context = await _entry(request)
    minutes = int(CODE_VALID.total_seconds()) // 60
    return await _secret(await page(request, f"{_ROOM}/code.html", code=drawn, minutes=minutes, **context))


async def _assisting(request: Request) -> dict[str, Any]:
    post = await stations.attended(request.state.actor, request.path_params["id"])
    found = await stations.entry(post.ballot.id, request.path_params["entry"])
    lang = request.state.lang
    title = translate(N_("替 {number} 号 {name} 代办"), lang).format(number=found.number, name=found.name)
    return {
        "sheet": await casting.sheet(post.ballot.id, found.id),
        "nonce": new_nonce(),
        "title": title,
        "advice": translate(
            N_("本人要在旁边，自己说选哪个。您只替他点，不要替他拿主意，也不要说出去。"), lang
        ),
        "confirm": translate(N_("本人就在旁边，选的都是他自己说的"), lang),
        "action": url_for("assistance", id=post.ballot.id, entry=found.id),
        "back": url_for("station-entry", id=post.ballot.id, entry=found.id),
        "entry": found,
    }


async def assisting(request: Request) -> Response:
    """An empty ballot for somebody who is present."""
    return await _secret(
        await page(request, f"{_ROOM}/assist.html", form=Typed({}), **await _assisting(request))
    )


@posted(AssistedForm, f"{_ROOM}/assist.html", _assisting)
async def assist(request: Request, data: AssistedForm) -> Response:
    """Cast what the person said; the receipt is shown once, for the person."""
    ballot_id, entry_id = request.path_params["id"], request.path_params["entry"]
    receipt = await services.assist(
        request.state.actor, ballot_id, entry_id, data.filled(), as_nonce(data.nonce), data.present
    )
    return await _secret(
        await page(
            request,
            f"{_ROOM}/assisted.html",
            receipt=receipt,
            entry=await stations.entry(ballot_id, entry_id),
            back=url_for("stations", id=ballot_id),
        )
    )


async def _secret(answer: Response) -> Response:
    answer.headers["cache-control"] = "no-store"
    return answer


async def sheet(request: Request) -> Response:
    """The ballot on paper, to print: nothing on it tells one sheet from another."""
    post = await stations.watched(request.state.actor, request.path_params["id"])
    version = clean(request.query_params.get("version", "1"), lines=False)
    chosen = int(version) if version in [str(n) for n in range(1, VERSIONS + 1)] else 1
    printed = await stations.official(post.ballot.id)
    numbers = {choice.code: number for number, choice in enumerate(printed.choices, 1)}
    if chosen > 1:
        codes = [choice.code for choice in printed.choices]
        order = lots.draw(f"{post.ballot.digest}:sheet:{chosen}", codes)
        by_code = {choice.code: choice for choice in printed.choices}
        printed = replace(printed, choices=[by_code[code] for code in order])
    versions = range(1, VERSIONS + 1) if post.ballot.shuffled and not printed.fixed else range(1, 2)
    return await page(
        request,
        f"{_ROOM}/print.html",
        post=post,
        sheet=printed,
        numbers=numbers,
        version=chosen,
        versions=versions,
    )


_ENTRY = "/ballots/{id:int}/stations/entries/{entry:int}"
routes = [
    Route("/ballots/{id:int}/stations", show, name="stations"),
    Route("/ballots/{id:int}/stations/search", search, methods=["POST"], name="station-search"),
    Route(_ENTRY, entry, name="station-entry"),
    Route(f"{_ENTRY}/papers", step, methods=["POST"], name="station-paper"),
    Route(f"{_ENTRY}/code", code, methods=["POST"], name="station-code"),
    Route(f"{_ENTRY}/assistance", assisting, name="assistance-new"),
    Route(f"{_ENTRY}/assistance", assist, methods=["POST"], name="assistance"),
    Route("/ballots/{id:int}/sheet", sheet, name="ballot-sheet"),
]
