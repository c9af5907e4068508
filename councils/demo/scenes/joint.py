"""What stands around the council's seats, and a joint council of two communities and an organisation."""

from datetime import timedelta

from civic.kit import clock, codes
from civic.kit.thresholds import MORE_THAN_HALF
from civic.people import services as people
from civic.people.rules import SYSTEM
from civic.people.services import NewPerson
from councils import services as councils
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import Stage, on
from councils.joint import queries as hosting
from councils.joint import services as joint
from councils.joint.rules import quarter_of
from councils.models import Bench, RuleSet, Term
from councils.preparation.agendas import services as agendas
from councils.preparation.agendas.services import Heading
from councils.rules import SeatKind, SeatRole
from councils.seating import services as seating
from councils.seating.rules import Tie
from councils.series import queries as arranged
from councils.series import services as series
from councils.series.rules import Duty, Rhythm
from councils.series.services import Paper
from councils.services import Seating

STREET, NEIGHBOURS = "柳荫街道", "梧桐里社区"
_OVER_THERE = (("冯桂兰", "feng", 1959), ("曾小军", "zeng", 1988))
_TEAM = (("chen", Duty.CHAIR), ("ma", Duty.RECORDER), ("zheng", Duty.STEWARD), ("sun", Duty.ADVISER))


async def tell(stage: Stage) -> int:
    """The council's team, observers, reserve and interests; the joint council. Answers the id of its session to come."""
    await _around_the_council(stage)
    with stage.day(200, 10):
        term = await _found(stage)
    return await _call(stage, term)


async def _around_the_council(stage: Stage) -> None:
    council_id = (await Term.get(id=stage.term)).council_id
    with stage.day(250, 10):
        clerk = await stage.who("sun")
        for key, duty in _TEAM:
            await series.put_in_team(clerk, council_id, stage.people[key], duty)
        await series.put_in_team(clerk, council_id, stage.residents[14], Duty.VOLUNTEER)
        await series.begin(clerk, council_id, "季度例会", Rhythm.QUARTERLY, clock.today())
        for name, capacity in (("唐书记", "社区党委书记"), ("蒋经理", "一号院物业项目经理")):
            await seating.name_observer(clerk, stage.term, name, capacity)
        for number in (12, 13):
            await seating.add_substitute(clerk, stage.term, stage.residents[number])
        xu = stage.people["xu"]
        await seating.declare(await stage.who("xu"), xu, Tie.RELATIVE, "弟弟在一号院物业上班")


async def _found(stage: Stage) -> Term:
    officer = await stage.who("zhou")
    rules = await RuleSet.filter(key="joint").order_by("-version").first()
    assert rules is not None
    council = await councils.found(officer, stage.places[STREET], "柳荫街道社区联席会议", rules.id)
    today = clock.today()
    term = await councils.open_term(officer, council.id, today, today + timedelta(days=3 * 365))
    huaishu, wutong = [
        await joint.add_body(officer, council.id, "", MORE_THAN_HALF, stage.places[name])
        for name in (COMMUNITY, NEIGHBOURS)
    ]
    social = await joint.add_body(officer, council.id, "", MORE_THAN_HALF, None, stage.organisations["hao"])
    await joint.rotate_from(officer, council.id, quarter_of(today))
    await _seat(stage, term, huaishu, wutong, social)
    await series.begin(officer, council.id, "季度联席会议", Rhythm.QUARTERLY, today)
    parties = "槐树街社区、梧桐里社区、邻里社工服务中心"
    await series.file_agreement(officer, council.id, Paper("三方共治合作备忘录", parties, today))
    return term


async def _seat(stage: Stage, term: Term, huaishu: Bench, wutong: Bench, social: Bench) -> None:
    officer = await stage.who("zhou")
    sent = Seating(SeatKind.APPOINTED, bench_id=wutong.id)
    neighbours = [
        (
            await people.add_person(
                SYSTEM, NewPerson(name, handle, None, name, born), stage.places[NEIGHBOURS]
            )
        ).id
        for name, handle, born in _OVER_THERE
    ]
    chen, tang, deng = (stage.people[key] for key in ("chen", "tang", "deng"))
    ours = Seating(SeatKind.APPOINTED, bench_id=huaishu.id)
    theirs = Seating(SeatKind.APPOINTED, bench_id=social.id, capacity="社工")
    await councils.seat(officer, term.id, chen, SeatRole.CHAIR, ours)
    await councils.seat(officer, term.id, stage.people["outsider"], SeatRole.CHAIR, sent)
    for person in (tang, deng):
        await councils.seat(officer, term.id, person, SeatRole.MEMBER, ours)
    for person in neighbours:
        await councils.seat(officer, term.id, person, SeatRole.MEMBER, sent)
    await councils.seat(officer, term.id, stage.people["zheng"], SeatRole.CHAIR, theirs)
    await councils.seat(officer, term.id, stage.people["ma"], SeatRole.RECORDER)


async def _call(stage: Stage, term: Term) -> int:
    """Called by the residents' committee of the first body, which is host this time."""
    first = await Bench.get(council_id=term.council_id, position=1)
    quarter, host = quarter_of(clock.today()), await hosting.host(term.council_id, clock.today())
    with stage.day(1, 16):
        if host != first and quarter == quarter_of(clock.today()):
            why = "轮到的一家正在装修，槐树街社区代办"
            await joint.swap_host(await stage.who("sun"), term.council_id, quarter, first.id, why)
        chair, recorder = await arranged.officers(term.id, clock.today())
        assert chair is not None
        heading = Heading(
            title="季度联席会议",
            starts_at=on(stage, 9, 19),
            venue="槐树街社区党群服务中心",
            basis="联席会议每季度轮值召开",
            chair_id=chair,
            recorder_id=recorder or chair,
        )
        clerk = await stage.who("sun")
        agenda = await agendas.draft(clerk, term.id, heading, codes.token())
        await agendas.add_free(clerk, agenda.id, "两个社区之间的河边步道，谁来扫、谁来修", 30)
        await agendas.add_free(clerk, agenda.id, "共用的活动室怎么排时间", 20)
        return (await agendas.publish(clerk, agenda.id)).id
