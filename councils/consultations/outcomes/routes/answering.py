"""Answering what an outcome asks, saying what was done, closing the matter."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_, NotFound
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.pages import url_for
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.outcomes import queries
from councils.consultations.outcomes.forms import (
    FeedbackForm,
    ReplyForm,
)
from councils.consultations.outcomes.routes.ground import back, led, sheet_of
from councils.consultations.outcomes.rules import Verdict
from councils.consultations.outcomes.services import answering


async def _replying(request: Request) -> Sheet:
    ask = await queries.ask(int(request.path_params["ask"]))
    found = ask.outcome.consultation
    if ask.outcome.published_at is None:
        raise NotFound
    must(await queries.may_answer(request.state.actor, ask), request.state.actor, "outcome_reply_forbidden")
    return Sheet(
        N_("答复"),
        url_for("outcome-reply", ask=ask.id),
        url_for("outcome", id=found.id),
        ask.text,
        (
            Field("radios", "verdict", N_("采不采纳"), options=choices(list(Verdict))),
            Field(
                "area",
                "reason",
                N_("说明"),
                N_("采纳的，写打算怎么做。没有全部采纳的，一定要写理由。"),
                required=False,
                most=1000,
            ),
        ),
        N_("答复"),
        N_("答复马上公布，不能再改。"),
    )


async def _reply(request: Request, sent: ReplyForm) -> Response:
    ask = await queries.ask(int(request.path_params["ask"]))
    await answering.reply(request.state.actor, ask.id, sent.verdict, sent.reason)
    return see(request, "outcome", id=ask.outcome.consultation_id)


async def _reporting(request: Request) -> Sheet:
    fields = (Field("area", "text", N_("做到哪一步了"), most=2000),)
    return sheet_of(await led(request), N_("写落实情况"), "outcome-feedback", fields, N_("公布"))


async def _report(request: Request, sent: FeedbackForm) -> Response:
    await answering.report_back(request.state.actor, addressed(request), sent.text)
    return back(request)


async def close(request: Request) -> Response:
    """Close the matter."""
    await answering.close(request.state.actor, addressed(request))
    return see(request, "consultation", id=addressed(request))


_ONE = "/consultations/{id:int}/outcome"
_ASK = "/asks/{ask:int}/reply"
replying, reply = endpoints(ReplyForm, _replying, _reply)
reporting, report = endpoints(FeedbackForm, _reporting, _report)
routes = [
    Route(_ASK, replying, name="outcome-replying"),
    Route(_ASK, reply, methods=["POST"], name="outcome-reply"),
    Route(f"{_ONE}/feedback/new", reporting, name="outcome-feedback-new"),
    Route(f"{_ONE}/feedback", report, methods=["POST"], name="outcome-feedback"),
    Route(f"{_ONE}/closing", close, methods=["POST"], name="consultation-closing"),
]
