"""From numbers to a verdict: who counts, out of how many, and whether that is enough."""

from dataclasses import dataclass

from civic.kit.errors import N_, Refused, sentences
from civic.kit.thresholds import MORE_THAN_HALF
from councils.rules import Base
from councils.sessions.rules.events import VoteClosed
from councils.sessions.rules.precedence import WITHOUT_QUORUM, Passing, passing
from councils.sessions.rules.shapes import Vote
from councils.sessions.rules.state import State
from councils.sessions.rules.words import Method


@dataclass(frozen=True)
class Count:
    """What was counted."""

    yes: int
    no: int
    abstain: int
    invalid: int = 0


def voters(state: State, vote: Vote) -> frozenset[int]:
    """Who is heard in this vote: those in the room, those who voted and left, without those who have no vote here.

    Of a secret vote those who were here when it was opened: nobody knows who left without voting.
    """
    return _in_room(state, vote) - vote.recused


def _in_room(state: State, vote: Vote) -> frozenset[int]:
    if vote.method is Method.SECRET:
        return vote.here
    return state.present | {named.person.person_id for named in vote.cast}


def verdict(state: State, vote: Vote, count: Count) -> VoteClosed:
    """Numbers to result: yes must reach the share of the base and exceed no. A tie is lost (principle 12).

    Consent carries when nobody objected, whatever the share. The quorum that counts is the one found when the vote was
    opened, and it stands in that event; when it is lost before the result, the verdict says so and stands (RONR 40:12: what
    was begun with a quorum is not undone without clear proof that it lacked one when it was decided).
    Raises Refused for more votes than voters.
    """
    motion, room, heard = state.motions[vote.motion - 1], _in_room(state, vote), voters(state, vote)
    given = (count.yes, count.no, count.abstain, count.invalid)
    if min(given) < 0 or sum(given) > len(heard):
        raise Refused("hands_too_many", "yes", present=len(heard))
    rule, consent = passing(state.rules, motion.kind, motion.noticed), vote.method is Method.CONSENT
    total = 0 if consent else _base(state, vote, rule.base, count, len(heard))
    needed = 0 if consent else max(1, rule.share.needed(total))
    if rule.or_all and not consent and vote.method is not Method.SECRET:
        rule, total, needed = _easier(state, vote, (rule, total, needed))
    return VoteClosed(
        motion=vote.motion,
        method=vote.method,
        yes=count.yes,
        no=count.no,
        abstain=count.abstain,
        silent=len(heard) - sum(given),
        present=len(room),
        seats=state.seats,
        base=rule.base,
        total=total,
        needed=needed,
        num=rule.share.num,
        den=rule.share.den,
        strict=rule.share.strict,
        adopted=consent or (count.yes >= needed and count.yes > count.no),
        invalid=count.invalid,
        recused=len(room & vote.recused),
        quorum_lost=motion.kind not in WITHOUT_QUORUM and not state.quorate,
    )


def _easier(state: State, vote: Vote, own: tuple[Passing, int, int]) -> tuple[Passing, int, int]:
    """Of the larger share and a majority of all members the one that takes fewer; either carries (RONR 35:2).

    Never less than the ordinary share of all members, where a rule set counts of these. A ballot of the votes floor knows one
    bar only: a secret vote keeps to the larger share.
    """
    whole = state.seats - len(vote.recused)
    share = state.rules.passing if state.rules.base is Base.SEATS else MORE_THAN_HALF
    everyone = (Passing(share, Base.SEATS), whole, max(1, share.needed(whole)))
    if state.rules.base is Base.SEATS:
        return everyone
    return min(own, everyone, key=lambda way: way[2])


def _base(state: State, vote: Vote, base: Base, count: Count, heard: int) -> int:
    """The size of the base. Those without a vote in this are no part of it (recusal, meetings.md 6.2)."""
    if base is Base.CAST:
        return count.yes + count.no
    return heard if base is Base.PRESENT else state.seats - len(vote.recused)


sentences(hands_too_many=N_("加起来比能表决的 {present} 人还多，请再数一遍。"))
