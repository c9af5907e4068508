"""The next session: prepared from a motion handed in, a proposal and what was left over; published in time, answered."""

from datetime import timedelta

from civic.kit import clock, codes
from civic.people.queries import actor_of
from civic.web.fields import Upload
from councils.demo.scenes.stage import Stage, on
from councils.preparation.agendas import queries, services
from councils.preparation.agendas.rules.entries import WORKORDER, EntryKind, Road, Sensitive
from councils.preparation.agendas.services import Changes, Heading
from councils.preparation.invitations import services as invitations
from councils.preparation.invitations.queries import invited_ids
from councils.preparation.invitations.rules import Answer
from councils.preparation.motions import services as motions
from councils.preparation.motions.rules import Slip
from councils.queries import term

# what a reader finds attached: small, and a real PDF
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 62>>stream\nBT /F 18 Tf 72 760 Td (Charging shed: two quotations, 2026) Tj ET\nendstream endobj\n"
    b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


async def coming(stage: Stage) -> None:
    """A notice that is out, with a motion, a matter that takes another road, answers and a gallery that fills."""
    with stage.day(3, 9):
        council_id = (await term(stage.term)).council_id
        await motions.hand_in(await stage.who("wei"), council_id, _slip(), codes.token())
    with stage.day(2, 15):
        session = await _publish(stage)
    with stage.day(1, 20):
        await _answers(stage, session)
    with stage.day(1, 21):
        await motions.hand_in(await actor_of(stage.residents[12]), council_id, _second(), codes.token())


def _slip() -> Slip:
    return Slip(
        title="二号院电动车充电棚加装烟感",
        unit="物业公司",
        action="在二号院充电棚加装四个联网烟感和两个灭火柜，并每月检查一次",
        deadline=clock.today() + timedelta(days=90),
        amount_fen=620_000,
        reason="上个月隔壁小区充电棚起火，我们棚里八十多辆车挨着住家，没有一个烟感。",
    )


def _second() -> Slip:
    return Slip(
        title="一号院东门加一条长椅",
        unit="居委会",
        action="在一号院东门内侧放一条带扶手的长椅",
        deadline=clock.today() + timedelta(days=120),
        amount_fen=160_000,
        reason="老人从菜市口走回来，到门口没有地方歇脚。",
    )


async def _publish(stage: Stage) -> int:
    clerk = await stage.who("sun")
    heading = Heading(
        title="第三次会议",
        starts_at=on(stage, 6, 19),
        venue="党群服务中心二楼议事厅",
        basis="议事会例会，由召集人提出",
        chair_id=stage.people["chen"],
        recorder_id=stage.people["ma"],
        gallery_seats=3,
    )
    agenda = await services.draft(clerk, stage.term, heading, codes.token())
    offered = await queries.sources(await queries.one(agenda.id, clerk))
    slip = next(source for source in offered if source.kind is EntryKind.MOTION)
    entry = await services.add(clerk, agenda.id, slip.key)
    await services.attach(clerk, entry.id, Upload("充电棚两家报价.pdf", PAPER))
    order = next(source for source in offered if source.ref_kind == WORKORDER)
    line = await services.add(clerk, agenda.id, order.key)
    asked = "请大家定下来：这口井由谁疏通、由谁出钱，什么时候修好。工单里有照片和双方的说法。"
    await services.change(clerk, line.id, Changes(line.title, 20, "邓兰", asked))
    cards = await services.add_free(clerk, agenda.id, "冬季院落防滑和值守安排", 15)
    note = "去年冬天三号院坡道摔了两个人。请各院成员先问问邻居，哪几处要铺防滑垫。"
    await services.change(clerk, cards.id, Changes("冬季院落防滑和值守安排", 15, "郑怡（社工）", note))
    private = await services.add_free(clerk, agenda.id, "三号院某户困难救助", 10)
    road = Road(Sensitive.PERSONAL, stage.people["zheng"], clock.today() + timedelta(days=12))
    await services.change(clerk, private.id, Changes("三号院某户困难救助", 10, road=road))
    return (await services.publish(clerk, agenda.id)).id


async def _answers(stage: Stage, session: int) -> None:
    for key, answer, reason in (
        ("chen", Answer.COMING, ""),
        ("ma", Answer.COMING, ""),
        ("tang", Answer.ONLINE, ""),
        ("deng", Answer.AWAY, "那天在外地出差"),
    ):
        await invitations.reply(await stage.who(key), session, answer, reason)
    asked = await invited_ids(session)
    listeners = [person for person in stage.residents[11:] if person not in asked]
    for person in listeners[:4]:
        await invitations.sign_up(await actor_of(person), session)
