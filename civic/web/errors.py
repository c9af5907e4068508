"""One place where refusals and failures become answers: a sentence and a status, never a trace."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from tortoise.exceptions import IntegrityError

from civic.kit.codes import receipt_code
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale, TooMany
from civic.web import i18n, throttle
from civic.web.answers import go, own_path
from civic.web.headers import FIXED
from civic.web.pages import page

log = logging.getLogger(__name__)

DRAFTS = "300/hour"  # from one address: a whole hall may share one

KeepDraft = Callable[[str, dict[str, Any]], Awaitable[str]]


def _came_from(request: Request) -> str:
    known = getattr(request.state, "came_from", "")
    return known or own_path(urlsplit(request.headers.get("referer", "")).path, "/")


async def refused(request: Request, error: Exception) -> Response:
    """422 with the sentence; 409 when someone else was faster."""
    assert isinstance(error, Refused)
    said = i18n.sentence(error, request.state.lang)
    if isinstance(error, Stale):
        return await page(request, "errors/409.html", 409, sentence=said, back=_came_from(request))
    return await page(request, "errors/422.html", 422, sentence=said, back=_came_from(request))


async def conflicting(request: Request, error: Exception) -> Response:
    """409: the database had the last word."""
    log.warning("integrity: %s", error)
    said = i18n.sentence("taken", request.state.lang)
    return await page(request, "errors/409.html", 409, sentence=said, back=_came_from(request))


async def forbidden(request: Request, error: Exception) -> Response:
    """403 with the sentence; who is not signed in (any more) is asked to sign in first."""
    if not request.state.actor.signed_in:
        return await sign_in_needed(request, error)
    code = error.code if isinstance(error, Forbidden) else "forbidden"
    return await page(request, "errors/403.html", 403, sentence=i18n.sentence(code, request.state.lang))


async def missing(request: Request, error: Exception) -> Response:
    """404, the same whether there is nothing or it may not be seen."""
    return await page(request, "errors/404.html", 404)


async def too_many(request: Request, error: Exception) -> Response:
    """429 with the seconds to wait."""
    assert isinstance(error, TooMany)
    answer = await page(request, "errors/429.html", 429, seconds=error.seconds)
    answer.headers["retry-after"] = str(error.seconds)
    return answer


async def sign_in_needed(request: Request, error: Exception) -> Response:
    """To the sign-in page and back; what was typed waits in a draft."""
    back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.method != "GET":
        back = _came_from(request)
    query = {"next": back}
    typed = getattr(request.state, "typed", None)
    if typed and await _may_keep(request):
        keep: KeepDraft = request.app.state.keep_draft
        query["draft"] = await keep(back, typed)
    return go(f"/sign-in?{urlencode(query)}")


async def _may_keep(request: Request) -> bool:
    """One address cannot fill the place for everybody's drafts; beyond its share what was typed is simply not kept."""
    try:
        await throttle.hit("draft", request.client.host if request.client else "", DRAFTS)
    except TooMany:
        return False
    return True


async def by_status(request: Request, error: Exception) -> Response:
    """What the framework itself refuses: unknown paths, methods, bodies too large."""
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return await missing(request, error)
    said = i18n.sentence(
        "form_too_big" if error.status_code in (400, 413) else "method_wrong", request.state.lang
    )
    answer = await page(
        request, "errors/422.html", error.status_code, sentence=said, back=_came_from(request)
    )
    answer.headers.update(error.headers or {})
    return answer


async def broken(request: Request, error: Exception) -> Response:
    """500 with a reference code that also stands in the log; the log keeps the trace, the reader never sees it.

    Starlette answers it from outside every layer of ours, so the security headers are put on here.
    """
    code = receipt_code()
    log.error("failure %s at %s %s", code, request.method, request.url.path, exc_info=error)
    answer: Response
    try:
        answer = await page(request, "errors/500.html", 500, code=code)
    except Exception:
        answer = PlainTextResponse(f"系统出错了，没有办成。Something broke, nothing was done. {code}", 500)
    answer.headers.update(FIXED)
    return answer


HANDLERS: dict[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
    Refused: refused,
    IntegrityError: conflicting,
    Forbidden: forbidden,
    NotFound: missing,
    TooMany: too_many,
    SignInNeeded: sign_in_needed,
    HTTPException: by_status,
    Exception: broken,
}
