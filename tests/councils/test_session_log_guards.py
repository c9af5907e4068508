"""The log against tampering, and two writers at the same number."""

from asyncio import gather
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from civic.kit.chain import GENESIS
from civic.kit.db import execute, transaction
from civic.kit.errors import Refused
from councils.minutes.rules import SignerRole
from councils.resolutions.models import Resolution
from councils.sessions import queries, services
from councils.sessions.models import Motion, SessionEvent
from councils.sessions.rules import Command
from councils.sessions.rules.floor import RaiseHand, WithdrawHand
from councils.sessions.rules.motions import CloseDebate, Second, StateMotion
from councils.sessions.rules.presence import Adjourn
from councils.sessions.rules.roll import DemandRecount
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Method, MotionKind, Stance
from tests.cast import Cast
from tests.factories import councils as make
from tests.factories import record


async def _event(session_id: int, **changes):
    row: dict[str, Any] = {
        "session_id": session_id,
        "seq": 1,
        "kind": "left",
        "payload": {},
        "at": "2026-11-22T11:30:00.000000+00:00",
        "previous": GENESIS,
        "digest": "f" * 64,
    }
    async with transaction():
        await SessionEvent.create(**row | changes)


async def _sql(statement: str, *values):
    async with transaction():
        await execute(statement, *values)


def test_an_event_is_neither_changed_nor_deleted(call, cast, clock):
    session = call(make.opened, cast)
    for statement in (
        "UPDATE session_event SET kind = 'left' WHERE session_id = ?",
        "UPDATE session_event SET digest = 'x' WHERE session_id = ?",
        "DELETE FROM session_event WHERE session_id = ?",
    ):
        with pytest.raises(IntegrityError):
            call(_sql, statement, session.id)


def test_a_number_is_given_once(call, cast, clock):
    session = call(make.opened, cast)
    with pytest.raises(IntegrityError):
        call(_event, session.id, seq=3)


def test_a_key_is_used_once(call, cast, clock):
    session = call(make.moved, cast)
    call(services.act, cast.xu, session.id, Second(1), "once")
    seq, digest = call(queries.digest, session.id)
    kept = call(lambda: SessionEvent.get(session_id=session.id, seq=seq)).client_key
    with pytest.raises(IntegrityError):
        call(_event, session.id, seq=seq + 1, previous=digest, client_key=kept)


def test_numbers_begin_at_one(call, cast, clock):
    session = call(make.opened, cast)
    with pytest.raises(IntegrityError):
        call(_event, session.id, seq=0)


def test_the_session_of_a_log_cannot_be_deleted(call, cast, clock):
    session = call(make.opened, cast)
    with pytest.raises(IntegrityError):
        call(_sql, "DELETE FROM session WHERE id = ?", session.id)


def test_a_motion_s_number_is_given_once(call, cast, clock):
    session = call(make.moved, cast)
    motion = call(lambda: Motion.get(session_id=session.id))

    async def again():
        async with transaction():
            await Motion.create(
                session_id=session.id,
                item_id=motion.item_id,
                number=1,
                text="另一个",
                text_digest="0" * 64,
                mover_id=motion.mover_id,
                state="moved",
            )

    with pytest.raises(IntegrityError):
        call(again)


def test_no_event_without_the_one_before_it(call, cast, clock):
    session = call(make.opened, cast)
    seq, digest = call(queries.digest, session.id)
    for changes in ({"seq": seq + 2, "previous": digest}, {"seq": seq + 1, "previous": "0" * 64}):
        with pytest.raises(IntegrityError):
            call(_event, session.id, **changes)
    call(_event, session.id, seq=seq + 1, previous=digest)


def test_a_settled_motion_is_not_rewritten(call, cast, clock):
    session = call(make.decided, cast)
    for statement in (
        "UPDATE motion SET text = 'x' WHERE session_id = ?",
        "UPDATE motion SET state = 'lost' WHERE session_id = ?",
        "DELETE FROM motion WHERE session_id = ?",
    ):
        with pytest.raises(IntegrityError):
            call(_sql, statement, session.id)


