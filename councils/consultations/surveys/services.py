"""Writing the questions, taking the two waves of answers, and destroying the key at the end."""

import secrets
from collections.abc import Mapping

from tortoise.exceptions import IntegrityError

from civic.audit.services import record, record_day
from civic.kit import clock
from civic.kit.db import after_commit, execute, insert, locked, sweep, transaction, tuples
from civic.kit.errors import Refused, SignInNeeded, Stale
from civic.people.rules import Actor, must
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.services import led, ref
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.surveys import rules
from councils.consultations.surveys.models import Survey, SurveyQuestion, SurveyTurnout
from councils.consultations.surveys.rules import MOST_QUESTIONS, Phase

_ANSWER = ("question_id", "wave", "pseudonym", "step")


async def add_question(actor: Actor, consultation_id: int, text: str) -> SurveyQuestion:
    """Write a sentence people will agree or disagree with, before and after; the first one sets the survey up.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_working``, ``survey_begun``, ``survey_many`` and
    ``survey_question_taken``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        survey, _ = await Survey.get_or_create(
            {"pseudonym_key": secrets.token_hex(32)}, consultation_id=found.id
        )
        if survey.phase is not Phase.DRAFT:
            raise Refused("survey_begun")
        there = await SurveyQuestion.filter(survey_id=survey.id)
        if len(there) >= MOST_QUESTIONS:
            raise Refused("survey_many", most=MOST_QUESTIONS)
        if any(question.text == text for question in there):
            raise Refused("survey_question_taken", "text")
        await record(actor, "survey_question_added", ref(found.id), text=text)
        return await SurveyQuestion.create(survey_id=survey.id, text=text)


async def drop_question(actor: Actor, consultation_id: int, question_id: int) -> None:
    """Take a question out before the survey begins.

    Raises NotFound, SignInNeeded, Forbidden, Stale when it is gone already, Refused ``consultation_not_working`` and
    ``survey_begun``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_working(found.stage)
        question = await SurveyQuestion.get_or_none(
            id=question_id, survey__consultation_id=found.id
        ).select_related("survey")
        if question is None:
            raise Stale
        if question.survey.phase is not Phase.DRAFT:
            raise Refused("survey_begun")
        await question.delete()
        await record(actor, "survey_question_dropped", ref(found.id), text=question.text)


async def go_on(actor: Actor, consultation_id: int) -> Phase:
    """Bring the survey to its next phase; at the end the key is destroyed and the answers lie in the order of pseudonyms.

    Raises NotFound, SignInNeeded, Forbidden, Refused ``consultation_not_open``, ``survey_over`` and ``survey_empty``.
    """
    async with transaction():
        found = await led(actor, consultation_id)
        life.check_open(found.stage)
        survey = await locked(Survey, consultation_id=found.id)
        questions = await SurveyQuestion.filter(survey_id=survey.id).count()
        survey.phase = rules.next_phase(survey.phase, questions)
        if survey.phase is Phase.CLOSED:
            await _mix(survey.id)
            survey.pseudonym_key = ""
            after_commit(lambda: sweep("survey_answer"))
            after_commit(lambda: sweep("survey"))
        await survey.save(update_fields=["phase", "pseudonym_key"])
        await record(actor, "survey_went_on", ref(found.id), phase=survey.phase.value)
        return survey.phase


async def _mix(survey_id: int) -> None:
    """Write the answers anew in the order of their pseudonyms: in which order they came leads to nobody any more."""
    of_survey = "question_id IN (SELECT id FROM survey_question WHERE survey_id = ?)"
    found = await tuples(
        f"SELECT {', '.join(_ANSWER)} FROM survey_answer WHERE {of_survey} ORDER BY pseudonym, question_id, wave",
        survey_id,
    )
    await execute(f"DELETE FROM survey_answer WHERE {of_survey}", survey_id)
    await insert("survey_answer", _ANSWER, found)


async def answer(actor: Actor, consultation_id: int, answers: Mapping[int, int]) -> None:
    """Answer the wave that is open, once. Logged by the day: no time leads from the log to the answers.

    Raises SignInNeeded, NotFound, Forbidden, Refused ``consultation_not_open``, ``survey_not_taking``, ``survey_answered``
    and ``survey_incomplete``.
    """
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        found = await consultations.one(consultation_id)
        must(await stakeholders.takes_part(actor, found), actor, "consultation_part_forbidden")
        life.check_open(found.stage)
        survey = await locked(Survey, consultation_id=found.id)
        wave = survey.phase.wave
        if wave is None:
            raise Refused("survey_not_taking")
        questions = await SurveyQuestion.filter(survey_id=survey.id)
        rules.check_answers([question.id for question in questions], answers)
        try:
            await SurveyTurnout.create(survey_id=survey.id, person_id=actor.person_id, wave=wave)
        except IntegrityError:
            raise Refused("survey_answered") from None
        name = rules.pseudonym(survey.pseudonym_key, actor.person_id)
        await insert(
            "survey_answer",
            _ANSWER,
            [(question_id, wave.value, name, step) for question_id, step in answers.items()],
        )
        await record_day([actor.person_id], "survey_answered", ref(found.id), clock.today())
