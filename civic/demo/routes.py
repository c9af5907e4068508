"""The demo's own page: the cast, each one tap away, and the clock. Mounted only in the demo."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.demo import queries, rules, services
from civic.demo.forms import LeapForm, PartForm
from civic.kit import clock, refs
from civic.people.signins.routes import browser, signed_in
from civic.web.answers import go
from civic.web.forms import posted
from civic.web.pages import page, url_for


async def _context(request: Request) -> dict[str, Any]:
    return {"cast": await queries.cast(), "leaps": list(rules.Leap), "at": clock.now()}


async def show(request: Request) -> Response:
    """Who is who, and what time it is here."""
    return await page(
        request, "civic/demo/show.html", form=PartForm.blank(request), **await _context(request)
    )


@posted(PartForm, "civic/demo/show.html", _context)
async def step_into(request: Request, data: PartForm) -> Response:
    """Become one of the cast."""
    return signed_in(request, await services.step_into(data.person, browser(request)), "/")


@posted(LeapForm, "civic/demo/show.html", _context)
async def leap(request: Request, data: LeapForm) -> Response:
    """Move the clock."""
    await services.leap(request.state.actor, data.leap)
    return go(url_for("demo"))


async def _title(id_: int) -> str:
    return "演示时钟"


refs.register("demo", _title, lambda id_: "/demo")

# not called routes: every room's routes are mounted, these only by the demo
only_in_demo = [
    Route("/demo", show, name="demo"),
    Route("/demo/part", step_into, methods=["POST"], name="demo-part"),
    Route("/demo/clock", leap, methods=["POST"], name="demo-clock"),
]