def test_of_two_writers_at_once_one_wins_and_the_other_decides_again(call, cast, clock):
    """Xu and Deng second the same motion at the same moment: one second stands, the other is told so."""
    session = call(make.moved, cast)

    async def both():
        return await gather(
            services.act(cast.xu, session.id, Second(1)),
            services.act(cast.deng, session.id, Second(1)),
            return_exceptions=True,
        )

    answers = call(both)
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert answers.count(None) == 1
    assert [refusal.code for refusal in refusals] == ["motion_seconded"]
    assert [event.kind for event in call(queries.events, session.id)].count("motion_seconded") == 1


def test_many_acts_at_once_leave_no_gap(call, cast, clock):
    session = call(make.debating, cast)

    async def all_at_once():
        acts: list[Command] = [RaiseHand(1, Stance.FOR), WithdrawHand(1)] * 5
        members = [cast.tang, cast.xu, cast.deng]
        await gather(
            *(services.act(actor, session.id, act) for act in acts for actor in members),
            return_exceptions=True,
        )

    call(all_at_once)
    numbers = [event.seq for event in call(queries.events, session.id)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert call(queries.state, session.id).seq == len(numbers)


def test_a_settled_motion_changes_only_with_an_event_of_the_log(call, cast, clock):
    session = call(make.decided, cast)
    seq, _ = call(queries.digest, session.id)
    for later in (seq, seq + 5):
        with pytest.raises(IntegrityError):
            call(_sql, "UPDATE motion SET state = 'lost', seq = ? WHERE session_id = ?", later, session.id)
    call(services.act, cast.xu, session.id, DemandRecount(1))
    motion = call(lambda: Motion.get(session_id=session.id))
    assert (motion.state, motion.verdict, motion.seq) == ("debated", None, seq + 1)


async def _another(session_id: int, **changes):
    motion = await Motion.get(session_id=session_id, number=1)
    row: dict[str, Any] = {
        "session_id": session_id,
        "item_id": motion.item_id,
        "number": 2,
        "text": "x",
        "text_digest": "f" * 64,
        "mover_id": motion.mover_id,
        "state": "moved",
    }
    async with transaction():
        await Motion.create(**row | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": MotionKind.AMEND, "target": 7},
        {"kind": MotionKind.AMEND, "target": 2},
        {"part_of": 7},
        {"version": 0},
        {"seq": -1},
    ],
)
def test_a_motion_is_about_one_moved_before_it(call, cast, clock, changes):
    session = call(make.moved, cast)
    with pytest.raises(IntegrityError):
        call(_another, session.id, **changes)


def test_an_appeal_names_a_point_and_not_a_motion(call, cast, clock):
    session = call(make.moved, cast)
    call(_another, session.id, kind=MotionKind.APPEAL, target=7)


async def _amended(cast: Cast) -> Resolution:
    """The resolution of a motion that was amended on the way."""
    session = await make.debating(cast)
    for actor, command in (
        (cast.deng, Move(make.TEXT + "，并加装一盏", kind=MotionKind.AMEND)),
        (cast.xu, Second(2)),
        (cast.chen, StateMotion(2)),
        (cast.chen, OpenVote(2, Method.CONSENT)),
        (cast.chen, CloseVote(2)),
        (cast.chen, CloseDebate(1)),
        (cast.chen, OpenVote(1, Method.CONSENT)),
        (cast.chen, CloseVote(1)),
        (cast.chen, Adjourn(confirmed=True)),
    ):
        await services.act(actor, session.id, command)
    minutes = await record.tasked(cast, session.id)
    for actor, role in ((cast.ma, SignerRole.RECORDER), (cast.chen, SignerRole.CHAIR)):
        await record.sign(actor, minutes.id, role)
    return await Resolution.get(minutes_id=minutes.id)


def test_a_resolution_rests_on_a_main_motion(call, cast, clock):
    found = call(_amended, cast)
    motion = call(lambda: Motion.get(id=found.motion_id))
    amendment = call(lambda: Motion.get(session_id=motion.session_id, kind=MotionKind.AMEND))
    assert (found.text, amendment.text, amendment.state) == (motion.text, motion.text, "adopted")
    columns = "term_id, minutes_id, text, text_digest, verdict, adopted_on"
    with pytest.raises(IntegrityError, match="resolution_of_main_motion"):
        call(
            _sql,
            f"INSERT INTO resolution (number, motion_id, {columns}) "
            f"SELECT number + 1, ?, {columns} FROM resolution WHERE id = ?",
            amendment.id,
            found.id,
        )
