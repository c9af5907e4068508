"""A session, its agenda, its log, and the motions that later rows point at."""

from typing import Any

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.models import Term
from councils.series.rules import Duty
from councils.sessions.rules.words import MotionKind
from proposals.models import Proposal
from votes.models import Ballot


class Session(Model):
    """One meeting. What happened is in the log. These columns are what was fixed beforehand."""

    id = fields.IntField(primary_key=True)
    term: fields.ForeignKeyRelation[Term] = fields.ForeignKeyField(
        "councils.Term", related_name="sessions", on_delete=fields.RESTRICT
    )
    term_id: int
    number = fields.IntField()
    title = fields.CharField(max_length=80)
    starts_at = fields.DatetimeField()
    venue = fields.CharField(max_length=80)
    convener: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sessions_convened", on_delete=fields.RESTRICT
    )
    convener_id: int
    # why it was called, for the minutes
    basis = fields.CharField(max_length=120)
    chair: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sessions_chaired", on_delete=fields.RESTRICT
    )
    chair_id: int
    recorder: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="sessions_recorded", on_delete=fields.RESTRICT
    )
    recorder_id: int
    announced_at = fields.DatetimeField(null=True)
    # called off before the door opened
    cancelled_at = fields.DatetimeField(null=True)
    # shown on the wall as a QR code; whoever is in the room can read it
    checkin_code = fields.CharField(max_length=16)

    class Meta:
        table = "session"
        unique_together = (("term", "number"),)


class SessionTeam(Model):
    """Who helps to run one session, beside its chair and recorder, who are columns of the session itself.

    Here and not with the teams of councils, for it points at a session.
    """

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="team", on_delete=fields.RESTRICT
    )
    session_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="session_teams", on_delete=fields.RESTRICT
    )
    person_id: int
    duty = Choice(Duty, max_length=12)

    class Meta:
        table = "session_team"
        unique_together = (("session", "person", "duty"),)


class AgendaItem(Model):
    """One matter of a session."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="items", on_delete=fields.RESTRICT
    )
    session_id: int
    position = fields.IntField()
    title = fields.CharField(max_length=80)
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="agenda_items", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    minutes_planned = fields.IntField(default=15)
    # where it comes from, a word of the agenda builder, and who says what it is about
    kind = fields.CharField(max_length=12, default="")
    presenter = fields.CharField(max_length=40, default="")

    class Meta:
        table = "agenda_item"
        unique_together = (("session", "position"),)


class SessionEvent(Model):
    """The log: gap-free, hash-chained, append-only. The minutes are a reading of it."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="events", on_delete=fields.RESTRICT
    )
    session_id: int
    seq = fields.IntField()
    kind = fields.CharField(max_length=32)
    payload: dict[str, Any] = fields.JSONField()
    actor: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="session_events", null=True, on_delete=fields.RESTRICT
    )
    actor_id: int | None
    # ISO text in UTC with microseconds, so that the digest is the same on any engine
    at = fields.CharField(max_length=32)
    # drawn by the client, so that a retried command is done once
    client_key = fields.CharField(max_length=43, null=True)
    previous = fields.CharField(max_length=64)
    digest = fields.CharField(max_length=64)

    class Meta:
        table = "session_event"
        unique_together = (("session", "seq"), ("session", "client_key"))


class Motion(Model):
    """A motion as a row, written with its event, because ballots and resolutions point at it."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="motions", on_delete=fields.RESTRICT
    )
    session_id: int
    item: fields.ForeignKeyRelation[AgendaItem] = fields.ForeignKeyField(
        "councils.AgendaItem", related_name="motions", on_delete=fields.RESTRICT
    )
    item_id: int
    # its number within the session
    number = fields.IntField()
    text = fields.TextField()
    # SHA-256 of the text that was voted on
    text_digest = fields.CharField(max_length=64)
    mover: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="motions_moved", on_delete=fields.RESTRICT
    )
    mover_id: int
    seconder: fields.ForeignKeyNullableRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="motions_seconded", null=True, on_delete=fields.RESTRICT
    )
    seconder_id: int | None
    proposal: fields.ForeignKeyNullableRelation[Proposal] = fields.ForeignKeyField(
        "proposals.Proposal", related_name="motions", null=True, on_delete=fields.RESTRICT
    )
    proposal_id: int | None
    amount_fen = fields.BigIntField(null=True)
    # mirrors the log, a word of MotionState
    state = fields.CharField(max_length=12)
    # what is moved: a main motion, or what else about it
    kind = Choice(MotionKind, max_length=24, default=MotionKind.MAIN)
    # number of the motion it is about, of an appeal that of the point
    target = fields.IntField(null=True)
    # number of the motion it is a part of
    part_of = fields.IntField(null=True)
    # to when, to whom, of what
    detail = fields.CharField(max_length=120, default="")
    # 1 for the text as moved, one more for each amendment adopted
    version = fields.IntField(default=1)
    # the event of the log this row follows
    seq = fields.IntField(default=0)
    # numbers of the verdict once it was voted on
    verdict: dict[str, Any] | None = fields.JSONField(null=True)
    ballot: fields.ForeignKeyNullableRelation[Ballot] = fields.ForeignKeyField(
        "votes.Ballot", related_name="motions", null=True, on_delete=fields.RESTRICT
    )
    ballot_id: int | None

    class Meta:
        table = "motion"
        unique_together = (("session", "number"),)
