"""Pages of printed invitations, for those who prepare a session."""

import asyncio
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.documents.rules import Sheet, pdf, sealed
from civic.kit.errors import N_
from civic.people.rules import must
from civic.web import i18n, papers
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils import queries as councils
from councils.preparation.agendas.rules.notice import changeable
from councils.preparation.invitations.rules import Answer
from councils.preparation.packs import queries as packs
from councils.preparation.packs.rules import Pack
from councils.preparation.slips import queries, rules, services
from councils.preparation.slips.forms import ChosenForm, EnteredForm, SlipForm
from councils.preparation.slips.rules import Slip
from councils.rules import may_convene
from councils.sessions import queries as sessions

_PAGE = "councils/preparation/slips/index.html"
KIND = "session-slip"
SCAN = N_("扫码看最新的时间、地点和议程。")


async def _must_prepare(request: Request, session_id: int) -> None:
    head = await sessions.head(session_id)
    paths = await councils.paths(head.council_id)
    must(may_convene(request.state.actor, *paths), request.state.actor, "list_forbidden")


async def _listed(request: Request) -> dict[str, Any]:
    """All of them, and what may be done. Raises SignInNeeded, Forbidden, NotFound."""
    await _must_prepare(request, addressed(request))
    lang = request.state.lang
    state = await sessions.state(addressed(request))
    return {
        "head": await sessions.head(addressed(request)),
        "slips": await queries.of_session(addressed(request)),
        "open": changeable(state.phase),
        "roles": [(one.value, i18n.translate(one.words, lang)) for one in rules.ROLES],
        "answers": [(one.value, i18n.translate(one.words, lang)) for one in (Answer.COMING, Answer.AWAY)],
        "answering": request.url.path.endswith("/replies"),
        "blank": Typed({}),
    }


async def index(request: Request) -> Response:
    """Whom paper was brought to."""
    return await page(request, _PAGE, form=SlipForm.blank(request), **await _listed(request))


@posted(SlipForm, _PAGE, _listed)
async def make(request: Request, data: SlipForm) -> Response:
    """One more."""
    await services.make(request.state.actor, addressed(request), data.name, data.note, data.role)
    return see(request, "session-slips", id=addressed(request))


@posted(EnteredForm, _PAGE, _listed)
async def enter(request: Request, data: EnteredForm) -> Response:
    """What one of them answered."""
    await services.enter(request.state.actor, addressed(request), data.chosen, data.answer, data.reason)
    return see(request, "session-slips", id=addressed(request))


@posted(ChosenForm, _PAGE, _listed)
async def strike(request: Request, data: ChosenForm) -> Response:
    """One taken back."""
    await services.strike(request.state.actor, addressed(request), data.chosen)
    return see(request, "session-slips", id=addressed(request))


async def paper(request: Request) -> Response:
    """One to print."""
    slip = await queries.one(addressed(request))
    await _must_prepare(request, slip.session_id)
    made = _sheet(request, slip, await packs.pack(slip.session_id), request.state.lang)
    # in a thread: setting it must not keep a meeting's sockets waiting
    body = await asyncio.to_thread(pdf, made)
    headers = {
        "content-disposition": f'attachment; filename="session-slip-{slip.id}.pdf"',
        "cache-control": "no-cache",
    }
    return Response(body, media_type="application/pdf", headers=headers)


def _sheet(request: Request, slip: Slip, pack: Pack, lang: str) -> Sheet:
    seal = sealed(KIND, slip.id, rules.parts(slip, pack))
    return rules.sheet(slip, pack, papers.mark(request, seal, i18n.translate(SCAN, lang)), lang)


async def _made(request: Request, slip_id: int) -> Sequence[papers.Paper]:
    """One as it would be printed now. Whoever holds it may ask what has changed; whom it names is not told. Raises NotFound."""
    slip = await queries.one(slip_id)
    pack = await packs.pack(slip.session_id)
    title = f"{i18n.translate(N_('开会邀请'), request.state.lang)} · {pack.council} {pack.title}"
    copies = [_sheet(request, slip, pack, lang) for lang in papers.LANGS]
    address = url_for("session", id=slip.session_id)
    return [papers.Paper(KIND, slip_id, title, address, rules.parts(slip, pack), copies)]


papers.register(KIND, _made, stem="session-slip")

routes = [
    Route("/sessions/{id:int}/slips", index, name="session-slips"),
    Route("/sessions/{id:int}/slips", make, methods=["POST"], name="session-slip"),
    Route("/sessions/{id:int}/slips/replies", enter, methods=["POST"], name="session-slip-reply"),
    Route("/sessions/{id:int}/slips/removal", strike, methods=["POST"], name="session-slip-removal"),
    Route("/slips/{id:int}.pdf", paper, name="slip-pdf"),
]
