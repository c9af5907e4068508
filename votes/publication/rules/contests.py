"""Contesting a count, answering a contest, declaring a ballot void and holding it again."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from civic.kit import clock
from civic.kit.errors import N_, Forbidden, Refused, sentences
from civic.people.rules import Actor, Role
from votes.rules import State

#: days after publication of a count in which it may be contested, unless the ballot's parameters say otherwise
CONTEST_DAYS = 7
STAFF = (Role.CLERK, Role.SUPERVISOR, Role.FACILITATOR, Role.OFFICER)


class Outcome(StrEnum):
    """What came of a contest."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"

    @property
    def words(self) -> str:
        """For people, in Chinese."""
        return _WORDS[self]


_WORDS = {Outcome.UPHELD: N_("异议成立，重新计票"), Outcome.DISMISSED: N_("异议不成立")}


def contested_until(counted_at: datetime, parameters: Mapping[str, Any]) -> datetime:
    """The last moment to contest a count; ``contest_days`` is fixed with the ballot's parameters."""
    return counted_at + timedelta(days=int(parameters.get("contest_days", CONTEST_DAYS)))


def may_contest(actor: Actor, path: str, on_roll: bool) -> bool:
    """Whoever is on the roll, and those who look after the vote at this place."""
    return actor.signed_in and (on_roll or actor.holds_any(STAFF, path))


def check_contest(state: State, until: datetime, now: datetime) -> None:
    """Counts are contested after publication, for some days."""
    if state is State.VOID:
        raise Refused("void_not_contested", "reason")
    if state not in (State.CLOSED, State.CERTIFIED):
        raise Refused("ballot_still_open", "reason")
    if now >= until:
        raise Refused("contest_late", "reason", until=until)


def may_answer(actor: Actor, path: str) -> bool:
    """Contests are answered by supervisors, clerks and officers of the place."""
    return actor.holds_any((Role.SUPERVISOR, Role.CLERK, Role.OFFICER), path)


def check_answer(person_id: int, filed_by: int, signers: Collection[int]) -> None:
    """Not by whoever filed it, nor by whoever signed the count. Raises Forbidden."""
    if person_id == filed_by:
        raise Forbidden("contest_own")
    if person_id in signers:
        raise Forbidden("contest_signer")


def may_void(actor: Actor, path: str) -> bool:
    """Only the supervisors, who did not run the vote, declare it void; or the street office."""
    return actor.holds_any((Role.SUPERVISOR, Role.OFFICER), path)


def check_voiding(state: State) -> None:
    """What is under way or over can be void; a draft is simply not opened."""
    if state is State.DRAFT:
        raise Refused("draft_not_void", "reason")
    if state is State.VOID:
        raise Refused("void_already", "reason")


def check_rerun(state: State, repeated: bool) -> None:
    """Only a void ballot is held again, once."""
    if state is not State.VOID:
        raise Refused("rerun_needs_void")
    if repeated:
        raise Refused("rerun_already")


def dates_again(
    opens_at: datetime | None, closes_at: datetime | None, today: date
) -> tuple[datetime, datetime]:
    """When a repeated ballot would begin and end: from tomorrow morning at eight, for as long as the first one."""
    begins = clock.at_local(today + timedelta(days=1), 8)
    length = closes_at - opens_at if opens_at and closes_at else timedelta(days=7)
    return begins, begins + length


sentences(
    void_not_contested=N_("这次投票已经作废，不再收异议。"),
    contest_late=N_("提异议的期限已于 {until} 结束。您写的内容还在。"),
    contest_not_on_roll=N_("计票的异议由名册上的人提出。"),
    contest_filed_already=N_("您已经对这次计票提过一次异议，请等答复。"),
    contest_answered=N_("这条异议已经有人答复了。"),
    contest_own=N_("自己提的异议，要由别人来答复。"),
    contest_signer=N_("您在这份计票结果上签过字，异议要由没签过字的人来答复。"),
    draft_not_void=N_("这次投票还没有开始，不用作废。"),
    void_already=N_("这次投票已经作废了。"),
    rerun_needs_void=N_("只有作废的投票才重新投。"),
    rerun_already=N_("重新投票的草稿已经有了，不用再建。"),
)
