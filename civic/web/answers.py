"""Answers to acts."""

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from civic.web.pages import url_for


def see(request: Request, name: str, **params: Any) -> Response:
    """After an act: go and look at this route (303)."""
    return go(url_for(name, **params))


def go(path: str) -> Response:
    """After an act: go and look at this path of ours (303)."""
    return RedirectResponse(path, 303)


def uploaded(data: bytes, media_type: str, save_as: str = "") -> Response:
    """A file as somebody sent it in: nothing in it may run here. With a name it is saved and not opened."""
    headers = {
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-cache",
        # opened in a browser after all, it may do nothing
        "content-security-policy": "default-src 'none'; sandbox",
    }
    if save_as:
        plain = f"paper.{save_as.rpartition('.')[2]}"
        headers["content-disposition"] = (
            f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(save_as)}"
        )
    return Response(data, media_type=media_type, headers=headers)


def own_path(candidate: str, default: str = "/") -> str:
    """A path that a form or link named, if it lies on this site; the default otherwise (no open redirects)."""
    fine = candidate.startswith("/") and not candidate.startswith(("//", "/\\")) and "\\" not in candidate
    return candidate if fine and candidate.isprintable() else default
