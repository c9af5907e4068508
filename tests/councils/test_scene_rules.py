"""Nobody is left with a page that offers what is no longer in order: whose acts changed is told, or everybody is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from civic.kit.errors import Forbidden, Refused
from councils.sessions.rules import available
from councils.sessions.rules.queue import queue
from councils.sessions.rules.scene import concerned, scene
from councils.sessions.rules.words import Who
from tests.councils import meeting as m
from tests.councils.test_session_properties import begun, commands, hats

EVERYBODY = [*(m.who(seat) for seat in m.ROSTER), m.OUTSIDER, m.STEWARD]


def shown(meeting: m.Meeting, who: Who) -> object:
    """What the page of one person says of them."""
    offers = available(meeting.state, who, meeting.at)
    vote, poll = meeting.state.vote, meeting.state.polls[-1] if meeting.state.polls else None
    return (
        offers.acts,
        str(offers.rest),
        [place for place in queue(meeting.state) if place.hand.person.person_id == who.person_id],
        [named.choice for named in vote.cast if named.person.person_id == who.person_id] if vote else None,
        [option for person, option in poll.answers if person == who.person_id] if poll else None,
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whose_page_would_change_is_told_so(data: st.DataObject) -> None:
    meeting = begun(data)
    for _ in range(data.draw(st.integers(1, 40))):
        hat, command = data.draw(st.tuples(hats, commands))
        before = meeting.state
        pages = {who.person_id: shown(meeting, who) for who in EVERYBODY}
        try:
            facts = meeting.do(hat, command)
        except (Refused, Forbidden):
            continue
        if scene(before) != scene(meeting.state):
            continue
        told = concerned(before, meeting.state, facts) | {hat.person_id}
        runs = {m.CHEN.person_id, m.MA.person_id, m.STEWARD.person_id}  # their desks follow every change
        for who in EVERYBODY:
            if who.person_id not in told | runs:
                assert shown(meeting, who) == pages[who.person_id], (who, command)
