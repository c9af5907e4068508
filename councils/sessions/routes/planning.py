"""Lists of sessions."""

from starlette.requests import Request
from starlette.responses import Response

from civic.kit import clock
from civic.web.asked import number
from civic.web.pages import page
from councils import queries as councils
from councils.sessions import queries


async def index(request: Request) -> Response:
    """Sessions, newest first, of one council or of all, and the councils that hold them."""
    council_id = number(request.query_params.get("council", ""))
    return await page(
        request,
        "councils/sessions/index.html",
        sessions=await queries.sessions(council_id),
        chosen=council_id,
        councils=await councils.councils(today=clock.today()),
    )
