"""What people send about rounds."""

from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from civic.kit import clock
from civic.kit.errors import Refused
from civic.kit.money import as_typed, parse_yuan
from civic.web.fields import line, moment, money, prose, whole
from civic.web.forms import Form
from votes.rounds.rules import MOST_POINTS, PRESETS, Plan, Preset, Youth
from votes.rules import Electorate, Method, Rule, Secrecy
from votes.tally.rules import Ties
from votes.tally.spending.settings import Comparison, Completion, Quota, Scope, Settings, Start

MOST_LINKS = 40


class LinkKind(StrEnum):
    """How two proposals hang together, as the page offers it."""

    CONFLICT = "conflict"
    REQUIRES = "requires"


class RoundForm(Form):
    """A round as its makers set it up: everything on one page."""

    place: Annotated[int, whole(1, 10**9)]
    # what the draft was when the page was shown; 0 for a new one
    version: Annotated[int, whole(0, 10**9)] = 0
    title: Annotated[str, line(4, 60)]
    about: Annotated[str, prose(0, 2000)] = ""
    budget: Annotated[int, money()]
    proposals: list[int] = Field(default_factory=list)
    preset: Preset = Preset.OWN
    method: Method = Method.APPROVAL
    rule: Rule | None = None
    min_choices: Annotated[int, whole(1, 100)] = 1
    max_choices: Annotated[int, whole(0, 1000)] = 0
    points: Annotated[int, whole(0, MOST_POINTS)] = 0
    none_of_these: bool = False
    shuffled: bool = False
    ties: Ties = Ties.COST_VOTES_ID
    seed: Annotated[str, line(0, 80)] = ""
    min_votes: Annotated[int, whole(0, 10**6)] = 0
    quota_on: list[str] = Field(default_factory=list)
    quota_most: list[str] = Field(default_factory=list)
    link_first: list[str] = Field(default_factory=list)
    link_kind: list[str] = Field(default_factory=list)
    link_second: list[str] = Field(default_factory=list)
    start: Start = Start.EXACT
    step: Annotated[int, money()] = 100
    stop_exhaustive: bool = False
    completion: Completion = Completion.VOTES
    comparison: Comparison = Comparison.NONE
    electorate: Electorate = Electorate.PERSON
    least_age: Annotated[int, whole(0, 120)] = 18
    secrecy: Secrecy = Secrecy.SECRET
    changeable: bool = False
    paper_ballots: bool = False
    sealed_box: bool = False
    youth: bool = False
    youth_from: Annotated[int, whole(0, 120)] = 14
    youth_to: Annotated[int, whole(0, 120)] = 17
    opens_at: Annotated[AwareDatetime, moment()]
    closes_at: Annotated[AwareDatetime, moment()]
    reminders: list[int] = Field(default_factory=list)

    def plan(self) -> Plan:
        """As the rules read it. Raises Refused beside the field where two fields do not go together."""
        method, rule = PRESETS.get(self.preset, (self.method, self.rule))
        if rule is None:
            raise Refused("field_missing", "rule")
        return Plan(
            title=self.title,
            about=self.about,
            budget_fen=self.budget,
            rule=rule,
            proposals=tuple(self.proposals),
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            min_choices=self.min_choices,
            max_choices=self.max_choices,
            method=method,
            points=self.points,
            settings=self.settings(),
            electorate=self.electorate,
            least_age=self.least_age,
            secrecy=self.secrecy,
            changeable=self.changeable,
            shuffled=self.shuffled,
            none_of_these=self.none_of_these,
            paper_ballots=self.paper_ballots,
            sealed_box=self.sealed_box,
            youth=Youth(self.youth_from, self.youth_to) if self.youth else None,
            reminders=tuple(sorted(set(self.reminders), reverse=True)),
        )

    def settings(self) -> Settings:
        """The choices the rule leaves open."""
        links = self._links()
        return Settings(
            ties=self.ties,
            seed=self.seed if self.ties is Ties.LOT else "",
            min_votes=self.min_votes,
            quotas=self._quotas(),
            conflicts=tuple((first, second) for first, kind, second in links if kind is LinkKind.CONFLICT),
            requires=tuple((first, second) for first, kind, second in links if kind is LinkKind.REQUIRES),
            start=self.start,
            step=Fraction(self.step),
            stop_exhaustive=self.stop_exhaustive,
            completion=self.completion,
            comparison=self.comparison,
        )

    def _quotas(self) -> tuple[Quota, ...]:
        """Rows of the page: what the ceiling is on stands in one list, the amount in the other."""
        found = []
        for on, most in zip(self.quota_on, self.quota_most, strict=False):
            scope, _, name = on.partition(":")
            if not most.strip():
                continue
            if scope not in list(Scope):
                raise Refused("field_choice", "quotas")
            found.append(Quota(Scope(scope), name, _fen(most)))
        return tuple(found)

    def _links(self) -> list[tuple[str, LinkKind, str]]:
        """Rows of the page in three lists: a proposal, how it hangs together, with which other."""
        found = []
        rows = zip(self.link_first, self.link_kind, self.link_second, strict=False)
        for first, kind, second in list(rows)[:MOST_LINKS]:
            if not first and not second:
                continue
            if kind not in list(LinkKind) or not first or not second:
                raise Refused("round_link_half", "links")
            found.append((first, LinkKind(kind), second))
        return found


