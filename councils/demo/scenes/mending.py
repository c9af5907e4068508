"""Three work orders: one being done by the clock of the whistle, one done and to be checked, one that nobody calls theirs."""

import io
from datetime import timedelta

from PIL import Image, ImageDraw

from civic.kit import clock, codes
from civic.people.queries import actor_of
from civic.web.fields import Upload
from councils.actions import services as actions
from councils.demo.scenes.stage import Stage, later
from councils.resolutions.models import ActionItem
from councils.workorders import services
from councils.workorders.rules.states import Category, StepKind
from councils.workorders.services import Report


async def tell(stage: Stage) -> None:
    """What neighbours found in the last two weeks, and how far it is."""
    with stage.day(20, 10):
        await services.choose_pace(await stage.who("zhou"), stage.places["槐树街社区"], "whistle")
    await _lamp(stage)
    await _bikes(stage)
    await _pipe(stage)
    with stage.day(80, 10):
        item = await ActionItem.all().order_by("id").first()
        if item is not None:  # whom the lamps of the minutes were meant for
            office = f"office-{stage.places['槐树街社区']}"
            await actions.assign(await stage.who("sun"), item.id, office, "")


def _photo(ground: str, thing: str) -> Upload:
    """A drawing in place of a photograph: a wall, and what is wrong with it."""
    picture = Image.new("RGB", (960, 720), ground)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, 960, 720), fill="#6f6a62")
    draw.ellipse((400, 200, 560, 360), fill=thing)
    draw.rectangle((470, 360, 490, 560), fill="#3b3f3d")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return Upload("photo.jpg", out.getvalue())


async def _lamp(stage: Stage) -> None:
    """Done; Lin is asked to look."""
    lin, sun, hao = await stage.who("lin"), await stage.who("sun"), await stage.who("hao")
    said = Report(
        stage.places["一号院"],
        "3 栋三单元二楼到三楼",
        Category.FACILITY,
        "三单元楼道灯不亮",
        "上个星期就不亮了。晚上倒垃圾看不见台阶，我差点摔一跤。",
    )
    with stage.day(6, 19):
        order = await services.report(lin, said, codes.token(), [_photo("#2a2f33", "#4a4f55")])
    with stage.day(6, 20):
        await services.join(
            await actor_of(stage.residents[2]), order.id, "孩子下晚自习回来，要打手电筒上楼。"
        )
        await services.join(await actor_of(stage.residents[3]), order.id)
    with stage.day(5, 9):
        await services.step(await stage.who("zhou"), order.id, StepKind.CALLED)
        body, due = f"organisation-{stage.organisations['hao']}", clock.today() + timedelta(days=4)
        await services.dispatch(sun, order.id, body, "", due, "请先看是灯坏了还是线路的问题。")
        later(1200)
        await services.step(hao, order.id, StepKind.ACKNOWLEDGED)
    with stage.day(2, 16):
        done = "换了两个感应灯，线路没有问题。晚上试过，人走近就亮。"
        await services.step(hao, order.id, StepKind.DONE, done, [_photo("#8b8577", "#f3d27a")])


async def _bikes(stage: Stage) -> None:
    """Reported and sent last night; the residents' committee is on it."""
    wei = await stage.who("wei")
    said = Report(
        stage.places["二号院"],
        "2 栋东门外的消防通道",
        Category.FIRE,
        "消防通道停满了旧自行车",
        "十几辆没人要的旧车，把消防车的路堵了一半。",
    )
    with stage.day(1, 20):
        order = await services.report(wei, said, codes.token())
    with stage.day(1, 21):
        office, due = f"office-{stage.places['槐树街社区']}", clock.today() + timedelta(days=5)
        await services.dispatch(await stage.who("zhou"), order.id, office, "", due)
        later(900)
        sun = await stage.who("sun")
        await services.step(sun, order.id, StepKind.ACKNOWLEDGED)
        later(600)
        text = "先贴清理告示，三天后没人认领的集中拉走。"
        await services.step(sun, order.id, StepKind.PROGRESS, text)


async def _pipe(stage: Stage) -> None:
    """Between the house and the street: who was sent says that it is not theirs, and so it comes before the council."""
    deng, sun = await stage.who("deng"), await stage.who("sun")
    said = Report(
        stage.places["一号院"],
        "大门里面第二个井盖",
        Category.FACILITY,
        "大门口的污水井一下雨就往外冒",
        "这个月冒了三次，接孩子要踩着砖头过去。物业说是市政的，市政说是小区的。",
    )
    with stage.day(12, 8):
        order = await services.report(deng, said, codes.token(), [_photo("#b9b4a6", "#3a3128")])
    with stage.day(11, 9):
        due = clock.today() + timedelta(days=7)
        await services.dispatch(sun, order.id, "", "柳荫物业公司", due, "请本周内疏通并查清原因。")
    for number in (0, 1, 4, 5, 6):
        with stage.day(11, 12 + number):
            await services.join(await actor_of(stage.residents[number]), order.id)
    with stage.day(9, 15):
        why = "柳荫物业公司回话：井在红线以内，但管子是市政的，他们只管楼内管道，不出这个钱。"
        await services.step(sun, order.id, StepKind.DISPUTED, why)
