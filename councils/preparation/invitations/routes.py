"""Pages of invitations and of the gallery."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.errors import SignInNeeded
from civic.people.rules import must
from civic.web import slots
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import page
from councils import queries as councils
from councils.preparation.invitations import queries, rules, services
from councils.preparation.invitations.forms import GuestForm, ReplyForm
from councils.preparation.invitations.rules import GUESTS, Answer
from councils.rules import may_convene
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.rules.rights import may_run
from councils.sessions.rules.words import Phase

_ROOM = "councils/preparation/invitations"


async def mine(request: Request) -> Response:
    """My own invitations, those to come first."""
    actor = request.state.actor
    if actor.person_id is None:
        raise SignInNeeded
    found, now = await queries.of_person(actor.person_id), clock.now()
    coming = sorted((one for one in found if one.starts_at >= now), key=lambda one: one.starts_at)
    past = [one for one in found if one.starts_at < now]
    return await page(request, f"{_ROOM}/mine.html", coming=coming, past=past)


async def _answering(request: Request) -> dict[str, Any]:
    """What the page of one session says to whoever is invited or wants to listen."""
    head, state = await sessions.head(addressed(request)), await sessions.state(addressed(request))
    actor = request.state.actor
    return {
        "head": head,
        "waiting": state.phase is Phase.ANNOUNCED,
        "cancelled": state.phase is Phase.CANCELLED,
        "invitation": await queries.invitation(head.id, actor.person_id),
        "gallery": await queries.gallery(head.id),
        "place": (await queries.gallery(head.id)).of(actor.person_id),
        "lives_here": any(map(actor.lives_in, await councils.paths(head.council_id))),
        "answers": [(one.value, translate(one.words, request.state.lang)) for one in Answer],
    }


async def coming(request: Request) -> Response:
    """Am I coming? The answer of an invited person, or a seat in the gallery."""
    form = await _filled(request)
    return await page(request, f"{_ROOM}/coming.html", form=form, **await _answering(request))


async def _filled(request: Request) -> Any:
    last = await queries.invitation(addressed(request), request.state.actor.person_id)
    given = {"answer": last.answer.value, "reason": last.reason} if last and last.answer else {}
    return ReplyForm.blank(request, **given)


@posted(ReplyForm, f"{_ROOM}/coming.html", _answering)
async def reply(request: Request, data: ReplyForm) -> Response:
    """Answer an invitation."""
    await services.reply(request.state.actor, addressed(request), data.answer, data.reason)
    return see(request, "session-coming", id=addressed(request))


async def sign_up(request: Request) -> Response:
    """Ask for a seat in the gallery."""
    await services.sign_up(request.state.actor, addressed(request))
    return see(request, "session-coming", id=addressed(request))


async def give_up(request: Request) -> Response:
    """Give the seat back."""
    await services.give_up(request.state.actor, addressed(request))
    return see(request, "session-coming", id=addressed(request))


async def _desk(request: Request) -> dict[str, Any]:
    """Who comes and who listens, for those who prepare and run the session."""
    actor, head = request.state.actor, await sessions.head(addressed(request))
    runs = may_run(await sessions.state(head.id), meeting.hat(actor, head))
    must(rules.may_see_list(actor, runs, *await councils.paths(head.council_id)), actor, "list_forbidden")
    return {
        "head": head,
        "invited": await queries.invited(head.id),
        "gallery": await queries.gallery(head.id),
        "prepares": may_convene(actor, *await councils.paths(head.council_id)),
        "invites": may_convene(actor, *await councils.paths(head.council_id))
        and (await sessions.state(head.id)).phase is Phase.ANNOUNCED,
        "roles": [(one.value, translate(one.words, request.state.lang)) for one in GUESTS],
    }


async def desk(request: Request) -> Response:
    """The list."""
    form = GuestForm.blank(request)
    return await page(request, f"{_ROOM}/list.html", form=form, **await _desk(request))


@posted(GuestForm, f"{_ROOM}/list.html", _desk)
async def invite(request: Request, data: GuestForm) -> Response:
    """Ask one more person to come."""
    await services.invite_guest(request.state.actor, addressed(request), data.login, data.role)
    return see(request, "session-invited", id=addressed(request))


async def of_person(request: Request, person: Any) -> Markup | None:
    """My next invitations, on my own page."""
    actor, now = request.state.actor, clock.now()
    found = await queries.of_person(actor.person_id) if actor.signed_in else []
    coming = sorted((one for one in found if one.starts_at >= now), key=lambda one: one.starts_at)
    return slots.panel(request, f"{_ROOM}/_mine.html", coming=coming) if coming else None


meeting.expect(services.expected)
slots.lend("person.page", of_person, order=20)

routes = [
    Route("/me/sessions", mine, name="my-invitations"),
    Route("/sessions/{id:int}/coming", coming, name="session-coming"),
    Route("/sessions/{id:int}/replies", reply, methods=["POST"], name="session-reply"),
    Route("/sessions/{id:int}/listeners", sign_up, methods=["POST"], name="gallery-seat"),
    Route("/sessions/{id:int}/listeners/withdrawal", give_up, methods=["POST"], name="gallery-withdrawal"),
    Route("/sessions/{id:int}/invited", desk, name="session-invited"),
    Route("/sessions/{id:int}/invited", invite, methods=["POST"], name="session-guest"),
]
