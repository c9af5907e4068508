"""Building an agenda: where its matters come from, their order and time, their papers; nothing of it is public."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.audit.models import Entry
from civic.kit.db import execute
from civic.kit.errors import Forbidden, NotFound, Refused, SignInNeeded, Stale
from civic.people.rules import ANONYMOUS
from councils.models import Term
from councils.preparation.agendas import queries, services
from councils.preparation.agendas.models import Agenda, AgendaEntry
from councils.preparation.agendas.rules.entries import EntryKind, moved, timetable
from councils.preparation.agendas.services import Changes
from councils.sessions import services as sessions
from councils.sessions.rules.notice import CancelSession
from councils.sessions.rules.presence import Adjourn
from tests.factories import councils, proposals
from tests.factories import preparation as make

START = datetime(2026, 12, 1, 11, 30, tzinfo=UTC)


@given(st.lists(st.integers(1, 240), max_size=30))
def test_each_matter_begins_where_the_one_before_ends(minutes):
    slots = timetable(START, minutes)
    assert [slot.ends_at for slot in slots[:-1]] == [slot.starts_at for slot in slots[1:]]
    assert not slots or slots[-1].ends_at == START + timedelta(minutes=sum(minutes))


@given(st.permutations(range(5)), st.integers(0, 4), st.booleans())
def test_a_matter_changes_places_with_its_neighbour_or_stays_at_the_end(order, entry, up):
    pair = moved(order, entry, up)
    here = order.index(entry)
    assert pair == ((entry, order[here + (-1 if up else 1)]) if 0 <= here + (-1 if up else 1) < 5 else None)


def test_a_draft_shows_total_time_and_expected_end(call, cast, clock):
    agenda = call(make.written, cast)
    draft = call(queries.draft, agenda.id, cast.zheng)
    assert draft.minutes == 45
    assert draft.ends_at == agenda.starts_at + timedelta(minutes=45)
    assert [(line.number, line.starts_at) for line in draft.lines] == [
        (1, agenda.starts_at),
        (2, agenda.starts_at + timedelta(minutes=20)),
    ]


def test_nothing_of_a_draft_is_public(client, as_, call, cast, clock):
    agenda, entry, paper = call(make.with_paper, cast)
    for visitor in (client, as_(cast.lin), as_(cast.other_clerk)):
        for path in (f"/agendas/{agenda.id}", f"/agenda-entries/{entry.id}", f"/enclosures/{paper.key}"):
            assert visitor.get(path).status_code == 404
    assert "垃圾分类亭" not in client.get("/sessions").text
    assert "垃圾分类亭" not in client.get("/sessions/calendar?month=2026-11").text


def test_who_may_not_convene_drafts_nothing(call, cast, clock):
    term = call(Term.get, council_id=call(councils.council, cast).id)
    for actor, refusal in ((cast.tang, Forbidden), (cast.other_clerk, Forbidden), (ANONYMOUS, SignInNeeded)):
        with pytest.raises(refusal):
            call(services.draft, actor, term.id, make.heading(cast), "k")


def test_a_draft_begun_twice_is_one(call, cast, clock):
    term = call(Term.get, council_id=call(councils.council, cast).id)
    made = [call(services.draft, cast.sun, term.id, make.heading(cast), "k").id for _ in range(2)]
    assert made[0] == made[1]
    assert call(Entry.filter(verb="agenda_drafted").count) == 1


def test_two_who_change_the_heading_do_not_overwrite_each_other(call, cast, clock):
    agenda = call(make.drafted, cast)
    call(services.amend, cast.sun, agenda.id, make.heading(cast, venue="二楼"), 1)
    with pytest.raises(Stale):
        call(services.amend, cast.zheng, agenda.id, make.heading(cast, venue="三楼"), 1)
    assert call(Agenda.get, id=agenda.id).venue == "二楼"


@pytest.mark.parametrize(
    ("field", "code"), [("chair_id", "session_no_seat"), ("recorder_id", "session_no_seat")]
)
def test_chair_and_recorder_hold_seats(call, cast, clock, field, code):
    with pytest.raises(Refused, match=code):
        call(make.drafted, cast, **{field: cast.lin.person_id})


def test_a_session_is_not_planned_in_the_past(call, cast, clock):
    with pytest.raises(Refused, match="agenda_past"):
        call(make.drafted, cast, starts_at=clock.now() - timedelta(hours=1))


def test_matters_come_from_proposals_and_motions_handed_in(call, cast, clock):
    proposal = call(proposals.opened, cast)
    council = call(councils.council, cast)
    motion = call(make.handed_in, cast, council)
    agenda = call(make.drafted, cast, council)
    offered = {source.key: source for source in call(_sources, agenda.id, cast.sun)}
    assert offered[f"motion-{motion.id}"].presenter == "林秀英"
    for key in (f"proposal-{proposal.id}", f"motion-{motion.id}"):
        call(services.add, cast.sun, agenda.id, key)
        with pytest.raises(Refused, match="entry_unknown"):
            call(services.add, cast.sun, agenda.id, key)
    kinds = [line.entry.kind for line in call(queries.draft, agenda.id, cast.sun).lines]
    assert kinds == [EntryKind.PROPOSAL, EntryKind.MOTION]
    other = call(make.drafted, cast, council)
    assert f"motion-{motion.id}" not in {source.key for source in call(_sources, other.id, cast.sun)}


async def _sources(agenda_id, actor):
    return await queries.sources(await queries.one(agenda_id, actor))


def test_what_is_not_offered_is_refused(call, cast, clock):
    agenda = call(make.drafted, cast)
    for key in ("proposal-987654", "motion-1", "carried-1", "x", "-"):
        with pytest.raises(Refused, match="entry_unknown"):
            call(services.add, cast.sun, agenda.id, key)


def test_what_a_session_put_off_is_offered_to_the_next(call, cast, clock):
    session = call(councils.opened, cast)
    call(sessions.act, cast.chen, session.id, Adjourn(True))
    agenda = call(services.draft, cast.sun, session.term_id, make.heading(cast), "k")
    left = [source for source in call(_sources, agenda.id, cast.sun) if source.kind is EntryKind.CARRIED]
    assert [(source.title, source.about) for source in left] == [
        ("南门路灯", "第 1 次会议"),
        ("垃圾分类亭", "第 1 次会议"),
    ]
    entry = call(services.add, cast.sun, agenda.id, left[0].key)
    assert entry.carried_id == left[0].id
    rest = [
        source.title for source in call(_sources, agenda.id, cast.sun) if source.kind is EntryKind.CARRIED
    ]
    assert rest == ["垃圾分类亭"]


def test_what_a_cancelled_session_had_is_offered_again_with_the_motion_behind_it(call, cast, clock):
    council = call(councils.council, cast)
    motion = call(make.handed_in, cast, council)
    agenda = call(make.drafted, cast, council)
    call(services.add, cast.sun, agenda.id, f"motion-{motion.id}")
    session = call(services.publish, cast.sun, agenda.id)
    call(sessions.act, cast.chen, session.id, CancelSession("活动室漏水"))
    again = call(make.drafted, cast, council)
    (left,) = [one for one in call(_sources, again.id, cast.sun) if one.kind is EntryKind.CARRIED]
    assert (left.title, left.motion_id) == (motion.title, motion.id)
    call(services.add, cast.sun, again.id, left.key)
    call(services.publish, cast.sun, again.id)


def test_a_discarded_draft_gives_back_what_stood_on_it(call, cast, clock):
    council = call(councils.council, cast)
    motion = call(make.handed_in, cast, council)
    agenda = call(make.drafted, cast, council)
    call(services.add, cast.sun, agenda.id, f"motion-{motion.id}")
    call(services.discard, cast.sun, agenda.id)
    with pytest.raises(Refused, match="agenda_gone"):
        call(services.add_free, cast.sun, agenda.id, "路灯", 10)
    other = call(make.drafted, cast, council)
    assert f"motion-{motion.id}" in {source.key for source in call(_sources, other.id, cast.sun)}


def test_matters_move_change_and_go(call, cast, clock):
    agenda = call(make.written, cast)
    first, second = (call(make.entry_of, agenda, position) for position in (1, 2))
    call(services.move, cast.sun, second.id, True)
    call(services.move, cast.sun, second.id, True)
    assert [line.entry.id for line in call(queries.draft, agenda.id, cast.sun).lines] == [second.id, first.id]
    call(services.change, cast.sun, second.id, Changes("分类亭选址", 35, "社工郑怡", "先看两处地方"))
    found = call(AgendaEntry.get, id=second.id)
    assert (found.title, found.minutes, found.presenter, found.note) == (
        "分类亭选址",
        35,
        "社工郑怡",
        "先看两处地方",
    )
    for _ in range(2):
        call(services.remove, cast.sun, agenda.id, first.id)
    assert call(AgendaEntry.filter(agenda_id=agenda.id).count) == 1
    with pytest.raises(NotFound):
        call(services.move, cast.other_clerk, second.id, True)


def test_an_agenda_has_an_end(call, cast, clock):
    agenda = call(make.drafted, cast)

    async def many():
        for number in range(30):
            await services.add_free(cast.sun, agenda.id, f"第{number}件", 5)

    call(many)
    with pytest.raises(Refused, match="entries_many"):
        call(services.add_free, cast.sun, agenda.id, "再一件", 5)


def test_the_builder_works_without_javascript_and_loses_nothing(as_, call, cast, clock):
    council = call(councils.council, cast)
    term, sun = call(Term.get, council_id=council.id), as_(cast.sun)
    form = {
        "title": "第 2 次会议",
        "starts_at": "2026-12-01T19:30",
        "venue": "",
        "basis": "按季度例会安排",
        "chair": str(cast.chen.person_id),
        "recorder": str(cast.ma.person_id),
        "key": "k",
    }
    refused = sun.post(f"/terms/{term.id}/sessions", data=form)
    assert refused.status_code == 422
    assert "按季度例会安排" in refused.text
    made = sun.post(f"/terms/{term.id}/sessions", data=form | {"venue": "活动室"})
    builder = made.headers["location"]
    assert "还没有事项" in sun.get(builder).text
    sun.post(f"{builder}/entries", data={"title": "垃圾分类亭", "minutes": "25"})
    bad = sun.post(f"{builder}/entries", data={"title": "停车位", "minutes": "999"})
    assert bad.status_code == 422
    assert 'value="停车位"' in bad.text
    shown = sun.get(builder).text
    assert "19:30–19:55" in shown
    assert "正在安排的会议" in sun.get(f"/councils/{council.id}").text


BROKEN = [
    ("UPDATE agenda SET gallery_seats = -1", "agenda_seats"),
    ("UPDATE agenda SET published_at = drafted_at", "agenda_publication_whole"),
    ("UPDATE agenda_entry SET minutes = 0", "agenda_entry_minutes"),
]


@pytest.mark.parametrize(("sql", "guard"), BROKEN)
def test_the_database_keeps_drafts_whole(call, cast, clock, sql, guard):
    call(make.written, cast)
    with pytest.raises(Exception, match=guard):
        call(execute, sql)


def test_one_thing_stands_on_an_agenda_once(call, cast, clock):
    proposal = call(proposals.opened, cast)
    agenda = call(make.drafted, cast)
    call(services.add, cast.sun, agenda.id, f"proposal-{proposal.id}")
    entry = call(make.entry_of, agenda)
    with pytest.raises(Exception, match=r"(?i)unique|agenda_entry_proposal_once"):
        call(
            execute,
            "INSERT INTO agenda_entry (agenda_id, position, kind, title, note, minutes, presenter, proposal_id, ref_kind) "
            "SELECT agenda_id, 9, kind, title, note, minutes, presenter, proposal_id, ref_kind FROM agenda_entry WHERE id = ?",
            entry.id,
        )


def test_a_change_keeps_what_it_does_not_name(call, cast, clock):
    agenda = call(make.drafted, cast)
    same = make.heading(cast)
    call(services.amend, cast.sun, agenda.id, replace(same, gallery_seats=9), 1)
    assert call(Agenda.get, id=agenda.id).gallery_seats == 9
