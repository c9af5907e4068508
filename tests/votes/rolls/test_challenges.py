"""Objections to a roll: anyone may file one, staff answers with a reason, and nothing is frozen before."""

import pytest

from civic.audit.models import Entry as AuditEntry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.notifications.queries import unread
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rolls.models import Challenge
from votes.rolls.rules.challenges import MOST_OPEN, Matter, Verdict

WORDS = "我家在三号院，名册上没有我们。"


@pytest.fixture
def draft(call: Call, cast: Cast, clock: object) -> Ballot:
    ballot = call(make.draft_ballot, cast)
    call(services.build, cast.sun, ballot.id)
    return ballot


def filed(call: Call, cast: Cast, draft: Ballot) -> Challenge:
    code = call(services.challenge, cast.outsider, draft.id, Matter.MISSING, WORDS)
    return call(Challenge.get, code=code)


def test_who_is_missing_files_an_objection_and_the_clerk_hears_of_it(call: Call, cast: Cast, draft: Ballot):
    before = call(unread, cast.sun.person_id)
    found = filed(call, cast, draft)
    assert (found.text, found.matter) == (WORDS, Matter.MISSING)
    assert found.verdict is None
    assert [each.id for each in call(queries.challenges, draft.id, cast.outsider.person_id)] == [found.id]
    assert call(queries.challenges, draft.id, cast.lin.person_id) == []
    assert call(unread, cast.sun.person_id) == before + 1
    entry = call(AuditEntry.get, verb="roll_challenged")
    assert entry.facts == {"challenge": found.id, "matter": "missing"}


def test_nothing_is_frozen_before_it_is_answered(call: Call, cast: Cast, draft: Ballot):
    found = filed(call, cast, draft)
    with pytest.raises(Refused, match="roll_challenges_open"):
        call(services.freeze, draft.id, {})
    call(services.answer, cast.sun, draft.id, found.id, Verdict.NOT_UPHELD, "户口在梧桐里社区。")
    assert call(services.freeze, draft.id, {}).roll_size == 8
    assert call(unread, cast.outsider.person_id) == 1


def test_an_answer_is_given_once(call: Call, cast: Cast, draft: Ballot):
    found = filed(call, cast, draft)
    call(services.answer, cast.zheng, draft.id, found.id, Verdict.UPHELD, "已经加上。")
    with pytest.raises(Stale, match="challenge_answered"):
        call(services.answer, cast.sun, draft.id, found.id, Verdict.NOT_UPHELD, "不成立。")
    assert call(Challenge.get, id=found.id).answer == "已经加上。"


@pytest.mark.parametrize("who", ["lin", "outsider", "gao", "other_clerk", "admin"])
def test_only_who_tends_the_roll_answers(call: Call, cast: Cast, draft: Ballot, who: str):
    found = filed(call, cast, draft)
    with pytest.raises(Forbidden):
        call(services.answer, getattr(cast, who), draft.id, found.id, Verdict.UPHELD, "好的。")


def test_an_objection_to_another_roll_is_not_answered_here(call: Call, cast: Cast, draft: Ballot):
    found = filed(call, cast, draft)
    other = call(make.draft_ballot, cast)
    with pytest.raises(NotFound):
        call(services.answer, cast.sun, other.id, found.id, Verdict.UPHELD, "好的。")


def test_three_wait_at_most(call: Call, cast: Cast, draft: Ballot):
    for _ in range(MOST_OPEN):
        filed(call, cast, draft)
    with pytest.raises(Refused, match="challenge_too_many"):
        filed(call, cast, draft)


def test_not_without_a_roll_not_after_freezing_not_by_nobody(
    call: Call, cast: Cast, draft: Ballot, clock: object
):
    bare = call(make.draft_ballot, cast)
    with pytest.raises(Refused, match="challenge_no_roll"):
        filed(call, cast, bare)
    with pytest.raises(SignInNeeded):
        call(services.challenge, ANONYMOUS, draft.id, Matter.WRONG, WORDS)
    call(services.freeze, draft.id, {})
    with pytest.raises(Refused, match="roll_is_frozen"):
        filed(call, cast, draft)
