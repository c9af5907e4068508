"""What a round made from a file is like."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from civic.kit.errors import N_, Refused, sentences
from civic.kit.money import LARGEST, Fen
from votes.pabulib.rules.broken import Broken
from votes.pabulib.rules.counted import Way, recorded
from votes.pabulib.rules.head import File
from votes.rules import Method, Rule
from votes.tally.rules import Kind, Ties
from votes.tally.spending import settings as spending
from votes.tally.spending.settings import Settings

_METHODS = {
    Kind.APPROVAL: Method.APPROVAL,
    Kind.CHOOSE_ONE: Method.CHOOSE_ONE,
    Kind.CUMULATIVE: Method.CUMULATIVE,
    Kind.SCORING: Method.CUMULATIVE,
    Kind.ORDINAL: Method.ORDINAL,
}
_DAY = re.compile(r"(?:([0-9]{1,2})\.([0-9]{1,2})\.)?([12][0-9]{3})")
LONGEST_CODE = 40


@dataclass(frozen=True)
class Plan:
    """A file as a round of this house."""

    #: what the file calls its city
    city: str
    title: str
    about: str
    currency: str
    method: Method
    rule: Rule
    parameters: dict[str, Any]
    max_choices: int
    #: None when the file does not say
    begins: datetime | None
    ends: datetime | None
    scale: int

    def fen(self, amount: int) -> Fen:
        """Hundredths of the currency, from the smallest unit of the file."""
        return amount * 100 // self.scale


def plan(file: File) -> Plan:
    """Raises Refused for amounts, ids or dates that no round can have."""
    meta, election = file.meta, file.election
    if 100 % election.scale:
        raise Refused("pb_too_fine", "file")
    if (
        max(election.budget, *(project.cost for project in election.projects)) * 100
        > LARGEST * election.scale
    ):
        raise Refused("pb_too_large", "file")
    for project in election.projects:
        if len(project.id) > LONGEST_CODE or set(project.id) & set(":,"):
            raise Refused("pb_strange_id", "file", project=project.id, longest=LONGEST_CODE)
    rule, parameters = _rule(file)
    begins, ends = _day(file, "date_begin"), _day(file, "date_end")
    limit = meta.get("max_length", "")
    return Plan(
        city=(meta.get("unit") or "Pabulib")[:60],
        title=(meta.get("description") or meta.get("unit") or "Pabulib")[:200],
        about=", ".join(meta[name] for name in ("unit", "country", "instance") if meta.get(name)),
        currency=_currency(meta),
        method=_METHODS[election.kind],
        rule=rule,
        parameters=parameters,
        max_choices=min(int(limit), len(election.projects)) if limit.isdigit() else 0,
        begins=begins,
        ends=max(begins, ends) if begins and ends else ends,
        scale=election.scale,
    )


def _rule(file: File) -> tuple[Rule, dict[str, Any]]:
    """The file's own rule as far as the file tells it; the plain greedy rule otherwise."""
    ties = Settings(ties=Ties.FILE)
    try:
        way = recorded(file, ties)
    except Broken:
        way = Way(spending.Rule.GREEDY, ties)
    return Rule(way.rule), {**way.settings.as_parameters(way.rule), "file_rule": file.rule}


def _currency(meta: dict[str, str]) -> str:
    named = meta.get("currency", "").upper()
    return named if re.fullmatch(r"[A-Z]{3}", named) else ""


def _day(file: File, name: str) -> datetime | None:
    """``dd.mm.yyyy`` or a year (its first day), at noon UTC. Raises Broken."""
    text = file.meta.get(name, "")
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        day, month, year = found.groups() if found else ("0", "0", "0")
        return datetime(int(year), int(month or 1), int(day or 1), 12, tzinfo=UTC)
    except ValueError:
        raise Broken(file.lines[name], "pb_bad_day", what=name, found=text) from None


sentences(
    pb_imported=N_("这个文件已经导入过了，是第 {number} 号投票“{title}”。"),
    pb_too_fine=N_("文件里的金额比一分钱还细，不能导入。"),
    pb_too_large=N_("文件里的金额太大，不能导入。"),
    pb_strange_id=N_("项目编号“{project}”不能导入：最长 {longest} 个字符，不能有冒号。"),
    pb_bad_day=N_("{what} 应该是一个日期（如 31.12.2025）或年份，这里却是“{found}”。"),
)
