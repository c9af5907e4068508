"""Checking the books: they agree, and whoever alters one row behind everybody's back is found and named."""

import json
from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit.chain import GENESIS, digest, document_digest
from civic.kit.db import dialect, execute
from councils.minutes.models import Minutes
from councils.minutes.rules import SignerRole
from councils.verification import commands, queries, rules, services
from councils.verification.rules import Sum, What
from councils.works import services as works
from tests import stages_actions, stages_money, stages_preparation
from tests.factories import money, record
from tests.tampering import tamper
from votes.results import services as results


def named(call) -> list[tuple[What, str, str]]:
    return [(wrong.what, wrong.which, wrong.why) for wrong in call(services.check).wrong]


def test_honest_books_agree_and_everything_is_counted(call, cast, clock):
    call(record.decision, cast)
    report = call(services.check)
    assert report.wrong == ()
    assert report.agrees
    assert report.counted[What.EVENT] > 10
    counted = (What.MINUTES, What.SIGNATURE, What.RESOLUTION, What.DECISION)
    assert [report.counted[what] for what in counted] == [1, 2, 1, 1]


def test_empty_books_agree(call, cast):
    assert call(services.check).agrees


def test_an_altered_event_is_named(call, cast, clock):
    session = call(record.published, cast).session_id
    call(tamper, "session_event", "UPDATE session_event SET at = '2026-01-01T00:00:00+00:00' WHERE seq = 5")
    assert (What.EVENT, f"{session} · 5", "content") in named(call)


def test_an_altered_event_with_a_digest_to_match_is_named_by_the_next(call, cast, clock):
    minutes = call(record.published, cast)
    call(rewritten, minutes.session_id, 5)
    assert (What.EVENT, f"{minutes.session_id} · 6", "chain") in named(call)


async def rewritten(session_id: int, seq: int) -> None:
    """Alter an event and give it a digest of its own that fits."""
    row = (await queries.log(session_id))[seq - 1]
    stored = {
        "session": session_id,
        "seq": seq,
        "kind": row.kind,
        "payload": row.payload,
        "actor_id": None,
        "at": row.at,
    }
    fresh = digest(row.previous, stored)
    await tamper(
        "session_event", "UPDATE session_event SET actor_id = NULL, digest = ? WHERE seq = ?", fresh, seq
    )


def test_an_event_taken_out_is_named(call, cast, clock):
    session = call(record.published, cast).session_id
    call(tamper, "session_event", "DELETE FROM session_event WHERE seq = 7")
    assert (What.EVENT, f"{session} · 7", "gap") in named(call)


def test_an_altered_document_is_named(call, cast, clock):
    minutes = call(record.published, cast)
    altered = json.dumps(minutes.document | {"venue": "别处"}, ensure_ascii=False)
    call(tamper, "minutes", "UPDATE minutes SET document = ?", altered)
    assert (What.MINUTES, str(minutes.id), "content") in named(call)


@pytest.mark.parametrize("rubbish", ["{}", "[]", '{"agenda": 7, "chair": 1}', '"x"'])
def test_a_document_that_is_no_longer_one_is_named(call, cast, clock, rubbish):
    minutes = call(record.published, cast)
    call(tamper, "minutes", "UPDATE minutes SET document = ?", rubbish)
    assert (What.MINUTES, str(minutes.id), "content") in named(call)


def test_a_payload_that_is_no_longer_json_is_named(call, cast, clock):
    session = call(record.published, cast).session_id
    broken = "x" if dialect_of(call) == "sqlite" else "{}"
    call(tamper, "session_event", "UPDATE session_event SET payload = ? WHERE seq = 5", broken)
    assert (What.EVENT, f"{session} · 5", "content") in named(call)


def dialect_of(call) -> str:
    async def ask() -> str:
        return dialect()

    return call(ask)


