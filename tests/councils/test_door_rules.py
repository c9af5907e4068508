"""Who is here: observers, the network, substitutes, leave, the gallery, and member bodies with quorums of their own."""

from dataclasses import replace

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.kit.thresholds import MORE_THAN_HALF
from councils.rules import FloorRules, Strictness
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.chair import HandOver
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import Bench, CheckedIn, Excused, Left, Reserve, SpeechEnded
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, OpenDebate, Second, StateMotion
from councils.sessions.rules.presence import Announce, Open
from councils.sessions.rules.standins import CountGallery, Excuse, SeatSubstitute
from councils.sessions.rules.votes import Cast, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Choice, Method, Source, Stance
from tests.councils import meeting as m

WANG, GUEST = m.Seat(11, "王强"), m.Seat(-3, "何经理（物业项目经理）")
SUN, QIAN = Reserve(21, "孙蕾"), Reserve(22, "钱亮", "二号院")


def door(*here: m.Seat, rules: FloorRules | None = None, **more: object) -> m.Meeting:
    meeting = m.announced(rules)
    settings: dict[str, object] = {"observers": (WANG, GUEST), "reserves": (SUN, QIAN)}
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER, **settings | more))  # type: ignore[arg-type]
    for seat in here:
        meeting.do(seat, CheckIn(seat.person_id))
    return meeting


def test_observers_check_in_and_do_not_count_for_the_quorum() -> None:
    meeting = door(*m.ROSTER[:3])
    meeting.do(WANG, CheckIn(11))
    assert meeting.state.observing == {11}
    assert len(meeting.state.present) == 3
    with pytest.raises(Refused, match="not_quorate"):
        meeting.do(m.CHEN, Open())
    with pytest.raises(Refused, match="checked_in_already"):
        meeting.do(WANG, CheckIn(11))
    meeting.do(WANG, Leave(11))
    assert not meeting.state.observing


def test_an_observer_without_an_account_is_checked_in_at_the_desk() -> None:
    meeting = door()
    (fact,) = meeting.do(m.STEWARD, CheckIn(-3))
    assert fact == CheckedIn(GUEST, Source.STEWARD)
    assert meeting.state.observing == {-3}


def test_whoever_comes_is_heard_in_an_open_consultation_and_nowhere_else() -> None:
    with pytest.raises(Forbidden, match="checkin_members_only"):
        door().do(m.OUTSIDER, CheckIn(99))
    meeting = door(rules=FloorRules(strictness=Strictness.CONSULTATION))
    meeting.do(m.OUTSIDER, CheckIn(99))
    assert meeting.state.observer(99) == m.Seat(99, "外来")
    with pytest.raises(Forbidden):
        meeting.do(m.STEWARD, CheckIn(98))  # whom nobody knows by name


def test_over_the_network_only_where_the_notice_allows_it() -> None:
    with pytest.raises(Refused, match="remote_not_open"):
        door().do(m.LIN, CheckIn(3, remote=True))
    meeting = m.Meeting()
    meeting.do(m.CHEN, Announce(replace(m.notice(), remote=True)))
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER))
    meeting.do(m.LIN, CheckIn(3, remote=True))
    assert meeting.state.present == {3}
    assert meeting.state.remote == {3}
    meeting.do(m.LIN, Leave(3))
    meeting.do(m.LIN, CheckIn(3))
    assert meeting.state.remote == frozenset()


def test_leave_is_asked_for_with_a_reason_and_ends_when_one_comes_after_all() -> None:
    meeting = door(m.CHEN, excused=((4, "住院"), (99, "不是成员")))
    assert [fact for event in meeting.log if isinstance(fact := event.fact, Excused)] == [
        Excused(m.LI, "住院")
    ]
    with pytest.raises(Refused, match="excuse_reason"):
        meeting.do(m.LIN, Excuse(3, " "))
    meeting.do(m.LIN, Excuse(3, "孩子发烧"))
    with pytest.raises(Refused, match="excused_already"):
        meeting.do(m.STEWARD, Excuse(3, "孩子发烧"))
    with pytest.raises(Refused, match="checked_in_already"):
        meeting.do(m.CHEN, Excuse(1, "有事"))
    with pytest.raises(Forbidden):
        meeting.do(m.ZHAO, Excuse(2, "他有事"))
    meeting.do(m.LIN, CheckIn(3))
    assert meeting.state.excused == (m.LI,)


