"""Asking for a session with enough names: counted against the register, binding, with a day, told above when it passes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit import codes
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.thresholds import Threshold
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils import queries as councils
from councils.preparation.agendas import services as agendas
from councils.preparation.agendas.rules.entries import EntryKind
from councils.preparation.petitions import queries, rules, services
from councils.preparation.petitions.models import Petition, PetitionSignature
from councils.preparation.petitions.rules import Register, Resident, Stage
from councils.rules import Of, Share
from councils.seating import services as seating
from councils.seating.rules import Ending
from tests.factories import bodies, preparation
from tests.factories import councils as make

TODAY = date(2026, 11, 22)
# three of the four members
MEMBERS = [{"share": ">1/2", "of": "members"}]
TEXT = ("三号院二次供水停水", "水箱漏了三天，物业和水务都说不归自己管。")


def council_of(call, cast, convening=MEMBERS, days=15):
    return call(make.council, cast, convening=convening, convening_days=days)


def begun(call, actor, council):
    return call(services.begin, actor, council.id, *TEXT, codes.token())


def stage_of(call, petition):
    return call(queries.sheet, petition.id, ANONYMOUS).line.stage


def told(call, kind):
    return {one.person_id for one in call(lambda: Notification.filter(kind=kind))}


@given(
    st.sets(st.integers(1, 30)),
    st.sets(st.integers(1, 30), min_size=1),
    st.sampled_from(["1/3", ">1/2", "1/5", "1/1", "1/10"]),
)
def test_only_names_of_the_register_count_and_the_least_number_is_enough(signers, members, share):
    register = Register(frozenset(members), (), 2026)
    counted = rules.counts([Share(Threshold.read(share), Of.MEMBERS)], signers, register)[0]
    assert (counted.signed, counted.base) == (len(signers & members), len(members))
    assert counted.met == Threshold.read(share).met(counted.signed, counted.base)
    assert (rules.reached([counted]) is None) == (counted.signed < counted.needed)


def test_two_of_one_household_are_one_and_children_are_none():
    people = (Resident(1, 7, 1954), Resident(2, 7, 1990), Resident(3, 8, 2015), Resident(4, 9, None))
    register = Register(frozenset(), people, 2026)
    shares = [Share(Threshold.read("1/5"), of) for of in (Of.RESIDENTS, Of.HOUSEHOLDS, Of.GROUPS)]
    found = rules.counts(shares, [1, 2, 3, 4, 5], register)
    # groups have no register, so their share is counted on paper
    assert [(one.share.of, one.signed, one.base) for one in found] == [
        (Of.RESIDENTS, 2, 2),
        (Of.HOUSEHOLDS, 1, 1),
    ]
    assert not rules.may_sign(3, shares, register)
    assert not rules.counts([Share(Threshold.read("1/3"), Of.MEMBERS)], [1], register)[0].met


def test_members_sign_and_the_body_is_bound_once_there_are_enough(call, cast, clock):
    council = council_of(call, cast)
    petition = begun(call, cast.tang, council)
    assert told(call, "petition_opened") == {one.person_id for one in (cast.chen, cast.xu, cast.deng)}
    with pytest.raises(Refused, match="petition_signed"):
        call(services.sign, cast.tang, petition.id)
    for stranger, refusal in ((cast.lin, Forbidden), (cast.sun, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.sign, stranger, petition.id)
    call(services.sign, cast.xu, petition.id)
    call(services.unsign, cast.xu, petition.id)
    with pytest.raises(Refused, match="petition_not_signed"):
        call(services.unsign, cast.xu, petition.id)
    with pytest.raises(Refused, match="petition_author"):
        call(services.unsign, cast.tang, petition.id)
    call(services.sign, cast.xu, petition.id)
    assert stage_of(call, petition) is Stage.COLLECTING
    call(services.sign, cast.deng, petition.id)
    bound = call(Petition.get, id=petition.id)
    assert (bound.reached_of, bound.reached_signed, bound.reached_base) == (Of.MEMBERS, 3, 4)
    assert bound.due_on == TODAY + timedelta(days=15)
    assert told(call, "petition_reached_due") == {cast.sun.person_id, cast.chen.person_id}
    for act, actor in (
        (services.sign, cast.chen),
        (services.unsign, cast.xu),
        (services.withdraw, cast.tang),
    ):
        with pytest.raises(Refused, match="petition_reached_already"):
            call(act, actor, petition.id)
    sheet = call(queries.sheet, petition.id, cast.sun)
    assert (sheet.names, sheet.calls) == (("唐敏", "徐建", "邓兰"), True)
    verbs = call(lambda: Entry.filter(ref_kind="petition").order_by("id").values_list("verb", flat=True))
    assert list(verbs) == [
        *("petition_opened", "petition_signed", "petition_unsigned", "petition_signed", "petition_signed"),
        "petition_reached",
    ]


def test_a_double_tap_opens_once_and_its_author_may_take_it_back(call, cast, clock):
    council, key = council_of(call, cast), codes.token()
    first, again = (call(services.begin, cast.tang, council.id, *TEXT, key) for _ in range(2))
    assert first.id == again.id
    call(services.sign, cast.xu, first.id)
    with pytest.raises(Forbidden, match="petition_own"):
        call(services.withdraw, cast.xu, first.id)
    call(services.withdraw, cast.tang, first.id)
    assert told(call, "petition_dropped") == {cast.xu.person_id}
    with pytest.raises(Refused, match="petition_withdrawn"):
        call(services.sign, cast.deng, first.id)


def test_who_lost_the_seat_no_longer_counts_and_the_clock_counts_again(call, cast, clock):
    petition = begun(call, cast.tang, council_of(call, cast))
    call(services.sign, cast.xu, petition.id)
    seat = call(bodies.seat_of, cast.xu.person_id)
    clock.travel(timedelta(days=2))
    call(seating.end_seat, cast.sun, seat.id, Ending.RESIGNED, "搬走了", TODAY + timedelta(days=1))
    assert call(queries.sheet, petition.id, ANONYMOUS).line.counts[0].signed == 1
    # three seats are left, two of them are more than half: the next name is enough
    call(services.tick, clock.now())
    assert stage_of(call, petition) is Stage.COLLECTING
    call(services.sign, cast.deng, petition.id)
    bound = call(Petition.get, id=petition.id)
    assert (bound.reached_signed, bound.reached_base) == (2, 3)


def test_residents_ask_by_their_own_share_and_only_the_number_is_shown(call, cast, clock):
    convening = [{"share": "1/5", "of": "residents"}, {"share": "1/3", "of": "groups"}]
    council = council_of(call, cast, convening, days=0)
    call(_born, 1960)
    everybody = [Share(Threshold.read("1/5"), Of.RESIDENTS)]
    people = len(call(queries.register, council, TODAY, everybody).units(Of.RESIDENTS))
    petition = begun(call, cast.lin, council)
    sheet = call(queries.sheet, petition.id, cast.sun)
    assert (sheet.line.counts[0].base, sheet.names, sheet.uncounted[0].of) == (people, (), Of.GROUPS)
    with pytest.raises(Forbidden):
        call(services.sign, cast.outsider, petition.id)
    for actor in (cast.wei, cast.gao)[: -(-people // 5) - 1]:
        call(services.sign, actor, petition.id)
    # the rule set names no days: nothing is ever late
    assert stage_of(call, petition) is Stage.REACHED
    clock.travel(timedelta(days=100))
    assert stage_of(call, petition) is Stage.REACHED


async def _born(year):
    async with transaction():
        await execute("UPDATE person SET birth_year = ?", year)


def reached(call, cast):
    petition = begun(call, cast.tang, council_of(call, cast))
    for actor in (cast.xu, cast.deng):
        call(services.sign, actor, petition.id)
    return petition


def test_when_the_days_run_out_the_place_above_is_told_once(call, cast, clock):
    petition = reached(call, cast)
    clock.travel(timedelta(days=15))
    call(services.tick, clock.now())
    assert stage_of(call, petition) is Stage.REACHED
    clock.travel(timedelta(days=1))
    call(services.tick, clock.now())
    call(services.tick, clock.now())
    assert stage_of(call, petition) is Stage.OVERDUE
    assert call(Notification.filter(kind="petition_late").count) == 1
    assert told(call, "petition_late") == {cast.zhou.person_id}
    assert told(call, "petition_late_here") == {cast.sun.person_id, cast.chen.person_id}
    assert [line.stage for line in call(queries.open_in, cast.community.path)] == [Stage.OVERDUE]


def test_the_agenda_begins_with_it_and_calling_the_session_off_binds_again(call, cast, clock):
    petition = reached(call, cast)
    term = call(_term, petition)
    first = f"petition-{petition.id}"
    agenda = call(agendas.draft, cast.sun, term.id, preparation.heading(cast), codes.token(), first)
    entry = call(preparation.entry_of, agenda)
    assert (entry.kind, entry.title) == (EntryKind.PETITION, TEXT[0])
    session = call(agendas.publish, cast.sun, agenda.id)
    assert stage_of(call, petition) is Stage.CALLED
    assert told(call, "petition_called") == {one.person_id for one in (cast.tang, cast.xu, cast.deng)}
    call(agendas.cancel, cast.sun, session.id, "主持人住院了")
    clock.travel(timedelta(days=16))
    assert stage_of(call, petition) is Stage.OVERDUE
    agenda = call(agendas.draft, cast.sun, term.id, preparation.heading(cast), codes.token(), first)
    assert call(preparation.entry_of, agenda).ref_id == petition.id


async def _term(petition):
    return await councils.current_term(petition.council_id, TODAY)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE petition SET reason = 'x' WHERE id = ?",
        "UPDATE petition SET withdrawn_at = opened_at WHERE id = ?",
        "UPDATE petition SET due_on = '2030-01-01' WHERE id = ?",
        "UPDATE petition SET reached_signed = 9 WHERE id = ?",
        "DELETE FROM petition WHERE id = ?",
        "UPDATE petition_signature SET withdrawn_at = signed_at WHERE petition_id = ?",
        "UPDATE petition_signature SET person_id = 1 WHERE petition_id = ?",
        "DELETE FROM petition_signature WHERE petition_id = ?",
        "INSERT INTO petition_signature (petition_id, person_id, signed_at, digest) "
        "SELECT id, author_id, opened_at, text_digest FROM petition WHERE id = ?",
    ],
)
def test_the_database_keeps_what_was_signed_and_reached(call, cast, clock, statement):
    petition = reached(call, cast)

    async def change():
        async with transaction():
            await execute(statement, petition.id)

    with pytest.raises(IntegrityError):
        call(change)
    assert call(PetitionSignature.filter(petition_id=petition.id).count) == 3


def test_anybody_reads_what_is_asked_for_and_until_when(client, call, cast, clock):
    petition = reached(call, cast)
    page = client.get(f"/petitions/{petition.id}")
    assert TEXT[0] in page.text
    assert "12月7日" in page.text
