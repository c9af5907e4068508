"""The kiosk's pages: large, for one ballot, nobody signed in, nothing kept by the device from one person to the next."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.errors import Refused
from civic.people.signins import services as sign_ins
from civic.people.signins.rules import cookie_name
from civic.web.answers import go, see
from civic.web.asked import number
from civic.web.forms import Typed, posted
from civic.web.i18n import sentence
from civic.web.pages import page, url_for
from votes.casting import queries as casting
from votes.casting.forms import PaperForm
from votes.casting.rules import as_nonce, new_nonce
from votes.stations import queries as stations
from votes.stations.kiosks import queries, rules, services
from votes.stations.kiosks.forms import CodeForm, KioskForm
from votes.stations.kiosks.models import Kiosk, KioskVisit

_ROOM = "votes/stations"
# the device's own; the visit's lives until the start page is seen again; the receipt's until it is shown
DEVICE, VISIT, RECEIPT = "kiosk", "kiosk_visit", "kiosk_receipt"
PATH = "/kiosk"


def _set(request: Request, answer: Response, name: str, value: str, seconds: int) -> None:
    secure = request.app.state.settings.secure_cookies
    answer.set_cookie(
        name, value, max_age=seconds, path=PATH, secure=secure, httponly=True, samesite="strict"
    )


def _forget(answer: Response, *names: str) -> Response:
    """The device drops these, and nothing on the way keeps the page."""
    for name in names:
        answer.delete_cookie(name, path=PATH, httponly=True, samesite="strict")
    answer.headers["cache-control"] = "no-store"
    return answer


async def _kiosk(request: Request) -> Kiosk:
    return await services.at_kiosk(request.cookies.get(DEVICE, ""))


async def _visit(request: Request, kiosk: Kiosk) -> KioskVisit | None:
    known = request.cookies.get(VISIT, "")
    return await queries.visit(kiosk.id, int(known)) if known.isascii() and known.isdigit() else None


async def _making(request: Request) -> dict[str, Any]:
    return {"post": await stations.attended(request.state.actor, await _ballot_id(request))}


async def _ballot_id(request: Request) -> int:
    if "id" in request.path_params:
        return int(request.path_params["id"])
    async with request.form() as sent:
        return number(str(sent.get("ballot", ""))) or 0


async def new(request: Request) -> Response:
    """What it means to make this device a kiosk, and where it will stand."""
    form = KioskForm.blank(request, hours=8)
    return await page(request, f"{_ROOM}/kiosk_new.html", form=form, **await _making(request))


@posted(KioskForm, f"{_ROOM}/kiosk_new.html", _making)
async def create(request: Request, data: KioskForm) -> Response:
    """Make this device a kiosk and sign whoever did it out on it."""
    kiosk, cookie = await services.open_kiosk(request.state.actor, data.ballot, data.label, data.hours)
    name = cookie_name(request.app.state.settings.secure_cookies)
    await sign_ins.sign_out(request.cookies.get(name, ""))
    answer = _forget(see(request, "kiosk"), VISIT, RECEIPT)
    answer.delete_cookie(
        name,
        path="/",
        secure=request.app.state.settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
    _set(request, answer, DEVICE, cookie, int((kiosk.until - clock.now()).total_seconds()) + 3600)
    return answer


async def end(request: Request) -> Response:
    """End a kiosk from another device."""
    kiosk = await services.end_kiosk(request.state.actor, request.path_params["id"])
    return see(request, "stations", id=kiosk.ballot_id)


async def _start(request: Request) -> dict[str, Any]:
    kiosk = await _kiosk(request)
    post = await stations.post(kiosk.ballot_id)
    return {
        "ballot": post.ballot,
        "where": f"{post.place_name} · {kiosk.label}",
        "open": rules.runs(kiosk.ended_at, kiosk.until, clock.now()),
    }


async def start(request: Request) -> Response:
    """Type your code. Whoever sees this page stands at a kiosk that knows of nobody."""
    over = "over" in request.query_params
    errors = {"": sentence("kiosk_visit_over", request.state.lang)} if over else {}
    answer = await page(request, f"{_ROOM}/kiosk.html", form=Typed({}, errors), **await _start(request))
    return _forget(answer, VISIT, RECEIPT)


@posted(CodeForm, f"{_ROOM}/kiosk.html", _start)
async def _let_in(request: Request, data: CodeForm) -> Response:
    address = request.client.host if request.client else ""
    visit_id = await services.let_in(await _kiosk(request), data.code, address)
    answer = see(request, "kiosk-ballot")
    _set(request, answer, VISIT, str(visit_id), int(rules.VISIT.total_seconds()))
    return answer


async def let_in(request: Request) -> Response:
    """Whoever shows a good code is led to the ballot."""
    return _forget(await _let_in(request), RECEIPT)


async def _paper(request: Request) -> dict[str, Any]:
    kiosk = await _kiosk(request)
    visit = await _visit(request, kiosk)
    if visit is None:
        raise Refused("kiosk_visit_over")
    post, entry = await stations.post(kiosk.ballot_id), await stations.entry(kiosk.ballot_id, visit.entry_id)
    return {
        "where": f"{post.place_name} · {kiosk.label}",
        "sheet": await casting.sheet(kiosk.ballot_id, visit.entry_id),
        "number": entry.number,
        "nonce": new_nonce(),
        "idle": rules.IDLE_SECONDS,
        "done": entry.standing.voted is not None,
    }


def _over(request: Request) -> Response:
    return _forget(go(f"{url_for('kiosk')}?over"), VISIT)


async def ballot(request: Request) -> Response:
    """The ballot of whoever stands here; with nobody here, or after the paper is cast, back to the start."""
    kiosk = await _kiosk(request)
    if await _visit(request, kiosk) is None:
        return _forget(see(request, "kiosk"), VISIT)
    context = await _paper(request)
    if context["done"]:
        return _forget(see(request, "kiosk"), VISIT)
    return _forget(await page(request, f"{_ROOM}/kiosk_ballot.html", form=Typed({}), **context))


@posted(PaperForm, f"{_ROOM}/kiosk_ballot.html", _paper)
async def _cast(request: Request, data: PaperForm) -> Response:
    kiosk = await _kiosk(request)
    visit = await _visit(request, kiosk)
    if visit is None:
        return _over(request)
    receipt = await services.cast_at(kiosk, visit.id, data.filled(), as_nonce(data.nonce))
    answer = _forget(see(request, "kiosk-receipt"), VISIT)
    _set(request, answer, RECEIPT, receipt, rules.RECEIPT_SECONDS)
    return answer


async def papers(request: Request) -> Response:
    """Cast. The answer leads away, so that no step back shows the ballot again."""
    if await _visit(request, await _kiosk(request)) is None:
        return _over(request)
    return _forget(await _cast(request))


async def receipt(request: Request) -> Response:
    """The receipt, once: the device drops it as it shows it, and goes back to the start by itself."""
    kiosk = await _kiosk(request)
    shown = request.cookies.get(RECEIPT, "")[:20]
    if not shown:
        return _forget(see(request, "kiosk"), VISIT)
    post = await stations.post(kiosk.ballot_id)
    answer = await page(
        request,
        f"{_ROOM}/kiosk_receipt.html",
        ballot=post.ballot,
        where=f"{post.place_name} · {kiosk.label}",
        receipt=shown,
        seconds=rules.RECEIPT_SECONDS,
    )
    # not "cookies": that would end the kiosk
    answer.headers["clear-site-data"] = '"cache", "storage"'
    # the next one may want another language
    answer.delete_cookie("lang", samesite="lax", httponly=True)
    return _forget(answer, VISIT, RECEIPT)


routes = [
    Route("/ballots/{id:int}/kiosks", new, name="kiosk-new"),
    Route("/kiosks", create, methods=["POST"], name="kiosk-opening"),
    Route("/kiosks/{id:int}/end", end, methods=["POST"], name="kiosk-end"),
    Route(PATH, start, name="kiosk"),
    Route(f"{PATH}/visits", let_in, methods=["POST"], name="kiosk-visit"),
    Route(f"{PATH}/ballot", ballot, name="kiosk-ballot"),
    Route(f"{PATH}/papers", papers, methods=["POST"], name="kiosk-papers"),
    Route(f"{PATH}/receipt", receipt, name="kiosk-receipt"),
]
