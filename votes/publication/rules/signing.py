"""Two tellers sign one count: two people, each having seen the same digest."""

from collections.abc import Collection

from civic.kit.errors import N_, Forbidden, Refused, Stale, sentences
from civic.people.rules import Actor, Role
from votes.rules import State

#: how many different people must sign before a result stands
TELLERS = 2


def role_of(actor: Actor, path: str) -> Role:
    """As what a teller signs: supervisors first, for they watch the others. Raises Forbidden."""
    for role in (Role.SUPERVISOR, Role.CLERK):
        if actor.holds(role, path):
            return role
    raise Forbidden("teller_role")


def check_signing(
    state: State,
    signed_digest: str,
    digest: str,
    signers: Collection[int],
    person_id: int,
    open_contests: int,
) -> None:
    """Whether this person may sign now. Raises Stale ``result_changed``; Refused with the reason otherwise."""
    if state is State.VOID:
        raise Refused("void_not_signed")
    if state not in (State.CLOSED, State.CERTIFIED):
        raise Refused("ballot_still_open")
    if len(signers) >= TELLERS:
        raise Refused("signed_by_two")
    if person_id in signers:
        raise Refused("signed_already")
    if open_contests:
        raise Refused("contest_waits", waiting=open_contests)
    if signed_digest != digest:
        raise Stale("result_changed")


sentences(
    teller_role=N_("计票结果由监委会或居委会的人签字。"),
    void_not_signed=N_("这次投票已经作废，结果不再签字。"),
    signed_by_two=N_("两位计票人都已经签字，结果已经确认。"),
    signed_already=N_("您已经签过字了。还要另一位计票人签，结果才算确认。"),
    contest_waits=N_("还有 {waiting} 条异议没有答复，现在还不能签字。"),
    result_changed=N_("您看的时候结果有了变化。请重新看一遍，再签字。"),
    nothing_to_sign=N_("这次投票还没有计票结果，不能签字。"),
)
