"""What the database itself refuses, whatever the code above it does."""

from typing import Any

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit import clock
from civic.kit.db import execute
from proposals.models import Proposal, Support
from proposals.reviews.models import Screening
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import opened

REFUSED = (IntegrityError, OperationalError)


async def _change(proposal_id: int, **values: Any) -> None:
    await Proposal.filter(id=proposal_id).update(**values)


@pytest.mark.parametrize("values", [{"cost_fen": 0}, {"cost_fen": -1}, {"support_count": -1}])
def test_no_amount_or_count_below_what_makes_sense(cast: Cast, call: Call, values):
    made = call(opened, cast)
    with pytest.raises(IntegrityError):
        call(_change, made.id, **values)


@pytest.mark.parametrize("table", ["proposal_step", "screening"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"])
def test_steps_and_screenings_are_written_once(cast: Cast, call: Call, table: str, verb: str):
    call(opened, cast)
    with pytest.raises(REFUSED):
        call(execute, verb.format(table))


async def _support(cast: Cast, proposal_id: int) -> None:
    await Support.create(proposal_id=proposal_id, person_id=cast.wei.person_id, at=clock.now())


def test_nobody_backs_twice(cast: Cast, call: Call):
    made = call(opened, cast)
    call(_support, cast, made.id)
    with pytest.raises(IntegrityError):
        call(_support, cast, made.id)


async def _screen(cast: Cast, proposal_id: int, version: int, reason: str) -> None:
    await Screening.create(
        proposal_id=proposal_id,
        version=version,
        outcome="accepted",
        reason=reason,
        by_id=cast.sun.person_id,
        at=clock.now(),
    )


def test_a_version_is_screened_once_and_never_without_a_reason(cast: Cast, call: Call):
    made = call(opened, cast)
    with pytest.raises(IntegrityError):
        call(_screen, cast, made.id, 1, "又看了一遍。")
    with pytest.raises(IntegrityError):
        call(_screen, cast, made.id, 2, "")


def test_a_proposal_with_a_life_is_not_deleted(cast: Cast, call: Call):
    made = call(opened, cast)
    with pytest.raises(IntegrityError):
        call(execute, "DELETE FROM proposal WHERE id = ?", made.id)


async def _same_key(cast: Cast, proposal_id: int) -> None:
    made = await Proposal.get(id=proposal_id)
    made.pk, made._saved_in_db, made.code = None, False, "XX-XXXX-X"
    await made.save(force_create=True)


def test_one_form_is_one_proposal(cast: Cast, call: Call):
    made = call(opened, cast)
    with pytest.raises(IntegrityError):
        call(_same_key, cast, made.id)
