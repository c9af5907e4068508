"""A count is contested by who may vote, answered by who did not sign, counted again beside the first; void and rerun."""

from datetime import timedelta

import pytest
from tortoise.exceptions import BaseORMException

from civic.audit.queries import entries_about
from civic.kit.db import execute, rows
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from tests.factories import votes
from votes.casting import services as casting
from votes.models import Ballot, Option
from votes.publication import queries, services
from votes.publication.models import Contest
from votes.publication.rules import Outcome
from votes.results import services as counting
from votes.results.models import Result
from votes.rules import Method, State

WHY = "我用回执查到的票，和我投的不一样。"
BECAUSE = "已经对过回执和票箱，确实要重新数一遍。"


@pytest.fixture
def counted(cast, call, clock) -> Result:
    """Lin, Wei and Chen chose between two; counted once."""
    papers = [(cast.lin, votes.ticks("a")), (cast.wei, votes.ticks("a")), (cast.chen, votes.ticks("b"))]
    ballot = call(votes.closed_ballot, cast, papers, codes=("a", "b"), method=Method.CHOOSE_ONE)
    return call(counting.count, ballot.id)


@pytest.fixture
def contested(cast, call, counted) -> Contest:
    """Lin contests it."""
    return call(services.contest, cast.lin, counted.ballot_id, WHY)


async def _state(ballot_id: int) -> State:
    return (await Ballot.get(id=ballot_id)).state


def refusal(call, *act) -> str:
    with pytest.raises(Refused) as refused:
        call(*act)
    return refused.value.code


def test_whoever_is_on_the_roll_may_contest_a_count(cast, call, contested):
    found = call(queries.contests, contested.ballot_id)
    assert [(each.reason, each.outcome, each.run) for each in found] == [(WHY, None, 1)]
    last = call(entries_about, services.ref(contested.ballot_id))[-1]
    assert (last.verb, last.actor_id) == ("result_contested", cast.lin.person_id)


def test_nobody_else_may(cast, call, counted):
    with pytest.raises(Forbidden):
        call(services.contest, cast.outsider, counted.ballot_id, WHY)
    with pytest.raises(SignInNeeded):
        call(services.contest, ANONYMOUS, counted.ballot_id, WHY)
    with pytest.raises(NotFound):
        call(services.contest, cast.lin, 9999, WHY)


def test_a_count_is_contested_once_by_each_and_not_for_ever(cast, call, clock, contested):
    assert refusal(call, services.contest, cast.lin, contested.ballot_id, WHY) == "contest_filed_already"
    clock.travel(timedelta(days=8))
    assert refusal(call, services.contest, cast.wei, contested.ballot_id, WHY) == "contest_late"


def test_before_there_is_a_count_there_is_nothing_to_contest(cast, call):
    ballot = call(votes.open_ballot, cast)
    assert refusal(call, services.contest, cast.lin, ballot.id, WHY) == "ballot_still_open"


def test_while_a_contest_waits_nobody_signs(cast, call, counted, contested):
    assert refusal(call, services.sign, cast.gao, counted.ballot_id, counted.digest) == "contest_waits"


def test_an_upheld_contest_leads_to_a_second_count_and_both_stay(cast, call, counted, contested):
    done = call(services.answer, cast.gao, contested.id, BECAUSE, True)
    assert done.outcome is Outcome.UPHELD
    found = call(queries.runs, counted.ballot_id)
    assert [(each.run, each.papers) for each in found] == [(1, 3), (2, 3)]
    assert done.recount_id == found[1].id
    assert call(queries.winners, found) == {1: ["项目 a"], 2: ["项目 a"]}


def test_a_dismissed_one_is_answered_in_public_and_whoever_filed_it_is_told(cast, call, contested):
    call(services.answer, cast.gao, contested.id, BECAUSE, False)
    [shown] = call(queries.contests, contested.ballot_id)
    assert (shown.outcome, shown.answer, shown.answered_by) == (Outcome.DISMISSED, BECAUSE, cast.gao.name)
    assert len(call(queries.runs, contested.ballot_id)) == 1

    async def told() -> bool:
        return await Notification.exists(person_id=cast.lin.person_id, kind="contest_answered")

    assert call(told)


def test_a_contest_is_answered_once_and_not_by_who_signed_or_filed_it(cast, call, counted):
    call(services.sign, cast.sun, counted.ballot_id, counted.digest)
    filed = call(services.contest, cast.gao, counted.ballot_id, WHY)
    for actor in (cast.sun, cast.gao, cast.lin):
        with pytest.raises(Forbidden):
            call(services.answer, actor, filed.id, BECAUSE, False)
    call(services.answer, cast.zhou, filed.id, BECAUSE, False)
    with pytest.raises(Stale):
        call(services.answer, cast.zhou, filed.id, BECAUSE, True)


