"""Seats end with a reason, others follow, observers come and go, members declare what ties them."""

from datetime import date, timedelta

import pytest
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.people.models import Grant
from civic.people.rules import ANONYMOUS, Role
from councils import queries as councils
from councils.models import Seat, Term
from councils.seating import queries, services
from councils.seating.models import Interest, Observer, SeatEnd, Substitute
from councils.seating.rules import Ending, Tie
from tests.factories import bodies
from tests.factories import councils as make

TODAY = date(2026, 11, 22)
WHY = "11 月 20 日书面辞职"


async def _sql(statement: str, *values):
    async with transaction():
        await execute(statement, *values)


def _tang(call, cast):
    council = call(make.council, cast)
    return call(bodies.term_of, council), call(bodies.seat_of, cast.tang.person_id)


async def _verbs(kind="council"):
    return list(await Entry.filter(ref_kind=kind).order_by("id").values_list("verb", flat=True))


def test_a_seat_ends_with_its_reason_and_its_role(call, cast, clock):
    term, seat = _tang(call, cast)
    end = call(services.end_seat, cast.sun, seat.id, Ending.RESIGNED, WHY, TODAY - timedelta(days=2))
    assert end.reason == WHY
    assert cast.tang.person_id not in [one.person_id for one in call(councils.seats, term.id, TODAY)]
    assert call(lambda: Seat.get(id=seat.id)).ends_on == TODAY - timedelta(days=2)
    open_grants = call(
        lambda: Grant.filter(
            person_id=cast.tang.person_id, role=Role.MEMBER, revoked_at=None, ends_on=term.ends_on
        ).count()
    )
    assert open_grants == 0
    assert call(_verbs)[-1] == "seat_ended"


def test_a_role_stays_that_another_seat_gives_as_well(call, cast, clock):
    term, seat = _tang(call, cast)
    call(make.council, cast, "小区联合议事会")
    call(services.end_seat, cast.sun, seat.id, Ending.RESIGNED, WHY, TODAY)
    still = call(
        lambda: Grant.filter(person_id=cast.tang.person_id, role=Role.MEMBER, revoked_at=None).count()
    )
    assert still
    assert term.number == 1


@pytest.mark.parametrize(
    ("last_day", "code"),
    [(TODAY + timedelta(days=1), "seat_end_future"), (date(2025, 1, 1), "seat_end_early")],
)
def test_a_seat_ends_on_a_day_it_was_held(call, cast, clock, last_day, code):
    _, seat = _tang(call, cast)
    with pytest.raises(Refused, match=code):
        call(services.end_seat, cast.sun, seat.id, Ending.RESIGNED, WHY, last_day)


def test_a_seat_ends_once(call, cast, clock):
    _, seat = _tang(call, cast)
    call(services.end_seat, cast.sun, seat.id, Ending.RESIGNED, WHY, TODAY)
    with pytest.raises(Refused, match="seat_over"):
        call(services.end_seat, cast.sun, seat.id, Ending.DIED, WHY, TODAY)


@pytest.mark.parametrize("who", ["lin", "chen", "other_clerk", "tang"])
def test_others_end_no_seat_and_name_nobody(call, cast, clock, who):
    term, seat = _tang(call, cast)
    actor = getattr(cast, who)
    with pytest.raises(Forbidden):
        call(services.end_seat, actor, seat.id, Ending.RESIGNED, WHY, TODAY)
    with pytest.raises(Forbidden):
        call(services.add_substitute, actor, term.id, cast.lin.person_id)
    with pytest.raises(Forbidden):
        call(services.follow, actor, term.id)
    with pytest.raises(Forbidden):
        call(services.name_observer, actor, term.id, "王书记", "社区党委书记")
    assert call(SeatEnd.all().count) == 0


def test_the_next_in_order_follows_into_a_seat_that_fell_free(call, cast, clock):
    term, seat = _tang(call, cast)
    call(services.add_substitute, cast.sun, term.id, cast.lin.person_id)
    call(services.add_substitute, cast.sun, term.id, cast.wei.person_id)
    with pytest.raises(Refused, match="no_vacancy"):
        call(services.follow, cast.sun, term.id)
    call(services.end_seat, cast.sun, seat.id, Ending.MOVED, WHY, TODAY)
    (vacancy,) = call(queries.vacancies, term.id)
    assert (vacancy.free, vacancy.following.person_id) == (1, cast.lin.person_id)
    taken = call(services.follow, cast.sun, term.id)
    assert (taken.person_id, taken.starts_on) == (cast.lin.person_id, TODAY)
    assert [one.person_id for one in call(queries.substitutes, term.id)] == [cast.wei.person_id]
    with pytest.raises(Refused, match="no_vacancy"):
        call(services.follow, cast.sun, term.id)


def test_an_empty_list_fills_no_seat(call, cast, clock):
    term, seat = _tang(call, cast)
    call(services.end_seat, cast.sun, seat.id, Ending.MOVED, WHY, TODAY)
    with pytest.raises(Refused, match="substitute_none"):
        call(services.follow, cast.sun, term.id)


def test_nobody_waits_twice_or_beside_a_seat(call, cast, clock):
    term, _ = _tang(call, cast)
    call(services.add_substitute, cast.sun, term.id, cast.lin.person_id)
    for person in (cast.lin, cast.tang):
        with pytest.raises(Refused, match="substitute_taken"):
            call(services.add_substitute, cast.sun, term.id, person.person_id)


