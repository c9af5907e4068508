"""Names under motions handed in: members add and take back theirs, an edit voids them, too few keep it from the floor."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit import codes
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded, Stale
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.preparation.agendas import services as agendas
from councils.preparation.motions import queries, services
from councils.preparation.motions.models import Cosignature, MotionText, WrittenMotion
from councils.preparation.motions.rules import Status, text_digest
from councils.seating import services as seating
from councils.seating.rules import Ending
from tests.factories import bodies, councils
from tests.factories import preparation as make

CHANGED = replace(make.SLIP, action="更换南门到菜市口的 14 盏路灯")


@pytest.fixture
def motion(call, cast, clock):
    """Lin's, where the rule set asks for three names."""
    council = call(councils.council, cast, motion_signatures=3)
    return call(services.hand_in, cast.lin, council.id, make.SLIP, codes.token())


def status(call, motion):
    return call(WrittenMotion.get, id=motion.id).status


def told(call, kind):
    return {one.person_id for one in call(lambda: Notification.filter(kind=kind))}


def test_members_add_and_take_back_their_names(call, cast, motion):
    assert motion.status is Status.GATHERING
    assert told(call, "slip_asks") == {one.person_id for one in (cast.chen, cast.tang, cast.xu, cast.deng)}
    assert not told(call, "slip_received")
    for stranger, refusal in ((cast.lin, Forbidden), (cast.sun, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.cosign, stranger, motion.id)
    call(services.cosign, cast.tang, motion.id)
    with pytest.raises(Refused, match="slip_cosigned"):
        call(services.cosign, cast.tang, motion.id)
    call(services.cosign, cast.xu, motion.id)
    assert status(call, motion) is Status.RECEIVED
    assert told(call, "slip_complete") == {cast.lin.person_id}
    assert told(call, "slip_received") == {cast.sun.person_id}
    call(services.uncosign, cast.tang, motion.id)
    with pytest.raises(Refused, match="slip_not_cosigned"):
        call(services.uncosign, cast.tang, motion.id)
    assert status(call, motion) is Status.GATHERING
    assert told(call, "slip_incomplete") == {cast.lin.person_id}
    call(services.cosign, cast.tang, motion.id)
    sheet = call(queries.sheet, motion.id, cast.deng)
    assert ([one.name for one in sheet.names], sheet.cosigns) == (["林秀英", "徐建", "唐敏"], True)
    assert [one.id for one in call(queries.gathering, motion.council_id, cast.deng.person_id)] == [motion.id]
    assert not call(queries.gathering, motion.council_id, cast.xu.person_id)
    verbs = call(
        lambda: Entry.filter(ref_id=motion.id, verb__contains="cosigned").values_list("verb", flat=True)
    )
    assert sorted(verbs) == ["motion_cosigned"] * 3 + ["motion_uncosigned"]


def test_an_edit_voids_the_names_says_so_and_keeps_the_text(call, cast, motion):
    for actor in (cast.tang, cast.xu):
        call(services.cosign, actor, motion.id)
    with pytest.raises(Refused, match="slip_same"):
        call(services.edit, cast.lin, motion.id, make.SLIP, 1)
    with pytest.raises(Forbidden, match="slip_edit_own"):
        call(services.edit, cast.tang, motion.id, CHANGED, 1)
    call(services.edit, cast.lin, motion.id, CHANGED, 1)
    with pytest.raises(Stale, match="slip_stale"):
        call(services.edit, cast.lin, motion.id, make.SLIP, 1)
    now = call(WrittenMotion.get, id=motion.id)
    assert (now.text_digest, now.version, now.status) == (text_digest(CHANGED), 2, Status.GATHERING)
    assert told(call, "slip_void") == {cast.tang.person_id, cast.xu.person_id}
    before = call(MotionText.get, motion_id=motion.id)
    assert (before.text_digest, before.action) == (text_digest(make.SLIP), make.SLIP.action)
    assert [one.name for one in call(queries.sheet, motion.id, cast.tang).names] == ["林秀英"]
    # whoever agrees with the new text signs anew
    call(services.cosign, cast.tang, motion.id)
    digests = call(lambda: Cosignature.filter(person_id=cast.tang.person_id).order_by("id"))
    assert [(one.digest, one.voided) for one in digests] == [
        (text_digest(make.SLIP), True),
        (text_digest(CHANGED), False),
    ]


def test_too_few_names_keep_it_from_the_floor_and_a_session_ends_the_signing(call, cast, clock, motion):
    for actor in (cast.tang, cast.xu):
        call(services.cosign, actor, motion.id)
    agenda = call(make.drafted, cast, call(lambda: _council(motion)))
    call(agendas.add, cast.sun, agenda.id, f"motion-{motion.id}")
    clock.travel(timedelta(days=1))
    seat = call(bodies.seat_of, cast.xu.person_id)
    call(seating.end_seat, cast.sun, seat.id, Ending.RESIGNED, "搬走了", date(2026, 11, 22))
    with pytest.raises(Refused, match="slip_short"):
        call(agendas.publish, cast.sun, agenda.id)
    call(services.cosign, cast.deng, motion.id)
    call(agendas.publish, cast.sun, agenda.id)
    assert status(call, motion) is Status.TAKEN_UP
    for act in (services.cosign, services.uncosign):
        with pytest.raises(Refused, match="slip_settled"):
            call(act, cast.tang, motion.id)
    with pytest.raises(Refused, match="slip_settled"):
        call(services.edit, cast.lin, motion.id, CHANGED, 1)


async def _council(motion):
    return (await queries.one(motion.id)).council


def test_taking_it_back_tells_those_who_signed(call, cast, motion):
    call(services.cosign, cast.tang, motion.id)
    call(services.withdraw, cast.lin, motion.id)
    assert told(call, "slip_gone") == {cast.tang.person_id}
    with pytest.raises(Refused, match="slip_settled"):
        call(services.cosign, cast.xu, motion.id)


@pytest.mark.parametrize(
    ("statement", "guard"),
    [
        (
            "UPDATE written_motion SET title = 'x', version = 2, text_digest = 'x', edited_at = handed_in_at",
            "edit",
        ),
        ("UPDATE cosignature SET digest = 'x'", "cosignature"),
        ("UPDATE cosignature SET person_id = 1, ended_at = signed_at", "cosignature"),
        ("DELETE FROM cosignature", "cosignature"),
        (
            "INSERT INTO cosignature (motion_id, person_id, signed_at, digest, voided) "
            "SELECT motion_id, person_id, signed_at, digest, FALSE FROM cosignature",
            "(?i)unique|cosignature",
        ),
        (
            "INSERT INTO cosignature (motion_id, person_id, signed_at, digest, voided) "
            "SELECT id, author_id, handed_in_at, text_digest, FALSE FROM written_motion",
            "cosignature_of_this_text",
        ),
        (
            "INSERT INTO motion_text (motion_id, version, title, unit, action, deadline, reason, text_digest, signed_at) "
            "SELECT id, 7, title, unit, action, deadline, reason, text_digest, handed_in_at FROM written_motion",
            "motion_text",
        ),
    ],
)
def test_the_database_binds_names_to_texts(call, cast, motion, statement, guard):
    call(services.cosign, cast.tang, motion.id)

    async def change():
        async with transaction():
            await execute(statement)

    with pytest.raises(IntegrityError, match=guard):
        call(change)


def test_the_page_asks_a_member_and_shows_who_signed(as_, call, cast, motion):
    page = as_(cast.tang).get(f"/written-motions/{motion.id}").text
    assert "同意这份文字，联名" in page
    assert "已签 1，要 3" in page
    assert "联名" in as_(cast.tang).get(f"/councils/{motion.council_id}/motions").text
    page = as_(cast.lin).get(f"/written-motions/{motion.id}/text").text
    assert make.SLIP.action in page
    sent = {"title": "x", "version": "1"}
    again = as_(cast.lin).post(f"/written-motions/{motion.id}/text", data=sent)
    assert again.status_code == 422
