"""Signing: recorder, then chair, each for the text they saw; the second signature publishes."""

import pytest
from tortoise.exceptions import IntegrityError, OperationalError

from civic.audit.models import Entry
from civic.kit.chain import GENESIS, document_digest
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from civic.people.signins import services as signins
from councils.minutes import queries
from councils.minutes.models import Minutes, Signature
from councils.minutes.rules import Proof, SignerRole, State, chained
from councils.resolutions import services
from councils.sessions import services as sessions
from councils.sessions.rules.speeches import NoteGist
from tests.councils.test_draft_minutes import spoken
from tests.factories import record

REFUSED = (IntegrityError, OperationalError)


def test_the_chairs_signature_publishes(call, cast, clock):
    minutes = call(record.published, cast)
    assert minutes.state is State.PUBLISHED
    assert (minutes.number, minutes.previous_digest) == (1, GENESIS)
    signed = [queries.signed(one) for one in call(queries.signatures, minutes.id)]
    assert [one["role"] for one in signed] == ["recorder", "chair"]
    assert minutes.digest == chained(GENESIS, 1, minutes.document, signed)


def test_it_leaves_its_trace(call, cast, clock):
    call(record.published, cast)
    verbs = call(lambda: Entry.filter(ref_kind="minutes").order_by("seq").values_list("verb", flat=True))
    assert verbs == [
        "minutes_drafted",
        "minutes_task_added",
        "minutes_signed",
        "minutes_signed",
        "minutes_published",
    ]


def test_the_next_to_sign_is_told_and_then_everybody_who_was_called(call, cast, clock):
    call(record.published, cast)
    told = call(lambda: Notification.all().order_by("id").values_list("kind", "person_id"))
    mine = [(kind, person) for kind, person in told if kind.startswith("minutes_")]
    assert mine[0] == ("minutes_to_sign", cast.chen.person_id)
    members = {actor.person_id for actor in (cast.chen, cast.tang, cast.xu, cast.deng)}
    assert {person for kind, person in mine if kind == "minutes_published"} == members


def test_numbers_of_a_council_have_no_gap_and_chain(call, cast, clock):
    first = call(record.published, cast)
    drafted = call(record.another, cast)
    for actor, role in ((cast.ma, SignerRole.RECORDER), (cast.chen, SignerRole.CHAIR)):
        second = call(record.sign, actor, drafted.id, role)
    assert second.number == 2
    assert second.previous_digest == first.digest


@pytest.mark.parametrize("other", ["lin", "sun", "tang", "admin"])
def test_only_recorder_and_chair_sign(call, cast, clock, other):
    minutes = call(record.drafted, cast)
    with pytest.raises((Forbidden, NotFound)):
        call(record.sign, getattr(cast, other), minutes.id, SignerRole.RECORDER)


def test_nobody_signs_without_being_signed_in(call, cast, clock):
    minutes = call(record.drafted, cast)
    with pytest.raises(SignInNeeded):
        call(record.sign, ANONYMOUS, minutes.id, SignerRole.RECORDER)


def test_the_chair_waits_for_the_recorder(call, cast, clock):
    minutes = call(record.drafted, cast)
    with pytest.raises(Refused, match="minutes_recorder_first"):
        call(record.sign, cast.chen, minutes.id, SignerRole.CHAIR)


def test_twice_is_refused_and_counts_once(call, cast, clock):
    minutes = call(record.signed, cast)
    with pytest.raises(Refused, match="minutes_signed_already"):
        call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)
    assert call(lambda: Signature.all().count()) == 1


def test_a_text_that_changed_since_it_was_opened_is_not_signed(call, cast, clock):
    minutes = call(record.drafted, cast)
    proof = record.proof(cast.ma)
    with pytest.raises(Stale, match="minutes_changed"):
        call(services.sign, cast.ma, minutes.id, SignerRole.RECORDER, "0" * 64, proof)


def test_a_log_that_grew_since_the_draft_is_not_signed(call, cast, clock):
    session = call(spoken, cast)
    minutes = call(record.tasked, cast, session.id)
    call(sessions.act, cast.ma, session.id, NoteGist(1, "南门晚上太黑。"))
    with pytest.raises(Stale, match="minutes_log_grew"):
        call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)


def test_an_empty_required_field_blocks_signing(call, cast, clock):
    minutes = call(record.drafted, cast)
    blank = minutes.document | {"basis": ""}
    digest = document_digest(blank)
    call(lambda: Minutes.filter(id=minutes.id).update(document=blank, document_digest=digest))
    with pytest.raises(Refused, match="minutes_incomplete"):
        call(record.sign, cast.ma, minutes.id, SignerRole.RECORDER)


def test_a_proof_of_somebody_else_does_not_count(call, cast, clock):
    minutes = call(record.drafted, cast)
    stolen = Proof(cast.chen.person_id, clock.now())
    with pytest.raises(Refused, match="proof_stale"):
        call(services.sign, cast.ma, minutes.id, SignerRole.RECORDER, minutes.document_digest, stolen)


def test_the_password_is_asked_again(call, cast, clock):
    minutes = call(record.drafted, cast)
    call(signins.set_password, cast.ma.person_id, "竹叶青青-2026")
    given = (cast.ma, minutes.id, SignerRole.RECORDER, minutes.document_digest)
    with pytest.raises(Refused, match="password_wrong"):
        call(services.sign_with_password, *given, "不是这个密码")
    assert call(lambda: Signature.all().count()) == 0
    assert call(services.sign_with_password, *given, "竹叶青青-2026").state is State.SIGNED_RECORDER


def test_the_database_keeps_published_minutes_as_they_are(call, cast, clock):
    call(record.published, cast)
    for sql in (
        "UPDATE minutes SET log_seq = log_seq",
        "UPDATE minutes SET state = 'drafted'",
        "DELETE FROM minutes",
        "UPDATE signature SET role = 'chair'",
        "DELETE FROM signature",
    ):
        with pytest.raises(REFUSED):
            call(execute, sql)


def test_the_database_keeps_a_signed_text_as_it_was_signed(call, cast, clock):
    call(record.signed, cast)
    for sql in ("UPDATE minutes SET document_digest = ''", "UPDATE minutes SET document = '{}'"):
        with pytest.raises(REFUSED):
            call(execute, sql)


def test_the_database_publishes_nothing_with_one_signature(call, cast, clock):
    call(record.signed, cast)
    with pytest.raises(REFUSED):
        call(
            execute,
            "UPDATE minutes SET state = 'published', number = 1, digest = 'x', published_at = drafted_at",
        )


def test_the_database_takes_no_signature_under_another_text(call, cast, clock):
    minutes = call(record.drafted, cast)
    with pytest.raises(REFUSED):
        call(
            lambda: Signature.create(
                minutes=minutes,
                person_id=cast.ma.person_id,
                role=SignerRole.RECORDER,
                signed_at=clock.now(),
                document_digest="0" * 64,
            )
        )
