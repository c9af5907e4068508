"""Who may ask for a session and how many names that takes, what it binds the body to, and by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from civic.kit.chain import document_digest
from civic.kit.errors import N_, Refused, sentences
from civic.notifications.rules import kinds
from civic.people.rules import Actor, Role
from councils.rules import Of, Share
from votes.rolls.rules.entitled import Ages

_SEATED = frozenset({Of.MEMBERS, Of.REPRESENTATIVES, Of.GROUP_REPS})
_LIVING = frozenset({Of.RESIDENTS, Of.VILLAGERS})
# of the residents' groups (居民小组) the house has no register: their share is stated, and counted on paper
COUNTED = _SEATED | _LIVING | {Of.HOUSEHOLDS}


class Stage(StrEnum):
    """How far a request has come."""

    COLLECTING = "collecting"
    REACHED = "reached"
    OVERDUE = "overdue"  # reached, and the days are over without a notice
    CALLED = "called"  # the notice of a session has the matter on its agenda
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> str:
        """How people call it, marked for translation."""
        return _STAGES[self][0]

    @property
    def tone(self) -> str:
        """The colour of its badge; the words say the same."""
        return _STAGES[self][1]


_STAGES = {
    Stage.COLLECTING: (N_("正在联名"), "now"),
    Stage.REACHED: (N_("联名够了，等召集会议"), "warn"),
    Stage.OVERDUE: (N_("超过期限还没有召集"), "warn"),
    Stage.CALLED: (N_("会议已经召集"), "good"),
    Stage.WITHDRAWN: (N_("发起人撤回了"), "plain"),
}


@dataclass(frozen=True)
class Resident:
    """Somebody of the register as far as a share asks."""

    person_id: int
    household_id: int | None
    birth_year: int | None


@dataclass(frozen=True)
class Register:
    """Who counts today: those who sit with a vote, and the verified residents of the place."""

    seated: frozenset[int]
    residents: tuple[Resident, ...]
    year: int

    def units(self, of: Of) -> dict[int, int]:
        """Whom a share is of: by person, the one they are counted as (themselves, or their household)."""
        if of in _SEATED:
            return {person: person for person in self.seated}
        grown = [one for one in self.residents if Ages().admit(one.birth_year, self.year)]
        if of in _LIVING:
            return {one.person_id: one.person_id for one in grown}
        if of is Of.HOUSEHOLDS:
            return {one.person_id: one.household_id for one in grown if one.household_id is not None}
        return {}


@dataclass(frozen=True)
class Count:
    """How one share stands: ``signed`` of ``base``, who must be ``needed``."""

    share: Share
    signed: int
    base: int

    @property
    def needed(self) -> int:
        """The least number that is enough, one at least: of nobody no share is taken."""
        return max(1, self.share.share.needed(self.base))

    @property
    def met(self) -> bool:
        """Whether it is enough."""
        return self.signed >= self.needed


def counts(shares: Iterable[Share], signers: Iterable[int], register: Register) -> list[Count]:
    """How each share that can be counted stands. Who lost the seat or moved away no longer counts."""
    names, found = set(signers), []
    for share in shares:
        if share.of in COUNTED:
            units = register.units(share.of)
            signed = {units[person] for person in names if person in units}
            found.append(Count(share, len(signed), len(set(units.values()))))
    return found


def reached(found: Sequence[Count]) -> Count | None:
    """The first share that is met: any one of them is enough."""
    return next((one for one in found if one.met), None)


def may_sign(person_id: int | None, shares: Iterable[Share], register: Register) -> bool:
    """Whether somebody counts in one of the shares."""
    return any(person_id in register.units(share.of) for share in shares if share.of in COUNTED)


def of_residents(shares: Iterable[Share]) -> bool:
    """Whether the register of residents is asked, beside the list of seats."""
    return any(share.of in _LIVING | {Of.HOUSEHOLDS} for share in shares)


def names_shown(shares: Iterable[Share]) -> bool:
    """Members sign in their office, by name; of residents and households everybody learns the number only."""
    return all(share.of in _SEATED for share in shares)


def due(reached_on: date, days: int) -> date | None:
    """The last day for the notice of the session; None when the rule set names no days."""
    return reached_on + timedelta(days=days) if days else None


def stage(withdrawn: bool, was_reached: bool, due_on: date | None, called: bool, today: date) -> Stage:
    """How far a request has come today. A session that is called off again calls nothing."""
    if withdrawn:
        return Stage.WITHDRAWN
    if not was_reached:
        return Stage.COLLECTING
    if called:
        return Stage.CALLED
    return Stage.OVERDUE if due_on is not None and today > due_on else Stage.REACHED


def text_digest(council_id: int, title: str, reason: str) -> str:
    """SHA-256 of what is signed."""
    return document_digest({"council": council_id, "title": title, "reason": reason})


def may_answer(actor: Actor, *paths: str) -> bool:
    """Who is bound to call the session: the council's chair and the residents' committee."""
    return any(actor.holds_any((Role.CHAIR, Role.CLERK), path) for path in paths)


def check_open(withdrawn: bool, was_reached: bool) -> None:
    """Raises Refused for a request that takes no more names and gives none back."""
    if withdrawn:
        raise Refused("petition_withdrawn")
    if was_reached:
        raise Refused("petition_reached_already")


kinds(
    petition_opened=N_("{name}发起联名，要求{council}开会议“{title}”。同意就签名。"),
    petition_reached=N_("要求{council}开会议“{title}”的联名够了（{signed} / {base}）。请召集会议。"),
    petition_reached_due=N_(
        "要求{council}开会议“{title}”的联名够了（{signed} / {base}）。请在 {due_on} 前发出会议公告。"
    ),
    petition_counted=N_("您签名要求{council}开会的“{title}”，联名够了，会议要召集了。"),
    petition_late=N_("{council}应在 {due_on} 前召集会议议“{title}”，到期没有发出公告。请督促。"),
    petition_late_here=N_("“{title}”的联名要求 {due_on} 前召集会议，已经超期，已告知上级。请马上安排。"),
    petition_called=N_("您签名要求开的会召集了：{council}{session}，议“{title}”。"),
    petition_dropped=N_("“{title}”的联名由发起人撤回了，您的签名不再算数。"),
)
sentences(
    petition_none=N_("这个议事会的规则没有写谁可以联名要求开会。"),
    petition_forbidden=N_("联名只给规则里写明的人：名单上的成员，或者登记的居民。"),
    petition_signed=N_("您已经签过名了，一人只签一次。"),
    petition_not_signed=N_("您没有签名。"),
    petition_reached_already=N_("联名已经够了，签名从这时起不再增减。"),
    petition_withdrawn=N_("发起人已经撤回，这份联名结束了。"),
    petition_own=N_("只有发起人能撤回这份联名。"),
    petition_author=N_("发起人不能只收回签名。不想再要求开会，请撤回整份联名。"),
)
