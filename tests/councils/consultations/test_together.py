"""What people do together: small groups, the card wall with its dots, the survey before and after."""

from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit import codes
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from councils.consultations.cards import queries as walls
from councils.consultations.cards import services as cards
from councils.consultations.cards.rules import DotRules, Phase
from councils.consultations.circles import queries as tables
from councils.consultations.circles import services as circles
from councils.consultations.circles.rules import Plan
from councils.consultations.surveys import queries as surveys
from councils.consultations.surveys import services as asking
from councils.consultations.surveys.models import Survey, SurveyAnswer, SurveyTurnout
from councils.consultations.surveys.rules import Wave
from tests.factories import consultations as make

FEW = Plan(4, 2, 20)


async def verbs() -> list[str]:
    return [entry.verb for entry in await Entry.all().order_by("seq")]


def test_seats_are_drawn_among_those_who_came(call, cast, clock):
    made = call(make.opened, cast)
    call(make.guests, cast, made, 7)
    call(circles.draw_seats, cast.zheng, made.id, "费用怎么分？", FEW)
    plan = call(tables.of, made.id)
    assert len(plan.rounds) == 2
    assert sorted(len(table) for table in plan.rounds[0].tables.values()) == [3, 4]
    assert all(not sitter.name for table in plan.rounds[0].tables.values() for sitter in table)
    assert call(verbs)[-1] == "circle_drawn"


def test_seats_are_drawn_again_until_the_first_round(call, cast, clock):
    made = call(make.opened, cast)
    with pytest.raises(Refused, match="circle_people"):
        call(circles.draw_seats, cast.zheng, made.id, "费用怎么分？", FEW)
    call(make.guests, cast, made, 7)
    with pytest.raises(Refused, match="circle_not_drawn"):
        call(circles.begin_round, cast.zheng, made.id)
    with pytest.raises(Forbidden):
        call(circles.draw_seats, cast.lin, made.id, "费用怎么分？", FEW)
    first = call(circles.draw_seats, cast.zheng, made.id, "费用怎么分？", FEW)
    again = call(circles.draw_seats, cast.zheng, made.id, "费用怎么分？", FEW)
    assert first.seed != again.seed
    call(circles.begin_round, cast.zheng, made.id)
    with pytest.raises(Refused, match="circle_begun"):
        call(circles.draw_seats, cast.zheng, made.id, "费用怎么分？", FEW)


def test_a_round_lasts_its_minutes_unless_it_is_ended_early(call, cast, clock):
    made = call(make.opened, cast)
    call(make.guests, cast, made, 7)
    call(circles.draw_seats, cast.zheng, made.id, "费用怎么分？", FEW)
    call(circles.begin_round, cast.zheng, made.id)
    with pytest.raises(Refused, match="circle_running"):
        call(circles.begin_round, cast.zheng, made.id)
    clock.travel(timedelta(minutes=20))
    call(circles.begin_round, cast.zheng, made.id)
    assert call(tables.of, made.id).current.number == 2
    with pytest.raises(Refused, match="circle_over"):
        call(circles.begin_round, cast.zheng, made.id, early=True)


def test_a_card_is_written_once_moved_and_taken_down(call, cast, clock):
    made, wall, card = call(make.walled, cast)
    key = codes.token()
    first = call(cards.write, cast.wei, made.id, cards.Written("垃圾桶太远", 1, 3), key)
    assert call(cards.write, cast.wei, made.id, cards.Written("垃圾桶太远"), key).id == first.id
    light = call(cards.add_cluster, cast.zheng, made.id, "照明")
    call(cards.move, cast.zheng, made.id, card, light.id)
    shown = call(walls.of, made.id)
    assert [(column.heading, len(column.cards)) for column in shown.columns] == [("照明", 1), ("", 1)]
    assert shown.seq > wall.seq
    call(cards.move, cast.zheng, made.id, card, None)
    with pytest.raises(Forbidden, match="card_not_yours"):
        call(cards.take_down, cast.lin, made.id, first.id)
    call(cards.take_down, cast.wei, made.id, first.id)
    with pytest.raises(Refused, match="card_gone"):
        call(cards.take_down, cast.wei, made.id, first.id)
    assert call(verbs)[-1] == "card_taken_down"


