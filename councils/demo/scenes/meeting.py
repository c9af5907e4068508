"""The council: its term, a session that is over, and one that is sitting now."""

from datetime import datetime, timedelta

from civic.kit import clock
from civic.people.queries import actor_of
from councils import services as councils
from councils.demo.scenes.ground import COMMUNITY
from councils.demo.scenes.stage import Stage, later
from councils.models import RuleSet
from councils.rules import SeatRole
from councils.sessions import queries
from councils.sessions import services as sessions
from councils.sessions.models import Session
from councils.sessions.rules import agenda, calls, floor, motions, presence, speeches, votes
from councils.sessions.rules.words import Choice, Method, Stance

Script = tuple[str, Stance, int, str]

LAMPS = "由居委会在六十天内完成南门到菜市口十一盏路灯的改造，使用社区保障资金，不超过 18000 元。"
LAMP_SPEECHES: list[Script] = [
    ("tang", Stance.AGAINST, 96, "担心灯装好没人管，去年修过两盏，三个月又坏了，要先说清楚谁报修。"),
    ("deng", Stance.FOR, 74, "天天接孩子走这条路，黑得看不见台阶。报修写进合同就行。"),
    ("xu", Stance.FOR, 58, "邻近社区换节能灯一年省电费两千多，划算。"),
]
BENCHES = "由居委会在一百二十天内沿公交站到院门放置六张带扶手的长椅，使用社区保障资金，不超过 9600 元。"
RAMP_SPEECHES: list[Script] = [("xu", Stance.FOR, 88, "四位坐轮椅的邻居等了两年，别再等了。")]
BENCH_SPEECHES: list[Script] = [("tang", Stance.FOR, 41, "位置请老年协会带着走一遍再定。")]


async def seat_council(stage: Stage) -> None:
    """A council of sixteen with a recorder beside them."""
    with stage.day(260, 10):
        clerk = await stage.who("sun")
        rules = await RuleSet.get(key="council", version=1)
        council = await councils.found(clerk, stage.places[COMMUNITY], "槐树街社区居民议事会", rules.id)
        today = clock.today()
        term = await councils.open_term(clerk, council.id, today, today + timedelta(days=3 * 365))
        stage.term = term.id
        await councils.seat(clerk, term.id, stage.people["chen"], SeatRole.CHAIR)
        await councils.seat(clerk, term.id, stage.people["ma"], SeatRole.RECORDER)
        for person in _members(stage):
            await councils.seat(clerk, term.id, person)


def _members(stage: Stage) -> list[int]:
    return [stage.people[key] for key in ("lin", "tang", "xu", "deng")] + stage.residents[:11]


async def last_session(stage: Stage) -> int:
    """A whole session: two matters are carried, a third is only discussed. Answers its id."""
    evening = clock.at_local(clock.local(stage.now).date() - timedelta(days=84), 19)
    items = [
        ("南门到菜市口的路灯改造", stage.proposals["lamps"], 25),
        ("公交站到院门的歇脚长椅", stage.proposals["benches"], 15),
        ("夏季院落消暑安排（只讨论）", None, 15),
    ]
    session = await _convene(stage, "第一次会议", evening, items)
    with stage.moment(evening):
        await _gather(stage, session, 14)
        chair = await stage.who("chen")
        await _to_debate(stage, session.id, 1, LAMPS, stage.proposals["lamps"], 1_800_000)
        await _speak(stage, session.id, 1, LAMP_SPEECHES, 1)
        await _vote(stage, session.id, 1, no=(1, 6), abstain=(9,))
        await sessions.act(chair, session.id, agenda.CloseItem(1))
        await _to_debate(stage, session.id, 2, BENCHES, stage.proposals["benches"], 960_000)
        await _speak(stage, session.id, 2, BENCH_SPEECHES, 1 + len(LAMP_SPEECHES))
        await _vote(stage, session.id, 2, no=(), abstain=(4,))
        await sessions.act(chair, session.id, agenda.CloseItem(2))
        await sessions.act(chair, session.id, agenda.TakeItem(3))
        later(540)
        await sessions.act(chair, session.id, agenda.CloseItem(3))
        await sessions.act(chair, session.id, presence.Adjourn(confirmed=True))
    return session.id


