"""Pages of minutes. Signing stands one room higher, with the resolutions it brings about; so do the texts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.kit import clock, refs
from civic.kit.chain import canonical_json
from civic.kit.errors import Forbidden, NotFound, SignInNeeded
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from councils.minutes import queries, rules, services
from councils.minutes.forms import (
    AnswerForm,
    CorrectionForm,
    DropForm,
    ObjectionForm,
    ProseForm,
    TaskForm,
    Verdict,
)
from councils.minutes.models import Minutes, MinutesObjection
from councils.sessions import queries as sessions
from councils.sessions.rules.gists import gists_of
from councils.sessions.rules.words import Phase
from councils.trail import queries as trails

SIZE, CORRECTIONS = 30, 3
REVIEW, ANSWER = "councils/minutes/review.html", "councils/minutes/answer.html"
DESK, CORRECT = "councils/minutes/desk.html", "councils/minutes/correction.html"


async def index(request: Request) -> Response:
    """Published minutes, and what waits for the reader's signature."""
    actor = request.state.actor
    place = request.state.place
    found = await queries.published(place.path if place else "/", after(request), SIZE + 1)
    return await page(
        request,
        "councils/minutes/index.html",
        page=paged(request, found, SIZE, lambda line: line.id),
        waiting=await queries.waiting_for(actor.person_id) if actor.signed_in else [],
    )


async def shown(request: Request) -> dict[str, Any]:
    """What every page of one minutes needs."""
    actor = request.state.actor
    found = await queries.show(int(request.path_params["id"]), actor, request.state.lang)
    turn = rules.turn_of(found.row.state)
    proposals = {motion.proposal for motion in found.document.adopted if motion.proposal}
    chains = [await trails.of_proposal(proposal) for proposal in sorted(proposals)]
    return {
        "shown": found,
        "turn": turn,
        "signs": turn is not None and rules.may_sign(actor, turn, found.where),
        "resolutions": await queries.resolutions(found.row.id),
        "trails": [chain for chain in chains if chain],
        "ref_url": refs.url,
        "review": await queries.review(found.row),
        "corrected_by": await queries.corrected_by(found.row.id),
        "corrects": found.row.corrects_id,
        "records": rules.may_draft(actor, found.where),
    }


async def _reviewing(request: Request) -> dict[str, Any]:
    """What the page of the review needs: the paragraphs, the objections, and what this reader may do."""
    context = await shown(request)
    found, actor = context["shown"], request.state.actor
    review, at = await queries.review(found.row), clock.now()
    drafted = found.row.state is rules.State.DRAFTED
    return context | {
        "review": review,
        "objections": await queries.objections(found.row.id),
        # of the signed text: what somebody objected to is known by its digest
        "paragraphs": rules.paragraphs(rules.read(found.row.document)),
        "open": drafted and review.running(at),
        "objects": drafted and review.running(at) and rules.was_there(actor, found.document),
        "answers": actor.signed_in and actor.person_id == found.where.recorder_id,
        "gists": gists_of(await sessions.state(found.row.session_id), actor.person_id) if drafted else (),
    }


async def review(request: Request) -> Response:
    """Objections to the paragraphs of a draft, with their answers, and the place to file one."""
    form = ObjectionForm.blank(request)
    return await page(request, REVIEW, form=form, **await _reviewing(request))


@posted(ObjectionForm, REVIEW, _reviewing)
async def object_(request: Request, sent: ObjectionForm) -> Response:
    """File an objection."""
    await services.object_to(request.state.actor, request.path_params["id"], sent.seen(), sent.text)
    return see(request, "minutes-review", id=request.path_params["id"])


async def _answering(request: Request) -> dict[str, Any]:
    if not request.state.actor.signed_in:
        raise SignInNeeded
    objection = await MinutesObjection.get_or_none(id=request.path_params["id"]).select_related("person")
    if objection is None:
        raise NotFound
    found = await queries.show(objection.minutes_id, request.state.actor)
    rules.need_answering(request.state.actor, found.where, answered=False)
    return {"objection": objection, "shown": found}


async def answering(request: Request) -> Response:
    """The page on which the recorder answers an objection."""
    form = AnswerForm.blank(request)
    return await page(request, ANSWER, form=form, **await _answering(request))


@posted(AnswerForm, ANSWER, _answering)
async def answer(request: Request, sent: AnswerForm) -> Response:
    """Answer it."""
    done = await services.answer(
        request.state.actor, request.path_params["id"], sent.answer, sent.verdict is Verdict.ACCEPTED
    )
    return see(request, "minutes-review", id=done.minutes_id)


async def _noting(request: Request) -> dict[str, Any]:
    """The recorder's desk: the words on each paragraph with what they drifted from, and the tasks."""
    context = await shown(request)
    found = context["shown"]
    if not rules.may_draft(request.state.actor, found.where):
        raise Forbidden("minutes_recorder_only")
    notes = rules.read_notes(found.row.notes)
    anchors = ["facts", *(f"item-{item.number}" for item in found.document.agenda)]
    return context | {
        "notes": notes,
        "prose": [
            (anchor, notes.on(anchor), rules.drift(found.document, anchor, notes.on(anchor)))
            for anchor in anchors
        ],
        "absent": [rules.REQUIRED[name] for name in rules.missing(found.document)],
        "seen": rules.seen,
        "editable": found.row.state is rules.State.DRAFTED,
    }


