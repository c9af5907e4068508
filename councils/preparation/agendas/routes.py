"""Pages of agendas while they are made: the heading, the list of matters, and the notice."""

from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock, codes, refs
from civic.kit.errors import N_
from civic.people.rules import must
from civic.web import slots
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.models import Council
from councils.preparation.agendas import queries, services
from councils.preparation.agendas.forms import (
    AddForm,
    AmendForm,
    CancellationForm,
    ChosenForm,
    CorrectionForm,
    HeadingForm,
    NewForm,
    PublicationForm,
)
from councils.preparation.agendas.rules.entries import EntryKind
from councils.preparation.agendas.rules.notice import changeable, may_hurry
from councils.preparation.petitions import queries as petitions
from councils.rules import may_convene
from councils.series import queries as series
from councils.sessions import queries as sessions
from councils.workorders.models import WorkOrder

_ROOM = "councils/preparation/agendas"
GALLERY_SEATS = 10  # offered, to be changed
_ON_REQUEST = N_("联名要求召开（{signed} / {base}）")


async def _planning(request: Request) -> dict[str, Any]:
    """What the heading offers: members to preside and record."""
    term = await councils.term(int(request.path_params["term"]))
    must(
        may_convene(request.state.actor, *await councils.paths(term.council_id)),
        request.state.actor,
        "convene_forbidden",
    )
    seats = await councils.seats(term.id, clock.today())
    return {
        "term": term,
        "members": [(seat.person_id, seat.person.display_name) for seat in seats],
        "days": term.council.rule_set.session_notice_days,
    }


async def new(request: Request) -> Response:
    """Begin to prepare a session."""
    context = await _planning(request)
    chair, recorder = await series.officers(context["term"].id, clock.today())
    people = {"chair": chair or "", "recorder": recorder or ""}
    venue = await queries.last_venue(context["term"].id)
    asked = await _asked(request, context["term"].council_id)
    form = NewForm.blank(
        request, key=codes.token(), venue=venue, gallery_seats=GALLERY_SEATS, **people, **asked
    )
    return await page(request, f"{_ROOM}/new.html", form=form, **context)


async def _asked(request: Request, council_id: int) -> dict[str, str]:
    """What a session begins with that enough people asked for: the request's number stands in the address."""
    number = request.query_params.get("petition", "")
    for petition in await petitions.waiting(council_id):
        if str(petition.id) == number:
            basis = translate(_ON_REQUEST, request.state.lang).format(
                signed=petition.reached_signed, base=petition.reached_base
            )
            return {"first": f"petition-{number}", "basis": basis}
    return {}


@posted(NewForm, f"{_ROOM}/new.html", _planning)
async def create(request: Request, data: NewForm) -> Response:
    """Keep the draft."""
    actor, term = request.state.actor, int(request.path_params["term"])
    agenda = await services.draft(actor, term, data.heading(), data.key, data.first)
    return see(request, "agenda", id=agenda.id)


async def _builder(request: Request) -> dict[str, Any]:
    """The agenda as it is, what could come onto it, and until when its notice must be out."""
    actor = request.state.actor
    draft = await queries.draft(addressed(request), actor)
    agenda, council = draft.agenda, draft.agenda.term.council
    offered = await queries.sources(agenda) if agenda.session_id is None else []
    last = services.last_day(council, agenda.starts_at)
    return {
        "draft": draft,
        "agenda": agenda,
        "offers": [(kind, [one for one in offered if one.kind is kind]) for kind in EntryKind],
        "open": agenda.session_id is None and agenda.discarded_at is None,
        "last": last,
        "late": clock.today() > last,
        "days": council.rule_set.session_notice_days,
        "hurries": may_hurry(actor, *await councils.paths(council.id)),
    }


async def show(request: Request) -> Response:
    """The builder."""
    form = AddForm.blank(request)
    return await page(request, f"{_ROOM}/show.html", form=form, **await _builder(request))


@posted(AddForm, f"{_ROOM}/show.html", _builder)
async def add(request: Request, data: AddForm) -> Response:
    """Put a matter on."""
    if data.source:
        await services.add(request.state.actor, addressed(request), data.source)
    else:
        await services.add_free(request.state.actor, addressed(request), data.title, data.minutes)
    return see(request, "agenda", id=addressed(request))


@posted(ChosenForm, f"{_ROOM}/show.html", _builder)
async def remove(request: Request, data: ChosenForm) -> Response:
    """Take a matter off."""
    await services.remove(request.state.actor, addressed(request), data.chosen)
    return see(request, "agenda", id=addressed(request))


@posted(PublicationForm, f"{_ROOM}/show.html", _builder)
async def publish(request: Request, data: PublicationForm) -> Response:
    """Out with the notice."""
    session = await services.publish(request.state.actor, addressed(request), data.urgency)
    return see(request, "session", id=session.id)


