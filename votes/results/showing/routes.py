"""The result of a round: who was chosen, why not the others, step by step, how the rule counts; and all of it as JSON."""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from civic.kit.errors import N_, NotFound
from civic.web import papers, slots
from civic.web.cache import SETTLED
from civic.web.i18n import translate
from civic.web.pages import page, url_for
from civic.web.paging import after, paged
from votes.results import queries, rules
from votes.results.queries import Fate
from votes.results.rules import Told
from votes.results.showing import rules as shapes
from votes.results.showing.queries import Shown, counted, shown, told_now
from votes.rounds import queries as rounds
from votes.rounds.rules import enough
from votes.rules import RULE_NAMES, RULE_SENTENCES, Phase, Rule, may_certify
from votes.tally.why import told

SIZE, STEPS = 30, 20
#: groups left behind that are told; the largest miss first
BEHIND = 3
#: what may be asked of the list of options
LISTS = {"won": True, "lost": False}
WALKS = (Rule.GREEDY, Rule.GREEDY_PER_COST)
#: voters for whom the rule of thumb is told before anybody knows how many will come
THUMB = (100, 300, 1000)


@dataclass(frozen=True)
class Row:
    """One option as the page shows it."""

    fate: Fate
    sentence: str
    #: what was found out about it, without what the sentence says already
    told: Told


async def show(request: Request) -> Response:
    """Who was chosen, and why, option by option."""
    found = await shown(request.path_params["id"], _run(request))
    if found is None:
        card = await rounds.card(request.path_params["id"])
        return await page(request, "votes/results/wait.html", round=card)
    listed = request.query_params.get("show", "")
    fates = await queries.fates(found.result.id, after(request), SIZE, LISTS.get(listed))
    rows = [_row(request, found, fate) for fate in fates]
    beside = found.working.beside
    winners = {step.code: found.label(step.code) for step in found.working.steps}
    others = {code: found.label(code) for code in beside.winners} if beside else {}
    return await _page(
        request,
        "votes/results/result.html",
        found,
        listed=listed if listed in LISTS else "",
        rows=paged(request, rows, SIZE, lambda row: row.fate.rank),
        first_page=after(request) is None,
        parts=rules.parts([found.choices[code] for code in winners], found.card.budget_fen),
        most=await queries.most_votes(found.result.id),
        difference=rules.difference(winners, others) if beside else None,
        behind=found.working.behind[:BEHIND],
        voters=shapes.columns([(str(n), voters) for n, voters in enumerate(found.working.histogram)]),
        words_of=rules.category_words,
        news=await slots.fill("ballot.page", request, found.card.ballot_id),
        may_certify=may_certify(request.state.actor, found.card.place_path),
    )


async def option(request: Request) -> Response:
    """One option: everything that is known about why."""
    found = await counted(request.path_params["id"], _run(request))
    fate = await queries.fate(found.result.id, request.path_params["option"])
    known = await told_now(found, fate)
    spent = [(found.label(code), fen) for code, fen in rules.losses(fate.why)]
    start = Fraction(rules.number(fate.why["facts"].get("money", 0)))
    return await _page(
        request,
        "votes/results/option.html",
        found,
        row=Row(fate, _sentence(request.state.lang, found, fate, known), known),
        purse=shapes.purse(start, spent, fate.cost_fen) if start else None,
        steps=len(found.working.steps),
        chosen={step.code for step in found.working.steps},
    )


async def steps(request: Request) -> Response:
    """The count step by step, some on a page."""
    found = await counted(request.path_params["id"], _run(request))
    first = min(after(request) or 0, len(found.working.steps))
    numbered = list(enumerate(found.working.steps, 1))
    walks = found.result.rule in WALKS
    fates = await queries.fates(found.result.id, None, found.card.options) if walks else []
    return await _page(
        request,
        "votes/results/steps.html",
        found,
        rows=paged(request, numbered[first : first + STEPS + 1], STEPS, lambda row: row[0]),
        first_page=not first,
        turns=shapes.turns(fates),
        money=shapes.columns([(found.label(s.code), s.left) for s in found.working.steps]),
        prices=shapes.columns([(found.label(s.code), s.price) for s in found.working.steps if s.price]),
    )


