"""Rule sets as data: the published ones, further versions of them, and who compares one with the text in force."""

import tomllib
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tortoise.exceptions import IntegrityError

from civic.audit.models import Entry
from civic.kit.db import execute, transaction
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.kit.settings import ROOT
from civic.people.rules import ANONYMOUS
from councils import services as councils
from councils.commands import load_rule_sets
from councils.models import Council, RuleSet
from councils.queries import floor_rules
from councils.rulebook import queries, rules, services
from councils.rulebook.models import RuleCheck
from councils.rulebook.rules import Figures, Part
from councils.rules import Base, Of, Strictness
from councils.sessions import queries as sessions
from tests.factories import councils as make

TODAY = date(2026, 11, 22)
FIGURES = Figures(
    title="居民会议规则（2025年修订本）",
    source="《中华人民共和国居民委员会组织法》2025年修订，逐条抄录",
    effective_on=date(2026, 1, 1),
    strictness=Strictness.SIMPLE,
    quorum=">1/2",
    majority=">1/2",
    majority_base=Base.PRESENT,
    higher="2/3",
    speech_seconds=120,
    speeches_per_motion=2,
    session_notice_days=7,
    session_notice_working=False,
    award_notice_days=7,
    award_notice_working=False,
    convening=(Part("1/10", Of.RESIDENTS),),
)


class Version(NamedTuple):
    effective_on: date
    version: int


def test_every_published_rule_set_can_run_a_meeting(call):
    added = call(load_rule_sets)
    entries = tomllib.loads((ROOT / "councils/rule_sets.toml").read_text())["rule_set"]
    assert added == len(entries) > 10
    assert call(load_rule_sets) == 0
    for rule_set in call(RuleSet.all):
        assert floor_rules(rule_set).name == rule_set.title
        assert rule_set.source


def test_the_versions_of_the_first_landing_keep_their_numbers(call):
    call(load_rule_sets)
    first = call(lambda: RuleSet.get(key="residents-assembly", version=1))
    assert floor_rules(first).quorum.strict
    assert (first.session_notice_days, first.award_notice_days, first.verified) == (7, 7, True)
    assert (first.strictness, first.absences, first.convening) == (Strictness.SIMPLE, 0, [])


def test_what_is_new_in_a_rule_set_reaches_the_floor(call):
    call(load_rule_sets)
    full = floor_rules(call(lambda: RuleSet.get(key="council-full", version=1)))
    assert (full.strictness, full.degrees, full.absences, str(full.higher)) == (Strictness.FULL, 2, 3, "2/3")
    talk = floor_rules(call(lambda: RuleSet.get(key="consultation", version=1)))
    assert (talk.strictness, talk.quorum.needed(40)) == (Strictness.CONSULTATION, 1)


def test_the_law_of_2025_is_in_force_and_waits_to_be_checked(call):
    call(load_rule_sets)
    entries = {one.rule_set.key: one for one in call(queries.book, TODAY)}
    assert (entries["residents-assembly"].rule_set.version, entries["residents-assembly"].verified) == (
        4,
        False,
    )
    before = {one.rule_set.key: one.rule_set.version for one in call(queries.book, date(2025, 6, 1))}
    assert before["residents-assembly"] == 3


@given(
    st.lists(
        st.tuples(st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.integers(1, 50)), unique_by=lambda v: v[1]
    )
)
def test_the_version_in_force_has_begun_and_none_that_has_begun_is_newer(pairs):
    versions = [Version(*pair) for pair in pairs]
    found = rules.newest(versions, TODAY)
    begun = [one for one in versions if one.effective_on <= TODAY]
    if not begun:
        assert found is None
        return
    chosen = next(one for one in versions if one.version == found)
    assert chosen.effective_on == max(one.effective_on for one in begun)
    assert all(one.version <= chosen.version for one in begun if one.effective_on == chosen.effective_on)


def test_a_new_version_waits_for_a_second_person(call, cast, clock):
    base = call(make.rule_set)
    made = call(services.enter, cast.sun, base.id, FIGURES)
    assert (made.key, made.version, made.verified) == (base.key, base.version + 1, False)
    assert made.convening == [{"share": "1/10", "of": "residents"}]
    with pytest.raises(Forbidden, match="rules_check_other"):
        call(services.check, cast.sun, made.id, "对着公报文本逐条核对")
    call(services.check, cast.zhou, made.id, "对着公报文本逐条核对")
    assert call(queries.verified, made)
    assert call(queries.entry, made.id, TODAY).verified
    with pytest.raises(Refused, match="rules_checked"):
        call(services.check, cast.admin, made.id, "再来一次")
    verbs = call(lambda: Entry.filter(ref_kind="rule-set").order_by("id").values_list("verb", flat=True))
    assert list(verbs) == ["rules_entered", "rules_checked"]


