"""Calls for bids: read, prepare, hold a key, publish, bid, open, award."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock, refs
from civic.kit.errors import Forbidden, NotFound, SignInNeeded
from civic.kit.money import as_typed
from civic.kit.refs import Ref
from civic.notices import queries as notices
from civic.organisations.queries import represented_by
from civic.people.rules import key_holder, must
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.funding.models import Decision
from councils.tenders import queries, rules, services
from councils.tenders.forms import AwardForm, BidForm, CallForm, CodeForm, FailureForm
from councils.tenders.models import Award, Bid, Call
from councils.tenders.rules import Phase, Plan
from councils.trail.queries import of_proposal

SIZE = 20


async def index(request: Request) -> Response:
    """Calls of the community, newest first."""
    place = request.state.place
    found = await queries.page_of(place.id, after(request), SIZE) if place else []
    return await page(
        request, "councils/tenders/index.html", page=paged(request, found, SIZE, lambda pair: pair[0].id)
    )


async def _context(request: Request) -> dict[str, Any]:
    shown = await queries.show(request.path_params["id"])
    actor, path = request.state.actor, shown.place.path
    key = key_holder(actor, path)
    staff = key is not None or rules.may_call(actor, path)
    if shown.phase is Phase.PREPARING and not staff:
        raise NotFound
    acting = set(await queries.represented(actor))
    return {
        "shown": shown,
        "phase": shown.phase,
        "may_run": rules.may_call(actor, path),
        "key": key,
        "my_key": shown.keys.get(key) if key else None,
        "my_bids": [bid for bid in shown.bids if bid.organisation_id in acting],
        "acting": bool(acting),
        "notice": await notices.of(Ref("award", shown.award.id)) if shown.award else None,
        "trail": await of_proposal(shown.call.decision.proposal_id),
    }


async def show(request: Request) -> Response:
    """One call, from announcement to award."""
    return await page(
        request, "councils/tenders/show.html", form=AwardForm.blank(request), **await _context(request)
    )


async def _new_context(request: Request) -> dict[str, Any]:
    decision = await Decision.get_or_none(id=request.path_params["id"]).select_related("proposal__place")
    if decision is None:
        raise NotFound
    must(rules.may_call(request.state.actor, decision.proposal.place.path), request.state.actor)
    return {"decision": decision}


async def new(request: Request) -> Response:
    """The page on which a call is prepared."""
    context = await _new_context(request)
    form = CallForm.blank(
        request,
        title=context["decision"].proposal.title,
        requirements=context["decision"].proposal.plan,
        ceiling=as_typed(context["decision"].amount_fen),
        opens_at=clock.as_typed(clock.now()),
        min_bids="2",
    )
    return await page(request, "councils/tenders/new.html", form=form, **context)


@posted(CallForm, "councils/tenders/new.html", _new_context)
async def create(request: Request, data: CallForm) -> Response:
    """Prepare it."""
    plan = Plan(
        data.title,
        data.requirements,
        data.criteria,
        data.ceiling,
        data.opens_at,
        data.closes_at,
        data.min_bids,
    )
    call = await services.create_call(request.state.actor, request.path_params["id"], plan)
    return see(request, "call", id=call.id)


async def take_key(request: Request) -> Response:
    """Hold one of the two keys; the code is shown on this answer and never again."""
    call_id = request.path_params["id"]
    code = await services.take_key(request.state.actor, call_id)
    answer = await page(request, "councils/tenders/key.html", code=code, call=await Call.get(id=call_id))
    answer.headers["cache-control"] = "no-store"
    return answer


async def publish(request: Request) -> Response:
    """Put it before the public."""
    await services.publish_call(request.state.actor, request.path_params["id"])
    return see(request, "call", id=request.path_params["id"])


async def _bid_context(request: Request) -> dict[str, Any]:
    shown = await queries.show(request.path_params["id"])
    if shown.phase is Phase.PREPARING:
        raise NotFound
    if not request.state.actor.signed_in:
        raise SignInNeeded
    organisations = await represented_by(request.state.actor)
    if not organisations:
        raise Forbidden("bid_not_for_you")
    return {"shown": shown, "phase": shown.phase, "organisations": [(o.id, o.name) for o in organisations]}


async def bidding(request: Request) -> Response:
    """The page on which a bid is written."""
    context = await _bid_context(request)
    form = BidForm.blank(request, organisation=context["organisations"][0][0])
    return await page(request, "councils/tenders/bid.html", form=form, **context)


@posted(BidForm, "councils/tenders/bid.html", _bid_context)
async def hand_in(request: Request, data: BidForm) -> Response:
    """Seal it and hand it in."""
    bid = await services.hand_in(
        request.state.actor, request.path_params["id"], data.organisation, data.price, data.plan
    )
    return see(request, "bid", id=bid.id)


async def show_bid(request: Request) -> Response:
    """A bid: to its organisation a receipt while sealed, to everyone its content once opened."""
    return await page(
        request,
        "councils/tenders/receipt.html",
        bid=await queries.bid_of(request.state.actor, request.path_params["id"]),
    )


async def opening(request: Request) -> Response:
    """The page on which a key holder types the opening code."""
    return await page(
        request, "councils/tenders/open.html", form=CodeForm.blank(request), **await _open_context(request)
    )


async def _open_context(request: Request) -> dict[str, Any]:
    context = await _context(request)
    must(context["my_key"] is not None, request.state.actor, "key_not_yours")
    return context


@posted(CodeForm, "councils/tenders/open.html", _open_context)
async def turn_key(request: Request, data: CodeForm) -> Response:
    """Turn one key; with the second all bids are open."""
    await services.turn_key(request.state.actor, request.path_params["id"], data.code)
    return see(request, "call", id=request.path_params["id"])


@posted(AwardForm, "councils/tenders/show.html", _context)
async def award(request: Request, data: AwardForm) -> Response:
    """Choose, with reasons; the choice is shown in public at once."""
    await services.award(request.state.actor, request.path_params["id"], data.bid, data.reasons)
    return see(request, "call", id=request.path_params["id"])


@posted(FailureForm, "councils/tenders/show.html", _context)
async def fail(request: Request, data: FailureForm) -> Response:
    """Say that it came to nothing."""
    await services.fail_call(request.state.actor, request.path_params["id"], data.reason)
    return see(request, "call", id=request.path_params["id"])


async def home_panel(request: Request, place: Any) -> Markup | None:
    """Calls that take bids now, on the home page."""
    calls = await queries.open_calls(place.id) if place else []
    return slots.panel(request, "councils/tenders/_panel.html", calls=calls) if calls else None


async def _title(id_: int) -> str:
    return str((await Call.get(id=id_)).title)


async def _award_title(id_: int) -> str:
    found = await Award.get(id=id_).select_related("call")
    return str(found.call.title)


async def show_award(request: Request) -> Response:
    """An award is shown on its call's page."""
    found = await Award.get_or_none(id=request.path_params["id"])
    if found is None:
        raise NotFound
    return see(request, "call", id=found.call_id)