def _fen(typed: str) -> int:
    try:
        return parse_yuan(typed)
    except Refused as refusal:
        raise Refused(refusal.code, "quotas", **refusal.facts) from refusal


def filled_in(plan: Plan) -> dict[str, Any]:
    """A plan as it stands typed in the page."""
    preset = next((name for name, both in PRESETS.items() if both == (plan.method, plan.rule)), Preset.OWN)
    return {
        "title": plan.title,
        "about": plan.about,
        "budget": as_typed(plan.budget_fen or None),
        "proposals": [str(each) for each in plan.proposals],
        "preset": preset.value,
        "method": plan.method.value,
        "rule": plan.rule.value,
        "min_choices": str(plan.min_choices),
        "max_choices": str(plan.max_choices or ""),
        "points": str(plan.points or ""),
        "none_of_these": _box(plan.none_of_these),
        "shuffled": _box(plan.shuffled),
        "electorate": plan.electorate.value,
        "least_age": str(plan.least_age),
        "secrecy": plan.secrecy.value,
        "changeable": _box(plan.changeable),
        "paper_ballots": _box(plan.paper_ballots),
        "sealed_box": _box(plan.sealed_box),
        "youth": _box(plan.youth is not None),
        "youth_from": str(plan.youth.least_age if plan.youth else 14),
        "youth_to": str(plan.youth.most_age if plan.youth else 17),
        "opens_at": clock.as_typed(plan.opens_at),
        "closes_at": clock.as_typed(plan.closes_at),
        "reminders": [str(hours) for hours in plan.reminders],
    } | _filled_settings(plan.settings)


def _filled_settings(settings: Settings) -> dict[str, Any]:
    links = [(*pair, LinkKind.CONFLICT) for pair in settings.conflicts]
    links += [(*pair, LinkKind.REQUIRES) for pair in settings.requires]
    return {
        "ties": settings.ties.value,
        "seed": settings.seed,
        "min_votes": str(settings.min_votes or ""),
        "quota_on": [f"{quota.scope}:{quota.name}" for quota in settings.quotas],
        "quota_most": [as_typed(quota.most) for quota in settings.quotas],
        "link_first": [link[0] for link in links],
        "link_second": [link[1] for link in links],
        "link_kind": [str(link[2]) for link in links],
        "start": settings.start.value,
        "step": as_typed(int(settings.step or 100)),
        "stop_exhaustive": _box(settings.stop_exhaustive),
        "completion": settings.completion.value,
        "comparison": settings.comparison.value,
    }


def _box(ticked: bool) -> str:
    return "1" if ticked else ""


class CancellationForm(Form):
    """Why a draft is called off."""

    reason: Annotated[str, prose(4, 500)]
