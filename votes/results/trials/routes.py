"""The page of trials: the same papers, another way of counting, side by side with the result."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import Refused
from civic.kit.money import as_typed
from civic.web import throttle
from civic.web.forms import Typed
from civic.web.pages import page, say
from votes.results import rules
from votes.results.showing.queries import Shown, counted
from votes.results.trials import queries
from votes.results.trials.forms import TrialForm
from votes.results.trials.rules import Outcome, Trial, quotas_for, rules_for
from votes.rules import RULE_NAMES

#: trials from one address
OFTEN = "60/minute"


async def what_if(request: Request) -> Response:
    """The form, and beside it what came of the trial that the address describes."""
    shown = await counted(request.path_params["id"])
    if not request.query_params:
        return await _page(request, shown, Typed(_usual(shown)))
    data, typed = TrialForm.parse(dict(request.query_params), request.state.lang)
    if data is None:
        return await _page(request, shown, typed, status=422)
    trial = Trial(data.rule, data.budget or shown.card.budget_fen, data.quota, data.most, data.completion)
    await throttle.hit("what-if", request.client.host if request.client else "", OFTEN)
    tried = await queries.attempt(shown, trial)
    if isinstance(tried, Refused):
        typed.errors[tried.field or ""] = say(request, tried)
        return await _page(request, shown, typed, status=422)
    return await _page(request, shown, typed, trial=trial, tried=tried)


def _usual(shown: Shown) -> dict[str, Any]:
    """What people ask first: the other rule, with the same money."""
    beside = shown.working.beside
    return {"rule": beside.rule if beside else "", "budget": as_typed(shown.card.budget_fen)}


async def _page(
    request: Request,
    shown: Shown,
    form: Typed,
    trial: Trial | None = None,
    tried: Outcome | None = None,
    status: int = 200,
) -> Response:
    official = {step.code: shown.label(step.code) for step in shown.working.steps}
    winners = {code: shown.label(code) for code in tried.winners} if tried else {}
    return await page(
        request,
        "votes/results/what_if.html",
        status,
        shown=shown,
        round=shown.card,
        form=form,
        trial=trial,
        tried=tried,
        official=official,
        difference=rules.difference(official, winners) if tried else None,
        offered=[(rule.value, RULE_NAMES[rule]) for rule in rules_for(shown.round.ballot.method)],
        quotas=quotas_for(list(shown.choices.values())),
        names=RULE_NAMES,
        words_of=rules.category_words,
    )


routes = [Route("/rounds/{id:int}/what-if", what_if, name="round-what-if")]