async def _bid_title(id_: int) -> str:
    found = await Bid.get(id=id_).select_related("call")
    return str(found.call.title)


# a bid's receipt leads to its call: how far that is may be read by anyone, the bid itself not before it is opened
refs.register("call", _title, lambda id_: url_for("call", id=id_), queries.by_code)
refs.register("award", _award_title, lambda id_: url_for("award", id=id_))
refs.register("bid", _bid_title, lambda id_: url_for("bid", id=id_))
slots.lend("home", home_panel, 60)

routes = [
    Route("/calls", index, name="calls"),
    Route("/calls/{id:int}", show, name="call"),
    Route("/decisions/{id:int}/call", new, methods=["GET"], name="call-new"),
    Route("/decisions/{id:int}/call", create, methods=["POST"], name="call-create"),
    Route("/calls/{id:int}/keys", take_key, methods=["POST"], name="call-key"),
    Route("/calls/{id:int}/publication", publish, methods=["POST"], name="call-publication"),
    Route("/calls/{id:int}/bids", bidding, methods=["GET"], name="bid-new"),
    Route("/calls/{id:int}/bids", hand_in, methods=["POST"], name="call-bids"),
    Route("/bids/{id:int}", show_bid, name="bid"),
    Route("/calls/{id:int}/opening", opening, methods=["GET"], name="call-opening"),
    Route("/calls/{id:int}/opening", turn_key, methods=["POST"], name="call-open"),
    Route("/calls/{id:int}/award", award, methods=["POST"], name="call-award"),
    Route("/calls/{id:int}/failure", fail, methods=["POST"], name="call-failure"),
    Route("/awards/{id:int}", show_award, name="award"),
]
