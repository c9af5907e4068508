"""Composing minutes: the same log always gives the same document, and everything in it comes from an event."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from civic.kit.chain import canonical_json
from civic.kit.errors import Refused
from civic.people.rules import ANONYMOUS, SYSTEM, Actor, Held, Role
from councils.minutes import rules
from councils.minutes.rules import Heading, Notes, SignerRole, State, Task, Where, compose, plain, read
from councils.minutes.rules.signing import REQUIRED, Proof, need_fresh, need_ready
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import Adjourned
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate, Lapsed, Move, Withdraw
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote, VoidVote
from councils.sessions.rules.words import Choice, Method, Stance
from tests.councils.meeting import (
    CHEN,
    LI,
    LIN,
    MA,
    ROSTER,
    STEWARD,
    ZHAO,
    Meeting,
    announced,
    debating,
    opened,
)

GOLDEN = Path(__file__).parent / "golden_minutes.json"
HEADING = Heading(7, "ab" * 32)
WHERE = Where("/1/4/", recorder_id=MA.person_id, chair_id=CHEN.person_id, roster=frozenset({3, 4}))


def whole() -> Meeting:
    """A meeting with everything in it: speeches on both sides, a void vote, named votes, a lost motion, someone leaving."""
    meeting = debating()
    meeting.do(LIN, RaiseHand(1, Stance.FOR))
    meeting.do(ZHAO, RaiseHand(1, Stance.AGAINST))
    meeting.do(CHEN, CallSpeaker(LIN.person_id))
    meeting.wait(75)
    meeting.do(CHEN, CallSpeaker(ZHAO.person_id))
    meeting.wait(40)
    meeting.do(ZHAO, EndSpeech(2))
    meeting.do(MA, NoteGist(1, "南门晚上太黑，老人摔过两次。"))
    meeting.do(CHEN, CloseDebate(1))
    meeting.do(CHEN, OpenVote(1, Method.HANDS))
    meeting.do(CHEN, VoidVote(1, "有人没有听清题目"))
    meeting.do(CHEN, OpenVote(1, Method.PHONES))
    for seat, choice in ((LIN, Choice.YES), (LI, Choice.YES), (ZHAO, Choice.NO), (CHEN, Choice.ABSTAIN)):
        meeting.do(seat, Cast(1, choice))
    meeting.wait(60)
    meeting.do(CHEN, CloseVote(1))
    meeting.do(ZHAO, Move("由物业在 12 月底前修好东门的门禁"))
    meeting.do(CHEN, Lapsed(2))
    meeting.do(CHEN, TakeItem(2))
    meeting.do(LI, Move("由居委会在下月开一次分类亭选址的现场会"))
    meeting.do(LI, Withdraw(3))
    meeting.do(ZHAO, Leave(ZHAO.person_id))
    meeting.wait(30)
    meeting.do(CHEN, Adjourn(confirmed=True))
    meeting.wait(3600)
    meeting.do(MA, NoteGist(2, "先修门禁，钱不够两样都做。"))
    return meeting


def composed() -> rules.MinutesDocument:
    task = Task(1, "换好南门路灯", "居委会", "2027-06-30", "社区保障资金")
    return compose(HEADING, whole().log, notes=Notes(tasks=(task,)))


def test_the_same_log_gives_byte_identical_canonical_json():
    one, other = (canonical_json(plain(composed())) for _ in range(2))
    assert one == other


def test_minutes_signed_in_the_first_form_are_composed_in_it_again():
    assert canonical_json(plain(compose(HEADING, whole().log, form=1))) == GOLDEN.read_bytes()


def test_who_pressed_the_buttons_does_not_matter():
    log = [replace(event, actor=LI) for event in whole().log]
    assert compose(HEADING, log) == compose(HEADING, whole().log)


def test_what_is_stored_reads_back_as_the_same_document():
    document = composed()
    assert read(plain(document)) == document


def test_heading_and_presence_come_from_the_log():
    document = composed()
    assert (document.council, document.term, document.number) == ("槐树街社区居民议事会", 3, 7)
    assert (document.chair.name, document.recorder.name, document.convener) == ("陈素芳", "马丽", "孙敏")
    assert document.seats == 5
    assert [one.person.name for one in document.present] == [seat.name for seat in ROSTER]
    assert document.absent == ()
    zhao = document.present[-1]
    assert zhao.gone is not None
    assert document.present_at_close == 4
    assert document.log_seq == len(whole().log)


def test_every_finding_of_the_quorum_is_there_with_its_numbers():
    checks = composed().quorum
    assert [(check.motion, check.present, check.seats, check.needed, check.met) for check in checks] == [
        (0, 5, 5, 4, True),
        (1, 5, 5, 4, True),
        (1, 5, 5, 4, True),
    ]


def test_a_motion_has_its_final_wording_its_people_and_its_speeches_in_order():
    motion = composed().motions[0]
    assert (motion.mover.name, motion.seconder and motion.seconder.name) == ("林秀英", "李红梅")
    assert motion.text_digest == hashlib.sha256(motion.text.encode()).hexdigest()
    assert [(s.person.name, s.stance, s.seconds, s.gist) for s in motion.speeches] == [
        ("林秀英", "for", 75, "南门晚上太黑，老人摔过两次。"),
        ("赵敏", "against", 40, "先修门禁，钱不够两样都做。"),
    ]


def test_votes_have_every_number_and_the_void_one_is_told_without_its_votes():
    void, counted = composed().motions[0].votes
    assert (void.tally, void.named, void.void_reason) == (None, (), "有人没有听清题目")
    tally = counted.tally
    assert tally is not None
    assert (tally.yes, tally.no, tally.abstain, tally.silent) == (2, 1, 1, 1)
    assert (tally.total, tally.needed, tally.num, tally.den, tally.strict) == (3, 2, 1, 2, True)
    assert [one.choice for one in counted.named] == ["yes", "yes", "no", "abstain"]
    assert tally.yes + tally.no + tally.abstain + tally.silent == tally.present


def test_the_decisions_are_those_motions_that_were_carried():
    document = composed()
    assert [motion.number for motion in document.adopted] == [1]
    assert [(m.number, m.outcome, m.lapse) for m in document.motions] == [
        (1, "adopted", ""),
        (2, "lapsed", "no_second"),
        (3, "withdrawn", ""),
    ]
    assert [item.outcome for item in document.agenda] == ["decided", "postponed", "postponed"]


def test_a_session_without_a_quorum_has_minutes_that_say_so():
    meeting = announced()
    meeting.do(CHEN, OpenCheckin(5, ROSTER))
    meeting.do(LIN, CheckIn(LIN.person_id))
    meeting.do(STEWARD, CheckIn(LI.person_id))
    meeting.do(CHEN, Adjourn(confirmed=True))
    document = compose(HEADING, meeting.log)
    assert not document.held
    assert document.quorum[0].met is False
    assert [one.steward for one in document.present] == [False, True]
    assert [one.name for one in document.absent] == ["陈素芳", "马丽", "赵敏"]
    assert rules.missing(document) == ()


def test_somebody_who_comes_back_has_two_stays():
    meeting = opened()
    meeting.do(ZHAO, Leave(ZHAO.person_id))
    meeting.wait(60)
    meeting.do(ZHAO, CheckIn(ZHAO.person_id))
    meeting.do(CHEN, Adjourn(confirmed=True))
    zhao = next(one for one in compose(HEADING, meeting.log).present if one.person.id == ZHAO.person_id)
    assert len(zhao.stays) == 2
    assert zhao.gone is None


def test_a_log_without_a_notice_has_no_minutes():
    with pytest.raises(ValueError, match="notice"):
        compose(HEADING, [])


def test_a_whole_document_misses_nothing():
    assert rules.missing(composed()) == ()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"council": ""}, "title"),
        ({"closed_at": ""}, "times"),
        ({"opened_at": ""}, "times"),
        ({"venue": ""}, "venue"),
        ({"convener": ""}, "convener"),
        ({"basis": ""}, "basis"),
        ({"notice_day": ""}, "notice_day"),
        ({"seats": 0}, "roster"),
        ({"quorum": ()}, "quorum"),
        ({"agenda": ()}, "agenda"),
    ],
)
def test_an_empty_required_field_is_named(change, name):
    assert name in rules.missing(replace(composed(), **change))


def test_an_item_without_an_outcome_is_named():
    log = [event for event in opened().log if not isinstance(event.fact, Adjourned)]
    assert "outcomes" in rules.missing(compose(HEADING, log))


def test_every_required_field_has_its_words():
    assert all(REQUIRED.values())


def person(person_id: int | None, *roles: Role) -> Actor:
    return Actor(person_id, "", tuple(Held(role, 4, "/1/4/") for role in roles))


def test_the_recorder_drafts_and_so_does_the_clock():
    assert rules.may_draft(person(MA.person_id), WHERE)
    assert rules.may_draft(SYSTEM, WHERE)
    assert not rules.may_draft(person(CHEN.person_id), WHERE)
    assert not rules.may_draft(ANONYMOUS, WHERE)


def test_a_draft_is_for_those_who_were_called_and_those_who_answer_for_it():
    for reader in (person(MA.person_id), person(CHEN.person_id), person(3), person(80, Role.CLERK)):
        assert rules.may_read(reader, State.DRAFTED, WHERE)
    for other in (ANONYMOUS, person(99), person(81, Role.RESIDENT)):
        assert not rules.may_read(other, State.SIGNED_RECORDER, WHERE)
        assert rules.may_read(other, State.PUBLISHED, WHERE)


def ready(
    actor: Actor, role: SignerRole, state: State, seen: tuple[str, str] = ("a", "a"), where: Where = WHERE
):
    need_ready(actor, role, where, state, composed(), seen)


def test_the_recorder_signs_first_and_then_the_chair():
    ready(person(MA.person_id), SignerRole.RECORDER, State.DRAFTED)
    ready(person(CHEN.person_id), SignerRole.CHAIR, State.SIGNED_RECORDER)
    with pytest.raises(Refused, match="minutes_recorder_first"):
        ready(person(CHEN.person_id), SignerRole.CHAIR, State.DRAFTED)
    for state in (State.SIGNED_RECORDER, State.PUBLISHED):
        with pytest.raises(Refused, match="minutes_signed_already"):
            ready(person(MA.person_id), SignerRole.RECORDER, state)


def test_one_person_does_not_sign_twice():
    both = Where("/1/4/", recorder_id=5, chair_id=5)
    with pytest.raises(Refused, match="minutes_two_people"):
        ready(person(5), SignerRole.CHAIR, State.SIGNED_RECORDER, where=both)


def test_a_proof_is_ones_own_and_five_minutes_old_at_most(clock):
    at = clock.now()
    need_fresh(Proof(5, at), person(5), at)
    for proof, later in ((Proof(6, at), 0), (Proof(5, at), 301), (Proof(5, at), -1)):
        with pytest.raises(Refused, match="proof_stale"):
            need_fresh(proof, person(5), at.fromtimestamp(at.timestamp() + later, at.tzinfo))
