"""A count of a file as it is printed: for people, or as one JSON object."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

from civic.kit.errors import N_
from civic.web.i18n import translate
from votes.pabulib.rules import File, agrees
from votes.tally.rules import Fact, Kind, Result, Step
from votes.tally.why import MONEY, POINTS, VOTES, decimal, told


def document(source: File, result: Result, lang: str, explain: bool = False) -> dict[str, Any]:
    """The count as one object; amounts in the file's own currency."""
    election = source.election
    told_of = {
        "rule": result.rule,
        "parameters": result.parameters,
        "budget": _number(Fraction(result.budget, election.scale)),
        "spent": _number(Fraction(result.spent, election.scale)),
        "winners": [election.projects[place].id for place in result.winners],
        "projects": [
            {
                "id": project.id,
                "name": project.name,
                "cost": _number(Fraction(project.cost, election.scale)),
                "votes": verdict.votes,
                "selected": verdict.selected,
                "why": {
                    "code": verdict.why.code,
                    "sentence": _told(source, result, place, lang),
                    "facts": {name: _fact(source, name, fact) for name, fact in verdict.why.facts.items()},
                },
            }
            for place, (project, verdict) in enumerate(zip(election.projects, result.verdicts, strict=True))
        ],
    }
    return {**told_of, "working": _working(source, result)} if explain else told_of


def _working(source: File, result: Result) -> list[dict[str, Any]]:
    """The purchases one by one, exact: fractions as text, and the certificate's row where there is one."""
    projects, scale = source.election.projects, source.election.scale
    return [
        {
            "project": projects[step.project].id,
            "left": str(Fraction(step.left, scale)),
            "price": None if step.price is None else str(step.price / scale),
            "paid_in_full": step.full,
            "gave_the_rest": step.partial,
            "could_no_longer_be_paid": [projects[place].id for place in step.dropped],
            "certificate": None if step.row is None else step.row._asdict(),
        }
        for step in result.steps
    ]


def _fact(source: File, name: str, fact: Fact) -> int | float | str:
    if isinstance(fact, str):
        return fact
    return _number(Fraction(fact, source.election.scale if name in MONEY else 1))


def _number(value: Fraction) -> int | float:
    """For JSON only: nothing is decided by it."""
    return value.numerator if value.denominator == 1 else float(value)


def _told(source: File, result: Result, place: int, lang: str) -> str:
    unit = VOTES if source.election.kind in (Kind.APPROVAL, Kind.CHOOSE_ONE) else POINTS
    return told(result.verdicts[place].why, unit, _money(source), partial(translate, lang=lang))


def _money(source: File) -> Callable[[Fraction], str]:
    scale, currency = source.election.scale, source.meta.get("currency", "")
    return lambda amount: f"{decimal(amount / scale, 2)} {currency}".rstrip()


def report(source: File, result: Result, lang: str, explain: bool = False) -> Iterator[str]:
    """Line by line: how it was counted, winners first and why, then the others; and the working if asked for."""
    election, say = source.election, partial(translate, lang=lang)
    yield from _head(source, result, lang)
    others = [place for place in range(len(election.projects)) if not result.verdicts[place].selected]
    others.sort(key=lambda place: -result.verdicts[place].score)
    for number, place in enumerate((*result.winners, *others), start=1):
        if number in (1, len(result.winners) + 1):
            yield "\n" + say(N_("入选") if number <= len(result.winners) else N_("没有入选"))
        yield from _fate(source, result, place, lang, explain)
    if explain:
        yield "\n" + say(N_("逐个选出的过程"))
        for number, step in enumerate(result.steps, start=1):
            yield from _step(source, step, number, lang)


def _head(source: File, result: Result, lang: str) -> Iterator[str]:
    election, money, say = source.election, _money(source), partial(translate, lang=lang)
    yield f"{source.meta.get('description', '')} ({source.meta.get('instance', '')})"
    yield say(N_("预算 {budget}，{projects} 个项目，{voters} 张选票")).format(
        budget=money(Fraction(result.budget)), projects=len(election.projects), voters=election.voters
    )
    chosen = say(N_("规则 {rule}（{parameters}）"))
    yield chosen.format(
        rule=result.rule, parameters=", ".join(f"{k}={v}" for k, v in result.parameters.items())
    )
    yield say(N_("入选 {winners} 个，共用 {spent}")).format(
        winners=len(result.winners), spent=money(Fraction(result.spent))
    )
    same = agrees(source, result)
    if same is not None:
        yield say(N_("与文件里记录的结果一致") if same else N_("与文件里记录的结果不同"))


def _fate(source: File, result: Result, place: int, lang: str, explain: bool) -> Iterator[str]:
    projects, money, say = source.election.projects, _money(source), partial(translate, lang=lang)
    verdict = result.verdicts[place]
    yield f"{'+' if verdict.selected else '-'} {projects[place].id}  {projects[place].name}"
    yield f"    {_told(source, result, place, lang)}"
    if explain and verdict.losses:
        names = _list(lang, (f"{projects[winner].name} {money(paid)}" for winner, paid in verdict.losses))
        yield "    " + say(N_("它的支持者把钱付给了：{winners}")).format(winners=names)


def _step(source: File, step: Step, number: int, lang: str) -> Iterator[str]:
    projects, money, say = source.election.projects, _money(source), partial(translate, lang=lang)
    bought = say(N_("{number}. {name}：当时还有 {left}，用去 {cost}")).format(
        number=number,
        name=projects[step.project].name,
        left=money(Fraction(step.left)),
        cost=money(Fraction(projects[step.project].cost)),
    )
    yield bought
    if step.row is not None and step.price is not None:
        paid = say(N_("每份出 {price}：{full} 人出足，{partial} 人把剩下的都出了"))
        yield "    " + paid.format(
            price=money(step.price), full=f"{step.full:,}", partial=f"{step.partial:,}"
        )
    elif step.price is not None:
        yield "    " + say(N_("每位支持者摊到 {price}")).format(price=money(step.price))
    if step.dropped:
        names = _list(lang, (projects[place].name for place in step.dropped))
        yield "    " + say(N_("从这以后付不起：{names}")).format(names=names)


def _list(lang: str, items: Iterable[str]) -> str:
    return ("、" if lang == "zh" else ", ").join(items)
