"""Raising a topic, taking it up or not, asking for statements, handing the outcome on."""

from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import clock
from civic.kit.clock import as_typed
from civic.kit.codes import token
from civic.kit.errors import N_, SignInNeeded
from civic.people.rules import must
from civic.places import queries as places
from civic.web import throttle
from civic.web.answers import see
from civic.web.asked import addressed, number
from civic.web.pages import url_for
from councils.consultations import queries as consultations
from councils.consultations import services
from councils.consultations.desk.forms import AcceptanceForm, DecliningForm, StatementsForm, TopicForm
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.outcomes import queries as outcomes
from councils.consultations.outcomes.forms import HandoverForm
from councils.consultations.outcomes.services.handing import hand_over
from councils.consultations.rules import Kind, may_raise
from councils.consultations.stakeholders import queries as stakeholders
from councils.consultations.stakeholders.queries import Scene
from proposals import queries as proposals

MOST_OFTEN = "20/hour"  # topics raised by one person, tries included


async def _raising(request: Request) -> Sheet:
    actor, home = request.state.actor, request.state.place
    if not actor.signed_in:
        raise SignInNeeded
    known = await places.communities()
    place = next((one for one in known if one.id == actor.place_id), None) or home
    must(place is not None and may_raise(actor, place.path), actor, "consultation_raise_forbidden")
    about = await _proposal_asked(request)
    return Sheet(
        N_("提一个协商议题"),
        url_for("consultation-raising"),
        url_for("consultations"),
        place.name,
        (
            Field("text", "title", N_("什么事"), N_("一句话，例如：三号楼要不要加装电梯"), most=60),
            Field(
                "area",
                "need",
                N_("说说情况"),
                N_("现在怎么样，牵涉到哪些人，大家的看法有什么不同。"),
                most=2000,
            ),
            Field("select", "kind", N_("用什么方式谈"), options=choices(list(Kind))),
            Field("check", "dispute", N_("已经有了纠纷"), required=False),
            *(Field("hidden", name, "", required=False) for name in ("place", "proposal", "key")),
        ),
        N_("提出来"),
        N_("牵涉好几方的事，先坐下来谈。居委会或社工会看，受理不受理都会答复您。"),
        {
            "place": place.id,
            "kind": Kind.CONSULT.value,
            "key": token(),
            "proposal": about.id if about else "",
            "title": about.title if about else "",
            "need": about.need if about else "",
        },
    )


async def _proposal_asked(request: Request) -> Any:
    asked = number(request.query_params.get("proposal", ""))
    return None if asked is None else await proposals.one(asked)


async def _raise(request: Request, sent: TopicForm) -> Response:
    actor = request.state.actor
    if actor.signed_in:
        await throttle.hit("consultation", str(actor.person_id), MOST_OFTEN)
    made = await services.raise_topic(actor, sent.topic(), sent.key)
    return see(request, "consultation", id=made.id)


async def _led(request: Request) -> Scene:
    return await stakeholders.led(addressed(request), request.state.actor)


def _sheet(
    scene: Scene, title: str, route: str, fields: tuple[Field, ...], submit: str, **more: Any
) -> Sheet:
    number = scene.consultation.id
    action, back = url_for(route, id=number), url_for("consultation", id=number)
    return Sheet(title, action, back, scene.consultation.title, fields, submit, **more)


async def _accepting(request: Request) -> Sheet:
    fields = (
        Field("area", "about", N_("这次谈什么，不谈什么"), most=2000),
        Field("text", "decides", N_("谈完由谁决定"), N_("例如：居委会按协商结果办；议事会表决"), most=120),
        Field(
            "text",
            "open_question",
            N_("请每个人回答的一个问题"),
            N_("来不了的人也能用三分钟回答。例如：您最担心什么？"),
            required=False,
            most=120,
        ),
    )
    return _sheet(await _led(request), N_("受理这个议题"), "consultation-acceptance", fields, N_("受理"))


async def _accept(request: Request, sent: AcceptanceForm) -> Response:
    await services.accept(
        request.state.actor, addressed(request), sent.about, sent.decides, sent.open_question
    )
    return see(request, "consultation", id=addressed(request))