def test_an_altered_document_with_a_digest_to_match_is_named(call, cast, clock):
    minutes = call(record.published, cast)
    document = minutes.document | {"venue": "别处"}
    fresh = document_digest(document)
    text = json.dumps(document, ensure_ascii=False)
    call(tamper, "minutes", "UPDATE minutes SET document = ?, document_digest = ?", text, fresh)
    found = named(call)
    assert (What.MINUTES, str(minutes.id), "log") in found
    assert any(what is What.SIGNATURE for what, _, _ in found)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("document_digest = 'x'", What.SIGNATURE),
        ("person_id = 1 WHERE role = 'chair'", What.SIGNATURE),
        ("signed_at = '2026-01-01 00:00:00+00:00'", What.MINUTES),
    ],
)
def test_an_altered_signature_is_named(call, cast, clock, change, what):
    call(record.published, cast)
    call(tamper, "signature", f"UPDATE signature SET {change}")
    assert what in {one for one, _, _ in named(call)}


def test_a_signature_taken_out_is_named(call, cast, clock):
    minutes = call(record.published, cast)
    call(tamper, "signature", "DELETE FROM signature WHERE role = 'recorder'")
    assert (What.SIGNATURE, str(minutes.id), "unsigned") in named(call)


def test_minutes_taken_out_of_the_chain_are_missed(call, cast, clock):
    call(record.published, cast)
    drafted = call(record.another, cast)
    for actor, role in ((cast.ma, "recorder"), (cast.chen, "chair")):
        call(record.sign, actor, drafted.id, SignerRole(role))
    assert call(services.check).agrees
    call(tamper, "minutes", "UPDATE minutes SET number = 3 WHERE number = 2")
    assert (What.MINUTES, str(drafted.id), "gap") in named(call)


@pytest.mark.parametrize(
    ("change", "why"), [("text = 'x'", "content"), ("verdict = '{}'", "text"), ("number = 2", "gap")]
)
def test_an_altered_resolution_is_named(call, cast, clock, change, why):
    resolution = call(record.resolution, cast)
    call(tamper, "resolution", f"UPDATE resolution SET {change}")
    assert (What.RESOLUTION, str(resolution.id), why) in named(call)


def test_a_resolution_taken_out_is_missed(call, cast, clock):
    minutes = call(record.published, cast)
    call(tamper, "action_item", "DELETE FROM action_item")
    call(tamper, "resolution", "DELETE FROM resolution")
    assert (What.RESOLUTION, f"{minutes.id} · 1", "without") in named(call)


def test_a_raised_decision_is_named(call, cast, clock):
    decision = call(record.decision, cast)
    call(tamper, "funding_decision", "UPDATE funding_decision SET amount_fen = 6000000")
    assert (What.DECISION, str(decision.id), "motion") in named(call)


def test_an_altered_audit_entry_is_named(call, cast, clock):
    call(record.drafted, cast)
    call(tamper, "audit_entry", "UPDATE audit_entry SET verb = 'x' WHERE seq = 2")
    assert (What.ENTRY, "2", "content") in named(call)


def test_a_whole_road_to_the_payment_agrees(call, cast, clock):
    call(paid, cast)
    report = call(services.check)
    assert report.wrong == ()
    assert report.counted[What.PAYMENT] == 1


async def paid(cast):
    """The first milestone accepted and paid; its id."""
    milestone = await money.accepted(cast)
    await works.pay(cast.sun, milestone.id, milestone.share_fen, "凭证 2026-118")
    return milestone.id


@pytest.mark.parametrize(
    ("table", "change", "why"),
    [
        ("disbursement", "UPDATE disbursement SET amount_fen = amount_fen + 1", "paid"),
        ("acceptance", "DELETE FROM acceptance", "accepted"),
        ("milestone", "UPDATE milestone SET share_fen = share_fen + 1", "price"),
        ("contract", "UPDATE contract SET price_fen = price_fen + 90000000", "ceiling"),
    ],
)
def test_altered_money_is_named(call, cast, clock, table, change, why):
    call(paid, cast)
    call(tamper, table, change)
    assert (What.PAYMENT, why) in {(what, because) for what, _, because in named(call)}


def test_a_paper_taken_out_of_a_closed_box_is_missed(call, cast, clock):
    given = call(stages_money.paper, cast)
    clock.travel(timedelta(days=4))
    call(results.close, cast.zheng, given["id"])
    assert call(services.check).agrees
    call(tamper, "paper", "DELETE FROM paper")
    assert (What.BALLOT, str(given["ballot"]), "papers") in named(call)


