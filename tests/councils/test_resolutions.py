"""Resolutions: written with the chair's signature, numbered in the term, and nothing else makes one."""

import hashlib
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.db import execute
from councils.resolutions import queries
from councils.resolutions.models import Resolution
from councils.sessions.models import Motion
from proposals.models import Step
from tests.factories import record

REFUSED = (IntegrityError, OperationalError)


def test_each_adopted_motion_becomes_a_resolution(call, cast, clock):
    call(record.published, cast)
    (line,) = call(queries.register)
    resolution = call(queries.show, line.id)
    assert (resolution.number, line.term, line.amount_fen) == (1, 1, 1_800_000)
    assert resolution.text == resolution.motion.text
    assert resolution.text_digest == hashlib.sha256(resolution.text.encode()).hexdigest()
    tally = queries.tally(resolution)
    assert (tally.yes, tally.no, tally.adopted) == (3, 1, True)
    assert call(lambda: Entry.filter(verb="resolution_adopted").count()) == 1


def test_a_lost_motion_becomes_none(call, cast, clock):
    call(record.published, cast, yes=1, no=3)
    assert call(queries.register) == []


def test_the_recorders_signature_alone_makes_none(call, cast, clock):
    call(record.signed, cast)
    assert call(queries.register) == []


def test_the_proposal_hears_of_it(call, cast, clock):
    resolution = call(record.resolution, cast)
    step = call(lambda: Step.get(ref_kind="resolution"))
    assert (step.proposal_id, step.ref_id) == (resolution.motion.proposal_id, resolution.id)


def test_the_database_takes_none_without_published_minutes(call, cast, clock):
    minutes = call(record.signed, cast)
    with pytest.raises(REFUSED):
        call(write, minutes.id)


def test_the_database_takes_none_with_other_words(call, cast, clock):
    minutes = call(record.published, cast)
    with pytest.raises(REFUSED):
        call(write, minutes.id, text="由居委会在 6 月 30 日前换好北门路灯", number=2)


def test_the_database_keeps_resolutions_and_their_motions(call, cast, clock):
    call(record.published, cast)
    for sql in (
        "UPDATE resolution SET number = 9",
        "DELETE FROM resolution",
        "UPDATE motion SET amount_fen = 1",
        "UPDATE motion SET text = 'x'",
    ):
        with pytest.raises(REFUSED):
            call(execute, sql)


async def write(minutes_id: int, number: int = 1, **changes: str) -> None:
    motion = await Motion.all().first()
    assert motion is not None
    session = await motion.session
    given: dict[str, Any] = {
        "text": motion.text,
        "text_digest": motion.text_digest,
        "verdict": {},
        "adopted_on": "2026-11-22",
    }
    await Resolution.create(
        term_id=session.term_id, number=number, minutes_id=minutes_id, motion=motion, **given | changes
    )
