"""What the database itself refuses, whoever writes to it."""

import pytest
from tortoise.exceptions import IntegrityError

from civic.kit.db import execute
from councils.consultations.cards.models import Dot
from councils.consultations.cards.rules import Phase
from councils.consultations.models import ConsultationStep
from councils.consultations.options import services as options
from councils.consultations.options.models import OptionStand
from councils.consultations.options.rules import Side, Stand
from councils.consultations.outcomes.models import OutcomePoint, OutcomeReply
from councils.consultations.outcomes.rules import PointKind, Verdict
from councils.consultations.outcomes.services import answering
from councils.consultations.stakeholders.models import Invitee
from councils.consultations.stakeholders.rules import Capacity
from tests import stages_consultations as stages
from tests.factories import consultations as make


def broken(call, sql: str, *values: object) -> None:
    with pytest.raises(IntegrityError):
        call(execute, sql, *values)


def test_a_life_only_goes_on_and_its_steps_stay(call, cast, clock):
    made = call(make.opened, cast)
    for stage in ("raised", "preparing", "concluded", "closed"):
        broken(call, "UPDATE consultation SET stage = ? WHERE id = ?", stage, made.id)
    broken(call, "UPDATE consultation SET decides = '' WHERE id = ?", made.id)
    broken(call, "UPDATE consultation SET need = '别的事' WHERE id = ?", made.id)
    broken(call, "DELETE FROM consultation WHERE id = ?", made.id)
    broken(call, "UPDATE consultation_step SET note = 'x'")
    broken(call, "DELETE FROM consultation_step")
    assert call(ConsultationStep.all().count) == 3


def test_what_is_closed_stays_closed(call, cast, clock):
    made = call(make.answered, cast)
    call(answering.report_back, cast.sun, made.id, "装好了。")
    broken(call, "UPDATE consultation SET stage = 'concluded' WHERE id = ?", made.id)
    call(answering.close, cast.sun, made.id)
    broken(call, "UPDATE consultation SET stage = 'answered' WHERE id = ?", made.id)
    broken(call, "UPDATE consultation_feedback SET text = '没做'")


def test_an_evening_that_was_held_stays_as_recorded(call, cast, clock):
    given = call(stages.evening, cast)
    call(execute, "UPDATE consultation_evening SET held_at = starts_at WHERE id = ?", given["evening"])
    broken(call, "UPDATE consultation_evening SET record = '另一回事' WHERE id = ?", given["evening"])
    broken(call, "DELETE FROM consultation_evening WHERE id = ?", given["evening"])


def test_a_person_stands_on_the_list_once_and_for_a_group_of_it(call, cast, clock):
    given = call(stages.listed, cast)
    other = call(make.first_group, call(make.opened, cast))
    lin = call(Invitee.get, id=int(given["invitee"]))
    row = {
        "consultation_id": given["id"],
        "name": "林秀英",
        "capacity": Capacity.REPRESENTATIVE,
        "invited_at": clock.now(),
    }
    for wrong in (
        {"group_id": lin.group_id, "person_id": lin.person_id},
        {"group_id": other.id, "person_id": cast.wei.person_id},
    ):
        with pytest.raises(IntegrityError):
            call(Invitee.create, **row | wrong)
    call(Invitee.create, **row | {"group_id": lin.group_id, "name": "王阿姨"})
    with pytest.raises(IntegrityError):
        call(Invitee.create, **row | {"group_id": lin.group_id, "name": "王阿姨"})
    broken(call, "UPDATE invitee SET answer = 'coming' WHERE answered_at IS NULL")


def test_what_was_written_stays(call, cast, clock):
    made = call(make.opened, cast)
    group = call(make.first_group, made)
    sql = "INSERT INTO written_view (group_id, text, source, entered_by_id, at) VALUES (?, ?, '信', ?, ?)"
    broken(call, sql, group.id, "", cast.sun.person_id, clock.now())
    call(execute, sql, group.id, "怕挡光", cast.sun.person_id, clock.now())
    broken(call, "UPDATE written_view SET text = '不怕'")
    broken(call, "DELETE FROM written_view")
    broken(call, "UPDATE stakeholder_group SET size = 0")


