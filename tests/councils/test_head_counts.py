"""Where the rules ask for more than filled seats: households, representatives, those affected; and talking without a quorum."""

import pytest

from civic.kit.errors import Forbidden
from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS, Threshold
from councils.documents.rules.overview import overview
from councils.documents.rules.words import Words
from councils.minutes.rules.composing import Heading, compose
from councils.minutes.rules.document import plain
from councils.models import Term
from councils.rules import FloorRules, Least, Of, Share, Strictness
from councils.sessions import queries, services
from councils.sessions.rules import State, available, next_step, replay
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, Leave, OpenCheckin
from councils.sessions.rules.events import Opened, QuorumChecked, VoteOpened
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.heads import CountAs, CountHeads
from councils.sessions.rules.motions import CloseDebate, OpenDebate
from councils.sessions.rules.pauses import CheckQuorum
from councils.sessions.rules.presence import Open
from councils.sessions.rules.votes import OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Method, Stance
from tests.councils import meeting as m
from tests.factories import councils as make

WANG = m.Seat(11, "王强")
HEADING = Heading(7, "c" * 64)
HEARING = FloorRules(
    strictness=Strictness.CONSULTATION,
    quorum=MORE_THAN_HALF,
    least=(Least(3, Of.REPRESENTATIVES), Least(4, Of.AFFECTED)),
)
# 村民会议: more than half of all, or two thirds of the households
ASSEMBLY = FloorRules(quorum=MORE_THAN_HALF, also=(Share(TWO_THIRDS, Of.HOUSEHOLDS),))


def at_the_door(rules: FloorRules, *here: m.Seat) -> m.Meeting:
    meeting = m.announced(rules)
    meeting.do(m.CHEN, OpenCheckin(5, m.ROSTER, (WANG,)))
    for seat in here:
        meeting.do(m.STEWARD, CheckIn(seat.person_id))
    return meeting


def counts(state: State) -> dict[Of, int]:
    return {one.of: one.present for one in state.heads}


def test_a_hearing_opens_when_each_kind_is_there_and_nobody_counts_twice():
    meeting = at_the_door(HEARING, *m.ROSTER[:3], WANG)
    short = m.refused(meeting, m.CHEN, Open())
    assert (short.code, short.facts["missing"], short.facts["of"]) == ("heads_short", 4, Of.AFFECTED.words)
    assert m.said_aloud(meeting) == "say_heads"
    meeting.do(m.STEWARD, CheckIn(m.LI.person_id, side=Of.AFFECTED))
    meeting.do(m.STEWARD, CountAs(WANG.person_id, Of.AFFECTED))
    assert counts(meeting.state) == {Of.REPRESENTATIVES: 3, Of.AFFECTED: 2}
    assert m.refused(meeting, m.STEWARD, CountAs(WANG.person_id, Of.AFFECTED)).code == "counted_already"
    meeting.do(m.STEWARD, CountHeads(Of.AFFECTED, 2))
    assert m.refused(meeting, m.STEWARD, CountHeads(Of.AFFECTED, 2)).code == "heads_same"
    meeting.do(m.CHEN, Open())
    opened = meeting.log[-1].fact
    assert isinstance(opened, Opened)
    assert [(one.of, one.present, one.met) for one in opened.heads] == [
        (Of.REPRESENTATIVES, 3, True),
        (Of.AFFECTED, 4, True),
    ]
    meeting.do(WANG, Leave(WANG.person_id))
    meeting.do(m.LI, CheckQuorum())
    found = meeting.log[-1].fact
    assert isinstance(found, QuorumChecked)
    assert not found.met
    meeting.do(m.STEWARD, CountAs(m.LI.person_id, None))
    assert counts(meeting.state) == {Of.REPRESENTATIVES: 4, Of.AFFECTED: 2}
    assert replay(meeting.log) == meeting.state


