"""People in the hall without a phone move and second as well: the table enters it, and the log says so."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.motions import Second
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Source
from tests.councils import meeting as make
from tests.councils.meeting import CHEN, LI, LIN, MA, STEWARD, TEXT, ZHAO


def on_the_item():
    meeting = make.opened()
    meeting.do(CHEN, TakeItem(1))
    return meeting


@pytest.mark.parametrize("table", [MA, STEWARD])
def test_what_somebody_says_aloud_is_moved_and_seconded_in_their_name(table):
    meeting = on_the_item()
    (moved,) = meeting.do(table, Move(TEXT, person_id=LIN.person_id))
    (seconded,) = meeting.do(table, Second(1, LI.person_id))
    assert (moved.mover, moved.source) == (LIN, Source.STEWARD)
    assert (seconded.person, seconded.source) == (LI, Source.STEWARD)
    assert meeting.state.motion.seconder == LI


def test_on_the_own_phone_it_is_ones_own():
    meeting = on_the_item()
    (moved,) = meeting.do(LIN, Move(TEXT, person_id=LIN.person_id))
    assert moved.source is Source.SELF


def test_members_do_not_speak_for_each_other():
    meeting = on_the_item()
    with pytest.raises(Forbidden):
        meeting.do(ZHAO, Move(TEXT, person_id=LIN.person_id))
    meeting.do(LIN, Move(TEXT))
    with pytest.raises(Forbidden):
        meeting.do(ZHAO, Second(1, LI.person_id))


def test_the_rules_hold_for_whom_it_is_entered():
    meeting = on_the_item()
    with pytest.raises(Forbidden):  # who presides moves nothing
        meeting.do(MA, Move(TEXT, person_id=CHEN.person_id))
    meeting.do(MA, Move(TEXT, person_id=LIN.person_id))
    with pytest.raises(Refused, match="second_by_mover"):
        meeting.do(MA, Second(1, LIN.person_id))
