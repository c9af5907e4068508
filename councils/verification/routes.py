"""The public page on which anyone sees when the books were checked, and checks one fingerprint."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from civic.audit.models import Entry
from civic.documents.rules import seal_at
from civic.kit import refs
from civic.kit.errors import N_
from civic.web import i18n, papers, throttle
from civic.web.forms import posted
from civic.web.pages import page, url_for
from councils.verification import queries, rules, services
from councils.verification.forms import FileForm

PAGE = "councils/verification/show.html"


@dataclass(frozen=True)
class Run:
    """The last check of the whole books, for the page."""

    at: datetime
    agrees: bool
    counted: dict[str, int]
    wrong: list[rules.Wrong]


def _run(entry: Entry | None) -> Run | None:
    if entry is None:
        return None
    facts: dict[str, Any] = entry.facts
    return Run(
        datetime.fromisoformat(entry.at),
        facts["agrees"],
        {rules.What(what).words: number for what, number in facts["counted"].items()},
        [rules.Wrong(rules.What(what), which, why) for what, which, why in facts["wrong"]],
    )


def _clean(typed: str) -> str:
    """A fingerprint as people paste it: with spaces, in capitals, with a file name after it."""
    joined = "".join(typed.lower().split())[:64]
    return joined if len(joined) == 64 and set(joined) <= set("0123456789abcdef") else ""


async def _scene(request: Request) -> dict[str, Any]:
    typed = request.query_params.get("digest", "")[:200]
    digest = _clean(typed)
    found = await services.look_up(digest) if digest else []
    return {
        "run": _run(await queries.last_run()),
        "typed": typed,
        "digest": digest,
        "found": found,
        "reasons": rules.REASONS,
        "held": await _held(request, digest) if digest and not found else None,
        "scanned": bool(request.query_params.get("paper")),
    }


async def _held(request: Request, digest: str) -> services.Held | None:
    """What was scanned from a paper, or what else is kept under this digest."""
    make, claim = partial(papers.made, request), seal_at(request.query_params.get("paper", "")[:200], digest)
    kept = await services.stored(make, digest)
    return kept if kept or claim is None else await services.claimed(make, claim)


async def verify(request: Request) -> Response:
    """When everything was last checked, and what one fingerprint stands for."""
    return await page(request, PAGE, form=FileForm.blank(request), **await _scene(request))


@posted(FileForm, PAGE, _scene)
async def check_file(request: Request, sent: FileForm) -> Response:
    """Compare a file with what we gave out. The answer stands here and nowhere else: the file is not kept."""
    await throttle.hit("verify-file", request.client.host if request.client else "", "30/minute")
    make = partial(papers.made, request)
    held = await services.identify(make, sent.file.filename, sent.file.data)
    scene = await _scene(request)
    return await page(request, PAGE, form=FileForm.blank(request), **scene | {"held": held})


async def _title(_: int) -> str:
    return i18n.translate(N_("账目核对"), "zh")


def _url(_: int) -> str:
    return url_for("verify")


refs.register(queries.BOOKS, _title, _url)

routes: list[BaseRoute] = [
    Route("/verify", verify, name="verify"),
    Route("/verify/files", check_file, methods=["POST"], name="verify-file"),
]