def test_a_stand_has_its_reason_its_time_and_its_person(call, cast, clock):
    given = call(stages.option, cast)
    call(options.take_stand, cast.lin, given["option"], Stand.ACCEPT)
    broken(call, "UPDATE option_stand SET stand = 'object'")
    row = {"option_id": given["option"], "person_id": cast.lin.person_id, "at": clock.now()}
    with pytest.raises(IntegrityError):
        call(OptionStand.create, stand=Stand.SUPPORT, **row)
    broken(call, "UPDATE alternative SET cost_fen = -1")
    early = call(make.option, cast, call(make.preparing, cast))
    with pytest.raises(IntegrityError):
        call(OptionStand.create, stand=Stand.SUPPORT, **row | {"option_id": early.id})


def test_a_consideration_is_hidden_for_a_reason_and_never_rewritten(call, cast, clock):
    given = call(stages.option, cast)
    call(options.consider, cast.lin, given["option"], Side.FOR, "老人能下楼")
    broken(call, "UPDATE consideration SET text = '别的'")
    broken(call, "UPDATE consideration SET hidden_at = ?", clock.now())
    broken(call, "DELETE FROM consideration")
    other = call(make.first_group, call(make.opened, cast))
    sql = "INSERT INTO option_effect (option_id, group_id, effect, note) VALUES (?, ?, 'better', '')"
    broken(call, sql, given["option"], other.id)


def test_nobody_has_more_dots_than_the_wall_gives(call, cast, clock):
    made, wall, card = call(make.walled, cast, Phase.DOTS)
    mine = {"wall_id": wall.id, "card_id": card, "person_id": cast.wei.person_id}
    for number in (0, 3, 4):
        with pytest.raises(IntegrityError):
            call(Dot.create, number=number, **mine)
    call(Dot.create, number=2, **mine)
    with pytest.raises(IntegrityError):
        call(Dot.create, number=1, **mine)
    broken(call, "UPDATE dot SET number = 3")
    broken(call, "UPDATE dot SET person_id = ?", cast.lin.person_id)
    call(execute, "UPDATE card_wall SET phase = 'done'")
    broken(call, "UPDATE dot SET number = 1")
    broken(call, "DELETE FROM dot")
    broken(call, "UPDATE card SET text = '别的'")
    broken(call, "DELETE FROM card")
    broken(call, "UPDATE card_wall SET per_card = 9")
    assert made.id


def test_seats_stand_once_a_round_has_begun(call, cast, clock):
    given = call(stages.seated, cast)
    broken(call, "UPDATE circle_seat SET host = ?", True)
    begin = "INSERT INTO circle_round (circle_id, number, started_at, ends_at) SELECT id, 1, drawn_at, ? FROM circle"
    broken(call, begin.replace("drawn_at, ?", "?, drawn_at"), clock.now().replace(year=2027))
    call(execute, begin, clock.now().replace(year=2027))
    broken(call, "UPDATE circle_seat SET table_number = 1")
    broken(call, "DELETE FROM circle_seat")
    broken(call, "DELETE FROM circle_round")
    broken(call, "UPDATE circle SET minutes = 0")
    assert given["id"]


