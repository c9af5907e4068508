"""``python main.py count`` (a Pabulib file counted and explained, without any database) and ``import-pabulib``."""

import json
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from pathlib import Path

from civic.kit.errors import N_, NotFound, Refused
from civic.people.rules import SYSTEM
from civic.web.i18n import sentence, translate
from votes.pabulib.rules import Broken, File, Rule, agrees, read
from votes.pabulib.rules import count as counted
from votes.pabulib.services import import_file
from votes.tally.rules import Fact, Kind, Result, Ties
from votes.tally.why import MONEY, POINTS, VOTES, decimal, told

RULES = [str(rule) for rule in Rule]
TIES = [str(ties) for ties in Ties]
BROKEN = 2

_UNREADABLE = N_("读不到这个文件：{why}")
_NO_PLACE = N_("没有这个编号的地方。")


def count(file: str, rule: str, ties: str | None = None, as_json: bool = False, lang: str = "zh") -> int:
    """Print winners and reasons; the exit code is 2 for a file that is broken or cannot be read.

    Without ``ties`` a recorded rule is replayed with the file's order, every other rule with cost,votes,id:
    Pabulib lists tied projects in the order in which its city ranked them.
    """
    chosen = Rule(rule)
    order = Ties(ties) if ties else Ties.FILE if chosen is Rule.RECORDED else Ties.COST_VOTES_ID
    try:
        source = read(Path(file).read_bytes())
        result = counted(source, chosen, order)
    except OSError as error:
        print(f"{file}: {translate(_UNREADABLE, lang).format(why=error.strerror)}", file=sys.stderr)
        return BROKEN
    except Broken as broken:
        print(f"{file}:{broken.line}: {sentence(broken, lang)}", file=sys.stderr)
        return BROKEN
    if as_json:
        print(json.dumps(document(source, result, lang), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_report(source, result, lang)))
    return 0


async def import_pabulib(file: str, place_id: int | None = None, lang: str = "zh") -> int:
    """Make a finished round of a file and say where it is; the exit code is 2 when it is refused."""
    try:
        round_ = await import_file(SYSTEM, Path(file).read_bytes(), place_id, Path(file).name)  # noqa: ASYNC240
    except OSError as error:
        print(f"{file}: {translate(_UNREADABLE, lang).format(why=error.strerror)}", file=sys.stderr)
    except Broken as broken:
        print(f"{file}:{broken.line}: {sentence(broken, lang)}", file=sys.stderr)
    except Refused as refusal:
        print(f"{file}: {sentence(refusal, lang)}", file=sys.stderr)
    except NotFound:
        print(f"{file}: {translate(_NO_PLACE, lang)}", file=sys.stderr)
    else:
        made = N_("已导入，第 {number} 号投票“{title}”：/rounds/{number}/result")
        print(translate(made, lang).format(number=round_.id, title=round_.title))
        return 0
    return BROKEN


def document(source: File, result: Result, lang: str) -> dict[str, object]:
    """The count as one object; amounts in the file's own currency."""
    election = source.election
    return {
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


def _report(source: File, result: Result, lang: str) -> Iterator[str]:
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
    others = [place for place in range(len(election.projects)) if not result.verdicts[place].selected]
    others.sort(key=lambda place: -result.verdicts[place].score)
    for number, place in enumerate((*result.winners, *others), start=1):
        if number in (1, len(result.winners) + 1):
            yield "\n" + say(N_("入选") if number <= len(result.winners) else N_("没有入选"))
        project = election.projects[place]
        yield f"{'+' if result.verdicts[place].selected else '-'} {project.id}  {project.name}"
        yield f"    {_told(source, result, place, lang)}"
