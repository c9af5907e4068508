"""Motions of every kind through the services: their rows follow the log, their forms are read."""

import pytest

from civic.kit.errors import Refused
from councils.rules import Strictness
from councils.sessions import queries, services
from councils.sessions.forms import MotionForm
from councils.sessions.models import AgendaItem, Motion
from councils.sessions.rules import Command
from councils.sessions.rules.agenda import CloseItem
from councils.sessions.rules.motions import Grant, Second, StateMotion
from councils.sessions.rules.votes import CloseVote, OpenVote
from councils.sessions.rules.wording import Move
from councils.sessions.rules.words import Method, MotionKind
from proposals.models import Step
from tests.factories import councils as make
from tests.factories import proposals as proposing

FULL = {"strictness": Strictness.FULL, "degrees": 2}
BETTER = make.TEXT + "，并加装一盏"
HALVES = ("由居委会在 6 月底前换好南门的灯泡", "由居委会在 6 月底前换好南门的灯杆")


def rows(call, session) -> list[Motion]:
    return call(lambda: Motion.filter(session_id=session.id).order_by("number"))


def do(call, session, *steps: tuple[object, Command]) -> None:
    for actor, command in steps:
        call(services.act, actor, session.id, command)


def test_an_adopted_amendment_gives_the_row_its_new_text(call, cast, clock):
    session = call(make.debating, cast)
    do(
        call,
        session,
        (cast.deng, Move(BETTER, 2_000_000, kind=MotionKind.AMEND)),
        (cast.xu, Second(2)),
        (cast.chen, StateMotion(2)),
        (cast.chen, OpenVote(2, Method.CONSENT)),
        (cast.chen, CloseVote(2)),
    )
    main, amendment = rows(call, session)
    assert (main.text, main.version, main.amount_fen, main.state) == (BETTER, 2, 2_000_000, "debating")
    assert (amendment.kind, amendment.target, amendment.state) == (MotionKind.AMEND, 1, "adopted")
    assert main.text_digest == amendment.text_digest
    assert main.seq == call(queries.state, session.id).seq


def test_the_parts_of_a_question_are_rows_of_their_own(call, cast, clock):
    session = call(make.debating, cast, rules=FULL)
    parts = Move(kind=MotionKind.DIVIDE, parts=HALVES, amounts=(800_000, 1_000_000))
    do(call, session, (cast.deng, parts), (cast.chen, Grant(2)))
    whole, _, first, second = rows(call, session)
    assert (whole.state, first.part_of, second.part_of) == ("divided", 1, 1)
    assert (first.state, first.seconder_id, first.amount_fen) == ("waiting", cast.xu.person_id, 800_000)


def test_an_item_added_by_vote_has_its_row_and_motions_can_be_about_it(call, cast, clock):
    session = call(make.on_item, cast)
    do(
        call,
        session,
        (cast.chen, CloseItem(1)),
        (cast.deng, Move("电动车充电桩", seconds=900, kind=MotionKind.CHANGE_AGENDA)),
        (cast.xu, Second(1)),
        (cast.chen, StateMotion(1)),
        (cast.chen, OpenVote(1, Method.CONSENT)),
        (cast.chen, CloseVote(1)),
    )
    added = call(lambda: AgendaItem.get(session_id=session.id, position=3))
    assert (added.title, added.minutes_planned) == ("电动车充电桩", 15)
    assert rows(call, session) == [], "a motion between items belongs to none"


def test_a_proposal_s_life_tells_what_became_of_its_motion(call, cast, clock):
    proposal = call(proposing.opened, cast)
    session = call(make.debating, cast, items=(("加装扶手", proposal.id, 20),))
    do(
        call,
        session,
        (cast.deng, Move(detail="物业，月底前拿出方案", kind=MotionKind.REFER)),
        (cast.xu, Second(2)),
        (cast.chen, StateMotion(2)),
        (cast.chen, OpenVote(2, Method.CONSENT)),
        (cast.chen, CloseVote(2)),
    )
    life = call(lambda: Step.filter(proposal_id=proposal.id).order_by("id"))
    assert [step.facts.get("what") for step in life][-1] == "议事会决定交给有关方面研究"


def read(**typed: object) -> Move:
    form, shown = MotionForm.parse(typed, "zh")
    assert form is not None, shown.errors
    return form.command()


def test_parts_are_typed_one_a_line_or_each_with_its_money() -> None:
    assert read(kind="divide", parts=["甲\n乙\n"]).parts == ("甲", "乙")
    asked = read(kind="divide", parts=["甲", "", "乙"], amounts=["8,000", "", "10000"])
    assert (asked.parts, asked.amounts) == (("甲", "乙"), (800_000, 1_000_000))
    lines = read(kind="divide", parts=["甲\n乙\n丙"], amounts=["8000\n\n100"])
    assert lines.amounts == (800_000, 0, 10_000)


def test_the_order_of_items_is_typed_as_numbers() -> None:
    assert read(kind="change_agenda", order=["1、3, 2"]).order == (1, 3, 2)
    with pytest.raises(Refused, match="motion_order_items"):
        read(kind="change_agenda", order=["一二三"])


def test_minutes_are_seconds_to_the_engine() -> None:
    assert read(kind="recess", minutes="10").seconds == 600
    assert read(kind="limits", seconds="90", times="1").seconds == 90