def test_answers_are_written_in_their_time_and_never_changed(call, cast, clock):
    made, question = call(make.surveyed, cast)
    add = "INSERT INTO survey_answer (question_id, wave, pseudonym, step) VALUES (?, ?, ?, ?)"
    call(execute, add, question, "before", "a", 4)
    broken(call, add, question, "before", "a", 5)
    broken(call, add, question, "before", "b", 6)
    broken(call, add, question, "after", "a", 4)
    broken(call, "UPDATE survey_answer SET step = 1")
    broken(call, "UPDATE survey_question SET text = '另一道'")
    broken(call, "UPDATE survey SET phase = 'closed'")
    broken(call, "UPDATE survey SET pseudonym_key = ''")
    turnout = "INSERT INTO survey_turnout (survey_id, person_id, wave) SELECT id, ?, ? FROM survey"
    call(execute, turnout, cast.lin.person_id, "before")
    broken(call, turnout, cast.lin.person_id, "before")
    broken(call, turnout, cast.wei.person_id, "after")
    broken(call, "DELETE FROM survey_turnout")
    call(execute, "UPDATE survey SET phase = 'closed', pseudonym_key = ''")
    broken(call, "UPDATE survey SET phase = 'after', pseudonym_key = ?", "0" * 64)
    broken(call, "DELETE FROM survey_answer")
    assert made.id


def test_what_is_published_is_never_changed(call, cast, clock):
    made, ask = call(make.concluded, cast)
    broken(call, "UPDATE outcome SET summary = '别的'")
    broken(call, "DELETE FROM outcome")
    broken(call, "UPDATE outcome_point SET text = '别的'")
    broken(call, "DELETE FROM outcome_point")
    broken(call, "UPDATE outcome_ask SET due_on = '2030-01-01'")
    broken(call, "DELETE FROM outcome_ask")
    with pytest.raises(IntegrityError):
        call(OutcomePoint.create, outcome_id=ask.outcome_id, kind=PointKind.CONSENSUS, text="又一条")
    row = {"ask_id": ask.id, "by_id": cast.sun.person_id, "at": clock.now()}
    with pytest.raises(IntegrityError):
        call(OutcomeReply.create, verdict=Verdict.DECLINED, **row)
    call(OutcomeReply.create, verdict=Verdict.ADOPTED, **row)
    with pytest.raises(IntegrityError):
        call(OutcomeReply.create, verdict=Verdict.ADOPTED, **row)
    broken(call, "UPDATE outcome_reply SET reason = 'x'")
    assert made.id


def test_a_draft_takes_no_answer_and_dissent_has_its_reason(call, cast, clock):
    made = call(make.drafted, cast)
    point, ask = call(make.outcome_of, made)
    with pytest.raises(IntegrityError):
        call(
            OutcomeReply.create,
            ask_id=ask,
            verdict=Verdict.ADOPTED,
            by_id=cast.sun.person_id,
            at=clock.now(),
        )
    broken(call, "UPDATE outcome_point SET kind = 'dissent' WHERE id = ?", point)
    broken(call, "UPDATE outcome_ask SET addressee = 'organisation' WHERE id = ?", ask)


def test_disputes_end_once(call, cast, clock):
    given = call(stages.mediation, cast)
    broken(call, "UPDATE mediation SET result = 'agreed'")
    call(execute, "UPDATE mediation SET result = 'agreed', result_text = '谈成了', result_at = set_at")
    broken(call, "UPDATE mediation SET result = 'failed'")
    sent = call(stages.escalated, cast)
    broken(call, "UPDATE escalation SET answered_at = sent_at")
    twice = (
        "INSERT INTO escalation (consultation_id, to_place_id, reason, sent_by_id, sent_at, answer) "
        "SELECT consultation_id, to_place_id, reason, sent_by_id, sent_at, answer FROM escalation"
    )
    broken(call, twice)
    call(
        execute,
        "UPDATE escalation SET answered_at = sent_at, answer = '好', answered_by_id = ?",
        cast.zhou.person_id,
    )
    broken(call, "UPDATE escalation SET answer = '不好'")
    assert given["id"] != sent["id"]


def test_a_handover_stays(call, cast, clock):
    broken(
        call,
        "INSERT INTO outcome_handover (outcome_id, motion_id, by_id, at) VALUES (1, 1, 1, ?)",
        clock.now(),
    )
