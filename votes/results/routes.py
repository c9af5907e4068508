"""The result of a round, explained project by project; its closing and certification."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from civic.kit.errors import NotFound
from civic.web.answers import see
from civic.web.i18n import translate
from civic.web.pages import page
from civic.web.paging import after, paged
from votes.results import queries, rules, services
from votes.results.models import Result
from votes.results.queries import Fate
from votes.rounds import queries as rounds
from votes.rounds.models import Round
from votes.rules import RULE_NAMES, RULE_SENTENCES, may_certify
from votes.tally.why import told

SIZE = 30


@dataclass(frozen=True)
class Row:
    """One option as the page shows it."""

    fate: Fate
    sentence: str
    #: where its supporters' money went: label and amount, the largest first
    losses: list[tuple[str, str]]


async def show(request: Request) -> Response:
    """Who was chosen, and why, by one of the rules the round was counted under."""
    card = await rounds.card(request.path_params["id"])
    round_ = await rounds.one(card.id)
    results = await queries.of_ballot(card.ballot_id)
    if not results:
        return await page(request, "votes/rounds/result_wait.html", round=card)
    result = _wanted(request, results)
    other = next((each for each in results if each is not result), None)
    winners = await queries.winners([each.id for each in results])
    choices = {choice.code: choice for choice in await queries.choices(card.ballot_id)}
    labels = {code: choice.label for code, choice in choices.items()}
    found = await queries.fates(result.id, other.id if other else None, after(request), SIZE)
    rows = [_row(request, round_, fate, labels) for fate in found]
    return await page(
        request,
        "votes/rounds/result.html",
        round=card,
        result=result,
        results=results,
        other=other,
        rows=paged(request, rows, SIZE, lambda row: row.fate.rank),
        first_page=after(request) is None,
        winners=winners[result.id],
        parts=rules.parts([choices[code] for code in winners[result.id]], round_.budget_fen),
        difference=rules.difference(winners[result.id], winners[other.id]) if other else None,
        most=await queries.most_votes(result.id),
        purchases=rules.purchases(result.working, labels),
        share=rules.share(result.parameters),
        amount=partial(rules.amount, currency=round_.currency),
        unit=rules.unit(round_.ballot.method),
        names=RULE_NAMES,
        sentences=RULE_SENTENCES,
        may_certify=may_certify(request.state.actor, card.place_path),
    )


def _wanted(request: Request, results: list[Result]) -> Result:
    """The count asked for by ``?rule=``; the official one when nothing known is asked for."""
    typed = request.query_params.get("rule", "")
    return next((each for each in results if each.rule.value == typed), results[0])


def _row(request: Request, round_: Round, fate: Fate, labels: dict[str, str]) -> Row:
    losses = [(labels[code], rules.amount(spent, round_.currency)) for code, spent in rules.losses(fate.why)]
    return Row(fate, _told(round_, fate, request.state.lang), losses)


def _told(round_: Round, fate: Fate, lang: str) -> str:
    return told(
        rules.reason(fate.why),
        rules.unit(round_.ballot.method),
        partial(rules.amount, currency=round_.currency),
        partial(translate, lang=lang),
    )


async def data(request: Request) -> Response:
    """The same count for machines, with the whole working: exact prices as a pair of texts. Amounts in fen."""
    card = await rounds.card(request.path_params["id"])
    round_ = await rounds.one(card.id)
    results = await queries.of_ballot(card.ballot_id)
    if not results:
        raise NotFound
    result = _wanted(request, results)
    fates = await queries.fates(result.id, None, None, card.options)
    document = {
        "round": card.id,
        "title": card.title,
        "currency": card.currency,
        "rule": result.rule.value,
        "official": result.official,
        "parameters": result.parameters,
        "budget_fen": card.budget_fen,
        "spent_fen": result.spent_fen,
        "papers": result.papers,
        "winners": [fate.code for fate in fates if fate.selected],
        "projects": [_project(round_, fate, request.state.lang) for fate in fates],
        "steps": result.working["steps"],
        "digest": result.digest,
        "certified_at": result.certified_at.isoformat() if result.certified_at else None,
    }
    name = f'attachment; filename="round-{card.id}-{result.rule.value}.json"'
    return JSONResponse(document, headers={"content-disposition": name})


def _project(round_: Round, fate: Fate, lang: str) -> dict[str, Any]:
    return {
        "id": fate.code,
        "name": fate.label,
        "cost_fen": fate.cost_fen,
        "votes": fate.votes,
        "selected": fate.selected,
        "why": fate.why | {"sentence": _told(round_, fate, lang)},
    }


async def close(request: Request) -> Response:
    """Close the ballot and count it."""
    await services.close(request.state.actor, request.path_params["id"])
    return see(request, "round-result", id=request.path_params["id"])


async def certify(request: Request) -> Response:
    """The official count stands."""
    await services.certify(request.state.actor, request.path_params["id"])
    return see(request, "round-result", id=request.path_params["id"])


routes = [
    Route("/rounds/{id:int}/result", show, name="round-result"),
    Route("/rounds/{id:int}/result.json", data, name="round-result-data"),
    Route("/rounds/{id:int}/closing", close, methods=["POST"], name="round-closing"),
    Route("/rounds/{id:int}/certification", certify, methods=["POST"], name="round-certification"),
]
