"""Reading surveys: questions, whether one has answered, and the shift once it may be shown."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from civic.kit.db import rows
from councils.consultations.surveys import rules
from councils.consultations.surveys.models import Survey, SurveyQuestion, SurveyTurnout
from councils.consultations.surveys.rules import Phase, Shift, Wave


@dataclass(frozen=True)
class Moved:
    """One question and how its answers moved; no shift for fewer than ten pairs."""

    question: str
    shift: Shift | None


@dataclass(frozen=True)
class Shown:
    """A survey as its page shows it. before, after: how many answered each wave."""

    id: int
    phase: Phase
    questions: Sequence[SurveyQuestion]
    before: int
    after: int

    @property
    def wave(self) -> Wave | None:
        """The wave that takes answers now."""
        return self.phase.wave


async def of(consultation_id: int) -> Shown | None:
    """The survey of a consultation, or None."""
    survey = await Survey.get_or_none(consultation_id=consultation_id)
    if survey is None:
        return None
    counted = await rows(
        "SELECT wave, COUNT(*) AS n FROM survey_turnout WHERE survey_id = ? GROUP BY wave", survey.id
    )
    came = {Wave(row["wave"]): row["n"] for row in counted}
    questions = await SurveyQuestion.filter(survey_id=survey.id).order_by("id")
    return Shown(survey.id, survey.phase, questions, came.get(Wave.BEFORE, 0), came.get(Wave.AFTER, 0))


async def answered(survey_id: int, person_id: int | None) -> set[Wave]:
    """The waves this person has answered."""
    if person_id is None:
        return set()
    return {one.wave for one in await SurveyTurnout.filter(survey_id=survey_id, person_id=person_id)}


async def moved(survey: Shown) -> list[Moved]:
    """How far people moved, question by question; empty until the survey is over."""
    if survey.phase is not Phase.CLOSED:
        return []
    found = await rows(
        "SELECT a.question_id, a.wave, a.pseudonym, a.step FROM survey_answer a "
        "JOIN survey_question q ON q.id = a.question_id WHERE q.survey_id = ?",
        survey.id,
    )
    answers: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for row in found:
        answers[row["question_id"], row["wave"]][row["pseudonym"]] = row["step"]
    return [
        Moved(one.text, rules.shift(answers[one.id, Wave.BEFORE.value], answers[one.id, Wave.AFTER.value]))
        for one in survey.questions
    ]
