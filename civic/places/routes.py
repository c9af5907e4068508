"""The home of a community."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.web import slots
from civic.web.pages import page


async def home(request: Request) -> Response:
    """What is live now, what closes soon, what was decided, where the money is."""
    return await page(request, "home.html", panels=await slots.fill("home", request, request.state.place))


routes = [Route("/", home, name="home")]
