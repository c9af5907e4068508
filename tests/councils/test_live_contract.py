"""The live contract: commands once and in order, two operators at once, what a machine may read, and who asks for what."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from civic.kit.errors import Stale
from civic.live import hub
from councils.sessions import queries, services
from councils.sessions.rules.calls import CallSpeaker
from councils.sessions.rules.floor import RaiseHand
from councils.sessions.rules.motions import CloseDebate
from councils.sessions.rules.votes import Cast, CloseVote, OpenVote
from councils.sessions.rules.words import Choice, Method, Stance
from tests.factories import councils as make

pytestmark = pytest.mark.live


def _seq(call, session):
    return call(queries.state, session.id).seq


def _kinds(call, session):
    return [event.kind for event in call(queries.events, session.id)]


@pytest.fixture
def waiting(call, cast, clock):
    """A debate in which Tang and Deng wait to speak."""
    session = call(make.debating, cast)
    call(services.act, cast.tang, session.id, RaiseHand(1, Stance.FOR))
    call(services.act, cast.deng, session.id, RaiseHand(1, Stance.AGAINST))
    return session


def test_two_operators_press_next_and_one_speaker_is_called(client, as_, call, cast, waiting):
    seq = _seq(call, waiting)
    sent = {"person": cast.tang.person_id, "back": "console"}
    at = f"/sessions/{waiting.id}/calls"
    assert as_(cast.ma).post(at, data=sent | {"key": f"{seq}.ma"}).status_code == 303
    late = as_(cast.chen).post(at, data=sent | {"key": f"{seq}.chen"})
    assert late.status_code == 409
    assert "已由马丽请唐敏发言" in late.text
    assert "唐敏" in late.text
    assert "主持台" in late.text  # the console itself, as it stands now
    assert _kinds(call, waiting).count("speaker_called") == 1


def test_a_press_that_comes_late_does_not_cut_off_who_was_just_called(client, as_, call, cast, waiting):
    """Ma has called Tang; Chen's screen, a moment old, still calls the one after: that would end Tang's turn at once."""
    seq = _seq(call, waiting)
    call(services.act, cast.ma, waiting.id, CallSpeaker(cast.tang.person_id))
    with pytest.raises(Stale) as late:
        call(services.act, cast.chen, waiting.id, CallSpeaker(cast.deng.person_id), None, seq)
    assert late.value.code == "steered_speaker"
    assert late.value.facts == {"name": "马丽", "person": "唐敏"}
    assert call(queries.state, waiting.id).speaking.person.name == "唐敏"


def test_a_busy_room_does_not_hold_the_chair_up(client, as_, call, cast, waiting):
    """Hands went up and people voted with their feet since the console was shown: its press is as good as before."""
    seq = _seq(call, waiting)
    call(services.act, cast.xu, waiting.id, RaiseHand(1, Stance.FOR))
    sent = {"person": cast.tang.person_id, "back": "console", "key": f"{seq}.chen"}
    assert as_(cast.chen).post(f"/sessions/{waiting.id}/calls", data=sent).status_code == 303


def test_the_same_press_sent_twice_is_done_once_and_answered_alike(client, as_, call, cast, waiting):
    seq = _seq(call, waiting)
    sent = {"person": cast.tang.person_id, "back": "console", "key": f"{seq}.once"}
    answers = [as_(cast.chen).post(f"/sessions/{waiting.id}/calls", data=sent) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert _kinds(call, waiting).count("speaker_called") == 1


def test_a_key_belongs_to_one_command_of_one_person(client, as_, call, cast, clock):
    """All buttons of a page share the page's key: another button, or another person, is another command."""
    session = call(make.debating, cast)
    at = f"/sessions/{session.id}"
    tang = as_(cast.tang)
    assert tang.post(f"{at}/hands", data={"motion": 1, "stance": "for", "key": "k"}).status_code == 303
    assert tang.post(f"{at}/hand-withdrawals", data={"motion": 1, "key": "k"}).status_code == 303
    assert (
        as_(cast.deng).post(f"{at}/hands", data={"motion": 1, "stance": "for", "key": "k"}).status_code == 303
    )
    assert [hand.person.name for hand in call(queries.state, session.id).hands] == ["邓兰"]


def test_a_console_without_a_number_is_judged_by_the_rules_alone(client, as_, call, cast, waiting):
    for key in ("", "nonsense", ".x", "x.1", f"{10**12}.x"):
        sent = {"person": cast.tang.person_id, "back": "console", "key": key}
        assert as_(cast.ma).post(f"/sessions/{waiting.id}/calls", data=sent).status_code in (303, 422)


def _own_after(socket, words):
    """What a person is told as their own part, until it says these words."""
    while words not in (told := socket.receive_json()).get("own", ""):
        pass
    return told["own"]


def test_whom_an_act_concerns_is_told_their_own_part_and_the_gallery_is_not(client, as_, call, cast, waiting):
    at = f"/sessions/{waiting.id}"
    with as_(cast.tang).watch(f"{at}/live") as tang, client.watch(f"{at}/live") as gallery:
        tang.receive_json(), gallery.receive_json()
        call(services.act, cast.chen, waiting.id, CallSpeaker(cast.tang.person_id))
        own = _own_after(tang, "轮到您发言")
        assert own.startswith(f'<hx-partial hx-target="#mine-{waiting.id}"')
        assert set(gallery.receive_json()) == {"seq", "now", "content"}


