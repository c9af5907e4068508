"""Acts of a session: one form, one command, one service function each, and back to the page they came from."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import posted
from councils.sessions import services
from councils.sessions.forms import Act, ActForm, DoorForm
from councils.sessions.routes.screens import answered, scene

# Where an act leads back to, by what its form says.
BACKS = {
    "console": "session-console",
    "arrivals": "session-arrivals",
    "record": "session-record",
    "minutes": "session-minutes",
}


async def _back(request: Request, sent: ActForm) -> Response:
    return see(request, BACKS.get(sent.back, "session"), id=addressed(request))


@posted(DoorForm, "councils/sessions/checkin.html", scene)
async def presence(request: Request, sent: DoorForm) -> Response:
    """Check in."""
    actor, here = request.state.actor, addressed(request)
    await services.check_in(actor, here, sent.person, sent.code, sent.key, sent.remote, sent.side)
    return await _back(request, sent)


@posted(ActForm, "councils/sessions/answer.html", answered)
async def door(request: Request, sent: ActForm) -> Response:
    """Open the door."""
    await services.open_checkin(request.state.actor, addressed(request), sent.key)
    return await _back(request, sent)


def endpoint_of(act: Act) -> Callable[[Request], Awaitable[Response]]:
    """Every act during a session: one form, one command, one service function."""

    async def endpoint(request: Request, sent: ActForm) -> Response:
        await services.act(request.state.actor, addressed(request), act.command(sent), sent.key, sent.seen)
        return await _back(request, sent)

    return posted(act.form, "councils/sessions/answer.html", answered)(endpoint)
