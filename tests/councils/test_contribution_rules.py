"""Written contributions beside the floor: who may write, who looks through them, and what becomes of them."""

import pytest

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.discussion import POSTS_MAX, Answer, Carry, Decline, Post, Show
from councils.sessions.rules.events import ContributionCarried, ContributionShown, HandRaised
from councils.sessions.rules.words import ContributionKind, Source, Stance
from tests.councils import meeting as m

QUESTION = ContributionKind.QUESTION


def digest(number: int) -> str:
    return f"{number:064x}"


def written(by: m.Seat | m.Who = m.LIN, kind: ContributionKind = QUESTION) -> m.Meeting:
    meeting = m.debating()
    meeting.do(by, Post(kind, digest(1)))
    return meeting


def test_anyone_signed_in_writes_on_the_current_item_from_the_room_or_from_afar() -> None:
    meeting = written()
    meeting.do(m.OUTSIDER, Post(ContributionKind.FOR, digest(2)))
    assert [(each.item, each.person.name, each.remote) for each in meeting.state.contributions] == [
        (1, "林秀英", False),
        (1, "外来", True),
    ]
    with pytest.raises(Forbidden):
        meeting.do(m.Who(None), Post(QUESTION, digest(3)))
    with pytest.raises(Refused, match="no_item_current"):
        m.opened().do(m.LIN, Post(QUESTION, digest(3)))


def test_nobody_writes_without_end_or_the_same_twice() -> None:
    meeting = written()
    with pytest.raises(Refused, match="contribution_twice"):
        meeting.do(m.LIN, Post(QUESTION, digest(1)))
    for number in range(2, POSTS_MAX + 1):
        meeting.do(m.LIN, Post(QUESTION, digest(number)))
    with pytest.raises(Refused, match="contributions_used"):
        meeting.do(m.LIN, Post(QUESTION, digest(9)))
    meeting.do(m.CHEN, Decline(2, "写了别人的电话"))
    meeting.do(m.LIN, Post(QUESTION, digest(9)))


def test_one_at_a_time_is_on_the_wall() -> None:
    meeting = written()
    meeting.do(m.LI, Post(QUESTION, digest(2)))
    meeting.do(m.STEWARD, Show(1))
    with pytest.raises(Refused, match="contribution_shown"):
        meeting.do(m.CHEN, Show(1))
    meeting.do(m.CHEN, Show(2))
    assert meeting.state.shown == 2
    meeting.do(m.CHEN, Show(0))
    for member in (m.LI, m.OUTSIDER):
        with pytest.raises(Forbidden):
            meeting.do(member, Show(1))
    with pytest.raises(Refused, match="contribution_unknown"):
        meeting.do(m.CHEN, Show(7))


def test_one_that_is_declined_comes_off_the_wall_and_stays_off() -> None:
    meeting = written()
    meeting.do(m.CHEN, Show(1))
    with pytest.raises(Refused, match="contribution_reason"):
        meeting.do(m.CHEN, Decline(1, " "))
    facts = meeting.do(m.CHEN, Decline(1, "骂人"))
    assert facts[0] == ContributionShown(0)
    for command in (Show(1), Decline(1, "骂人"), Answer(1, "答复"), Carry(1)):
        with pytest.raises(Refused, match="contribution_declined"):
            meeting.do(m.CHEN, command)


def test_it_is_answered_in_a_sentence() -> None:
    meeting = written()
    meeting.do(m.MA, Answer(1, "装在门卫室旁边"))
    meeting.do(m.MA, Answer(1, "装在门卫室东边两米"))
    assert meeting.state.contributions[0].answer == "装在门卫室东边两米"
    with pytest.raises(Refused, match="contribution_answer"):
        meeting.do(m.MA, Answer(1, ""))


@pytest.mark.parametrize(
    ("kind", "stance"),
    [(ContributionKind.AGAINST, Stance.AGAINST), (QUESTION, Stance.NEUTRAL)],
)
def test_a_member_s_is_carried_into_the_queue_with_its_side(kind: ContributionKind, stance: Stance) -> None:
    meeting = written(kind=kind)
    assert meeting.do(m.CHEN, Carry(1)) == (
        HandRaised(1, m.LIN, stance, Source.STEWARD),
        ContributionCarried(1),
    )
    with pytest.raises(Refused, match="contribution_carried"):
        meeting.do(m.CHEN, Carry(1))


def test_a_resident_s_lets_the_chair_call_its_author_as_an_observer() -> None:
    meeting = written(m.OUTSIDER)
    with pytest.raises(Refused, match="call_nobody"):
        meeting.do(m.CHEN, CallSpeaker(99, "请他说说"))
    meeting.do(m.CHEN, Carry(1))
    meeting.do(m.CHEN, CallSpeaker(99, "请他说说"))
    assert meeting.state.speaking is not None
    assert meeting.state.speaking.person.name == "外来"


def test_the_wall_is_empty_when_the_item_is_over() -> None:
    meeting = m.opened()
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.LIN, Post(QUESTION, digest(1)))
    meeting.do(m.CHEN, Show(1))
    meeting.do(m.CHEN, TakeItem(2))
    assert meeting.state.shown == 0