def test_a_payment_above_the_share_is_named():
    sums = [Sum(What.PAYMENT, "1", "paid", 100, 100), Sum(What.PAYMENT, "2", "paid", 101, 100)]
    wrong = rules.sum_fault(sums)
    assert wrong is not None
    assert (wrong.which, wrong.why) == ("2", "paid")


def test_papers_must_be_as_many_as_people_who_voted():
    assert rules.sum_fault([Sum(What.BALLOT, "1", "papers", 9, 10, exact=True)]) is not None
    assert rules.sum_fault([Sum(What.BALLOT, "1", "papers", 10, 10, exact=True)]) is None


def test_every_reason_has_its_sentence():
    assert set(rules.WORDS) == set(What)
    assert {why for _, why, _, _ in queries._SUMS} <= set(rules.REASONS)


def test_the_command_says_that_the_books_agree(call, cast, clock, capsys):
    call(record.published, cast)
    assert call(commands.verify) == 0
    said = capsys.readouterr().out
    assert "会议纪要: 1" in said
    assert "账目相符" in said


def test_the_command_names_what_is_wrong(call, cast, clock, capsys):
    session = call(record.published, cast).session_id
    call(tamper, "session_event", "UPDATE session_event SET at = '2026-01-01T00:00:00+00:00' WHERE seq = 5")
    assert call(commands.verify) == 1
    said = capsys.readouterr().out
    assert f"{session} · 5" in said
    assert "账目不符" in said


def test_the_clock_checks_once_a_day_and_leaves_a_trace(call, cast, clock):
    for _ in range(3):
        call(commands.tick, clock.now())
    entry = call(lambda: Entry.get(verb="books_checked"))
    assert entry.facts["agrees"] is True


def test_a_digest_says_what_it_stands_for(call, cast, clock):
    minutes = call(record.published, cast)
    (found,) = call(services.look_up, minutes.document_digest)
    assert (found.what, found.id, found.wrong) == (What.MINUTES, minutes.id, None)
    assert call(services.look_up, minutes.digest)[0].id == minutes.id
    event = call(queries.log, minutes.session_id)[-1]
    assert call(services.look_up, event.digest)[0].what is What.EVENT
    resolution = call(queries.resolutions)[0]
    assert call(services.look_up, resolution.text_digest)[0].wrong is None
    assert call(services.look_up, GENESIS) == []


def test_a_digest_of_an_altered_document_says_so(call, cast, clock):
    minutes = call(record.published, cast)
    call(tamper, "session_event", "UPDATE session_event SET at = '2026-01-01T00:00:00+00:00' WHERE seq = 5")
    (found,) = call(services.look_up, call(lambda: Minutes.get(id=minutes.id)).document_digest)
    assert found.wrong is not None


def test_a_task_that_is_not_in_the_minutes_is_named(call, cast, clock):
    call(record.published, cast)
    call(
        execute,
        "INSERT INTO action_item (resolution_id, position, content, owner, due_on, source) "
        "SELECT resolution_id, 2, 'x', owner, due_on, source FROM action_item",
    )
    report = call(services.check)
    assert [(one.what, one.why) for one in report.wrong] == [(What.RESOLUTION, "actions")]


@pytest.mark.parametrize(
    ("stage", "table", "change"),
    [
        (stages_money.notice_proved, "notice", "body = 'x'"),
        (stages_money.notice_proved, "publicity_proof", "document = '{}'"),
        (stages_actions.review, "action_review", "document = '{}'"),
        (stages_preparation.public_paper, "enclosure", f"digest = '{GENESIS}'"),
        (stages_preparation.supplement, "supplement", f"digest = '{GENESIS}'"),
    ],
)
def test_an_altered_notice_proof_review_or_file_is_named(call, cast, clock, stage, table, change):
    call(stage, cast)
    assert call(services.check).wrong == ()
    call(tamper, table, f"UPDATE {table} SET {change}")
    (wrong, *_) = call(services.check).wrong
    assert (wrong.what, wrong.why) == (What.PAPER, "content")
    assert wrong.which.startswith(table)