async def desk(request: Request) -> Response:
    """Where the recorder writes beside the log."""
    return await page(request, DESK, form=TaskForm.blank(request), **await _noting(request))


@posted(ProseForm, DESK, _noting)
async def write(request: Request, sent: ProseForm) -> Response:
    """Put words on a paragraph."""
    await services.write(request.state.actor, request.path_params["id"], sent.anchor, sent.text, sent.seen)
    return see(request, "minutes-desk", id=request.path_params["id"])


@posted(TaskForm, DESK, _noting)
async def add_task(request: Request, sent: TaskForm) -> Response:
    """Say who does what."""
    await services.add_task(request.state.actor, request.path_params["id"], sent.task())
    return see(request, "minutes-desk", id=request.path_params["id"])


@posted(DropForm, DESK, _noting)
async def drop_task(request: Request, sent: DropForm) -> Response:
    """Take a task off."""
    await services.drop_task(request.state.actor, request.path_params["id"], sent.place, sent.seen)
    return see(request, "minutes-desk", id=request.path_params["id"])


async def _correcting(request: Request) -> dict[str, Any]:
    context = await shown(request)
    if not rules.may_draft(request.state.actor, context["shown"].where):
        raise Forbidden("minutes_recorder_only")
    return context | {"paragraphs": rules.paragraphs(context["shown"].document), "lines": range(CORRECTIONS)}


async def correcting(request: Request) -> Response:
    """Where the recorder writes a correction of published minutes."""
    form = CorrectionForm.blank(request)
    return await page(request, CORRECT, form=form, **await _correcting(request))


@posted(CorrectionForm, CORRECT, _correcting)
async def correct(request: Request, sent: CorrectionForm) -> Response:
    """Draft it."""
    made = await services.correct(request.state.actor, request.path_params["id"], sent.remarks(), sent.reason)
    return see(request, "minutes", id=made.id)


async def document(request: Request) -> Response:
    """The signed text as data: ``sha256sum`` of the download is the digest that was signed.

    Where the rule set hides names, the public reading instead, which says so and names that digest.
    """
    found = await queries.show(int(request.path_params["id"]), request.state.actor)
    name = f"minutes-{found.row.id}.json"
    public = rules.published(rules.Masked(found.document, found.names), found.row.document_digest)
    return Response(
        canonical_json(found.row.document if found.whole else public),
        media_type="application/json",
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"},
    )


async def of_session(request: Request) -> Response:
    """The minutes of a session, or how far they are."""
    actor = request.state.actor
    head = await sessions.head(int(request.path_params["id"]))
    minutes = await queries.of_session(head.id)
    state = await sessions.state(head.id)
    where = queries.where(head, frozenset(seat.person_id for seat in state.roster))
    if minutes and rules.may_read(actor, minutes.state, where):
        return see(request, "minutes", id=minutes.id)
    return await page(
        request,
        "councils/minutes/none.html",
        head=head,
        over=state.phase is Phase.ADJOURNED,
        drafts=rules.may_draft(actor, where),
    )


async def draft(request: Request) -> Response:
    """Compose or renew the draft."""
    if not request.state.actor.signed_in:
        raise SignInNeeded
    minutes = await services.draft(request.state.actor, int(request.path_params["id"]))
    return see(request, "minutes", id=minutes.id)


async def _title(minutes_id: int) -> str:
    minutes = await Minutes.get(id=minutes_id)
    return f"{minutes.document['council']} {minutes.document['title']}"


def _url(minutes_id: int) -> str:
    return url_for("minutes", id=minutes_id)


refs.register("minutes", _title, _url)

routes: list[BaseRoute] = [
    Route("/minutes", index, name="minutes-list"),
    Route("/minutes/{id:int}/review", review, name="minutes-review"),
    Route("/minutes/{id:int}/objections", object_, methods=["POST"], name="minutes-objections"),
    Route("/minutes-objections/{id:int}/answer", answering, name="minutes-objection-answering"),
    Route("/minutes-objections/{id:int}/answer", answer, methods=["POST"], name="minutes-objection-answer"),
    Route("/minutes/{id:int}/desk", desk, name="minutes-desk"),
    Route("/minutes/{id:int}/prose", write, methods=["POST"], name="minutes-prose"),
    Route("/minutes/{id:int}/tasks", add_task, methods=["POST"], name="minutes-tasks"),
    Route("/minutes/{id:int}/task-removals", drop_task, methods=["POST"], name="minutes-task-removals"),
    Route("/minutes/{id:int}/correction", correcting, name="minutes-correcting"),
    Route("/minutes/{id:int}/corrections", correct, methods=["POST"], name="minutes-corrections"),
    Route("/minutes/{id:int}/document", document, name="minutes-document"),
    Route("/sessions/{id:int}/minutes", of_session, name="session-minutes"),
    Route("/sessions/{id:int}/minutes", draft, methods=["POST"], name="minutes-draft"),
]