def test_what_is_told_as_my_own_is_what_my_page_would_fetch(client, as_, call, cast, clock):
    """For everybody: the bytes are the same but for the key of the form."""
    session = call(make.debating, cast)
    call(services.act, cast.chen, session.id, CloseDebate(1))
    at = f"/sessions/{session.id}"
    people = [cast.chen, cast.tang, cast.xu, cast.ma, cast.lin, cast.sun]
    with ExitStack() as stack:
        sockets = [stack.enter_context(as_(person).watch(f"{at}/live")) for person in people]
        call(services.act, cast.chen, session.id, OpenVote(1, Method.PHONES))
        for person, socket in zip(people, sockets, strict=True):
            own = _own_after(socket, f"mine-{session.id}")
            fetched = as_(person).get(f"{at}/mine").text
            assert _without_keys(fetched) in _without_keys(own)


def _without_keys(html):
    return re.sub(r'name="key" value="[^"]*"', "", html)


def test_phones_run_their_clocks_by_the_servers(client, call, cast, clock):
    session = call(make.announced, cast)
    with client.watch(f"/sessions/{session.id}/live") as socket:
        assert socket.receive_json()["now"] == clock.now().isoformat()
    page = client.get(f"/sessions/{session.id}").text
    assert f'data-now="{clock.now().isoformat()}"' in page
    assert client.get(f"/sessions/{session.id}/poll").headers["x-now"] == clock.now().isoformat()


def test_a_poll_that_names_what_it_has_gets_only_what_differs(client, call, cast, clock):
    session = call(make.moved, cast)
    first = client.get(f"/sessions/{session.id}/poll")
    mark = first.headers["x-mark"]
    assert mark.startswith(first.headers["x-seq"] + ".")
    assert client.get(f"/sessions/{session.id}/poll?after={mark}").status_code == 204
    assert client.get(f"/sessions/{session.id}/poll?after={first.headers['x-seq']}.0").status_code == 200
    for after in ("", "x", "-1", "9" * 30, "%00"):
        assert client.get(f"/sessions/{session.id}/poll?after={after}&wait=zz").status_code in (200, 204)


def test_a_machine_reads_the_state_and_asks_again_for_nothing(client, as_, call, cast, waiting):
    at = f"/sessions/{waiting.id}/state"
    answer = client.get(at)
    told = answer.json()
    assert told["seq"] == _seq(call, waiting)
    assert told["state"]["pending"] == [1]
    assert [place["name"] for place in told["state"]["queue"]] == ["唐敏", "邓兰"]
    assert client.get(at, headers={"if-none-match": answer.headers["etag"]}).status_code == 304
    call(services.act, cast.chen, waiting.id, CallSpeaker(cast.tang.person_id))
    again = client.get(at, headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 200
    assert again.json()["state"]["speaking"]["name"] == "唐敏"
    assert client.get("/sessions/999999/state").status_code == 404


def test_a_machine_reads_fact_by_fact_without_a_gap_and_without_ids_of_people(client, call, cast, waiting):
    at = f"/sessions/{waiting.id}/events"
    whole = client.get(at).json()
    assert [event["seq"] for event in whole["events"]] == list(range(1, whole["seq"] + 1))
    assert "person_id" not in str(whole)
    part = client.get(f"{at}?after={whole['seq'] - 2}").json()
    assert part["events"] == whole["events"][-2:]
    assert client.get(f"{at}?after={whole['seq']}").json()["events"] == []
    for after in ("x", "-3", "9" * 40, "%00"):
        assert client.get(f"{at}?after={after}&wait=no").status_code == 200
    assert client.get("/sessions/999999/events").status_code == 404


def test_how_somebody_votes_is_told_only_when_the_vote_is_closed(client, call, cast, clock):
    session = call(make.voting, cast)
    at = f"/sessions/{session.id}/events"
    call(services.act, cast.tang, session.id, Cast(1, Choice.NO))
    cast_vote = client.get(at).json()["events"][-1]
    assert (cast_vote["kind"], cast_vote["person"]) == ("vote_cast", "唐敏")
    assert "no" not in cast_vote.values()
    assert client.get(f"/sessions/{session.id}/state").json()["state"]["vote"]["cast"] == 1
    call(services.act, cast.chen, session.id, CloseVote(1))
    after = client.get(at).json()["events"]
    assert after[-2] == cast_vote  # what was told once stays as it was
    assert after[-1]["named"] == [{"name": "唐敏", "choice": "no"}]


def test_a_machine_that_waits_is_answered_when_something_happens(client, as_, call, cast, waiting):
    seq = _seq(call, waiting)
    with ThreadPoolExecutor(1) as thread:
        asked = thread.submit(client.another().get, f"/sessions/{waiting.id}/events?after={seq}&wait=20")
        call(_somebody_waits, f"session:{waiting.id}")
        call(services.act, cast.chen, waiting.id, CallSpeaker(cast.tang.person_id))
        told = asked.result(timeout=15).json()
    assert [event["kind"] for event in told["events"]] == ["speaker_called"]


async def _somebody_waits(topic):
    async with asyncio.timeout(10):
        while not hub.watching(topic):  # noqa: ASYNC110 - the question arrives on another task
            await asyncio.sleep(0.01)
