"""What is sent about surveys."""

from typing import Annotated

from pydantic import Field

from civic.kit.errors import Refused
from civic.web.fields import line, whole
from civic.web.forms import Form


class QuestionForm(Form):
    """A sentence to agree or disagree with."""

    text: Annotated[str, line(4, 120)]


class QuestionPick(Form):
    """One question."""

    question: Annotated[int, whole(1, 10**9)]


class AnswersForm(Form):
    """Every question's step, as fields ``answers-<question>``. Nobody's to read, so it waits in no draft."""

    secret = True

    answers: dict[str, str] = Field(default_factory=dict)

    def steps(self) -> dict[int, int]:
        """By question. Raises Refused ``survey_incomplete`` for what is no number."""
        both = [*self.answers.keys(), *self.answers.values()]
        if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in both):
            raise Refused("survey_incomplete", "answers")
        return {int(question): int(step) for question, step in self.answers.items()}