async def sitting_now(stage: Stage) -> int:
    """A session in the middle of a debate. Answers its id."""
    began = stage.now - timedelta(minutes=42)
    items = [
        ("银杏树下的棋桌和长椅：表决前的意见", stage.proposals["chess"], 15),
        ("单元门口无障碍坡道与扶手", stage.proposals["ramp"], 30),
        ("地面停车位重新划线：先听情况", None, 15),
        ("下次会议时间", None, 5),
    ]
    session = await _convene(stage, "第二次会议", began, items)
    ramp = "由居委会组织实施二号院六个单元门口的坡道和扶手，一百天内完工，使用社区保障资金，不超过 48500 元。"
    with stage.moment(began):
        await _gather(stage, session, 14)
        chair = await stage.who("chen")
        await sessions.act(chair, session.id, agenda.TakeItem(1))
        later(600)
        await sessions.act(chair, session.id, agenda.CloseItem(1))
        await _to_debate(stage, session.id, 2, ramp, stage.proposals["ramp"], 4_850_000)
        await _speak(stage, session.id, 1, RAMP_SPEECHES, 1)
        clock.freeze(stage.now - timedelta(seconds=60))
        for key, stance in (("tang", Stance.AGAINST), ("deng", Stance.FOR)):
            await sessions.act(await stage.who(key), session.id, floor.RaiseHand(1, stance))
        await sessions.act(await actor_of(stage.residents[3]), session.id, floor.RaiseHand(1, Stance.AGAINST))
    return session.id


async def _convene(
    stage: Stage, title: str, at: datetime, items: list[tuple[str, int | None, int]]
) -> Session:
    with stage.moment(at - timedelta(days=4)):
        plan = sessions.Plan(
            title=title,
            starts_at=at,
            venue="党群服务中心二楼议事厅",
            basis="议事会例会，由召集人提出",
            chair_id=stage.people["chen"],
            recorder_id=stage.people["ma"],
            items=items,
        )
        return await sessions.convene(await stage.who("zheng"), stage.term, plan)


async def _gather(stage: Stage, session: Session, many: int) -> None:
    chair = await stage.who("chen")
    await sessions.open_checkin(chair, session.id)
    everyone = [stage.people["chen"], *_members(stage)]
    for number, person in enumerate(everyone[:many]):
        later(12)
        if number < 11:
            await sessions.check_in(await actor_of(person), session.id, None, session.checkin_code)
        else:  # without a phone: the social worker at the door enters them
            await sessions.check_in(await stage.who("zheng"), session.id, person, "")
    later(60)
    await sessions.act(chair, session.id, presence.Open())


async def _to_debate(stage: Stage, session: int, item: int, text: str, proposal: int, fen: int) -> None:
    chair = await stage.who("chen")
    await sessions.act(chair, session, agenda.TakeItem(item))
    later(40)
    await sessions.act(await stage.who("lin"), session, motions.Move(text, fen, proposal))
    later(15)
    number = (await queries.state(session)).motions[-1].number
    await sessions.act(await stage.who("xu"), session, motions.Second(number))
    later(10)
    await sessions.act(chair, session, motions.StateMotion(number))
    later(20)
    await sessions.act(chair, session, motions.OpenDebate(number))


async def _speak(stage: Stage, session: int, motion: int, script: list[Script], first: int) -> None:
    chair, recorder = await stage.who("chen"), await stage.who("ma")
    for number, (key, stance, seconds, gist) in enumerate(script, first):
        await sessions.act(await stage.who(key), session, floor.RaiseHand(motion, stance))
        later(5)
        await sessions.act(chair, session, calls.CallSpeaker(stage.people[key]))
        later(seconds)
        await sessions.act(chair, session, speeches.EndSpeech(number))
        later(8)
        await sessions.act(recorder, session, speeches.NoteGist(number, gist))


async def _vote(
    stage: Stage, session: int, motion: int, no: tuple[int, ...], abstain: tuple[int, ...]
) -> None:
    chair = await stage.who("chen")
    await sessions.act(chair, session, motions.CloseDebate(motion))
    await sessions.act(chair, session, votes.OpenVote(motion, Method.PHONES))
    for number, person in enumerate(_members(stage)[:13]):
        later(3)
        choice = Choice.NO if number in no else Choice.ABSTAIN if number in abstain else Choice.YES
        await sessions.act(await actor_of(person), session, votes.Cast(motion, choice))
    await sessions.act(chair, session, votes.CloseVote(motion))