async def _refusing(request: Request) -> Sheet:
    fields = (
        Field(
            "area",
            "reason",
            N_("为什么不受理"),
            N_("写给提议题的人看，会公开。能指条路的，写上该找谁。"),
            most=500,
        ),
    )
    return _sheet(await _led(request), N_("不受理这个议题"), "consultation-declining", fields, N_("不受理"))


async def _decline(request: Request, sent: DecliningForm) -> Response:
    await services.decline(request.state.actor, addressed(request), sent.reason)
    return see(request, "consultation", id=addressed(request))


async def _asking(request: Request) -> Sheet:
    scene = await _led(request)
    now = clock.now()
    fields = (
        Field("area", "question", N_("请大家谈什么"), most=600),
        Field(
            "area",
            "seeds",
            N_("开头的几句话"),
            N_("一行一句，居民对每句话表示同意、不同意或不好说，也可以自己写。"),
            False,
            5000,
        ),
        Field("datetime-local", "opens_at", N_("什么时候开始")),
        Field("datetime-local", "closes_at", N_("什么时候结束")),
    )
    initial = {
        "question": scene.consultation.about,
        "opens_at": as_typed(now),
        "closes_at": as_typed(now + timedelta(days=7)),
    }
    return _sheet(scene, N_("征集意见"), "consultation-statements", fields, N_("开始征集"), initial=initial)


async def _ask(request: Request, sent: StatementsForm) -> Response:
    found = await consultations.one(addressed(request))
    await services.ask_statements(request.state.actor, found.id, sent.plan(found.title))
    return see(request, "consultation", id=found.id)


async def _handing(request: Request) -> Sheet:
    scene = await stakeholders.scene(addressed(request), request.state.actor)
    if not request.state.actor.signed_in:
        raise SignInNeeded
    found = scene.consultation
    result = await outcomes.of(found, request.state.actor)
    above = await outcomes.councils_for(found.place.path)
    fields = (
        Field("select", "council", N_("交给哪个议事会"), options=above, translated=False),
        Field("text", "title", N_("议题"), most=60),
        Field("text", "unit", N_("由谁来做"), most=60),
        Field("area", "action", N_("做什么"), most=500),
        Field("date", "deadline", N_("什么时候以前做完")),
        Field("money", "amount", N_("要花多少钱（元）"), required=False, most=12),
        Field("area", "reason", N_("理由"), most=1000),
        *(Field("hidden", name, "", required=False) for name in ("proposal", "key")),
    )
    initial = {
        "title": found.title,
        "reason": result.outcome.summary if result and result.published else "",
        "proposal": found.proposal_id or "",
        "key": token(),
        "council": above[0][0] if len(above) == 1 else "",
    }
    lead = N_("协商的结果写成一份议题单，交给议事会表决：谁在什么时候以前做什么、花多少钱。")
    return _sheet(
        scene, N_("交给议事会"), "consultation-handover", fields, N_("交上去"), initial=initial, lead=lead
    )


async def _hand(request: Request, sent: HandoverForm) -> Response:
    await hand_over(request.state.actor, addressed(request), sent.council, sent.slip(), sent.key)
    return see(request, "outcome", id=addressed(request))


raising, raise_topic = endpoints(TopicForm, _raising, _raise)
accepting, accept = endpoints(AcceptanceForm, _accepting, _accept)
refusing, decline = endpoints(DecliningForm, _refusing, _decline)
asking, ask = endpoints(StatementsForm, _asking, _ask)
handing, hand = endpoints(HandoverForm, _handing, _hand)
_ONE = "/consultations/{id:int}"
routes = [
    Route("/consultations/new", raising, name="consultation-new"),
    Route("/consultations", raise_topic, methods=["POST"], name="consultation-raising"),
    Route(f"{_ONE}/acceptance", accepting, name="consultation-accepting"),
    Route(f"{_ONE}/acceptance", accept, methods=["POST"], name="consultation-acceptance"),
    Route(f"{_ONE}/declining", refusing, name="consultation-refusing"),
    Route(f"{_ONE}/declining", decline, methods=["POST"], name="consultation-declining"),
    Route(f"{_ONE}/statements", asking, name="consultation-asking"),
    Route(f"{_ONE}/statements", ask, methods=["POST"], name="consultation-statements"),
    Route(f"{_ONE}/handover", handing, name="consultation-handing"),
    Route(f"{_ONE}/handover", hand, methods=["POST"], name="consultation-handover"),
]
