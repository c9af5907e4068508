"""Contracts: sign, accept, pay; and the trail lent to the proposal's page."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.kit.money import as_typed
from civic.kit.refs import Ref
from civic.notices import queries as notices
from civic.people.rules import must
from civic.web import slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.trail.queries import of_proposal
from councils.works import queries, rules, services
from councils.works.forms import AcceptanceForm, ContractForm, PaymentForm
from councils.works.models import Contract

SIZE = 20


async def index(request: Request) -> Response:
    """What is being done with the money, newest first."""
    place = request.state.place
    found = await queries.page_of(place.id, after(request), SIZE) if place else []
    return await page(request, "councils/works/index.html", page=paged(request, found, SIZE, lambda c: c.id))


async def show(request: Request) -> Response:
    """One contract: milestones, acceptances, payments, and where the money comes from."""
    shown = await queries.show(request.path_params["id"])
    actor, path = request.state.actor, shown.place.path
    return await page(
        request,
        "councils/works/show.html",
        shown=shown,
        trail=await of_proposal(shown.contract.bid.call.decision.proposal_id),
        may_accept=rules.may_accept(actor, path),
        may_pay=rules.may_pay(actor, path),
    )


async def _signing_context(request: Request) -> dict[str, Any]:
    award = await queries.awarded(request.path_params["id"])
    must(rules.may_sign(request.state.actor, award.call.decision.proposal.place.path), request.state.actor)
    return {"award": award, "rows": rules.MOST_MILESTONES, "notice": await notices.of(Ref("award", award.id))}


async def signing(request: Request) -> Response:
    """The page on which a contract is written down."""
    context = await _signing_context(request)
    form = ContractForm.blank(request, scope=context["award"].bid.plan)
    return await page(request, "councils/works/sign.html", form=form, **context)


@posted(ContractForm, "councils/works/sign.html", _signing_context)
async def sign(request: Request, data: ContractForm) -> Response:
    """Sign it."""
    contract = await services.sign(request.state.actor, request.path_params["id"], data.scope, data.dues())
    return see(request, "contract", id=contract.id)


async def _piece_context(request: Request) -> dict[str, Any]:
    shown = await queries.of_milestone(request.path_params["id"])
    actor, path = request.state.actor, shown.place.path
    must(rules.may_accept(actor, path) or rules.may_pay(actor, path), actor)
    piece = next(piece for piece in shown.pieces if piece.milestone.id == request.path_params["id"])
    return {"shown": shown, "piece": piece}


async def accepting(request: Request) -> Response:
    """The page on which a milestone is accepted."""
    context = await _piece_context(request)
    return await page(request, "councils/works/accept.html", form=AcceptanceForm.blank(request), **context)


@posted(AcceptanceForm, "councils/works/accept.html", _piece_context)
async def accept(request: Request, data: AcceptanceForm) -> Response:
    """Accept it."""
    await services.accept(request.state.actor, request.path_params["id"], data.finding)
    shown = await queries.of_milestone(request.path_params["id"])
    return see(request, "contract", id=shown.contract.id)


async def paying(request: Request) -> Response:
    """The page on which a payment is recorded."""
    context = await _piece_context(request)
    form = PaymentForm.blank(request, amount=as_typed(context["piece"].left_fen))
    return await page(request, "councils/works/pay.html", form=form, **context)


@posted(PaymentForm, "councils/works/pay.html", _piece_context)
async def pay(request: Request, data: PaymentForm) -> Response:
    """Record it."""
    await services.pay(request.state.actor, request.path_params["id"], data.amount, data.voucher)
    shown = await queries.of_milestone(request.path_params["id"])
    return see(request, "contract", id=shown.contract.id)


async def trail_panel(request: Request, proposal: Any) -> Markup | None:
    """The trail on the proposal's page, once there is more than the proposal."""
    trail = await of_proposal(proposal.id)
    if trail is None or not trail.begun:
        return None
    return slots.panel(request, "councils/trail/panel.html", trail=trail)


async def _title(id_: int) -> str:
    contract = await Contract.get(id=id_).select_related("bid__call")
    return str(contract.bid.call.title)


refs.register("contract", _title, lambda id_: url_for("contract", id=id_))
slots.lend("proposal.page", trail_panel, 80)

routes = [
    Route("/contracts", index, name="contracts"),
    Route("/contracts/{id:int}", show, name="contract"),
    Route("/awards/{id:int}/contract", signing, methods=["GET"], name="contract-signing"),
    Route("/awards/{id:int}/contract", sign, methods=["POST"], name="contract-sign"),
    Route("/milestones/{id:int}/acceptance", accepting, methods=["GET"], name="milestone-accepting"),
    Route("/milestones/{id:int}/acceptance", accept, methods=["POST"], name="milestone-acceptance"),
    Route("/milestones/{id:int}/disbursements", paying, methods=["GET"], name="milestone-paying"),
    Route("/milestones/{id:int}/disbursements", pay, methods=["POST"], name="milestone-disbursement"),
]