def test_a_wall_hangs_once_and_is_sorted_by_the_desk(call, cast, clock):
    made = call(make.opened, cast)
    with pytest.raises(Refused, match="cards_no_wall"):
        call(cards.write, cast.lin, made.id, cards.Written("楼道灯"), codes.token())
    with pytest.raises(Refused, match="dots_per_card"):
        call(cards.hang, cast.zheng, made.id, "先做哪件？", DotRules(1, 2))
    call(cards.hang, cast.zheng, made.id, "先做哪件？", DotRules(3, 2))
    with pytest.raises(Refused, match="wall_hangs"):
        call(cards.hang, cast.zheng, made.id, "先做哪件？", DotRules(3, 2))
    call(cards.add_cluster, cast.zheng, made.id, "照明")
    with pytest.raises(Refused, match="cluster_taken"):
        call(cards.add_cluster, cast.zheng, made.id, "照明")
    for work in (cards.add_cluster, cards.set_phase):
        with pytest.raises(Forbidden):
            call(work, cast.lin, made.id, Phase.DOTS)
    with pytest.raises(NotFound):
        call(cards.move, cast.zheng, made.id, 999, None)


def test_dots_are_stuck_taken_back_and_counted(call, cast, clock):
    made, wall, card = call(make.walled, cast)
    other = call(cards.write, cast.wei, made.id, cards.Written("垃圾桶太远"), codes.token())
    with pytest.raises(Refused, match="dots_closed"):
        call(cards.stick, cast.lin, made.id, card)
    call(cards.set_phase, cast.zheng, made.id, Phase.DOTS)
    call(cards.stick, cast.lin, made.id, card)
    call(cards.stick, cast.lin, made.id, card)
    with pytest.raises(Refused, match="dots_on_card"):
        call(cards.stick, cast.lin, made.id, card)
    call(cards.stick, cast.lin, made.id, other.id)
    with pytest.raises(Refused, match="dots_spent"):
        call(cards.stick, cast.lin, made.id, other.id)
    call(cards.stick, cast.wei, made.id, card)
    assert [(shown.text, shown.dots) for shown in call(walls.of, made.id).cards] == [
        ("楼道灯太暗", 3),
        ("垃圾桶太远", 1),
    ]
    call(cards.unstick, cast.lin, made.id, card)
    assert call(walls.mine, wall.id, cast.lin.person_id) == {card: 1, other.id: 1}
    with pytest.raises(Refused, match="card_dotted"):
        call(cards.take_down, cast.lin, made.id, card)
    with pytest.raises(Forbidden):
        call(cards.stick, cast.outsider, made.id, card)
    with pytest.raises(SignInNeeded):
        call(cards.stick, ANONYMOUS, made.id, card)


def test_what_is_done_hangs_as_it_is(call, cast, clock):
    made, _, card = call(make.walled, cast, Phase.DONE)
    with pytest.raises(Refused, match="cards_closed"):
        call(cards.write, cast.lin, made.id, cards.Written("还有一件"), codes.token())
    with pytest.raises(Refused, match="cards_closed"):
        call(cards.move, cast.zheng, made.id, card, None)
    with pytest.raises(Refused, match="wall_phase_back"):
        call(cards.set_phase, cast.zheng, made.id, Phase.DOTS)


@pytest.mark.live
def test_everybody_sees_a_new_card_at_once(client, call, cast, clock):
    made, _, _ = call(make.walled, cast)
    with client.watch(f"/consultations/{made.id}/cards/live") as socket:
        first = socket.receive_json()
        assert "楼道灯太暗" in first["content"]
        call(cards.write, cast.wei, made.id, cards.Written("垃圾桶太远"), codes.token())
        news = socket.receive_json()
        assert news["seq"] > first["seq"]
        assert "垃圾桶太远" in news["content"]
        assert "魏国强" not in news["content"]


