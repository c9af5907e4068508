"""When it stays in dispute: mediation, and the place above."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_
from civic.people.rules import Role, must
from civic.places import queries as places
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.pages import url_for
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.outcomes import queries
from councils.consultations.outcomes.forms import (
    EscalationAnswerForm,
    EscalationForm,
    MediationForm,
    MediationResultForm,
)
from councils.consultations.outcomes.routes.ground import back, led, sheet_of
from councils.consultations.outcomes.rules import MediationResult
from councils.consultations.outcomes.services import disputes


async def _setting_mediation(request: Request) -> Sheet:
    fields = (
        Field("text", "mediator", N_("请谁来调解"), N_("例如：柳荫街道人民调解委员会"), most=60),
        Field("area", "about", N_("调解什么"), most=1000),
        Field("date", "on", N_("哪一天")),
    )
    return sheet_of(await led(request), N_("安排调解"), "mediation-setting", fields, N_("定下来"))


async def _set_mediation(request: Request, sent: MediationForm) -> Response:
    await disputes.set_mediation(request.state.actor, addressed(request), sent.mediator, sent.about, sent.on)
    return back(request)


async def _settling(request: Request) -> Sheet:
    number = int(request.path_params["mediation"])
    fields = (
        Field("radios", "result", N_("谈拢了没有"), options=choices(list(MediationResult))),
        Field("area", "text", N_("谈成了什么，或者差在哪里"), most=1000),
    )
    scene = await led(request)
    return sheet_of(
        scene, N_("记下调解结果"), "mediation-settling", fields, N_("记下"), keys={"mediation": number}
    )


async def _settle(request: Request, sent: MediationResultForm) -> Response:
    number = int(request.path_params["mediation"])
    await disputes.settle_mediation(request.state.actor, addressed(request), number, sent.result, sent.text)
    return back(request)


async def _escalating(request: Request) -> Sheet:
    scene = await led(request)
    above = scene.consultation.place.parent_id
    about = await places.name(above) if above else ""
    number = scene.consultation.id
    return Sheet(
        N_("报请上级协调"),
        url_for("escalation-sending", id=number),
        url_for("outcome", id=number),
        about or scene.consultation.title,
        (Field("area", "reason", N_("为什么要上级来协调"), N_("分歧在哪里，试过什么办法。"), most=1000),),
        N_("报上去"),
        N_("谈不拢、也调解不成的，报给上一级，由上级书面答复。"),
    )


async def _escalate(request: Request, sent: EscalationForm) -> Response:
    await disputes.escalate(request.state.actor, addressed(request), sent.reason)
    return back(request)


async def _answering_above(request: Request) -> Sheet:
    escalation = await queries.escalation(int(request.path_params["escalation"]))
    actor = request.state.actor
    must(actor.holds(Role.OFFICER, escalation.to_place.path), actor, "escalation_forbidden")
    return Sheet(
        N_("上级答复"),
        url_for("escalation-answer", escalation=escalation.id),
        url_for("outcome", id=escalation.consultation_id),
        escalation.reason,
        (Field("area", "answer", N_("答复"), most=2000),),
        N_("答复"),
        N_("答复马上公布，不能再改。"),
    )


async def _answer_above(request: Request, sent: EscalationAnswerForm) -> Response:
    number = int(request.path_params["escalation"])
    found = await disputes.answer_escalation(request.state.actor, number, sent.answer)
    return see(request, "outcome", id=found)


setting_mediation, set_mediation = endpoints(MediationForm, _setting_mediation, _set_mediation)
settling, settle = endpoints(MediationResultForm, _settling, _settle)
escalating, escalate = endpoints(EscalationForm, _escalating, _escalate)
answering_above, answer_above = endpoints(EscalationAnswerForm, _answering_above, _answer_above)

_ONE = "/consultations/{id:int}/outcome"
_MEDIATION = f"{_ONE}/mediations/{{mediation:int}}/result"
_ABOVE = "/escalations/{escalation:int}/answer"
routes = [
    Route(f"{_ONE}/mediations/new", setting_mediation, name="mediation-new"),
    Route(f"{_ONE}/mediations", set_mediation, methods=["POST"], name="mediation-setting"),
    Route(_MEDIATION, settling, name="mediation-result"),
    Route(_MEDIATION, settle, methods=["POST"], name="mediation-settling"),
    Route(f"{_ONE}/escalation", escalating, name="escalation-new"),
    Route(f"{_ONE}/escalation", escalate, methods=["POST"], name="escalation-sending"),
    Route(_ABOVE, answering_above, name="escalation-answering"),
    Route(_ABOVE, answer_above, methods=["POST"], name="escalation-answer"),
]
