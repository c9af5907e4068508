"""The map, naming the groups, what they say in writing."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit.errors import N_
from civic.web.asked import addressed
from civic.web.forms import Typed, posted
from civic.web.pages import page, url_for
from councils.consultations.forms import Field, Sheet, choices, endpoints
from councils.consultations.stakeholders.forms import (
    FlagForm,
    GroupForm,
    GroupPick,
    ViewForm,
)
from councils.consultations.stakeholders.routes.ground import (
    PAGE,
    back,
    group_options,
    led,
    shown,
)
from councils.consultations.stakeholders.rules import GroupKind
from councils.consultations.stakeholders.services import groups


async def show(request: Request) -> Response:
    """The map: groups with their interest and how far each has been heard; for the desk, the list of names below it."""
    return await page(request, PAGE, form=Typed({}), **await shown(request))


async def _naming(request: Request) -> Sheet:
    found = await led(request)
    return Sheet(
        N_("写上一方"),
        url_for("stakeholder-naming", id=found.id),
        url_for("stakeholders", id=found.id),
        found.title,
        (
            Field("select", "kind", N_("是哪一类人"), options=choices(list(GroupKind))),
            Field("text", "name", N_("怎么称呼"), N_("例如：三号楼低层住户、南门商户"), most=40),
            Field("text", "interest", N_("和他们有什么关系"), N_("这件事办不办，对他们有什么影响"), most=200),
            Field("number", "size", N_("大约多少人"), required=False, most=6),
            Field(
                "check",
                "minority",
                N_("人不多，但受影响较大"),
                N_("打了勾，就要先听到他们的意见，才能公布协商结果。"),
                required=False,
            ),
        ),
        N_("写上"),
        N_("凡是和这件事有利害关系的，都写下来，一方一方地写。孩子的意见由监护人代为表达。"),
    )


async def _name(request: Request, sent: GroupForm) -> Response:
    await groups.name_group(request.state.actor, addressed(request), sent.plan())
    return back(request)


@posted(FlagForm, PAGE, shown)
async def flag(request: Request, sent: FlagForm) -> Response:
    """Mark a group as hit harder, or not."""
    await groups.flag(request.state.actor, addressed(request), sent.group, sent.minority)
    return back(request)


@posted(GroupPick, PAGE, shown)
async def drop(request: Request, sent: GroupPick) -> Response:
    """Take a group off the map."""
    await groups.drop_group(request.state.actor, addressed(request), sent.group)
    return back(request)


async def _viewing(request: Request) -> Sheet:
    found = await led(request)
    return Sheet(
        N_("记下书面意见"),
        url_for("stakeholder-view", id=found.id),
        url_for("stakeholders", id=found.id),
        found.title,
        (
            Field(
                "select", "group", N_("是哪一方的"), options=await group_options(found.id), translated=False
            ),
            Field("text", "source", N_("怎么来的"), N_("例如：写信、上门走访、电话"), most=40),
            Field("area", "text", N_("说了什么"), N_("照原话记，不写名字和门牌。"), most=2000),
        ),
        N_("记下"),
        N_("来不了的人，可以写信、打电话，或者请社工上门听。记下来就算听到了。"),
    )


async def _view(request: Request, sent: ViewForm) -> Response:
    await groups.write_view(request.state.actor, addressed(request), sent.group, sent.text, sent.source)
    return back(request)


_ONE = "/consultations/{id:int}"
naming, name = endpoints(GroupForm, _naming, _name)
viewing, view = endpoints(ViewForm, _viewing, _view)
routes = [
    Route(f"{_ONE}/stakeholders", show, name="stakeholders"),
    Route(f"{_ONE}/stakeholders/new", naming, name="stakeholder-new"),
    Route(f"{_ONE}/stakeholders", name, methods=["POST"], name="stakeholder-naming"),
    Route(f"{_ONE}/stakeholders/flags", flag, methods=["POST"], name="stakeholder-flag"),
    Route(f"{_ONE}/stakeholders/dropping", drop, methods=["POST"], name="stakeholder-dropping"),
    Route(f"{_ONE}/views/new", viewing, name="stakeholder-view-new"),
    Route(f"{_ONE}/views", view, methods=["POST"], name="stakeholder-view"),
]