def test_an_observer_attends_until_told_otherwise(call, cast, clock):
    term, _ = _tang(call, cast)
    named = call(services.name_observer, cast.sun, term.id, "王书记", "社区党委书记")
    assert [one.name for one in call(queries.observers, term.id, TODAY)] == ["王书记"]
    with pytest.raises(Refused, match="observer_taken"):
        call(services.name_observer, cast.sun, term.id, "王书记", "社区党委书记")
    call(services.end_observer, cast.sun, named.id)
    assert call(queries.observers, term.id, TODAY + timedelta(days=1)) == []
    with pytest.raises(Refused, match="observer_over"):
        call(services.end_observer, cast.sun, named.id)


def test_a_member_declares_and_lifts(call, cast, clock):
    _tang(call, cast)
    hao = cast.organisations["hao"].id
    made = call(services.declare, cast.tang, cast.tang.person_id, Tie.EMPLOYMENT, "女儿在那里上班", hao)
    found = call(queries.declared_interests, [cast.tang.person_id, cast.xu.person_id])
    assert [one.id for one in found[cast.tang.person_id]] == [made.id]
    assert found[cast.xu.person_id] == []
    with pytest.raises(Refused, match="interest_taken"):
        call(services.declare, cast.tang, cast.tang.person_id, Tie.EMPLOYMENT, "女儿在那里上班", hao)
    call(services.lift, cast.tang, made.id)
    assert call(queries.declared_interests, [cast.tang.person_id]) == {cast.tang.person_id: []}
    with pytest.raises(Refused, match="interest_lifted"):
        call(services.lift, cast.tang, made.id)
    assert call(_verbs, "person")[-2:] == ["interest_declared", "interest_lifted"]


def test_staff_enter_what_a_member_wrote_on_paper_and_nobody_else_does(call, cast, clock):
    _tang(call, cast)
    made = call(services.declare, cast.sun, cast.tang.person_id, Tie.RELATIVE, "弟弟是物业经理")
    for who in (cast.xu, cast.other_clerk):
        with pytest.raises(Forbidden):
            call(services.declare, who, cast.tang.person_id, Tie.RELATIVE, "别的")
        with pytest.raises(Forbidden):
            call(services.lift, who, made.id)
    with pytest.raises(SignInNeeded):
        call(services.declare, ANONYMOUS, cast.tang.person_id, Tie.RELATIVE, "别的")


def test_who_sits_nowhere_has_nothing_to_declare(call, cast, clock):
    _tang(call, cast)
    with pytest.raises(Refused, match="interest_no_seat"):
        call(services.declare, cast.lin, cast.lin.person_id, Tie.PROPERTY, "一号院的铺面")
    with pytest.raises(NotFound):
        call(services.lift, cast.tang, 999)


def test_attendance_is_read_from_the_logs_and_puts_a_seat_in_question(call, cast, clock):
    council = call(make.council, cast, absences=2, absences_source="示范文本")
    term = call(bodies.term_of, council)
    for _ in range(2):
        call(bodies.held, cast, council, absent=(cast.deng.person_id,))
    lines = {line.seat.person_id: line for line in call(queries.attendance, term.id, TODAY)}
    assert (lines[cast.deng.person_id].record.absent, lines[cast.deng.person_id].flagged) == (2, True)
    assert (lines[cast.tang.person_id].record.present, lines[cast.tang.person_id].flagged) == (2, False)
    assert call(lambda: Seat.get(term=term, person_id=cast.deng.person_id)).ends_on is None


def test_a_session_that_is_not_over_counts_for_nobody(call, cast, clock):
    call(make.opened, cast)
    term = call(Term.first)
    assert all(line.record.called == 0 for line in call(queries.attendance, term.id, TODAY))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM seat WHERE id = ?",
        "UPDATE seat SET ends_on = '2026-11-01' WHERE id = ?",
        "UPDATE seat SET person_id = 1 WHERE id = ?",
        "UPDATE seat SET kind = 'drawn' WHERE id = ?",
        "UPDATE seat SET sortition_id = 1 WHERE id = ?",
    ],
)
def test_the_database_keeps_seats_as_they_were_taken(call, cast, clock, statement):
    _, seat = _tang(call, cast)
    with pytest.raises(IntegrityError):
        call(_sql, statement, seat.id)


def test_the_database_keeps_the_end_of_a_seat(call, cast, clock):
    _, seat = _tang(call, cast)
    call(services.end_seat, cast.sun, seat.id, Ending.RESIGNED, WHY, TODAY)
    for statement in (
        "UPDATE seat SET ends_on = NULL WHERE id = ?",
        "UPDATE seat SET role = 'chair' WHERE id = ?",
        "UPDATE seat_end SET reason = '别的' WHERE seat_id = ?",
        "DELETE FROM seat_end WHERE seat_id = ?",
    ):
        with pytest.raises(IntegrityError):
            call(_sql, statement, seat.id)


@pytest.mark.parametrize("model", [Substitute, Observer, Interest])
def test_the_database_deletes_nothing_of_the_registers(call, cast, clock, model):
    term, _ = _tang(call, cast)
    call(services.add_substitute, cast.sun, term.id, cast.lin.person_id)
    observer = call(services.name_observer, cast.sun, term.id, "王书记", "社区党委书记")
    interest = call(services.declare, cast.tang, cast.tang.person_id, Tie.PROPERTY, "一号院的铺面")
    table = model._meta.db_table
    with pytest.raises(IntegrityError):
        call(_sql, f"DELETE FROM {table}")
    changed = {"substitute": "position = 9", "observer": "name = '别人'", "interest": "subject = '别的'"}
    with pytest.raises(IntegrityError):
        call(_sql, f"UPDATE {table} SET {changed[table]}")
    call(services.end_observer, cast.sun, observer.id)
    call(services.lift, cast.tang, interest.id)
    if model is not Substitute:
        column = "ends_on" if model is Observer else "lifted_on"
        with pytest.raises(IntegrityError):
            call(_sql, f"UPDATE {table} SET {column} = NULL")
