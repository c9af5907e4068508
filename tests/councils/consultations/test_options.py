"""Options side by side: put there by the desk, considered and judged by those who take part."""

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from councils.consultations.options import queries, services
from councils.consultations.options.models import Consideration
from councils.consultations.options.rules import MOST_OPTIONS, Effect, OptionPlan, Side, Stand
from councils.consultations.stakeholders.rules import Capacity
from councils.consultations.stakeholders.services import people
from tests.factories import consultations as make

PLAN = OptionPlan("装在南侧", "贴着南墙装。", None, "财政补贴", "半年")


async def facts(verb: str) -> list[dict]:
    return [entry.facts for entry in await Entry.filter(verb=verb).order_by("seq")]


def test_options_stand_beside_one_another_in_their_order(call, cast, clock):
    made = call(make.opened, cast)
    call(make.option, cast, made)
    call(services.add_option, cast.sun, made.id, PLAN)
    first, second = call(queries.columns, made.id)
    assert (first.cost_fen, second.cost_fen) == (480_000_00, None)
    with pytest.raises(Refused, match="option_taken"):
        call(services.add_option, cast.sun, made.id, PLAN)
    with pytest.raises(Forbidden):
        call(services.add_option, cast.lin, made.id, PLAN)


def test_no_more_are_compared_than_one_can_look_at(call, cast, clock):
    made = call(make.opened, cast)
    for number in range(MOST_OPTIONS):
        call(make.option, cast, made, f"方案{number}")
    with pytest.raises(Refused, match="options_many"):
        call(make.option, cast, made, "再一个")


def test_an_option_changes_until_somebody_has_taken_a_stand(call, cast, clock):
    made = call(make.opened, cast)
    option = call(make.option, cast, made)
    call(services.edit_option, cast.sun, option.id, PLAN)
    assert call(queries.columns, made.id)[0].title == "装在南侧"
    call(services.take_stand, cast.lin, option.id, Stand.ACCEPT)
    with pytest.raises(Refused, match="option_used"):
        call(services.edit_option, cast.sun, option.id, PLAN)
    with pytest.raises(Refused, match="option_used"):
        call(services.drop_option, cast.sun, made.id, option.id)


def test_an_option_nobody_spoke_of_may_go(call, cast, clock):
    made = call(make.opened, cast)
    option = call(make.option, cast, made)
    group = call(make.first_group, made)
    call(services.set_effect, cast.zheng, option.id, group.id, Effect.BETTER, "")
    call(services.drop_option, cast.zheng, made.id, option.id)
    assert call(queries.columns, made.id) == []
    with pytest.raises(Stale):
        call(services.drop_option, cast.zheng, made.id, option.id)


def test_what_it_means_for_a_group_is_said_anew(call, cast, clock):
    made = call(make.opened, cast)
    option, group = call(make.option, cast, made), call(make.first_group, made)
    for effect in (Effect.UNKNOWN, Effect.WORSE):
        call(services.set_effect, cast.zheng, option.id, group.id, effect, "一楼挡光")
    assert call(queries.columns, made.id)[0].effects[group.id].effect is Effect.WORSE
    stranger = call(make.first_group, call(make.opened, cast))
    with pytest.raises(NotFound):
        call(services.set_effect, cast.zheng, option.id, stranger.id, Effect.BETTER, "")


def test_a_stand_is_taken_changed_and_counted_once(call, cast, clock):
    made = call(make.opened, cast)
    option = call(make.option, cast, made)
    call(services.take_stand, cast.lin, option.id, Stand.OBJECT, "客厅要拉窗帘")
    call(services.take_stand, cast.wei, option.id, Stand.SUPPORT)
    column = call(queries.columns, made.id)[0]
    assert (column.stands.support, column.stands.object, column.stands.consented) == (1, 1, False)
    assert column.objections == (("客厅要拉窗帘", 1),)
    call(services.take_stand, cast.lin, option.id, Stand.ACCEPT)
    column = call(queries.columns, made.id)[0]
    assert (column.stands.all, column.stands.consented, column.objections) == (2, True, ())
    assert all("stand" not in entry for entry in call(facts, "option_stand_taken"))


def test_who_takes_no_part_takes_no_stand(call, cast, clock):
    made = call(make.opened, cast)
    option = call(make.option, cast, made)
    for actor in (cast.outsider, cast.sun, cast.hao):
        with pytest.raises(Forbidden, match="consultation_part_forbidden"):
            call(services.take_stand, actor, option.id, Stand.ACCEPT)
    with pytest.raises(SignInNeeded):
        call(services.take_stand, ANONYMOUS, option.id, Stand.ACCEPT)
    call(people.invite, cast.zheng, made.id, call(make.first_group, made).id, Capacity.PARTY, "何文", "hao")
    call(services.take_stand, cast.hao, option.id, Stand.ACCEPT)


def test_before_people_are_told_nobody_takes_a_stand(call, cast, clock):
    made = call(make.preparing, cast)
    option = call(make.option, cast, made)
    with pytest.raises(Refused, match="consultation_not_open"):
        call(services.take_stand, cast.lin, option.id, Stand.ACCEPT)


def test_what_speaks_for_and_against_is_shown_without_a_name(call, cast, clock, client):
    made = call(make.opened, cast)
    option = call(make.option, cast, made)
    call(services.consider, cast.wei, option.id, Side.AGAINST, "一楼要整天开灯")
    page = client.get(f"/consultations/{made.id}/options").text
    assert "一楼要整天开灯" in page
    assert "魏国强" not in page


def test_what_is_hidden_leaves_its_reason(call, cast, clock, client):
    made = call(make.opened, cast)
    option = call(make.option, cast, made)
    said = call(services.consider, cast.wei, option.id, Side.AGAINST, "三楼老张不讲理")
    with pytest.raises(Forbidden):
        call(services.hide, cast.lin, said.id, "点名")
    call(services.hide, cast.zheng, said.id, "点了人名")
    page = client.get(f"/consultations/{made.id}/options").text
    assert "老张" not in page
    assert "点了人名" in page
    assert call(Consideration.get, id=said.id).text == "三楼老张不讲理", "nothing is lost from the record"
    with pytest.raises(Refused, match="consideration_hidden_already"):
        call(services.hide, cast.zheng, said.id, "再一次")
