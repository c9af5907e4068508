"""Static files: read once, named by their content, compressed beforehand, kept by browsers for ever."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path

import brotli
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import NotFound
from civic.kit.settings import ROOT

# htmx comes inside an installed wheel; only this file of it is used, it is never imported.
_FROM_WHEEL = {"htmx-4.min.js": "htmx.min.js"}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent, by content coding."""

    media_type: str
    bodies: dict[str, bytes]


def _sources() -> Iterator[tuple[str, bytes]]:
    for path in sorted((ROOT / "civic" / "static").iterdir()):
        yield path.name, path.read_bytes()
    for entry in files("django-htmx") or ():
        if entry.name in _FROM_WHEEL:
            yield _FROM_WHEEL[entry.name], Path(str(entry.locate())).read_bytes()


def _load() -> tuple[dict[str, str], dict[str, Asset]]:
    urls, assets = {}, {}
    for name, body in _sources():
        stem, _, suffix = name.rpartition(".")
        hashed = f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{suffix}"
        bodies = {
            "identity": body,
            "br": brotli.compress(body, quality=11),
            "gzip": gzip.compress(body, 9, mtime=0),
        }
        media = "application/manifest+json" if suffix == "webmanifest" else mimetypes.guess_type(name)[0]
        assets[hashed] = Asset(media or "application/octet-stream", bodies)
        urls[name] = f"/static/{hashed}"
    return urls, assets


_URLS, _ASSETS = _load()


def static(name: str) -> str:
    """The address of a static file. Raises KeyError when there is none of this name."""
    return _URLS[name]


async def serve(request: Request) -> Response:
    """One file, in the best coding the browser takes."""
    asset = _ASSETS.get(request.path_params["name"])
    if asset is None:
        raise NotFound
    accepted = request.headers.get("accept-encoding", "")
    coding = next((name for name in ("br", "gzip") if name in accepted), "identity")
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    if coding != "identity":
        headers["content-encoding"] = coding
    return Response(asset.bodies[coding], media_type=asset.media_type, headers=headers)


routes = [Route("/static/{name}", serve, name="static")]
