"""Notices: read, object, answer."""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.documents.rules import Poster, poster_pdf, sealed
from civic.kit import refs
from civic.kit.chain import canonical_json
from civic.kit.clock import now
from civic.kit.errors import N_, Forbidden, NotFound
from civic.kit.refs import Ref
from civic.notices import queries, rules, services
from civic.notices.forms import AcknowledgementForm, AnswerForm, FilingForm, ObjectionForm
from civic.notices.models import Notice, Objection
from civic.people.rules import Actor
from civic.web import i18n, papers
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import absolute, page, url_for
from civic.web.paging import after, paged
from civic.web.qr import printed

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
        "may_answer": rules.may_answer(actor, path, shown.decided),
        "proof": await queries.proof(shown.notice.id),
        **await _filing(actor, shown),
        "mine": next((o for o in shown.objections if o.person_id == actor.person_id), None),
    }


async def _filing(actor: Actor, shown: queries.Shown) -> dict[str, Any]:
    """Where the filing with the street stands, and what this person may do about it."""
    filing, path = await queries.filing(shown.notice.id), shown.notice.place.path
    stands = shown.standing is rules.Standing.STANDS
    waits = filing is not None and filing.acknowledged_at is None
    return {
        "filing": filing,
        "may_file": filing is None and stands and rules.may_file(actor, path),
        "may_acknowledge": filing is not None
        and waits
        and rules.may_acknowledge(actor, path, filing.filed_by_id),
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
    if not rules.may_answer(request.state.actor, shown.notice.place.path, shown.decided):
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


@posted(FilingForm, "civic/notices/show.html", _context)
async def file(request: Request, data: FilingForm) -> Response:
    """File it with the street."""
    await services.file(request.state.actor, request.path_params["id"], data.note)
    return see(request, "notice", id=request.path_params["id"])


@posted(AcknowledgementForm, "civic/notices/show.html", _context)
async def acknowledge(request: Request, data: AcknowledgementForm) -> Response:
    """The street says that it has it."""
    await services.acknowledge(request.state.actor, request.path_params["id"], data.remark)
    return see(request, "notice", id=request.path_params["id"])


async def filings(request: Request) -> Response:
    """What the communities of this street have filed, newest first."""
    place = request.state.place
    found = await queries.filings(_street(place.path), after(request), SIZE) if place else []
    return await page(
        request, "civic/notices/filings.html", page=paged(request, found, SIZE, lambda filing: filing.id)
    )


def _street(path: str) -> str:
    """The path of the place above: a community's street."""
    return path.rstrip("/").rpartition("/")[0] + "/"


async def proof(request: Request) -> Response:
    """The proof of publicity as a page to print. NotFound while the period runs."""
    context = await _context(request)
    if context["proof"] is None:
        raise NotFound
    return await page(request, "civic/notices/proof.html", **context)


async def proof_document(request: Request) -> Response:
    """The proof as data: its digest is the SHA-256 chained over these bytes."""
    made = await queries.proof(request.path_params["id"])
    if made is None:
        raise NotFound
    return Response(canonical_json(made.document), media_type="application/json")


async def poster(request: Request) -> Response:
    """The notice for the board by the gate, on A3."""
    notice = (await queries.show(request.path_params["id"])).notice
    # in a thread: setting it must not keep a meeting's sockets waiting
    body = await asyncio.to_thread(poster_pdf, _poster(request, notice, request.state.lang))
    headers = {"content-disposition": f'attachment; filename="notice-{notice.id}-poster.pdf"'}
    return Response(body, media_type="application/pdf", headers=headers | {"cache-control": "no-cache"})


def _poster(request: Request, notice: Notice, lang: str) -> Poster:
    told, address = _on_paper(notice), absolute(request, url_for("notice", id=notice.id))
    drawn = rules.poster(told, address, printed(address), lang)
    return papers.checked(drawn, request, sealed("notice-poster", notice.id, rules.poster_parts(told)))


async def _posters(request: Request, number: int) -> list[papers.Paper]:
    notice = (await queries.show(number)).notice
    copies = (_poster(request, notice, lang) for lang in papers.LANGS)
    about = f"{i18n.translate(N_('公示海报'), request.state.lang)} · {notice.title}"
    parts = rules.poster_parts(_on_paper(notice))
    return [papers.Paper("notice-poster", number, about, url_for("notice", id=number), parts, copies)]


async def _proofs(request: Request, number: int) -> list[papers.Paper]:
    made = await queries.proof(number)
    if made is None:
        raise NotFound
    about = f"{i18n.translate(N_('公示证明'), request.state.lang)} · {made.document['title']}"
    copies, parts = [canonical_json(made.document)], {N_("公示证明"): made.document}
    return [papers.Paper("notice-proof", number, about, url_for("notice-proof", id=number), parts, copies)]


def _on_paper(notice: Notice) -> rules.OnPaper:
    return rules.OnPaper(
        notice.title,
        notice.body,
        notice.place.name,
        notice.published_by.display_name,
        notice.published_at,
        notice.ends_at,
    )


async def _title(id_: int) -> str:
    return str((await Notice.get(id=id_)).title)


async def _of_objection(code: str) -> int | None:
    objection = await queries.by_code(code)
    return objection.notice_id if objection else None


papers.register("notice-poster", _posters)
papers.register("notice-proof", _proofs, find=queries.proved_by)
refs.register("notice", _title, lambda id_: url_for("notice", id=id_), _of_objection)

routes = [
    Route("/notices", index, name="notices"),
    Route("/notices/{id:int}", show, name="notice"),
    Route("/notices/{id:int}/poster.pdf", poster, name="notice-poster"),
    Route("/notices/{id:int}/objections", object_, methods=["POST"], name="notice-objections"),
    Route("/notices/{id:int}/proof", proof, name="notice-proof"),
    Route("/notices/{id:int}/proof.json", proof_document, name="notice-proof-document"),
    Route("/notices/{id:int}/filing", file, methods=["POST"], name="notice-filing"),
    Route("/notices/{id:int}/acknowledgement", acknowledge, methods=["POST"], name="notice-acknowledgement"),
    Route("/filings", filings, name="filings"),
    Route("/objections/{id:int}/answer", answering, methods=["GET"], name="objection-answering"),
    Route("/objections/{id:int}/answer", answer, methods=["POST"], name="objection-answer"),
]