def test_a_substitute_sits_with_the_absent_member_s_vote() -> None:
    meeting = door(m.CHEN, m.MA, m.LI)
    with pytest.raises(Refused, match="checked_in_already"):
        meeting.do(m.STEWARD, SeatSubstitute(4, 21))
    meeting.do(m.STEWARD, SeatSubstitute(3, 21))
    assert meeting.state.seat(21) == m.Seat(21, "孙蕾")
    meeting.do(m.CHEN, Open())  # four of five are here
    for again in (SeatSubstitute(5, 21), SeatSubstitute(3, 22), SeatSubstitute(5, 77)):
        with pytest.raises(Refused):
            meeting.do(m.STEWARD, again)
    with pytest.raises(Forbidden):
        meeting.do(m.LI, SeatSubstitute(5, 22))


def test_the_member_who_comes_after_all_takes_the_seat_back() -> None:
    meeting = substituted()
    facts = meeting.do(m.LIN, CheckIn(3))
    assert facts == (Left(m.Seat(21, "孙蕾"), Source.SELF), CheckedIn(m.LIN, Source.SELF))
    assert meeting.state.seat(21) is None
    assert 21 not in meeting.state.present
    assert not meeting.state.substitutes


def test_but_not_in_the_middle_of_a_vote_for_a_seat_has_one_voice() -> None:
    meeting = substituted()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.LI, Move(m.TEXT))
    meeting.do(m.ZHAO, Second(1))
    for command in (StateMotion(1), OpenDebate(1), CloseDebate(1), OpenVote(1, Method.PHONES)):
        meeting.do(m.CHEN, command)
    meeting.do(m.Seat(21, "孙蕾"), Cast(1, Choice.YES))
    with pytest.raises(Refused, match="substitute_votes"):
        meeting.do(m.LIN, CheckIn(3))


def test_a_substitute_of_one_body_sits_for_nobody_of_another() -> None:
    meeting = door(m.CHEN, benches=benches())
    with pytest.raises(Refused, match="substitute_other_body"):
        meeting.do(m.STEWARD, SeatSubstitute(2, 22))
    meeting.do(m.STEWARD, SeatSubstitute(4, 22))
    assert [verdict.present for verdict in meeting.state.bench_verdicts] == [1, 1]


def test_the_gallery_is_counted_by_the_steward() -> None:
    meeting = door()
    meeting.do(m.STEWARD, CountGallery(12))
    assert meeting.state.gallery == 12
    for count in (12, -1, 10**9):
        with pytest.raises(Refused):
            meeting.do(m.STEWARD, CountGallery(count))
    with pytest.raises(Forbidden):
        meeting.do(m.LIN, CountGallery(3))


def test_in_a_joint_council_every_body_needs_its_quorum_and_the_whole_too() -> None:
    meeting = door(m.CHEN, m.MA, m.LIN, m.LI, benches=benches())
    assert [(each.name, each.present, each.needed, each.met) for each in meeting.state.bench_verdicts] == [
        ("一号院", 3, 2, True),
        ("二号院", 1, 2, False),
    ]
    with pytest.raises(Refused) as refusal:
        meeting.do(m.CHEN, Open())
    assert (refusal.value.code, refusal.value.facts["bench"]) == ("bench_not_quorate", "二号院")
    meeting.do(m.ZHAO, CheckIn(5))
    meeting.do(m.CHEN, Open())


def test_a_speech_ends_when_its_speaker_leaves_even_one_that_is_held() -> None:
    meeting = m.debating()
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.CHEN, CallSpeaker(3))
    meeting.wait(7)
    ended, _ = meeting.do(m.LIN, Leave(3))
    assert ended == SpeechEnded(1, m.LIN, 7)


def test_the_session_opens_with_its_chair_or_with_another_in_the_chair() -> None:
    meeting = door(*m.ROSTER[1:])
    with pytest.raises(Refused, match="chair_not_here"):
        meeting.do(m.MA, Open())
    meeting.do(m.MA, HandOver(3, "主持人堵在路上"))
    meeting.do(m.LIN, Open())
    assert meeting.state.presiding == m.LIN


def substituted() -> m.Meeting:
    """Sun sits for Lin, and the session is open."""
    meeting = door(m.CHEN, m.MA, m.LI, m.ZHAO)
    meeting.do(m.STEWARD, SeatSubstitute(3, 21))
    meeting.do(m.CHEN, Open())
    return meeting


def benches() -> tuple[Bench, ...]:
    return (Bench("一号院", 3, (1, 2, 3)), Bench("二号院", 2, (4, 5), MORE_THAN_HALF))
