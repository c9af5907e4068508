"""What a member declared, held against the item before the meeting: a suggestion to them and to the chair, never more."""

import pytest

from councils.seating import services as seating
from councils.seating.rules import Declared, Matter, Tie, touched
from councils.sessions import queries, services
from councils.sessions.rules.agenda import TakeItem
from councils.sessions.rules.recusals import Recuse
from tests.factories import councils as make

HAO = "邻里社工服务中心"


def declared(
    subject: str, tie: str = "employment", organisation: int | None = None, *called: str
) -> Declared:
    return Declared(7, tie, subject, organisation, called)


@pytest.mark.parametrize(
    ("one", "matter", "hit"),
    [
        (declared("理事", organisation=3), Matter(("南门路灯",), (), 3), True),
        (declared("理事", "organisation", 3, HAO), Matter((f"请{HAO}来清洗分类亭",)), True),
        (declared(f"{HAO}（兼职会计）"), Matter(("和 邻里 社工服务中心 续约",)), True),
        (declared("一号院 的铺面", "property"), Matter(("换门禁",), ("一号院",)), True),
        (
            declared("梧桐里社区居民议事会", "", None, "梧桐里社区居民议事会"),
            Matter(("答复梧桐里社区居民议事会",)),
            True,
        ),
        (declared("一号院的铺面", "property"), Matter(("换二号院门禁",), ("二号院",)), False),
        (declared("水", "relative"), Matter(("南门自来水管",)), False),
        (declared("理事", organisation=3), Matter(("南门路灯",), (), 4), False),
    ],
)
def test_a_tie_is_touched_by_what_the_item_is_about(one: Declared, matter: Matter, hit: bool):
    assert touched([one], matter) == ((one,) if hit else ())


def test_the_member_and_the_chair_are_told_and_one_press_steps_aside(as_, call, cast, clock):
    session = call(make.opened, cast, items=((f"{HAO}的清洗合同", None, 20), ("南门路灯", None, 20)))
    organisation = cast.organisations["hao"].id
    call(seating.declare, cast.tang, cast.tang.person_id, Tie.ORGANISATION, "理事", organisation)
    call(seating.declare, cast.chen, cast.chen.person_id, Tie.RELATIVE, HAO)
    at = f"/sessions/{session.id}"
    tang, xu, desk = as_(cast.tang), as_(cast.xu), as_(cast.chen)
    assert "您申报过" not in tang.get(at).text, "no item is before the meeting"
    call(services.act, cast.chen, session.id, TakeItem(1))
    assert "您申报过" in tang.get(at).text
    assert "您申报过" not in xu.get(at).text
    assert "主持的人要回避，请先把主持交给别人" in desk.get(at).text
    console = desk.get(f"{at}/console").text
    assert "本人说回避，记下" in console
    assert call(queries.state, session.id).recused == frozenset(), "nobody is recused by the house"
    sent = {"person": cast.tang.person_id, "item": "1", "reason": "理事"}
    assert xu.post(f"{at}/recusals", data=sent).status_code == 403
    assert tang.post(f"{at}/recusals", data=sent).status_code == 303
    assert tang.post(f"{at}/recusals", data=sent).status_code == 422
    assert call(queries.state, session.id).recused == {cast.tang.person_id}
    assert "您申报过" not in tang.get(at).text
    assert call(queries.events, session.id)[-1].fact.reason == "理事"
    call(services.act, cast.chen, session.id, TakeItem(2))
    for visitor in (tang, desk):
        assert "您申报过" not in visitor.get(at).text, "the item has nothing to do with it"


def test_what_was_lifted_or_belongs_to_somebody_who_is_not_here_is_not_told(call, cast, clock):
    session = call(make.opened, cast, items=((f"{HAO}的清洗合同", None, 20),))
    interest = call(seating.declare, cast.tang, cast.tang.person_id, Tie.EMPLOYMENT, HAO)
    call(services.act, cast.chen, session.id, TakeItem(1))
    board = call(queries.board, session.id)
    assert [(one.person_id, one.subject) for one in board.ties] == [(cast.tang.person_id, HAO)]
    call(services.act, cast.chen, session.id, Recuse(cast.tang.person_id, 1, "在那里上班"))
    assert call(queries.board, session.id).ties == ()
    call(seating.lift, cast.tang, interest.id)
    call(seating.declare, cast.deng, cast.deng.person_id, Tie.RELATIVE, "别处的亲戚")
    assert call(queries.board, session.id).ties == ()
