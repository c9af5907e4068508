"""Pages of proposals."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import codes, refs
from civic.kit.errors import Forbidden, SignInNeeded
from civic.kit.money import as_typed
from civic.places import queries as places
from civic.web import slots, throttle
from civic.web.answers import go, see
from civic.web.asked import chips, number, one_of
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from proposals import queries, rules, services
from proposals.forms import AmendForm, ProposalForm
from proposals.models import Proposal
from proposals.queries import Summary, Wanted
from proposals.rules import Category, Stage

SIZE = 20
ON_HOME = 3
MOST_OFTEN = "60/hour"  # proposals handed in by one person, tries included


async def index(request: Request) -> Response:
    """The proposals of the community, newest first."""
    place, typed = request.state.place, request.query_params
    estates = await places.estates_of(place.id) if place else []
    wanted = Wanted(
        place_id=place.id if place else None,
        estate_id=number(typed.get("estate", "")),
        stage=one_of(Stage, typed.get("stage", "")),
        category=one_of(Category, typed.get("category", "")),
    )
    found = await queries.cards(wanted, after(request), SIZE)
    return await page(
        request,
        "proposals/index.html",
        proposals=paged(request, found, SIZE, lambda each: each.id),
        place=place,
        wanted=wanted,
        estates=estates,
        categories=list(Category),
        chips=chips(request, Stage),
    )


async def writing(request: Request) -> dict[str, Any]:
    """What the page of a new proposal needs: the places one may name. Who lives here names only their own."""
    known = await places.communities()
    own = next((each for each in known if each.id == request.state.actor.place_id), None)
    return await _choices(own or request.state.place)


async def _choices(home: Any) -> dict[str, Any]:
    return {
        "home": home,
        "estates": await places.estates_of(home.id) if home else [],
        "categories": list(Category),
        "most_photos": rules.MOST_PHOTOS,
    }


async def new(request: Request) -> Response:
    """The form."""
    form = ProposalForm.blank(request, key=codes.token())
    return await page(request, "proposals/new.html", form=form, **await writing(request))


@posted(ProposalForm, "proposals/new.html", writing)
async def submit(request: Request, data: ProposalForm) -> Response:
    """Hand it in."""
    actor = request.state.actor
    if actor.signed_in:
        await throttle.hit("propose", str(actor.person_id), MOST_OFTEN)
    proposal = await services.submit(actor, data.draft(), data.key, data.uploads())
    return see(request, "proposal-receipt", id=proposal.id)


async def receipt(request: Request) -> Response:
    """The receipt, straight after handing in; public like the proposal itself."""
    proposal = await queries.one(request.path_params["id"])
    return await page(request, "proposals/receipt.html", proposal=proposal)


async def show(request: Request) -> Response:
    """A proposal with its whole life."""
    proposal = await queries.one(request.path_params["id"])
    actor, standing = request.state.actor, queries.standing(proposal)
    backed = actor.signed_in and await queries.supports(proposal.id, actor.person_id)
    return await page(
        request,
        "proposals/show.html",
        proposal=proposal,
        photos=await queries.photos(proposal.id),
        life=await queries.life(proposal),
        backed=backed,
        refusal=rules.support_refusal(actor, standing),
        may_edit=rules.may_edit(actor, standing) and rules.editable(proposal.state),
        may_withdraw=rules.may_withdraw(actor, standing) and rules.withdrawable(proposal.state),
        panels=await slots.fill("proposal.page", request, proposal),
    )


async def amending(request: Request) -> dict[str, Any]:
    """What the page for changing a proposal needs; only its proposer gets it."""
    proposal = await _own(request)
    chosen = await _choices(proposal.place)
    return chosen | {"proposal": proposal, "photos": await queries.photos(proposal.id)}


async def _own(request: Request) -> Proposal:
    if not request.state.actor.signed_in:
        raise SignInNeeded
    proposal = await queries.one(request.path_params["id"])
    if not rules.may_edit(request.state.actor, queries.standing(proposal)):
        raise Forbidden("proposal_not_yours")
    return proposal


async def edit(request: Request) -> Response:
    """The form with the words as they stand."""
    context = await amending(request)
    proposal: Proposal = context["proposal"]
    form = AmendForm.blank(
        request,
        version=proposal.version,
        place=proposal.estate_id or proposal.place_id,
        title=proposal.title,
        need=proposal.need,
        plan=proposal.plan,
        category=proposal.category.value,
        cost=as_typed(proposal.cost_fen),
        beneficiaries=proposal.beneficiaries,
    )
    return await page(request, "proposals/edit.html", form=form, **context)


@posted(AmendForm, "proposals/edit.html", amending)
async def amend(request: Request, data: AmendForm) -> Response:
    """Change it, or hand it in again."""
    proposal_id = request.path_params["id"]
    await services.amend(
        request.state.actor, proposal_id, data.version, data.draft(), data.uploads(), data.drop
    )
    return see(request, "proposal", id=proposal_id)


async def withdraw(request: Request) -> Response:
    """Take it back."""
    await services.withdraw(request.state.actor, request.path_params["id"])
    return see(request, "proposal", id=request.path_params["id"])


async def support(request: Request) -> Response:
    """Back it."""
    await services.support(request.state.actor, request.path_params["id"])
    return see(request, "proposal", id=request.path_params["id"])


async def unsupport(request: Request) -> Response:
    """Take the support back."""
    await services.unsupport(request.state.actor, request.path_params["id"])
    return see(request, "proposal", id=request.path_params["id"])


async def look_up(request: Request) -> Response:
    """Type a receipt code, see what became of it; no account needed."""
    typed = request.query_params.get("code", "")[:40]
    code = codes.as_receipt(typed)
    if code and (found := await refs.by_code(code)):
        return go(refs.url(found))
    return await page(request, "proposals/lookup.html", 404 if typed else 200, code=typed)


async def on_home(request: Request, place: Any) -> Markup | None:
    """What neighbours ask for now: lent to the home of the community."""
    popular = await queries.most_supported(place.id, ON_HOME) if place else []
    newest = (
        [each for each in await queries.latest(place.id, ON_HOME) if each not in popular] if place else []
    )
    return _panel(request, "proposals/_home.html", [*popular, *newest])


async def of_person(request: Request, person: Any) -> Markup | None:
    """What I have proposed and where it stands: lent to the person's page."""
    found = (
        await queries.of_person(request.state.actor.person_id, SIZE) if request.state.actor.signed_in else []
    )
    return _panel(request, "proposals/_mine.html", found)


