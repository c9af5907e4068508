"""Answers to acts."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from civic.web.pages import url_for


def see(request: Request, name: str, **params: Any) -> Response:
    """After an act: go and look at this route (303)."""
    return go(url_for(name, **params))


def go(path: str) -> Response:
    """After an act: go and look at this path of ours (303)."""
    return RedirectResponse(path, 303)


def own_path(candidate: str, default: str = "/") -> str:
    """A path that a form or link named, if it lies on this site; the default otherwise (no open redirects)."""
    fine = candidate.startswith("/") and not candidate.startswith(("//", "/\\")) and "\\" not in candidate
    return candidate if fine and candidate.isprintable() else default
