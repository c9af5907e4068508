"""Serving photographs: the key never names other bytes, so they are kept for ever."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.pictures import queries

_HEADERS = {
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "content-disposition": "inline",
    # Opened by itself it is still only a picture.
    "content-security-policy": "default-src 'none'; sandbox",
}


async def large(request: Request) -> Response:
    """The photograph, at most 1280 px."""
    return _answer(await queries.large(request.path_params["name"]))


async def small(request: Request) -> Response:
    """The small one, at most 400 px."""
    return _answer(await queries.small(request.path_params["name"]))


def _answer(data: bytes) -> Response:
    return Response(data, media_type="image/webp", headers=_HEADERS)


# a key has no point in it and never ends like this, so the first pattern takes only small ones
routes = [
    Route("/pictures/{name}-small.webp", small, name="picture-small"),
    Route("/pictures/{name}.webp", large, name="picture"),
]
