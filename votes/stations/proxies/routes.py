"""Authorisations: recorded at the desk, published to the roll, used by the proxy or revoked."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_, NotFound, Refused
from civic.people.rules import Actor
from civic.web.answers import see
from civic.web.forms import Typed, posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from votes.casting import queries as casting
from votes.casting.forms import PaperForm
from votes.casting.rules import as_nonce, new_nonce
from votes.stations import queries as stations
from votes.stations.proxies import queries, services
from votes.stations.proxies.forms import ProxyForm, TermsForm
from votes.stations.proxies.rules import RELATION_NAMES, Authorisation, terms
from votes.stations.rules import may_attend, may_watch

_ROOM = "votes/stations"


async def index(request: Request) -> Response:
    """The published list: for people on the roll, staff and supervisors; nobody else learns that there is one."""
    actor: Actor = request.state.actor
    post = await stations.post(request.path_params["id"])
    watching, own = may_watch(actor, post.path), await queries.entries_of(actor, post.ballot.id)
    if not watching and not own:
        raise NotFound
    return await page(
        request,
        f"{_ROOM}/proxies.html",
        post=post,
        given=await queries.of_ballot(post.ballot.id),
        terms=terms(post.ballot.parameters),
        relation_names=RELATION_NAMES,
        may_watch=watching,
        own=own,
    )


async def _terms(request: Request) -> dict[str, Any]:
    return {"post": await stations.attended(request.state.actor, request.path_params["id"])}


async def terms_page(request: Request) -> Response:
    """Whether this ballot takes proxies, while it is prepared."""
    context = await _terms(request)
    now = terms(context["post"].ballot.parameters)
    form = TermsForm.blank(request, most=now.most, near="1" if now.near_only else "")
    return await page(request, f"{_ROOM}/proxy_terms.html", form=form, **context)


@posted(TermsForm, f"{_ROOM}/proxy_terms.html", _terms)
async def set_terms(request: Request, data: TermsForm) -> Response:
    """Say so."""
    await services.set_terms(request.state.actor, request.path_params["id"], data.terms())
    return see(request, "stations", id=request.path_params["id"])


async def _recording(request: Request) -> dict[str, Any]:
    post = await stations.attended(request.state.actor, request.path_params["id"])
    entry = await stations.entry(post.ballot.id, request.path_params["entry"])
    lang = request.state.lang
    relations = [
        (one.value, translate(RELATION_NAMES[one], lang)) for one in terms(post.ballot.parameters).relations
    ]
    return {"post": post, "entry": entry, "relations": relations}


async def new(request: Request) -> Response:
    """The form for a written authorisation."""
    context = await _recording(request)
    return await page(request, f"{_ROOM}/proxy_new.html", form=ProxyForm.blank(request), **context)


@posted(ProxyForm, f"{_ROOM}/proxy_new.html", _recording)
async def create(request: Request, data: ProxyForm) -> Response:
    """Record it."""
    ballot_id, entry_id = request.path_params["id"], request.path_params["entry"]
    post = await stations.attended(request.state.actor, ballot_id)
    holders = await stations.entries(post.ballot.id, str(data.holder))
    if not holders:
        raise Refused("station_entry_unknown", "holder")
    wanted = Authorisation(entry_id, holders[0].id, data.relation, data.document)
    await services.authorise(request.state.actor, ballot_id, wanted)
    return see(request, "station-entry", id=ballot_id, entry=entry_id)


async def revoke(request: Request) -> Response:
    """Take it back before it is used."""
    proxy = await services.revoke(request.state.actor, request.path_params["id"])
    return see(request, "station-entry", id=proxy.ballot_id, entry=proxy.entry_id)


async def _using(request: Request) -> dict[str, Any]:
    actor: Actor = request.state.actor
    proxy = await services.may_use(actor, request.path_params["id"])
    post = await stations.post(proxy.ballot_id)
    entry = await stations.entry(proxy.ballot_id, proxy.entry_id)
    lang = request.state.lang
    title = translate(N_("替 {number} 号 {name} 代投"), lang).format(number=entry.number, name=entry.name)
    return {
        "sheet": await casting.sheet(proxy.ballot_id, proxy.entry_id),
        "nonce": new_nonce(),
        "title": title,
        "advice": translate(N_("由代投人自己决定选什么。委托人要是自己先投了，这张就不能投。"), lang),
        "confirm": "",
        "action": url_for("proxy-casting", id=proxy.id),
        "back": _back(actor, post.path, proxy.ballot_id, proxy.entry_id),
    }


def _back(actor: Actor, path: str, ballot_id: int, entry_id: int) -> str:
    if may_attend(actor, path):
        return url_for("station-entry", id=ballot_id, entry=entry_id)
    return url_for("proxies", id=ballot_id)


async def paper(request: Request) -> Response:
    """An empty ballot for the proxy."""
    return _not_kept(await page(request, f"{_ROOM}/assist.html", form=Typed({}), **await _using(request)))


@posted(PaperForm, f"{_ROOM}/assist.html", _using)
async def cast(request: Request, data: PaperForm) -> Response:
    """The proxy decides; the receipt is shown once, to be passed on."""
    actor: Actor = request.state.actor
    proxy = await services.may_use(actor, request.path_params["id"])
    receipt = await services.cast_for(actor, proxy.id, data.filled(), as_nonce(data.nonce))
    post = await stations.post(proxy.ballot_id)
    return _not_kept(
        await page(
            request,
            f"{_ROOM}/assisted.html",
            receipt=receipt,
            entry=await stations.entry(proxy.ballot_id, proxy.entry_id),
            back=_back(actor, post.path, proxy.ballot_id, proxy.entry_id),
        )
    )


def _not_kept(answer: Response) -> Response:
    answer.headers["cache-control"] = "no-store"
    return answer


_ENTRY = "/ballots/{id:int}/stations/entries/{entry:int}"
routes = [
    Route("/ballots/{id:int}/proxies", index, name="proxies"),
    Route("/ballots/{id:int}/proxies/terms", terms_page, name="proxy-terms"),
    Route("/ballots/{id:int}/proxies/terms", set_terms, methods=["POST"], name="proxy-terms-setting"),
    Route(f"{_ENTRY}/proxy", new, name="proxy-new"),
    Route(f"{_ENTRY}/proxy", create, methods=["POST"], name="proxy-recording"),
    Route("/proxies/{id:int}/paper", paper, name="proxy-paper"),
    Route("/proxies/{id:int}/paper", cast, methods=["POST"], name="proxy-casting"),
    Route("/proxies/{id:int}/revocation", revoke, methods=["POST"], name="proxy-revocation"),
]
