"""A closed round as a Pabulib file, for anyone."""

import asyncio

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from votes.pabulib import queries
from votes.pabulib.rules.written import write


async def export(request: Request) -> Response:
    """The file. No voter is in it but as a number in the order of random keys."""
    ballot_id = request.path_params["id"]
    text = await asyncio.to_thread(write, await queries.sheet(ballot_id))
    headers = {"content-disposition": f'attachment; filename="ballot-{ballot_id}.pb"'}
    return Response(text, media_type="text/plain; charset=utf-8", headers=headers)


routes = [Route("/ballots/{id:int}/papers.pb", export, name="ballot-pabulib")]
