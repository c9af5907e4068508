"""Closing a round with its count."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.web.answers import see
from votes.results import services


async def close(request: Request) -> Response:
    """Close the ballot and count it."""
    await services.close(request.state.actor, request.path_params["id"])
    return see(request, "round-result", id=request.path_params["id"])


routes = [
    Route("/rounds/{id:int}/closing", close, methods=["POST"], name="round-closing"),
]