def _panel(request: Request, template: str, found: list[Summary]) -> Markup | None:
    return slots.panel(request, template, proposals=found) if found else None


async def _title(proposal_id: int) -> str:
    return (await queries.one(proposal_id)).title


def _url(proposal_id: int) -> str:
    return url_for("proposal", id=proposal_id)


refs.register("proposal", _title, _url, queries.by_code)
slots.lend("home", on_home, order=65)
slots.lend("person.page", of_person, order=40)

routes = [
    Route("/proposals", index, name="proposals"),
    Route("/proposals", submit, methods=["POST"], name="proposal-submission"),
    Route("/proposals/new", new, name="proposal-new"),
    Route("/proposals/{id:int}", show, name="proposal"),
    Route("/proposals/{id:int}/receipt", receipt, name="proposal-receipt"),
    Route("/proposals/{id:int}/edit", edit, name="proposal-edit"),
    Route("/proposals/{id:int}/edit", amend, methods=["POST"], name="proposal-amendment"),
    Route("/proposals/{id:int}/withdrawal", withdraw, methods=["POST"], name="proposal-withdrawal"),
    Route("/proposals/{id:int}/support", support, methods=["POST"], name="proposal-support"),
    Route("/proposals/{id:int}/support/withdrawal", unsupport, methods=["POST"], name="proposal-unsupport"),
    Route("/receipt", look_up, name="receipt"),
]
