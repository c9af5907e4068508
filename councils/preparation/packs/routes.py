"""The pack to read before a session, as a page and as PDF, and what the session's own page says about it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.documents.rules import Sheet, pdf, sealed
from civic.kit import clock
from civic.kit.codes import token
from civic.kit.errors import N_
from civic.web import i18n, papers, slots
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.preparation.agendas import queries as agendas
from councils.preparation.invitations import queries as invitations
from councils.preparation.invitations.services import MISSED_AFTER
from councils.preparation.packs import queries, rules
from councils.rules import may_convene
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.live import readings, told
from councils.sessions.queries import Board
from councils.sessions.rules import available
from councils.sessions.rules.words import Phase

KIND = "session-pack"
SCAN = N_("扫码核对：看时间、地点和材料打印以后有没有改过。")


async def _pack(request: Request) -> rules.Pack:
    """The pack as this reader is told it. Raises NotFound."""
    pack = await queries.pack(request.path_params["id"])
    names = told(await sessions.board(pack.session_id), request.state.actor, request.state.lang).names
    return rules.hidden(pack, names) if names else pack


async def show(request: Request) -> Response:
    """The pack as a page."""
    pack = await _pack(request)
    say = rules.speaker(request.state.lang)
    return await page(
        request,
        "councils/preparation/packs/show.html",
        pack=pack,
        plain_rules=rules.plain_rules(pack.rules, say),
        ways=rules.taking_part(pack, say),
    )


async def paper(request: Request) -> Response:
    """The pack to print."""
    pack = await _pack(request)
    # in a thread: setting it must not keep a meeting's sockets waiting
    body = await asyncio.to_thread(pdf, _sheet(request, pack, request.state.lang))
    name = f"session-{pack.session_id}-pack.pdf"
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"}
    return Response(body, media_type="application/pdf", headers=headers)


def _sheet(request: Request, pack: rules.Pack, lang: str) -> Sheet:
    seal = sealed(KIND, pack.session_id, rules.parts(pack))
    return rules.sheet(pack, papers.mark(request, seal, i18n.translate(SCAN, lang)), lang)


async def _made(request: Request, session_id: int) -> list[papers.Paper]:
    """The pack with names hidden and, where they are, in full; in each language."""
    pack, board = await queries.pack(session_id), await sessions.board(session_id)
    about = f"{i18n.translate(N_('会前资料'), request.state.lang)} · {pack.council} {pack.title}"
    address, made = url_for("session-pack", id=session_id), list[papers.Paper]()
    for lang, reading in readings(board, papers.LANGS):
        told_as = rules.hidden(pack, reading.names) if reading.names else pack
        copies = [_sheet(request, told_as, lang)]
        made.append(papers.Paper(KIND, session_id, about, address, rules.parts(told_as), copies))
    return made


async def on_session(request: Request, board: Board) -> Markup | None:
    """On a session's page: before it how to take part, during it what was handed in for the current item."""
    if board.state.phase in (Phase.ANNOUNCED, Phase.CANCELLED):
        return await _before(request, board)
    item = board.state.item
    # only what came from an agenda has a kind: nothing was handed in for the rest
    return await _during(request, board, item.number) if item and item.kind else None


async def _before(request: Request, board: Board) -> Markup:
    head, actor = board.head, request.state.actor
    gallery = await invitations.gallery(head.id)
    minutes = sum(item.minutes for item in board.state.items)
    return slots.panel(
        request,
        "councils/preparation/packs/_session.html",
        head=head,
        ends_at=head.starts_at + timedelta(minutes=minutes),
        cancelled=board.state.phase is Phase.CANCELLED,
        missed=board.state.phase is Phase.ANNOUNCED and clock.now() > head.starts_at + MISSED_AFTER,
        changes=await agendas.changes_of(head.id),
        invitation=await invitations.invitation(head.id, actor.person_id),
        gallery=gallery,
        place=gallery.of(actor.person_id),
        others=await agendas.sensitive_of(head.id),
        prepares=may_convene(actor, *await councils.paths(head.council_id)),
    )


async def _during(request: Request, board: Board, number: int) -> Markup | None:
    head = board.head
    draft = await agendas.published(head.id)
    motions = [motion for motion in await agendas.handed_in(head.id) if motion.item == number]
    papers = (
        [paper for line in draft.lines if line.number == number for paper in line.enclosures] if draft else []
    )
    if not motions and not papers:
        return None
    said = board.names.said if board.names else str
    return slots.panel(
        request,
        "councils/preparation/packs/_floor.html",
        head=head,
        motions=[replace(motion, author=said(motion.author)) for motion in motions],
        papers=papers,
        moves="move" in available(board.state, meeting.hat(request.state.actor, head), clock.now()),
        key=token(),
    )


papers.register(KIND, _made)
slots.lend("session.page", on_session, order=10)

routes = [
    Route("/sessions/{id:int}/pack", show, name="session-pack"),
    Route("/sessions/{id:int}/pack.pdf", paper, name="session-pack-pdf"),
]
