"""Taking a photograph: decoded, turned upright, shrunk and written anew, off the event loop."""

import asyncio
import io
import warnings
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from PIL import Image, ImageOps

from civic.kit import clock, codes
from civic.kit.db import transaction
from civic.kit.errors import Refused, SignInNeeded, TooMany
from civic.people.rules import Actor
from civic.pictures import rules
from civic.pictures.models import Picture
from civic.pictures.rules import Shrunk
from civic.web.fields import Upload

# One decoded photograph may take 160 MB: one at a time, and few waiting.
_pool = ThreadPoolExecutor(1, "picture")
_places = BoundedSemaphore(24)
_BUSY_SECONDS = 10


async def prepare(upload: Upload, field: str = "photo") -> Shrunk:
    """Decode and shrink a photograph in a thread; call it before the transaction.

    Raises Refused ``picture_unknown``, ``picture_too_big``, ``picture_too_many_pixels``, TooMany.
    """
    kind = rules.sniff(upload.data, field)
    if not _places.acquire(blocking=False):
        raise TooMany(_BUSY_SECONDS)
    future = _pool.submit(_shrink, upload.data, kind, field)
    future.add_done_callback(lambda _: _places.release())
    return await asyncio.wrap_future(future)


async def keep(actor: Actor, photo: Shrunk | Upload, field: str = "photo") -> Picture:
    """Keep a photograph under a random key. Raises SignInNeeded and what ``prepare`` raises."""
    if actor.person_id is None:
        raise SignInNeeded
    shrunk = photo if isinstance(photo, Shrunk) else await prepare(photo, field)
    async with transaction():
        return await Picture.create(
            key=codes.token(),
            data=shrunk.data,
            small=shrunk.small,
            width=shrunk.width,
            height=shrunk.height,
            uploaded_by_id=actor.person_id,
            uploaded_at=clock.now(),
        )


def _shrink(data: bytes, kind: str, field: str) -> Shrunk:
    try:
        with warnings.catch_warnings():
            # our own limit comes first; Pillow's warning about large pictures says nothing new
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind]) as opened:
                rules.check_size(*opened.size, field)
                if kind == "JPEG":
                    opened.draft("RGB", (rules.LARGE, rules.LARGE))
                upright = _on_white(ImageOps.exif_transpose(opened))
        large = _at_most(upright, rules.LARGE)
        return Shrunk(_webp(large), _webp(_at_most(large, rules.SMALL)), *large.size)
    except Refused:
        raise
    except Image.DecompressionBombError as bomb:
        raise Refused("picture_too_many_pixels", field) from bomb
    except Exception as broken:
        # Whatever the decoder stumbles over: it is not a photograph we can show.
        raise Refused("picture_unknown", field) from broken


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    paper = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(paper, clear).convert("RGB")


def _at_most(picture: Image.Image, longest: int) -> Image.Image:
    smaller = picture.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return smaller


def _webp(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    # nothing beside the pixels: no place where it was taken, no camera, no hidden text
    picture.save(out, "WEBP", quality=80, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()