async def rule(request: Request) -> Response:
    """How this round's rule counts, with its own numbers; before the vote, with the rule of thumb."""
    found = await shown(request.path_params["id"])
    card = found.card if found else await rounds.card(request.path_params["id"])
    round_ = await rounds.one(card.id)
    choices = await queries.choices(card.ballot_id)
    sizes = [found.result.papers] if found else sorted({card.roll_size or THUMB[0], *THUMB})
    return await page(
        request,
        "votes/results/rule.html",
        round=card,
        shown=found,
        rule=round_.ballot.rule,
        counting=rules.way(round_.ballot.rule, round_.ballot.parameters),
        names=RULE_NAMES,
        sentences=RULE_SENTENCES,
        amount=partial(rules.amount, currency=card.currency),
        unit=rules.unit(round_.ballot.method),
        choices=choices,
        sizes=sizes,
        enough=enough,
    )


async def data(request: Request) -> Response:
    """The same count for machines, with the whole working: exact numbers as a pair of texts. Amounts in fen."""
    found = await counted(request.path_params["id"], _run(request))
    name = f'attachment; filename="round-{found.card.id}-{found.result.rule.value}.json"'
    return JSONResponse(await _document(found, request.state.lang), headers={"content-disposition": name})


async def _document(found: Shown, lang: str) -> dict[str, Any]:
    card, result = found.card, found.result
    fates = await queries.fates(result.id, None, card.options)
    return {
        "round": card.id,
        "title": card.title,
        "currency": card.currency,
        "rule": result.rule.value,
        "run": result.run,
        "runs": [each.run for each in found.runs],
        "official": True,
        "parameters": result.parameters,
        "budget_fen": card.budget_fen,
        "spent_fen": result.spent_fen,
        "papers": result.papers,
        "winners": [fate.code for fate in fates if fate.selected],
        "projects": [_project(lang, found, fate) for fate in fates],
        **{name: value for name, value in result.working.items() if name not in ("parameters", "projects")},
        "digest": result.digest,
        "certified_at": result.certified_at.isoformat() if result.certified_at else None,
    }


async def _papers(request: Request, number: int) -> list[papers.Paper]:
    """Every count of a round, the official one first."""
    found = await counted(number)
    runs = [found, *[await counted(number, one.run) for one in found.runs]]
    documents = [await _document(run, lang) for run in runs for lang in papers.LANGS]
    about = (found.card.title, url_for("round-result", id=number))
    return papers.data(request, "round-result", number, N_("表决结果的数据"), about, documents)


def _project(lang: str, found: Shown, fate: Fate) -> dict[str, Any]:
    choice = found.choices[fate.code]
    return {
        "id": fate.code,
        "name": fate.label,
        "cost_fen": fate.cost_fen,
        "category": choice.category,
        "place": choice.quota_place,
        "votes": fate.votes,
        "selected": fate.selected,
        "why": fate.why | {"sentence": _sentence(lang, found, fate, found.told(fate.code))},
        "told": found.result.working.get("projects", {}).get(fate.code, {}),
    }


def _run(request: Request) -> int | None:
    """An earlier count asked for by ``?run=``. Raises NotFound for what is no number."""
    typed = request.query_params.get("run", "")
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) < 6):
        raise NotFound
    return int(typed) if typed else None


def _row(request: Request, found: Shown, fate: Fate) -> Row:
    known = found.told(fate.code)
    return Row(
        fate, _sentence(request.state.lang, found, fate, known), shapes.unsaid(fate.why["code"], known)
    )


def _sentence(lang: str, found: Shown, fate: Fate, known: Told) -> str:
    """Why, in a sentence; a rough number is left out of it where a better one stands beside it."""
    why = shapes.shortened(rules.reason(fate.why), known)
    return told(why, found.unit, found.amount, partial(translate, lang=lang))


async def _page(request: Request, template: str, found: Shown, **context: Any) -> Response:
    """A page of a count; once the count stands it is settled, and its bytes outlast what is written elsewhere."""
    response = await page(
        request,
        template,
        shown=found,
        round=found.card,
        result=found.result,
        names=RULE_NAMES,
        sentences=RULE_SENTENCES,
        **context,
    )
    if found.card.phase is Phase.CERTIFIED:
        response.headers[SETTLED] = "1"
    return response


papers.register("round-result", _papers, stem="round")

routes = [
    Route("/rounds/{id:int}/result", show, name="round-result"),
    Route("/rounds/{id:int}/result/options/{option:int}", option, name="round-result-option"),
    Route("/rounds/{id:int}/result/steps", steps, name="round-result-steps"),
    Route("/rounds/{id:int}/result/rule", rule, name="round-result-rule"),
    Route("/rounds/{id:int}/result.json", data, name="round-result-data"),
]
