"""Notices: read, object, answer."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.kit.clock import now
from civic.kit.errors import Forbidden, NotFound
from civic.kit.refs import Ref
from civic.notices import queries, rules, services
from civic.notices.forms import AnswerForm, ObjectionForm
from civic.notices.models import Notice, Objection
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page, url_for
from civic.web.paging import after, paged

SIZE = 20


async def index(request: Request) -> Response:
    """Notices of the community, newest first."""
    place = request.state.place
    found = await queries.page_of(place.id, after(request), SIZE) if place else []
    return await page(
        request, "civic/notices/index.html", page=paged(request, found, SIZE, lambda s: s.notice.id)
    )


async def _context(request: Request) -> dict[str, Any]:
    shown = await queries.show(request.path_params["id"])
    ref = Ref(shown.notice.ref_kind, shown.notice.ref_id)
    actor, path = request.state.actor, shown.notice.place.path
    return {
        "shown": shown,
        "about": await refs.title(ref),
        "about_url": refs.url(ref),
        "open": now() < shown.notice.ends_at,
        "may_object": not actor.signed_in or rules.may_object(actor, path),
        "may_answer": rules.may_answer(actor, path, shown.notice.published_by_id),
        "mine": next((o for o in shown.objections if o.person_id == actor.person_id), None),
    }


async def show(request: Request) -> Response:
    """One notice with its objections and their answers."""
    return await page(
        request, "civic/notices/show.html", form=ObjectionForm.blank(request), **await _context(request)
    )


@posted(ObjectionForm, "civic/notices/show.html", _context)
async def object_(request: Request, data: ObjectionForm) -> Response:
    """File an objection."""
    await services.object_to(request.state.actor, request.path_params["id"], data.text)
    return see(request, "notice", id=request.path_params["id"])


async def _answer_context(request: Request) -> dict[str, Any]:
    objection = await Objection.get_or_none(id=request.path_params["id"]).select_related("person")
    if objection is None:
        raise NotFound
    shown = await queries.show(objection.notice_id)
    if not rules.may_answer(request.state.actor, shown.notice.place.path, shown.notice.published_by_id):
        raise Forbidden("other_answers")
    return {"objection": objection, "shown": shown}


async def answering(request: Request) -> Response:
    """The page on which an objection is answered."""
    return await page(
        request, "civic/notices/answer.html", form=AnswerForm.blank(request), **await _answer_context(request)
    )


@posted(AnswerForm, "civic/notices/answer.html", _answer_context)
async def answer(request: Request, data: AnswerForm) -> Response:
    """Answer it."""
    done = await services.answer(
        request.state.actor, request.path_params["id"], data.answer, data.verdict == "upheld"
    )
    return see(request, "notice", id=done.notice_id)


async def _title(id_: int) -> str:
    return str((await Notice.get(id=id_)).title)


async def _of_objection(code: str) -> int | None:
    objection = await queries.by_code(code)
    return objection.notice_id if objection else None


refs.register("notice", _title, lambda id_: url_for("notice", id=id_), _of_objection)

routes = [
    Route("/notices", index, name="notices"),
    Route("/notices/{id:int}", show, name="notice"),
    Route("/notices/{id:int}/objections", object_, methods=["POST"], name="notice-objections"),
    Route("/objections/{id:int}/answer", answering, methods=["GET"], name="objection-answering"),
    Route("/objections/{id:int}/answer", answer, methods=["POST"], name="objection-answer"),
]
