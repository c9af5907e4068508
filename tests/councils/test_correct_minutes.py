"""Published minutes are corrected by a further version that names the one before; nothing is written over."""

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.kit.db import execute
from civic.kit.errors import Forbidden, Refused
from councils.minutes import queries, services
from councils.minutes.models import Minutes
from councils.minutes.rules import Remark, SignerRole, State, read
from councils.resolutions.models import Resolution
from councils.verification import services as verification
from tests.factories import record

REFUSED = (IntegrityError, OperationalError)
VENUE = Remark("facts", "社区活动室", "党群服务中心二楼")
WHY = "地点写错了"


async def corrected(cast) -> Minutes:
    old = await record.published(cast)
    made = await services.correct(cast.ma, old.id, [VENUE], WHY)
    await record.sign(cast.ma, made.id, SignerRole.RECORDER)
    return await record.sign(cast.chen, made.id, SignerRole.CHAIR)


def test_a_correction_is_a_version_with_a_number_of_its_own_that_names_the_old(call, cast, clock):
    made = call(corrected, cast)
    document = read(made.document)
    assert (made.version, made.number, made.state) == (2, 2, State.PUBLISHED)
    assert document.corrects is not None
    assert document.corrects.number == 1
    assert document.remarks == (VENUE,)
    old = call(lambda: Minutes.get(version=1))
    assert (old.state, old.number) == (State.PUBLISHED, 1)
    assert call(queries.corrected_by, old.id).id == made.id


def test_it_resolves_nothing_anew_and_the_books_agree(call, cast, clock):
    call(corrected, cast)
    assert call(lambda: Resolution.all().count()) == 1
    assert call(verification.check).agrees


def test_readers_of_the_old_one_are_led_to_the_new_one(call, cast, clock, client):
    made = call(corrected, cast)
    old = call(lambda: Minutes.get(version=1))
    assert f"/minutes/{made.id}" in client.get(f"/minutes/{old.id}").text
    page = client.get(f"/minutes/{made.id}").text
    assert "<del>社区活动室</del>" in page
    assert "决议第 1 号" in page
    assert "<ins>党群服务中心二楼</ins>" in page


def test_only_the_recorder_corrects(call, cast, clock):
    old = call(record.published, cast)
    with pytest.raises(Forbidden):
        call(services.correct, cast.chen, old.id, [VENUE], WHY)


def test_only_the_last_published_version_is_corrected(call, cast, clock):
    draft = call(record.drafted, cast)
    with pytest.raises(Refused, match="correction_of_last"):
        call(services.correct, cast.ma, draft.id, [VENUE], WHY)


def test_twice_at_once_is_refused(call, cast, clock):
    old = call(record.published, cast)
    call(services.correct, cast.ma, old.id, [VENUE], WHY)
    with pytest.raises(Refused, match="correction_of_last"):
        call(services.correct, cast.ma, old.id, [VENUE], WHY)


@pytest.mark.parametrize(
    ("remarks", "reason", "code"),
    [
        ([], WHY, "correction_empty"),
        ([VENUE], " ", "correction_reason"),
        ([Remark("item-9", "", "别的")], WHY, "paragraph_unknown"),
    ],
)
def test_an_empty_one_is_refused(call, cast, clock, remarks, reason, code):
    old = call(record.published, cast)
    with pytest.raises(Refused, match=code):
        call(services.correct, cast.ma, old.id, remarks, reason)


def test_a_motion_that_money_rests_on_is_not_corrected(call, cast, clock):
    call(record.decision, cast)
    old = call(lambda: Minutes.all().order_by("id").first())
    for remark in (
        Remark("motion-1", "18000", "28000"),
        Remark("item-1", "给了 18,000 元", "给了 28,000 元"),
        Remark("facts", "换好南门路灯", "换好北门路灯"),
    ):
        with pytest.raises(Refused, match="correction_funded"):
            call(services.correct, cast.ma, old.id, [remark], WHY)
    assert call(services.correct, cast.ma, old.id, [VENUE], WHY).version == 2


def test_the_database_lets_no_version_stand_without_the_one_it_corrects(call, cast, clock):
    old = call(record.published, cast)
    call(services.correct, cast.ma, old.id, [VENUE], WHY)
    for change in (
        "UPDATE minutes SET corrects_id = NULL WHERE version = 2",
        "UPDATE minutes SET correction_reason = '' WHERE version = 2",
        "UPDATE minutes SET version = 1, session_id = session_id WHERE version = 2",
    ):
        with pytest.raises(REFUSED):
            call(execute, change)


def test_what_the_recorder_wrote_stays_once_it_is_signed(call, cast, clock):
    call(record.signed, cast)
    with pytest.raises(REFUSED):
        call(execute, "UPDATE minutes SET notes = '{}'")


def test_altered_notes_are_found(call, cast, clock):
    call(record.drafted, cast)
    call(execute, "UPDATE minutes SET notes = '{}'")
    assert not call(verification.check).agrees
