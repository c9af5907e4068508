"""Raising a topic, taking it up or not, asking for statements; each leaves a step, an entry and a message."""

from dataclasses import replace
from datetime import timedelta

import pytest

from civic.audit.models import Entry
from civic.kit import codes
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded
from civic.notifications.models import Notification
from civic.people.rules import ANONYMOUS
from councils.consultations import queries, services
from councils.consultations.models import Consultation
from councils.consultations.rules import Act, Kind, Origin, Stage
from councils.opinions import queries as opinions
from councils.opinions.rules.acts import Plan
from tests.factories import consultations as make
from tests.factories import proposals


async def verbs() -> list[str]:
    return [entry.verb for entry in await Entry.all().order_by("seq")]


async def told(kind: str) -> list[int]:
    return [one.person_id for one in await Notification.filter(kind=kind).order_by("person_id")]


async def acts(made: Consultation) -> list[Act]:
    return [step.act for step in await queries.steps(made.id)]


def test_a_resident_raises_a_topic(call, cast, clock):
    made = call(make.raised, cast)
    assert (made.stage, made.kind, made.origin) == (Stage.RAISED, Kind.CONSULT, Origin.RESIDENT)
    assert call(queries.by_code, made.code) == made.id
    assert call(acts, made) == [Act.RAISED]
    assert call(verbs) == ["consultation_raised"]


def test_the_same_form_sent_twice_raises_it_once(call, cast, clock):
    key = codes.token()
    first = call(services.raise_topic, cast.lin, make.topic(cast), key)
    assert call(services.raise_topic, cast.lin, make.topic(cast), key).id == first.id
    assert call(Consultation.all().count) == 1


@pytest.mark.parametrize("name", ["outsider", "hao", "other_clerk", "admin"])
def test_who_neither_lives_nor_works_there_raises_nothing(call, cast, clock, name):
    with pytest.raises(Forbidden, match="consultation_raise_forbidden"):
        call(make.raised, cast, getattr(cast, name))


def test_nobody_and_nowhere(call, cast, clock):
    with pytest.raises(SignInNeeded):
        call(make.raised, cast, ANONYMOUS)
    nowhere = replace(make.topic(cast), place_id=cast.places["street"].id)
    with pytest.raises(NotFound):
        call(services.raise_topic, cast.lin, nowhere, codes.token())


def test_a_topic_comes_from_a_proposal_of_the_same_place(call, cast, clock):
    proposal = call(proposals.proposal, cast)
    made = call(make.raised, cast, proposal_id=proposal.id)
    assert made.origin is Origin.PROPOSAL
    with pytest.raises(Refused, match="consultation_proposal_unknown"):
        call(make.raised, cast, proposal_id=proposal.id + 1)


def test_a_dispute_is_said_to_be_one(call, cast, clock):
    assert call(make.raised, cast, dispute=True).origin is Origin.DISPUTE


def test_taking_it_up_says_what_about_and_who_decides_and_tells_who_raised_it(call, cast, clock):
    made = call(make.raised, cast)
    call(services.accept, cast.zheng, made.id, make.ABOUT, "议事会表决")
    found = call(queries.one, made.id)
    assert (found.stage, found.decides) == (Stage.PREPARING, "议事会表决")
    assert call(told, "consultation_accepted") == [cast.lin.person_id]
    assert call(acts, made) == [Act.RAISED, Act.ACCEPTED]
    assert call(verbs)[-1] == "consultation_accepted"


def test_it_is_taken_up_once_and_by_who_leads_there(call, cast, clock):
    made = call(make.raised, cast)
    for actor in (cast.lin, cast.chen, cast.zhou, cast.other_clerk, cast.other_facilitator):
        with pytest.raises(Forbidden, match="consultation_run_forbidden"):
            call(services.accept, actor, made.id, make.ABOUT, "居委会")
    call(services.accept, cast.sun, made.id, make.ABOUT, "居委会")
    with pytest.raises(Refused, match="consultation_not_now"):
        call(services.accept, cast.sun, made.id, make.ABOUT, "居委会")
    with pytest.raises(NotFound):
        call(services.accept, cast.sun, made.id + 1, make.ABOUT, "居委会")


def test_what_is_declined_says_why_and_ends(call, cast, clock):
    made = call(make.raised, cast)
    call(services.decline, cast.sun, made.id, "这件事归燃气公司管，请打 96777。")
    assert call(queries.one, made.id).stage is Stage.DECLINED
    assert call(queries.steps, made.id)[-1].note.startswith("这件事归燃气公司管")
    assert call(told, "consultation_declined") == [cast.lin.person_id]
    with pytest.raises(Refused, match="consultation_not_now"):
        call(services.accept, cast.sun, made.id, make.ABOUT, "居委会")


def test_statements_are_asked_for_once_and_in_their_time(call, cast, clock):
    now = clock.now()
    plan = Plan("加装电梯", "您怎么看？", now, now + timedelta(days=7), ("老人下不了楼",))
    early = call(make.preparing, cast)
    with pytest.raises(Refused, match="consultation_not_open"):
        call(services.ask_statements, cast.zheng, early.id, plan)
    made = call(make.opened, cast)
    with pytest.raises(Forbidden):
        call(services.ask_statements, cast.lin, made.id, plan)
    call(services.ask_statements, cast.zheng, made.id, plan)
    talk = call(queries.one, made.id).conversation_id
    assert call(opinions.card, talk).statements == 1
    assert call(verbs)[-1] == "consultation_statements_asked"
    with pytest.raises(Refused, match="consultation_has_statements"):
        call(services.ask_statements, cast.zheng, made.id, plan)
