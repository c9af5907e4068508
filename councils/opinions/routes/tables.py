"""Tables for whoever wants to count for themselves."""

from starlette.requests import Request
from starlette.responses import Response

from civic.kit.errors import Refused
from civic.kit.tables import csv_text
from councils.opinions import queries
from councils.opinions.rules import acts, exporting


def _table(rows: list[list[str]], name: str) -> Response:
    headers = {"content-disposition": f'attachment; filename="{name}.csv"', "cache-control": "no-cache"}
    return Response(csv_text(rows), media_type="text/csv; charset=utf-8", headers=headers)


async def statements_csv(request: Request) -> Response:
    """What was said, with its counts."""
    card = await queries.card(int(request.path_params["id"]))
    return _table(exporting.statements_table(await queries.said(card.id)), f"statements-{card.id}")


async def votes_csv(request: Request) -> Response:
    """Every vote, under numbers that say nothing about anybody: once it is over, and among enough people."""
    card = await queries.card(int(request.path_params["id"]))
    if not exporting.votes_are_public(card.phase, card.participants, acts.GROUPED_FROM):
        raise Refused("opinions_not_yet", least=acts.GROUPED_FROM)
    votes, codes = await queries.votes(card.id), await queries.codes(card.id)
    table = exporting.votes_table(votes, codes, await queries.said(card.id))
    return _table(table, f"votes-{card.id}")
