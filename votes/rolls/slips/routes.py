"""Printing slips, and the door for who comes with one."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.settings import Settings
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from civic.web.pages import absolute, page, url_for
from civic.web.qr import qr
from votes.rolls.routes import desk
from votes.rolls.slips import queries, services
from votes.rolls.slips.forms import CodeForm, PrintForm
from votes.rolls.slips.rules import ADMITTED, MOST_PRINTED, WHICH_NAMES, Permit, Which, cookie_name, split
from votes.rolls.slips.services import Sheet

_ROOM = "votes/rolls/slips"


def _cookie_name(request: Request) -> str:
    settings: Settings = request.app.state.settings
    return cookie_name(settings.secure_cookies)


async def permit(request: Request, ballot_id: int) -> Permit | None:
    """What the slip this reader came with allows at a ballot; None without one, or when its half hour is over."""
    cookie = request.cookies.get(_cookie_name(request), "")
    return await queries.permit(cookie, ballot_id) if cookie else None


async def _desk(request: Request) -> dict[str, Any]:
    context = await desk(request)
    must(context["tends"], request.state.actor)
    live, spent = await queries.counts(addressed(request))
    return context | {"live": live, "spent": spent, "which": WHICH_NAMES, "most": MOST_PRINTED}


async def slips(request: Request) -> Response:
    """How many are out, and the form for more."""
    form = PrintForm.blank(request, which=Which.NEW.value, first=1)
    return await page(request, f"{_ROOM}/index.html", form=form, **await _desk(request))


@posted(PrintForm, f"{_ROOM}/index.html", _desk)
async def print_slips(request: Request, data: PrintForm) -> Response:
    """Slips to print, shown once: only digests are kept, so there is no page to go to."""
    return await _shown(
        request, await services.print_slips(request.state.actor, addressed(request), data.which, data.first)
    )


async def print_again(request: Request) -> Response:
    """One slip anew, shown once."""
    entry_id = request.path_params["line"]
    return await _shown(
        request, await services.print_again(request.state.actor, addressed(request), entry_id)
    )


async def _shown(request: Request, sheets: list[Sheet]) -> Response:
    context = await desk(request)
    door = absolute(request, url_for("vote"))
    drawn = [(sheet, [(line, code, qr(f"{door}#{code}")) for line, code in sheet.slips]) for sheet in sheets]
    last = sheets[-1].slips[-1][0].number
    answer = await page(
        request, f"{_ROOM}/sheets.html", sheets=drawn, door=door, last=last, most=MOST_PRINTED, **context
    )
    answer.headers["cache-control"] = "no-store"
    return answer


async def vote(request: Request) -> Response:
    """Type the code of a slip. A QR code carries it behind the #, which browsers send to nobody."""
    return await page(request, f"{_ROOM}/vote.html", form=CodeForm.blank(request))


@posted(CodeForm, f"{_ROOM}/vote.html")
async def admit(request: Request, data: CodeForm) -> Response:
    """Let in who has a slip, and go on to the ballot."""
    address = request.client.host if request.client else ""
    _, cookie = await services.admit(data.code, address)
    answer = see(request, "ballot", id=split(data.code)[0])
    settings: Settings = request.app.state.settings
    answer.set_cookie(
        _cookie_name(request),
        cookie,
        max_age=int(ADMITTED.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    return answer


routes = [
    Route("/ballots/{id:int}/roll/slips", slips, name="roll-slips"),
    Route("/ballots/{id:int}/roll/slips", print_slips, methods=["POST"], name="roll-slips-printing"),
    Route(
        "/ballots/{id:int}/roll/lines/{line:int}/slip", print_again, methods=["POST"], name="roll-slip-again"
    ),
    Route("/vote", vote, name="vote"),
    Route("/vote", admit, methods=["POST"], name="vote-admission"),
]