async def discard(request: Request) -> Response:
    """Give the draft up."""
    agenda = await queries.one(addressed(request), request.state.actor)
    await services.discard(request.state.actor, agenda.id)
    return see(request, "council", id=agenda.term.council_id)


async def _heading(request: Request) -> dict[str, Any]:
    agenda = await queries.one(addressed(request), request.state.actor)
    seats = await councils.seats(agenda.term_id, clock.today())
    members = [(seat.person_id, seat.person.display_name) for seat in seats]
    days = agenda.term.council.rule_set.session_notice_days
    return {"agenda": agenda, "members": members, "days": days}


async def heading(request: Request) -> Response:
    """When, where, why and who."""
    context = await _heading(request)
    agenda = context["agenda"]
    same = ("title", "venue", "basis", "gallery_seats", "version")
    form = HeadingForm.blank(
        request,
        **{name: getattr(agenda, name) for name in same},
        starts_at=clock.as_typed(agenda.starts_at),
        chair=agenda.chair_id,
        recorder=agenda.recorder_id,
    )
    return await page(request, f"{_ROOM}/heading.html", form=form, **context)


@posted(AmendForm, f"{_ROOM}/heading.html", _heading)
async def amend(request: Request, data: AmendForm) -> Response:
    """Change it."""
    await services.amend(request.state.actor, addressed(request), data.heading(), data.version)
    return see(request, "agenda", id=addressed(request))


async def _noticed(request: Request) -> dict[str, Any]:
    head, state = await sessions.head(addressed(request)), await sessions.state(addressed(request))
    must(
        may_convene(request.state.actor, *await councils.paths(head.council_id)),
        request.state.actor,
        "convene_forbidden",
    )
    return {
        "head": head,
        "open": changeable(state.phase),
        "changes": await queries.changes_of(head.id),
        "typed_at": clock.as_typed(head.starts_at),
    }


async def notice(request: Request) -> Response:
    """The notice after it was published: mend time or place, or call the session off."""
    context = await _noticed(request)
    form = CorrectionForm.blank(request, starts_at=context["typed_at"], venue=context["head"].venue)
    return await page(request, f"{_ROOM}/notice.html", form=form, **context)


@posted(CorrectionForm, f"{_ROOM}/notice.html", _noticed)
async def correct(request: Request, data: CorrectionForm) -> Response:
    """Another time or place."""
    await services.correct(request.state.actor, addressed(request), data.starts_at, data.venue, data.reason)
    return see(request, "session", id=addressed(request))


@posted(CancellationForm, f"{_ROOM}/notice.html", _noticed)
async def cancel(request: Request, data: CancellationForm) -> Response:
    """Called off."""
    await services.cancel(request.state.actor, addressed(request), data.reason)
    return see(request, "session", id=addressed(request))


async def on_council(request: Request, council: Council) -> Markup | None:
    """Sessions being prepared, on a council's page, for those who prepare."""
    term = await councils.current_term(council.id, clock.today())
    if term is None or not may_convene(request.state.actor, *await councils.paths(council.id)):
        return None
    drafts = await queries.drafts(term.id)
    return slots.panel(request, f"{_ROOM}/_council.html", drafts=drafts) if drafts else None


async def on_workorder(request: Request, order: WorkOrder) -> Markup | None:
    """The session that takes a work order up, on its page."""
    found = await queries.takes_up(order.id)
    return slots.panel(request, f"{_ROOM}/_workorder.html", sessions=found) if found else None


async def _title(agenda_id: int) -> str:
    return await queries.title(agenda_id)


def _url(agenda_id: int) -> str:
    return url_for("agenda", id=agenda_id)


refs.register("agenda", _title, _url)
slots.lend("council.page", on_council, order=10)
slots.lend("workorder.page", on_workorder, order=20)

routes = [
    Route("/terms/{term:int}/sessions/new", new, name="session-new"),
    Route("/terms/{term:int}/sessions", create, methods=["POST"], name="session-create"),
    Route("/agendas/{id:int}", show, name="agenda"),
    Route("/agendas/{id:int}/entries", add, methods=["POST"], name="agenda-addition"),
    Route("/agendas/{id:int}/entries/removal", remove, methods=["POST"], name="agenda-removal"),
    Route("/agendas/{id:int}/publication", publish, methods=["POST"], name="agenda-publication"),
    Route("/agendas/{id:int}/disposal", discard, methods=["POST"], name="agenda-disposal"),
    Route("/agendas/{id:int}/heading", heading, name="agenda-heading"),
    Route("/agendas/{id:int}/heading", amend, methods=["POST"], name="agenda-amendment"),
    Route("/sessions/{id:int}/notice", notice, name="session-notice"),
    Route("/sessions/{id:int}/corrections", correct, methods=["POST"], name="session-correction"),
    Route("/sessions/{id:int}/cancellation", cancel, methods=["POST"], name="session-cancellation"),
]