@pytest.mark.live
def test_what_is_pushed_is_what_a_fresh_page_shows(client, call, cast, clock):
    made, _, card = call(make.walled, cast, Phase.DOTS)
    call(cards.stick, cast.lin, made.id, card)
    pushed = client.get(f"/consultations/{made.id}/cards/poll").text
    part = pushed.removeprefix(f'<hx-partial hx-target="#cards-{made.id}" hx-swap="outerMorph">')
    assert part.removesuffix("</hx-partial>") in client.get(f"/consultations/{made.id}/cards").text


def test_questions_are_written_before_the_survey_begins(call, cast, clock):
    made = call(make.opened, cast)
    question = call(asking.add_question, cast.zheng, made.id, "加装电梯利大于弊")
    with pytest.raises(Refused, match="survey_question_taken"):
        call(asking.add_question, cast.zheng, made.id, "加装电梯利大于弊")
    with pytest.raises(Forbidden):
        call(asking.add_question, cast.lin, made.id, "我出钱")
    call(asking.drop_question, cast.zheng, made.id, question.id)
    with pytest.raises(Stale):
        call(asking.drop_question, cast.zheng, made.id, question.id)
    with pytest.raises(Refused, match="survey_empty"):
        call(asking.go_on, cast.zheng, made.id)
    call(asking.add_question, cast.zheng, made.id, "加装电梯利大于弊")
    call(asking.go_on, cast.zheng, made.id)
    with pytest.raises(Refused, match="survey_begun"):
        call(asking.add_question, cast.zheng, made.id, "还有一道")


def test_each_wave_is_answered_once_and_the_log_knows_only_the_day(call, cast, clock):
    made, question = call(make.surveyed, cast)
    call(asking.answer, cast.lin, made.id, {question: 4})
    with pytest.raises(Refused, match="survey_answered"):
        call(asking.answer, cast.lin, made.id, {question: 5})
    with pytest.raises(Refused, match="survey_incomplete"):
        call(asking.answer, cast.wei, made.id, {})
    with pytest.raises(Forbidden):
        call(asking.answer, cast.outsider, made.id, {question: 4})
    with pytest.raises(SignInNeeded):
        call(asking.answer, ANONYMOUS, made.id, {question: 4})
    call(asking.go_on, cast.zheng, made.id)
    with pytest.raises(Refused, match="survey_not_taking"):
        call(asking.answer, cast.wei, made.id, {question: 4})
    entry = call(Entry.get, verb="survey_answered")
    assert (entry.at, entry.facts) == ("2026-11-22", {})
    survey = call(surveys.of, made.id)
    assert call(surveys.answered, survey.id, cast.lin.person_id) == {Wave.BEFORE}


def test_at_the_end_the_key_is_gone_and_the_answers_lie_by_pseudonym(call, cast, clock):
    made, question = call(make.surveyed, cast)
    everyone = (cast.lin, cast.wei, cast.chen, cast.ma, cast.gao, cast.tang, cast.xu, cast.deng)
    for wave in (0, 1):
        for number, actor in enumerate(everyone):
            call(asking.answer, actor, made.id, {question: min(5, 1 + number % 4 + wave)})
        call(asking.go_on, cast.zheng, made.id)
        if not wave:
            call(asking.go_on, cast.zheng, made.id)
    assert call(Survey.get, consultation_id=made.id).pseudonym_key == ""
    kept = [one.pseudonym for one in call(lambda: SurveyAnswer.all().order_by("id"))]
    assert kept == sorted(kept)
    assert len(kept) == 16
    assert call(SurveyTurnout.all().count) == 16
    (moved,) = call(surveys.moved, call(surveys.of, made.id))
    assert moved.shift is None, "eight pairs are too few to be shown"
    with pytest.raises(Refused, match="survey_over"):
        call(asking.go_on, cast.zheng, made.id)


def test_nothing_of_a_survey_is_shown_before_its_end(call, cast, clock):
    made, question = call(make.surveyed, cast)
    call(asking.answer, cast.lin, made.id, {question: 4})
    assert call(surveys.moved, call(surveys.of, made.id)) == []
