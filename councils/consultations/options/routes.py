"""Pages of options: the comparison, one's own stand, what speaks for and against."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_
from civic.kit.money import as_typed
from civic.people.rules import must
from civic.web.answers import see
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils.consultations import queries as consultations
from councils.consultations import rules as life
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.models import Consultation
from councils.consultations.options import queries, services
from councils.consultations.options.forms import (
    ConsiderationForm,
    EffectForm,
    HidingForm,
    OptionForm,
    OptionPick,
    StandForm,
)
from councils.consultations.options.models import Alternative
from councils.consultations.options.rules import Effect, Side, Stand
from councils.consultations.stakeholders import queries as stakeholders

_PAGE = "councils/consultations/options.html"


async def _shown(request: Request) -> dict[str, Any]:
    actor = request.state.actor
    return {
        "scene": await stakeholders.scene(addressed(request), actor),
        "columns": await queries.columns(addressed(request)),
        "groups": await stakeholders.stakeholder_map(addressed(request)),
        "own": await queries.mine(addressed(request), actor.person_id),
        "stands": list(Stand),
        "sides": list(Side),
    }


async def show(request: Request) -> Response:
    """The options side by side; on a phone one below the other."""
    return await page(request, _PAGE, form=Typed({}), **await _shown(request))


@posted(StandForm, _PAGE, _shown)
async def take_stand(request: Request, sent: StandForm) -> Response:
    """Say how one stands to an option."""
    await services.take_stand(request.state.actor, sent.option, sent.stand, sent.reason)
    return see(request, "options", id=addressed(request))


_FIELDS = (
    Field("text", "title", N_("叫什么"), most=40),
    Field("area", "about", N_("怎么做"), most=1000),
    Field("money", "cost", N_("要花多少钱（元）"), N_("还不知道就空着。"), required=False, most=12),
    Field("check", "free", N_("不花钱"), required=False),
    Field("text", "bearer", N_("钱由谁出"), N_("例如：社区保障资金、业主分摊、商户"), most=60),
    Field("text", "duration", N_("要多长时间"), N_("例如：两个星期"), most=40),
)


async def _adding(request: Request) -> Sheet:
    found = await consultations.one(addressed(request))
    _must_run(request, found)
    return Sheet(
        N_("加一个方案"),
        url_for("option-adding", id=found.id),
        url_for("options", id=found.id),
        found.title,
        _FIELDS,
        N_("加上"),
    )


def _must_run(request: Request, found: Consultation) -> None:
    actor = request.state.actor
    must(life.may_run(actor, found.place.path), actor, "consultation_run_forbidden")


async def _add(request: Request, sent: OptionForm) -> Response:
    await services.add_option(request.state.actor, addressed(request), sent.plan())
    return see(request, "options", id=addressed(request))


async def _led(request: Request) -> Alternative:
    option = await queries.one(int(request.path_params["option"]))
    _must_run(request, option.consultation)
    return option


async def _editing(request: Request) -> Sheet:
    option = await _led(request)
    return Sheet(
        N_("改这个方案"),
        url_for("option-change", option=option.id),
        url_for("options", id=option.consultation_id),
        option.title,
        _FIELDS,
        N_("保存"),
        initial={
            "title": option.title,
            "about": option.about,
            "cost": as_typed(option.cost_fen) if option.cost_fen else "",
            "free": "1" if option.cost_fen == 0 else "",
            "bearer": option.bearer,
            "duration": option.duration,
        },
    )


async def _edit(request: Request, sent: OptionForm) -> Response:
    option = await queries.one(int(request.path_params["option"]))
    await services.edit_option(request.state.actor, option.id, sent.plan())
    return see(request, "options", id=option.consultation_id)


@posted(OptionPick, _PAGE, _shown)
async def drop(request: Request, sent: OptionPick) -> Response:
    """Take an option away."""
    await services.drop_option(request.state.actor, addressed(request), sent.option)
    return see(request, "options", id=addressed(request))


async def _affecting(request: Request) -> Sheet:
    option = await _led(request)
    groups = await stakeholders.stakeholder_map(option.consultation_id)
    return Sheet(
        N_("对各方有什么影响"),
        url_for("option-effect", option=option.id),
        url_for("options", id=option.consultation_id),
        option.title,
        (
            Field(
                "select",
                "group",
                N_("对哪一方"),
                options=[(str(group.id), group.name) for group in groups],
                translated=False,
            ),
            Field("radios", "effect", N_("会怎样"), options=choices(list(Effect))),
            Field("text", "note", N_("说明"), required=False, most=100),
        ),
        N_("写上"),
    )


async def _affect(request: Request, sent: EffectForm) -> Response:
    option = await queries.one(int(request.path_params["option"]))
    await services.set_effect(request.state.actor, option.id, sent.group, sent.effect, sent.note)
    return see(request, "options", id=option.consultation_id)


async def _considering(request: Request) -> Sheet:
    option = await queries.one(int(request.path_params["option"]))
    actor = request.state.actor
    may = await stakeholders.takes_part(actor, option.consultation)
    must(may, actor, "consultation_part_forbidden")
    return Sheet(
        N_("补充一条好处或坏处"),
        url_for("option-consideration", option=option.id),
        url_for("options", id=option.consultation_id),
        option.title,
        (
            Field("radios", "side", N_("是好处还是坏处"), options=choices(list(Side))),
            Field("text", "text", N_("一句话"), N_("页面上不写您的名字。"), most=200),
        ),
        N_("补充"),
    )


async def _consider(request: Request, sent: ConsiderationForm) -> Response:
    option = await queries.one(int(request.path_params["option"]))
    await services.consider(request.state.actor, option.id, sent.side, sent.text)
    return see(request, "options", id=option.consultation_id)


async def _hiding(request: Request) -> Sheet:
    said = await queries.consideration(int(request.path_params["consideration"]))
    _must_run(request, said.option.consultation)
    return Sheet(
        N_("收起这一条"),
        url_for("consideration-hiding", consideration=said.id),
        url_for("options", id=said.option.consultation_id),
        said.text,
        (Field("text", "reason", N_("为什么"), N_("理由会写在原来的地方。"), most=100),),
        N_("收起"),
    )


async def _hide(request: Request, sent: HidingForm) -> Response:
    said = await queries.consideration(int(request.path_params["consideration"]))
    await services.hide(request.state.actor, said.id, sent.reason)
    return see(request, "options", id=said.option.consultation_id)


adding, add = endpoints(OptionForm, _adding, _add)
editing, edit = endpoints(OptionForm, _editing, _edit)
affecting, affect = endpoints(EffectForm, _affecting, _affect)
considering, consider = endpoints(ConsiderationForm, _considering, _consider)
hiding, hide = endpoints(HidingForm, _hiding, _hide)
_ONE, _OPTION = "/consultations/{id:int}/options", "/options/{option:int}"
_SAID = "/considerations/{consideration:int}/hiding"
routes = [
    Route(_ONE, show, name="options"),
    Route(f"{_ONE}/stands", take_stand, methods=["POST"], name="option-stand"),
    Route(f"{_ONE}/new", adding, name="option-new"),
    Route(_ONE, add, methods=["POST"], name="option-adding"),
    Route(f"{_OPTION}/edition", editing, name="option-edition"),
    Route(f"{_OPTION}/edition", edit, methods=["POST"], name="option-change"),
    Route(f"{_ONE}/dropping", drop, methods=["POST"], name="option-dropping"),
    Route(f"{_OPTION}/effects", affecting, name="option-affecting"),
    Route(f"{_OPTION}/effects", affect, methods=["POST"], name="option-effect"),
    Route(f"{_OPTION}/considerations", considering, name="option-considering"),
    Route(f"{_OPTION}/considerations", consider, methods=["POST"], name="option-consideration"),
    Route(_SAID, hiding, name="consideration-to-hide"),
    Route(_SAID, hide, methods=["POST"], name="consideration-hiding"),
]
