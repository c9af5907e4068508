"""Councils, terms and seats: entered by those who keep the register, once."""

from datetime import date

import pytest

from civic.kit.errors import Forbidden, Refused
from civic.people.models import Grant
from civic.people.rules import Role
from councils import queries, services
from councils.models import Term
from councils.rules import SeatRole
from tests.factories import councils as make

TODAY = date(2026, 11, 22)


def _term(call, council):
    return call(queries.current_term, council.id, TODAY)


def test_a_council_shows_its_term_and_its_voting_members(call, cast, clock):
    council = call(make.council, cast)
    (line,) = call(queries.councils, cast.community.path, TODAY)
    assert (line.id, line.term, line.members) == (council.id, 1, 4)
    assert call(queries.councils, cast.other_community.path, TODAY) == []


def test_a_seat_carries_the_role_for_the_term(call, cast, clock):
    council = call(make.council, cast)
    term = _term(call, council)
    call(services.seat, cast.sun, term.id, cast.lin.person_id)
    grant = call(lambda: Grant.get(person_id=cast.lin.person_id, role=Role.MEMBER))
    assert (grant.place_id, grant.ends_on) == (cast.community.id, term.ends_on)


def test_nobody_sits_twice_in_a_term(call, cast, clock):
    term = _term(call, call(make.council, cast))
    with pytest.raises(Refused, match="seat_taken"):
        call(services.seat, cast.sun, term.id, cast.tang.person_id)


@pytest.mark.parametrize("who", ["lin", "chen", "other_clerk", "outsider"])
def test_others_do_not_keep_the_register(call, cast, clock, who):
    term = _term(call, call(make.council, cast))
    with pytest.raises(Forbidden):
        call(services.seat, getattr(cast, who), term.id, cast.lin.person_id, SeatRole.MEMBER)
    with pytest.raises(Forbidden):
        call(services.open_term, getattr(cast, who), term.council_id, TODAY, date(2030, 1, 1))


def test_a_term_ends_after_it_begins(call, cast, clock):
    council = call(make.council, cast)
    with pytest.raises(Refused, match="term_dates"):
        call(services.open_term, cast.sun, council.id, TODAY, TODAY)
    assert call(lambda: Term.filter(council_id=council.id).count()) == 1
