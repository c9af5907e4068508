"""How a file is answered, and where its digest is checked."""

import asyncio
from collections.abc import Callable

from starlette.responses import Response

from civic.documents.rules import Sheet, docx, pdf

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SETTERS: dict[str, Callable[[Sheet], bytes]] = {PDF: pdf, WORD: docx}


def file(body: bytes, kind: str, name: str) -> Response:
    """A download. Never kept by a cache in between: drafts change, and readers may differ in what they may read."""
    headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-cache"}
    return Response(body, media_type=kind, headers=headers)


async def paper(sheet: Sheet, kind: str, name: str) -> Response:
    """A sheet set as this kind of file; in a thread, because a hundred pages must not keep a meeting's sockets waiting."""
    return file(await asyncio.to_thread(_SETTERS[kind], sheet), kind, name)
