"""有事来协商: an evening square that dancers and pupils share, settled, answered and closed last month."""

from collections.abc import Sequence
from datetime import timedelta

from civic.kit import clock, codes
from civic.people.queries import actor_of
from civic.people.rules import Actor
from councils.consultations.cards import services as cards
from councils.consultations.cards.rules import DotRules
from councils.consultations.cards.rules import Phase as WallPhase
from councils.consultations.circles import services as circles
from councils.consultations.circles.rules import Plan as Tables
from councils.consultations.models import Consultation
from councils.consultations.outcomes.models import Ask
from councils.consultations.outcomes.rules import Addressee, PointKind, Verdict
from councils.consultations.outcomes.services import answering, writing
from councils.consultations.outcomes.services.writing import Summary, Wanted
from councils.consultations.stakeholders.models import Invitee, StakeholderGroup
from councils.consultations.stakeholders.rules import GroupKind, GroupPlan
from councils.consultations.stakeholders.services import meeting, people
from councils.consultations.surveys import services as surveys
from councils.demo.scenes.consulting import grouped, raised, survey
from councils.demo.scenes.stage import Stage, on


async def tell(stage: Stage) -> None:
    """The square in the evening: dancers, pupils and old people agreed on hours; done and closed."""
    zheng, sun = await stage.who("zheng"), await stage.who("sun")
    pupils, dancers = stage.residents[10:22], stage.residents[22:28]
    with stage.day(40, 10):
        made = await raised(
            stage,
            "chen",
            "晚上的小广场怎么用",
            "二号院小广场晚上跳舞的、写作业的、散步的挤在一起。音响一开，楼上孩子没法写作业。",
            "谈晚上七点到九点半小广场怎么用、音响多大。不谈要不要撤掉舞队。",
            "",
        )
        named = await grouped(
            zheng,
            made,
            (
                GroupPlan(GroupKind.CHILDREN, "写作业的孩子", "音响一开没法写作业（家长代为表达）", True, 28),
                GroupPlan(GroupKind.RESIDENTS, "舞队", "每天就这一个半小时活动", size=30),
            ),
        )
        await surveys.add_question(zheng, made.id, "舞队和孩子能用好同一个广场")
        evening = await meeting.set_evening(zheng, made.id, on(stage, -36, 19), "二号院小广场")
        await meeting.inform(zheng, made.id)
        await surveys.go_on(zheng, made.id)
        await survey(made, [*pupils, *dancers], lean=0)
        await surveys.go_on(zheng, made.id)
    with stage.day(36, 19):
        await _gather(zheng, made, named, pupils, dancers)
    with stage.day(36, 21):
        record = "来了十八位，先分小组，再一起看卡片。最要紧的是音响的时间和大小，大家谈拢了。"
        await meeting.hold_evening(zheng, made.id, evening.id, record)
        await surveys.go_on(zheng, made.id)
        await survey(made, [*pupils, *dancers], lean=1)
        await surveys.go_on(zheng, made.id)
        await _conclude(stage, zheng, made, named)
    with stage.day(30, 15):
        ask = await Ask.get(outcome__consultation_id=made.id)
        reason = "音箱由居委会保管，每天七点半交舞队，九点收。分贝计已经买好。"
        await answering.reply(sun, ask.id, Verdict.ADOPTED, reason)
    with stage.day(16, 15):
        await answering.report_back(sun, made.id, "试了两个星期，楼上没有再投诉。分贝计装在了岗亭。")
        await answering.close(sun, made.id)


async def _gather(
    desk: Actor,
    made: Consultation,
    named: Sequence[StakeholderGroup],
    pupils: Sequence[int],
    dancers: Sequence[int],
) -> None:
    """They come, sit in small groups, write cards and stick dots."""
    for group, persons in zip(named, (pupils, dancers), strict=True):
        for person in persons:
            actor = await actor_of(person)
            await people.sign_up(actor, made.id, group.id, shown=person % 2 == 0)
    for invitee in await Invitee.filter(consultation_id=made.id):
        await people.mark_present(desk, made.id, invitee.id, True)
    await circles.draw_seats(desk, made.id, "晚上的小广场，怎么大家都能用？", Tables(5, 3, 20))
    await circles.begin_round(desk, made.id)
    await cards.hang(desk, made.id, "哪条规矩最要紧？", DotRules(3, 2))
    quiet = await cards.add_cluster(desk, made.id, "声音")
    hours = await cards.add_cluster(desk, made.id, "时间")
    written = []
    for number, (text, cluster) in enumerate(
        (
            ("音响不超过 55 分贝", quiet),
            ("九点准时关音响", hours),
            ("考试周不开音响", hours),
            ("音箱朝外放", quiet),
        )
    ):
        card = await cards.write(
            await actor_of(pupils[number]), made.id, cards.Written(text, 1, number + 1), codes.token()
        )
        await cards.move(desk, made.id, card.id, cluster.id)
        written.append(card)
    await cards.set_phase(desk, made.id, WallPhase.DOTS)
    for number, person in enumerate([*pupils, *dancers]):
        await cards.stick(await actor_of(person), made.id, written[number % 3].id)
    await cards.set_phase(desk, made.id, WallPhase.DONE)


async def _conclude(stage: Stage, desk: Actor, made: Consultation, named: Sequence[StakeholderGroup]) -> None:
    await writing.summarise(
        desk, made.id, Summary("舞队七点半到九点活动，音响不超过 55 分贝，考试周停两周。")
    )
    for text in ("舞队每天七点半到九点活动", "音响不超过 55 分贝，音箱朝外放", "期末考试前两周不开音响"):
        await writing.add_point(desk, made.id, PointKind.CONSENSUS, text)
    await writing.add_point(
        desk,
        made.id,
        PointKind.DISSENT,
        "希望八点半就结束",
        "低年级的孩子九点要睡觉",
        named[0].id,
    )
    due = clock.today() + timedelta(days=10)
    await writing.add_ask(desk, made.id, Wanted("请居委会保管音箱、配一个分贝计", Addressee.COMMITTEE, due))
    await writing.publish(desk, made.id)
