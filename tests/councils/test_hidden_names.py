"""Names on the pages of a session, over the line and as data: in full to who is part of it, else as the rule set says."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.websockets import WebSocketDisconnect

from civic.kit.chain import digest
from civic.live import beats
from councils.minutes.rules import Heading, compose, masked
from councils.rules import FloorRules, Masking
from councils.sessions import live, queries, services
from councils.sessions.models import Session
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.door import CheckIn, OpenCheckin
from councils.sessions.rules.events import Seat
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.naming import Names, listed
from councils.sessions.rules.points import RaisePoint, RulePoint
from councils.sessions.rules.presence import Announce, Open
from councils.sessions.rules.published import published_log, published_state
from councils.sessions.rules.queue import queue
from councils.sessions.rules.recording import NameRecorder
from councils.sessions.rules.speeches import EndSpeech, NoteGist
from councils.sessions.rules.state import changed
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.words import Choice, Method, PointKind, Stance
from tests.civic.test_live_stream import _listen
from tests.councils import meeting as m
from tests.councils.test_live_equals_fresh import Screen
from tests.councils.test_session_properties import run
from tests.factories import councils as make

HIDING = {"masking": Masking.SURNAME}
PAGES = (
    "",
    "/wall",
    "/poll",
    "/wall/poll",
    "/sign-in-sheet",
    "/motions/1/names",
    "/pack",
    "/contributions",
    "/session.ics",
)
DATA = ("/state", "/events")


def spoken(masking: Masking) -> m.Meeting:
    """A debate with a point of order that names somebody, a gist that does, and a roll call."""
    meeting = m.debating(FloorRules(masking=masking))
    meeting.do(m.LIN, RaiseHand(1, Stance.FOR))
    meeting.do(m.LI, RaiseHand(1, Stance.AGAINST))
    meeting.do(m.CHEN, CallSpeaker(m.LIN.person_id))
    meeting.do(m.ZHAO, RaisePoint(PointKind.ORDER, "林秀英说的不是这一项"))
    meeting.do(m.CHEN, RulePoint(1, False, "林秀英说的就是路灯"))
    meeting.do(m.LIN, EndSpeech(1))
    meeting.do(m.MA, NoteGist(1, "同意李红梅和马丽说的"))
    return meeting


@pytest.mark.parametrize("style", [Masking.SURNAME, Masking.ROLE])
def test_whatever_is_made_of_a_hidden_state_holds_no_name_but_those_of_the_officers(style):
    meeting = spoken(style)
    names = Names(meeting.state)
    hidden = names.state(meeting.state)
    told = json.dumps(
        [published_state(hidden, queue(hidden)), published_log(meeting.log, meeting.state, names)],
        ensure_ascii=False,
    )
    assert [seat.name for seat in (m.LIN, m.LI, m.ZHAO) if seat.name in told + repr(hidden)] == []
    assert all(name in told for name in (m.CHEN.name, m.MA.name, "孙敏", m.TEXT))
    assert [place.why for place in queue(hidden)] == [place.why for place in queue(meeting.state)]
    assert names.person(Seat(99, "外来")).name == {"surname": "外某某（非成员）", "role": "非成员"}[style]


def test_what_did_not_change_is_the_same_object_in_the_hidden_reading_too():
    """So that the larger parts of a page are not made anew for strangers either."""
    meeting = spoken(Masking.SURNAME)
    names, before = Names(meeting.state), meeting.state
    first = names.state(before)
    meeting.do(m.CHEN, CallSpeaker(m.LI.person_id))
    after = names.state(meeting.state)
    same = [name for name, held in vars(before).items() if vars(meeting.state)[name] is held]
    assert {"roster", "motions", "items", "heading"} <= set(same)
    assert all(vars(first)[name] is vars(after)[name] for name in same)


@settings(max_examples=25, deadline=None)
@given(st.data(), st.sampled_from([Masking.SURNAME, Masking.ROLE]))
def test_no_sequence_of_commands_lets_a_name_through(data: st.DataObject, style: Masking):
    """Whatever happened: nothing but a name differs between the two readings, and the queue stands as it stood."""
    state = run(data).state
    state = changed(state, rules=replace(state.rules, masking=style))
    hidden = Names(state).state(state)
    assert [seat.name for seat in (m.LIN, m.LI, m.ZHAO) if seat.name in repr(hidden)] == []
    assert (hidden.present, hidden.quorate, hidden.items) == (state.present, state.quorate, state.items)
    assert [place.position for place in queue(hidden)] == [place.position for place in queue(state)]
    assert [each.numbers for each in hidden.verdicts] == [each.numbers for each in state.verdicts]


@pytest.mark.parametrize("style", [Masking.SURNAME, Masking.ROLE])
def test_people_are_called_alike_in_the_session_and_in_its_minutes(style):
    """Though one never came, and two have one surname: what was read live is found again in the public minutes."""
    meeting = m.Meeting()
    other = Seat(6, "林志强")
    meeting.do(m.CHEN, Announce(m.notice(FloorRules(masking=style))))
    meeting.do(m.CHEN, OpenCheckin(6, (m.CHEN, m.LI, other, m.LIN, m.ZHAO, m.MA)))
    for seat in (m.CHEN, m.LIN, m.ZHAO, m.MA):
        meeting.do(m.CHEN, CheckIn(seat.person_id))
    meeting.do(m.CHEN, Open())
    before = Names(meeting.state)
    meeting.do(m.CHEN, NameRecorder(m.ZHAO.person_id, "马丽先走了"))
    names, door = Names(meeting.state), listed(meeting.state)
    # who keeps the record has a name in public, and had; nobody else is called otherwise because of it
    for seat in (m.LI, other, m.LIN, m.MA):
        assert names.person(seat) == before.person(seat)
    assert [names.person(seat).name for seat in (m.MA, m.ZHAO)] == [m.MA.name, m.ZHAO.name]
    minutes = masked(compose(Heading(1, "ab" * 32), meeting.log), listed=door)
    assert {key: names.person(Seat(key, door[key])).name for key in minutes.names} == minutes.names
    assert len(set(minutes.names.values())) == len(minutes.names) == 3


async def _decided(cast, **rules):
    """Tang spoke and was named in the gist of it; voted by name; Lin wrote something that is shown."""
    session = await make.debating(cast, rules=rules)
    await services.act(cast.tang, session.id, RaiseHand(1, Stance.FOR))
    for command in (
        CallSpeaker(cast.tang.person_id),
        EndSpeech(1),
        CloseDebate(1),
        OpenVote(1, Method.PHONES),
    ):
        await services.act(cast.chen, session.id, command)
    await services.act(cast.ma, session.id, NoteGist(1, f"{cast.xu.name}说得对"))
    for actor, choice in ((cast.tang, Choice.YES), (cast.xu, Choice.YES), (cast.deng, Choice.NO)):
        await services.act(actor, session.id, Cast(1, choice))
    await services.act(cast.chen, session.id, CloseVote(1))
    return session


def test_strangers_find_no_full_name_and_the_room_finds_them_all(call, cast, clock, client, as_):
    session = call(_decided, cast, **HIDING)
    at, names = f"/sessions/{session.id}", {actor.name for actor in (cast.tang, cast.xu, cast.deng)}
    for visitor in (client, as_(cast.lin), as_(cast.outsider)):
        for page in (*PAGES, *DATA):
            answer = visitor.get(f"{at}{page}")
            assert answer.status_code == 200, page
            assert {name for name in names if name in answer.text} == set(), page
        assert visitor.get(f"{at}/state").json()["names"] == "surname"
        assert "唐某某" in visitor.get(at).text
    # members, officers, and who answers for the record at this place
    for actor in (cast.tang, cast.chen, cast.ma, cast.sun, cast.zheng, cast.gao, cast.zhou):
        for page in ("", "/wall", "/events", "/sign-in-sheet", "/motions/1/names"):
            shown = as_(actor).get(f"{at}{page}").text
            assert page == "/wall" or names <= {name for name in names if name in shown}, (actor.name, page)
            assert "某某" not in shown, (actor.name, page)
    papers = [as_(one).get(f"{at}/sign-in-sheet.pdf").content for one in (cast.tang, cast.lin)]
    assert papers[0] != papers[1]


def test_before_the_door_opens_members_are_called_members(call, cast, clock, client, as_):
    session = call(make.announced, cast, rules=HIDING)
    sheet = f"/sessions/{session.id}/sign-in-sheet"
    assert "唐某某" in client.get(sheet).text
    assert "非成员" not in client.get(sheet).text
    assert cast.tang.name in as_(cast.tang).get(sheet).text


def test_where_nothing_is_hidden_everybody_is_of_one_audience(call, cast, clock, client, as_):
    session = call(make.opened, cast)
    frames = []
    for visitor in (client, as_(cast.tang)):
        with visitor.watch(f"/sessions/{session.id}/live") as socket:
            frames.append(socket.receive_json())
    assert frames[0] == frames[1]


@pytest.mark.live
def test_the_line_tells_each_what_their_fresh_page_says(call, cast, clock, client, as_):
    session = call(make.debating, cast, rules=HIDING)
    at = f"/sessions/{session.id}"
    with (
        client.watch(f"{at}/live") as out,
        as_(cast.xu).watch(f"{at}/live") as room,
        client.watch(f"{at}/wall/live") as wall,
        as_(cast.chen).watch(f"{at}/wall/live") as hall,
    ):
        screens = [
            (Screen(out, at), client),
            (Screen(room, at), as_(cast.xu)),
            (Screen(wall, f"{at}/wall"), client),
            (Screen(hall, f"{at}/wall"), as_(cast.chen)),
        ]
        for actor, command in (
            (cast.tang, RaiseHand(1, Stance.FOR)),
            (cast.chen, CallSpeaker(cast.tang.person_id)),
            (cast.ma, NoteGist(1, f"{cast.xu.name}说得对")),
        ):
            call(services.act, actor, session.id, command)
            seq = call(queries.state, session.id).seq
            for screen, visitor in screens:
                screen.hear(seq)
                screen.check(visitor)
        told = ["".join(screen.parts.values()) for screen, _ in screens]
        assert [cast.tang.name in each for each in told] == [False, True, False, True]


@pytest.mark.live
def test_who_becomes_part_of_it_is_let_go_to_come_back_and_see(call, cast, clock, as_, monkeypatch):
    monkeypatch.setattr(beats, "BEAT_SECONDS", 0.05)
    session = call(make.opened, cast, rules=HIDING)
    with as_(cast.lin).watch(f"/sessions/{session.id}/live") as socket:
        while not socket.receive_json().get("beat"):
            pass  # what was announced before may still arrive
        call(lambda: Session.filter(id=session.id).update(convener_id=cast.lin.person_id))
        with pytest.raises(WebSocketDisconnect):
            _listen(socket)
    with as_(cast.lin).watch(f"/sessions/{session.id}/live") as socket:
        assert cast.tang.name in socket.receive_json()["content"]


def test_everybody_reads_the_same_fingerprints_and_the_room_can_make_them_again(
    call, cast, clock, client, as_
):
    session = call(_decided, cast, **HIDING)
    at = f"/sessions/{session.id}/events"
    outside, inside = client.get(at).json(), as_(cast.tang).get(at).json()
    marks = [event["fingerprint"] for event in outside["events"]]
    assert marks == [event["fingerprint"] for event in inside["events"]]
    assert len(set(marks)) == len(marks) == outside["seq"]
    assert outside["salt"] is None
    for event in inside["events"]:
        fact = {name: held for name, held in event.items() if name not in ("by", "fingerprint")}
        assert digest(inside["salt"], fact) == event["fingerprint"]
    # what nobody is told is in no fingerprint: a vote is the same whatever was chosen, and the salt is told nowhere else
    cast_vote = next(event for event in inside["events"] if event["kind"] == "vote_cast")
    assert "choice" not in cast_vote
    for page in ("", "/wall", "/state", "/events", "/pack"):
        assert inside["salt"] not in client.get(f"/sessions/{session.id}{page}").text


def test_a_log_from_before_has_no_fingerprints():
    meeting = spoken(Masking.FULL)
    assert {event["fingerprint"] for event in published_log(meeting.log, meeting.state)} == {None}


def test_reading_for_strangers_is_made_once_for_all_of_them(call, cast, clock):
    session = call(make.debating, cast, rules=HIDING)
    board = call(queries.board, session.id)
    one, other = live.hidden(board, "zh"), live.hidden(call(queries.board, session.id), "zh")
    assert one.state is other.state
    assert live.told(board, cast.tang, "zh") is board
