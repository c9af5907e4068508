"""Pages of the survey: its questions, answering, and how far people moved."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils.consultations.forms import Field, Sheet, endpoints
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.surveys import queries, services
from councils.consultations.surveys.forms import AnswersForm, QuestionForm, QuestionPick
from councils.consultations.surveys.rules import LEAST_SHOWN, STEP_WORDS

_PAGE = "councils/consultations/survey.html"


async def _shown(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    survey = await queries.of(addressed(request))
    return {
        "scene": await stakeholders.scene(addressed(request), actor),
        "survey": survey,
        "answered": await queries.answered(survey.id, actor.person_id) if survey else set(),
        "moved": await queries.moved(survey) if survey else [],
        "steps": STEP_WORDS,
        "least": LEAST_SHOWN,
    }


async def show(request: Request) -> Response:
    """The questions to be answered now, or how far people moved."""
    return await page(request, _PAGE, form=Typed({}), **await _shown(request))


async def _asking(request: Request) -> Sheet:
    scene = await stakeholders.led(addressed(request), request.state.actor)
    return Sheet(
        N_("加一道题"),
        url_for("survey-asking", id=addressed(request)),
        url_for("survey", id=addressed(request)),
        scene.consultation.title,
        (
            Field(
                "text",
                "text",
                N_("一句话，请人表示同意或不同意"),
                N_("例如：加装电梯利大于弊。一句话只说一件事。"),
                most=120,
            ),
        ),
        N_("加上"),
    )


async def _ask(request: Request, sent: QuestionForm) -> Response:
    await services.add_question(request.state.actor, addressed(request), sent.text)
    return see(request, "survey", id=addressed(request))


@posted(QuestionPick, _PAGE, _shown)
async def drop(request: Request, sent: QuestionPick) -> Response:
    """Take a question out."""
    await services.drop_question(request.state.actor, addressed(request), sent.question)
    return see(request, "survey", id=addressed(request))


async def go_on(request: Request) -> Response:
    """Begin a wave, or end one."""
    await services.go_on(request.state.actor, addressed(request))
    return see(request, "survey", id=addressed(request))


@posted(AnswersForm, _PAGE, _shown)
async def answer(request: Request, sent: AnswersForm) -> Response:
    """Hand the answers in, without a name."""
    await services.answer(request.state.actor, addressed(request), sent.steps())
    return see(request, "survey", id=addressed(request))


_ONE = "/consultations/{id:int}/survey"
asking, ask = endpoints(QuestionForm, _asking, _ask)
routes = [
    Route(_ONE, show, name="survey"),
    Route(_ONE, answer, methods=["POST"], name="survey-answer"),
    Route(f"{_ONE}/questions/new", asking, name="survey-question-new"),
    Route(f"{_ONE}/questions", ask, methods=["POST"], name="survey-asking"),
    Route(f"{_ONE}/questions/dropping", drop, methods=["POST"], name="survey-question-dropping"),
    Route(f"{_ONE}/phase", go_on, methods=["POST"], name="survey-phase"),
]