def test_another_rule_set_stands_apart(call, cast, clock):
    base = call(make.rule_set)
    own = call(services.enter, cast.zhou, base.id, FIGURES, True)
    assert own.key != base.key
    assert own.version == 1


@pytest.mark.parametrize("who", ["lin", "chen", "zheng", "gao"])
def test_others_do_not_write_rules(call, cast, clock, who):
    base = call(make.rule_set)
    with pytest.raises(Forbidden):
        call(services.enter, getattr(cast, who), base.id, FIGURES)
    with pytest.raises(Forbidden):
        call(services.check, getattr(cast, who), base.id, "对着公报文本逐条核对")
    assert call(RuleSet.all().count) == 1


def test_nobody_writes_without_a_sign_in_or_about_nothing(call, cast, clock):
    base = call(make.rule_set)
    with pytest.raises(SignInNeeded):
        call(services.enter, ANONYMOUS, base.id, FIGURES)
    with pytest.raises(NotFound):
        call(services.check, cast.sun, 999, "对着公报文本逐条核对")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quorum": "3/2"}, "rules_share"),
        ({"majority": "many"}, "rules_share"),
        ({"convening": (Part("0/5", Of.RESIDENTS),)}, "rules_share"),
        ({"speech_seconds": 5}, "rules_speech"),
        ({"degrees": 2}, "rules_degrees"),
        ({"absences": 3}, "rules_absences_source"),
    ],
)
def test_figures_no_meeting_could_be_run_by_are_refused(changes, code):
    with pytest.raises(Refused, match=code):
        rules.check(replace(FIGURES, **changes))


def test_a_council_adopts_a_version_and_its_sessions_keep_theirs(call, cast, clock):
    session = call(make.announced, cast)
    council = call(lambda: Council.get(name="槐树街社区居民议事会"))
    made = call(services.enter, cast.sun, council.rule_set_id, replace(FIGURES, speech_seconds=180))
    call(councils.adopt_rules, cast.sun, council.id, made.id)
    assert call(lambda: Council.get(id=council.id)).rule_set_id == made.id
    assert call(sessions.state, session.id).rules.speech_seconds == 120
    with pytest.raises(Refused, match="rules_same"):
        call(councils.adopt_rules, cast.sun, council.id, made.id)
    with pytest.raises(Forbidden):
        call(councils.adopt_rules, cast.chen, council.id, council.rule_set_id)


async def _sql(statement: str, *values):
    async with transaction():
        await execute(statement, *values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE rule_set SET quorum_num = 1 WHERE id = ?",
        "UPDATE rule_set SET verified = TRUE WHERE id = ?",
        "DELETE FROM rule_set WHERE id = ?",
    ],
)
def test_the_database_lets_nobody_change_a_version(call, cast, clock, statement):
    base = call(make.rule_set)
    with pytest.raises(IntegrityError):
        call(_sql, statement, base.id)


@pytest.mark.parametrize(
    "changes",
    [
        {"higher_num": 5},
        {"quorum_num": 0},
        {"majority_den": 0},
        {"degrees": 3},
        {"absences": 3},
        {"absences": -1, "absences_source": "某处"},
    ],
)
def test_the_database_refuses_figures_that_are_none(call, changes):
    with pytest.raises(IntegrityError):
        call(make.rule_set, **changes)


def test_the_database_wants_a_second_person_to_check(call, cast, clock):
    made = call(services.enter, cast.sun, call(make.rule_set).id, FIGURES)

    async def check(person_id, rule_set_id):
        async with transaction():
            await RuleCheck.create(
                rule_set_id=rule_set_id, checked_by_id=person_id, checked_at=clock.now(), compared_with="公报"
            )

    with pytest.raises(IntegrityError):
        call(check, cast.sun.person_id, made.id)
    verified = call(make.rule_set, verified=True)
    with pytest.raises(IntegrityError):
        call(check, cast.zhou.person_id, verified.id)
    call(check, cast.zhou.person_id, made.id)
    for statement in (
        "UPDATE rule_check SET compared_with = '' WHERE rule_set_id = ?",
        "DELETE FROM rule_check WHERE rule_set_id = ?",
    ):
        with pytest.raises(IntegrityError):
            call(_sql, statement, made.id)