def test_after_a_recount_the_new_count_is_signed_and_not_the_old_one(cast, call, counted, contested):
    call(services.answer, cast.zhou, contested.id, BECAUSE, True)
    again = call(queries.runs, counted.ballot_id)[1]
    for actor in (cast.sun, cast.gao):
        call(services.sign, actor, counted.ballot_id, again.digest)
    assert call(_state, counted.ballot_id) is State.CERTIFIED
    runs = call(queries.runs, counted.ballot_id)
    assert [each.certified_at is not None for each in runs] == [False, True]


def test_a_certified_count_can_be_contested_and_both_counts_are_signed(cast, call, counted):
    for actor in (cast.sun, cast.gao):
        call(services.sign, actor, counted.ballot_id, counted.digest)
    filed = call(services.contest, cast.wei, counted.ballot_id, WHY)
    call(services.answer, cast.zhou, filed.id, BECAUSE, True)
    again = call(queries.runs, counted.ballot_id)[1]
    for actor in (cast.sun, cast.gao):
        call(services.sign, actor, counted.ballot_id, again.digest)
    assert all(each.certified_at for each in call(queries.runs, counted.ballot_id))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE contest SET reason = 'other' WHERE id = ?",
        "UPDATE contest SET person_id = 2 WHERE id = ?",
        "DELETE FROM contest WHERE id = ?",
        "UPDATE contest SET outcome = 'dismissed' WHERE id = ?",
        "UPDATE contest SET answer = 'x' WHERE id = ?",
    ],
)
def test_the_database_keeps_a_contest_as_it_was_filed(call, contested, sql):
    with pytest.raises(BaseORMException):
        call(execute, sql, contested.id)


def test_the_database_keeps_an_answer_as_it_was_given(cast, call, contested):
    call(services.answer, cast.gao, contested.id, BECAUSE, False)
    for sql in ("UPDATE contest SET answer = 'other' WHERE id = ?", "DELETE FROM contest WHERE id = ?"):
        with pytest.raises(BaseORMException):
            call(execute, sql, contested.id)


def test_supervisors_declare_a_ballot_void_and_everything_is_kept(cast, call, counted):
    call(services.declare_void, cast.gao, counted.ballot_id, "名册漏了一整栋楼。")
    ballot = call(queries.ballot_of, counted.ballot_id)
    assert (ballot.state, ballot.void_reason) == (State.VOID, "名册漏了一整栋楼。")
    assert len(call(queries.runs, counted.ballot_id)) == 1
    assert [line.receipt for line in call(queries.lines, ballot, 0, 10)]
    assert call(entries_about, services.ref(ballot.id))[-1].verb == "ballot_voided"
    assert refusal(call, services.declare_void, cast.gao, ballot.id, "再来一次作废") == "void_already"
    assert refusal(call, services.sign, cast.sun, ballot.id, counted.digest) == "void_not_signed"
    assert refusal(call, services.contest, cast.lin, ballot.id, WHY) == "void_not_contested"


def test_only_they_do_and_only_what_was_opened(cast, call, counted):
    for actor in (cast.sun, cast.lin, cast.zheng):
        with pytest.raises(Forbidden):
            call(services.declare_void, actor, counted.ballot_id, "名册漏了一整栋楼。")
    draft = call(votes.draft_ballot, cast)
    assert refusal(call, services.declare_void, cast.gao, draft.id, "名册漏了一整栋楼。") == "draft_not_void"


def test_a_ballot_that_is_broken_off_is_sealed_and_its_papers_are_not_published(cast, call):
    ballot = call(votes.open_ballot, cast)

    async def one_paper() -> None:
        await casting.cast(cast.lin, ballot.id, votes.ticks("a"))

    call(one_paper)
    call(services.declare_void, cast.gao, ballot.id, "系统出了大错，先停下来。")
    found = call(queries.ballot_of, ballot.id)
    assert (found.bulletin_size, len(found.bulletin_root)) == (1, 64)
    assert refusal(call, queries.lines, found, 0, 10) == "ballot_still_open"
    assert len(call(rows, "SELECT key FROM paper WHERE ballot_id = ?", ballot.id)) == 1


def test_a_void_ballot_is_held_again_with_the_same_question(cast, call, counted):
    call(services.declare_void, cast.gao, counted.ballot_id, "名册漏了一整栋楼。")
    made = call(services.rerun, cast.sun, counted.ballot_id)
    first = call(queries.ballot_of, counted.ballot_id)
    assert (made.state, made.rerun_of_id, made.title) == (State.DRAFT, first.id, first.title)

    async def options(ballot_id: int) -> list[tuple[str, str]]:
        found = await Option.filter(ballot_id=ballot_id).order_by("position").values_list("code", "label")
        return [(str(code), str(label)) for code, label in found]

    assert call(options, made.id) == call(options, first.id)
    assert refusal(call, services.rerun, cast.sun, first.id) == "rerun_already"


def test_a_ballot_that_stands_is_not_held_again(cast, call, counted):
    assert refusal(call, services.rerun, cast.sun, counted.ballot_id) == "rerun_needs_void"
    call(services.declare_void, cast.gao, counted.ballot_id, "名册漏了一整栋楼。")
    with pytest.raises(Forbidden):
        call(services.rerun, cast.lin, counted.ballot_id)