def test_only_the_desk_counts_and_only_whom_the_rules_ask_for():
    meeting = at_the_door(HEARING, *m.ROSTER)
    for who in (m.LI, m.OUTSIDER):
        with pytest.raises(Forbidden, match="tender_only"):
            meeting.do(who, CountHeads(Of.AFFECTED, 20))
        with pytest.raises(Forbidden, match="tender_only"):
            meeting.do(who, CountAs(m.LI.person_id, Of.AFFECTED))
    with pytest.raises(Forbidden, match="tender_only"):
        at_the_door(HEARING).do(m.LI, CheckIn(m.LI.person_id, side=Of.AFFECTED))
    assert m.refused(meeting, m.STEWARD, CountHeads(Of.HOUSEHOLDS, 3)).code == "heads_kind"
    assert m.refused(meeting, m.STEWARD, CountAs(77, Of.AFFECTED)).code == "counted_nobody"
    assert m.refused(meeting, m.STEWARD, CountHeads(Of.AFFECTED, -1)).code == "heads_number"
    assert "count_heads" in available(meeting.state, m.STEWARD, meeting.at)
    assert "count_heads" not in available(at_the_door(FloorRules()).state, m.STEWARD, meeting.at)


def test_either_way_of_being_enough_will_do_at_the_opening_and_at_each_vote():
    meeting = at_the_door(ASSEMBLY, m.CHEN, m.MA)
    assert m.refused(meeting, m.CHEN, Open()).code == "also_uncounted"
    assert m.refused(meeting, m.STEWARD, CountHeads(Of.HOUSEHOLDS, 5)).code == "heads_whole"
    assert m.refused(meeting, m.STEWARD, CountHeads(Of.HOUSEHOLDS, 31, 30)).code == "heads_more_than_all"
    meeting.do(m.STEWARD, CountHeads(Of.HOUSEHOLDS, 19, 30))
    short = m.refused(meeting, m.CHEN, Open())
    assert (short.code, short.facts["came"], short.facts["also"]) == ("also_short", 19, 20)
    meeting.do(m.STEWARD, CountHeads(Of.HOUSEHOLDS, 20, 30))
    assert m.said_aloud(meeting) == "say_open_enough"
    meeting.do(m.CHEN, Open())
    for seat in (m.LIN, m.LI):
        meeting.do(seat, CheckIn(seat.person_id))
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.CHEN, m_debate(meeting))
    for seat in (m.LIN, m.LI):
        meeting.do(seat, Leave(seat.person_id))
    meeting.do(m.STEWARD, CountHeads(Of.HOUSEHOLDS, 12, 30))
    assert m.refused(meeting, m.CHEN, OpenVote(1, Method.HANDS)).code == "also_short"
    meeting.do(m.STEWARD, CountHeads(Of.HOUSEHOLDS, 24, 30))
    meeting.do(m.CHEN, OpenVote(1, Method.HANDS))
    opened = meeting.log[-1].fact
    assert isinstance(opened, VoteOpened)
    assert opened.heads[0].present == 24


def m_debate(meeting: m.Meeting) -> m.Command:
    """A motion of Lin's is moved and debated; what closes its debate."""
    from_lin = m.put(meeting, m.LIN, Move(m.TEXT))
    meeting.do(m.CHEN, OpenDebate(from_lin))
    return CloseDebate(from_lin)


