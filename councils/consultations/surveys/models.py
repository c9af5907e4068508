"""The survey before and after: its questions, who has answered, and the answers, which know no names."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.consultations.models import Consultation
from councils.consultations.surveys.rules import Phase, Wave


class Survey(Model):
    """The survey of a consultation."""

    id = fields.IntField(primary_key=True)
    consultation: fields.OneToOneRelation[Consultation] = fields.OneToOneField(
        "councils.Consultation", related_name="survey", on_delete=fields.RESTRICT
    )
    consultation_id: int
    phase = Choice(Phase, max_length=8, default=Phase.DRAFT)
    # 32 random bytes in hex that pseudonyms are made with, empty once the survey is over
    pseudonym_key = fields.CharField(max_length=64)

    class Meta:
        table = "survey"


class SurveyQuestion(Model):
    """A sentence to agree or disagree with in five steps."""

    id = fields.IntField(primary_key=True)
    survey: fields.ForeignKeyRelation[Survey] = fields.ForeignKeyField(
        "councils.Survey", related_name="questions", on_delete=fields.RESTRICT
    )
    survey_id: int
    text = fields.CharField(max_length=120)

    class Meta:
        table = "survey_question"
        unique_together = (("survey", "text"),)


class SurveyTurnout(Model):
    """That somebody answered a wave, and nothing of what."""

    id = fields.IntField(primary_key=True)
    survey: fields.ForeignKeyRelation[Survey] = fields.ForeignKeyField(
        "councils.Survey", related_name="turnout", on_delete=fields.RESTRICT
    )
    survey_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="survey_turnout", on_delete=fields.RESTRICT
    )
    person_id: int
    wave = Choice(Wave, max_length=8)

    class Meta:
        table = "survey_turnout"
        unique_together = (("survey", "person", "wave"),)


class SurveyAnswer(Model):
    """One answer under a pseudonym: no person, no time."""

    id = fields.IntField(primary_key=True)
    question: fields.ForeignKeyRelation[SurveyQuestion] = fields.ForeignKeyField(
        "councils.SurveyQuestion", related_name="answers", on_delete=fields.RESTRICT
    )
    question_id: int
    wave = Choice(Wave, max_length=8)
    pseudonym = fields.CharField(max_length=64)
    # 1 to 5
    step = fields.IntField()

    class Meta:
        table = "survey_answer"
        unique_together = (("question", "wave", "pseudonym"),)
