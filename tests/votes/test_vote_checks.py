"""Whoever alters a vote behind everybody's back is found out, and the vote is named."""

import pytest

from councils.verification import services
from tests.factories import votes
from tests.tampering import tamper
from votes.publication import queries


@pytest.fixture
def certified(cast, call, clock) -> int:
    """A round's ballot: three papers, counted, signed by two."""

    async def make() -> int:
        ballot_id = await votes.round_counted(cast)
        await votes.certify(cast, ballot_id)
        return ballot_id

    return call(make)


def test_honest_votes_agree(call, cast, certified):
    call(votes.imported, cast)
    call(votes.open_ballot, cast)
    assert call(queries.first_faults) == []
    assert call(services.check).agrees


@pytest.mark.parametrize(
    ("why", "table", "sql"),
    [
        ("root", "paper", "UPDATE paper SET choices = '' WHERE ballot_id = ?"),
        ("root", "paper", "DELETE FROM paper WHERE ballot_id = ?"),
        ("fixed", "ballot", "UPDATE ballot SET digest = roll_digest WHERE id = ?"),
        ("fixed", "roll_entry", "UPDATE roll_entry SET area = 7 WHERE ballot_id = ?"),
        (
            "tellers",
            "teller_signature",
            "DELETE FROM teller_signature WHERE role = 'clerk' AND result_id IN "
            "(SELECT id FROM result WHERE ballot_id = ?)",
        ),
        (
            "tellers",
            "teller_signature",
            "UPDATE teller_signature SET digest = 'x' WHERE result_id IN (SELECT id FROM result WHERE ballot_id = ?)",
        ),
    ],
)
def test_what_was_altered_is_named(call, certified, why, table, sql):
    call(tamper, table, sql, certified)
    assert (certified, why) in call(queries.first_faults)
    named = [(wrong.which, wrong.why) for wrong in call(services.check).wrong]
    assert (str(certified), why) in named


def test_another_count_than_the_papers_give_is_named(call, certified):
    call(tamper, "result", "UPDATE result SET spent_fen = 1 WHERE ballot_id = ?", certified)
    assert (str(certified), "recount") in [(each.which, each.why) for each in call(services.check).wrong]