def test_without_a_quorum_people_talk_and_nothing_is_decided_until_enough_are_here():
    meeting = at_the_door(FloorRules(), *m.ROSTER[:3])
    assert "open_talk" in available(meeting.state, m.who(m.CHEN), meeting.at)
    meeting.do(m.CHEN, Open(talk=True))
    assert m.refused(meeting, m.CHEN, Open(talk=True)).code == "opened_already"
    assert m.refused(meeting, m.CHEN, Open()).code == "not_quorate"
    meeting.do(m.CHEN, TakeItem(1))
    meeting.do(m.LIN, RaiseHand(0, Stance.NEUTRAL))
    meeting.do(m.CHEN, CallSpeaker(m.LIN.person_id))
    assert m.refused(meeting, m.MA, Move(m.TEXT)).code == "motion_kind_unknown"
    meeting.do(m.LI, CheckIn(m.LI.person_id))
    assert next_step(meeting.state, m.who(m.CHEN), meeting.at) != "open_session", "nobody is cut short"
    meeting.do(m.CHEN, Open())
    state = meeting.state
    assert state.heading is not None
    assert (state.talk, state.speaking, state.rules) == (False, None, state.heading.rules)
    meeting.do(m.MA, Move(m.TEXT))
    assert m.refused(meeting, m.CHEN, Open(talk=True)).code == "talk_quorate"
    meeting.do(m.LI, Leave(m.LI.person_id))
    assert m.refused(meeting, m.CHEN, Open(talk=True)).code == "motion_pending"
    assert replay(meeting.log) == meeting.state


def test_other_ways_are_frozen_from_the_rule_set_and_shown_at_door_and_wall(as_, client, call, cast, clock):
    rules = {
        "quorum_also": [{"share": "2/3", "of": "households"}],
        "minimums": [{"heads": 2, "of": "affected"}],
    }
    council = call(make.council, cast, "居民会议", **rules)
    term = call(lambda: Term.get(council_id=council.id))
    session = call(services.convene, cast.sun, term.id, make.plan(cast))
    call(services.open_checkin, cast.chen, session.id)
    state = call(queries.state, session.id)
    assert state.rules.also == (Share(Threshold(2, 3, False), Of.HOUSEHOLDS),)
    assert state.rules.least == (Least(2, Of.AFFECTED),)
    desk, at = as_(cast.ma), f"/sessions/{session.id}"
    person = call(queries.state, session.id).roster[0].person_id
    assert "直接受影响的居民" in desk.get(f"{at}/arrivals").text
    sent = {"of": "households", "heads": "20", "whole": "30", "spot": "heads-households", "back": "arrivals"}
    assert desk.post(f"{at}/head-counts", data=sent).status_code == 303
    wrong = desk.post(f"{at}/head-counts", data=sent | {"heads": "31"})
    assert (wrong.status_code, "比全部的 30 还多" in wrong.text) == (422, True)
    checked = {"person": person, "side": "affected"}
    assert desk.post(f"{at}/presence", data=checked).status_code == 303
    refusal = desk.post(f"{at}/opening", data={})
    assert (refusal.status_code, "还差 1 位" in refusal.text) == (422, True)
    for page in (at, f"{at}/wall"):
        assert "一共 30 位，到了 20 位，至少 20 位" in client.get(page).text
    assert desk.post(f"{at}/opening", data={"talk": "true"}).status_code == 303
    assert "座谈：只说不定" in client.get(at).text
    told = client.get(f"{at}/state").json()["state"]
    assert (told["talk"], [one["of"] for one in told["heads"]]) == (True, ["households", "affected"])


def test_the_minutes_tell_each_further_quorum_and_that_people_only_talked():
    meeting = at_the_door(HEARING, *m.ROSTER)
    meeting.do(m.STEWARD, CountHeads(Of.AFFECTED, 3))
    meeting.do(m.CHEN, Open(talk=True))
    said = written(meeting)
    assert "改为座谈" in said
    assert "直接受影响的居民到了 3 位，至少要 4 位，不够" in said
    assert compose(HEADING, meeting.log).held is False
    meeting.do(m.STEWARD, CountHeads(Of.AFFECTED, 4))
    meeting.do(m.CHEN, Open())
    said = written(meeting)
    assert "改为座谈" not in said
    assert "直接受影响的居民到了 4 位，至少要 4 位，够" in said
    before = plain(compose(HEADING, meeting.log, form=2))
    assert "heads" not in before["quorum"][0], "minutes signed before are composed as they were"


def written(meeting: m.Meeting) -> str:
    return "".join(map(str, overview(compose(HEADING, meeting.log), Words("zh"))))
