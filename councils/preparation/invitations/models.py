"""Invitations and their answers, seats in the gallery, and the reminder of the day before."""

from tortoise import fields
from tortoise.models import Model

from civic.kit.columns import Choice
from civic.people.models import Person
from councils.preparation.invitations.rules import Answer, Invited
from councils.sessions.models import Session


class SessionInvitation(Model):
    """One person asked to come to one session."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="invitations", on_delete=fields.RESTRICT
    )
    session_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="session_invitations", on_delete=fields.RESTRICT
    )
    person_id: int
    role = Choice(Invited, max_length=12)
    invited_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="session_invitations_sent", on_delete=fields.RESTRICT
    )
    invited_by_id: int
    invited_at = fields.DatetimeField()

    class Meta:
        table = "session_invitation"
        unique_together = (("session", "person"),)


class InvitationReply(Model):
    """One answer to an invitation. The last one holds."""

    id = fields.IntField(primary_key=True)
    invitation: fields.ForeignKeyRelation[SessionInvitation] = fields.ForeignKeyField(
        "councils.SessionInvitation", related_name="replies", on_delete=fields.RESTRICT
    )
    invitation_id: int
    answer = Choice(Answer, max_length=8)
    reason = fields.CharField(max_length=200, default="")
    at = fields.DatetimeField()

    class Meta:
        table = "invitation_reply"


class GallerySeat(Model):
    """That a resident wants to listen. Seats are given in the order of the rows."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="gallery", on_delete=fields.RESTRICT
    )
    session_id: int
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="gallery_seats", on_delete=fields.RESTRICT
    )
    person_id: int
    signed_up_at = fields.DatetimeField()
    given_up_at = fields.DatetimeField(null=True)

    class Meta:
        table = "gallery_seat"


class SessionReminder(Model):
    """That everybody was reminded of a session as it stood announced for that moment."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="reminders", on_delete=fields.RESTRICT
    )
    session_id: int
    starts_at = fields.DatetimeField()
    sent_at = fields.DatetimeField()

    class Meta:
        table = "session_reminder"
        unique_together = (("session", "starts_at"),)


class PaperInvitation(Model):
    """Somebody without an account, asked to come by a printed slip that is brought to them."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="paper_invitations", on_delete=fields.RESTRICT
    )
    session_id: int
    name = fields.CharField(max_length=40)
    # whom they stand for, or how the slip reaches them
    note = fields.CharField(max_length=60, default="")
    role = Choice(Invited, max_length=12)
    invited_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="paper_invitations", on_delete=fields.RESTRICT
    )
    invited_by_id: int
    invited_at = fields.DatetimeField()
    # taken back: a slip for the wrong person
    struck_at = fields.DatetimeField(null=True)

    class Meta:
        table = "paper_invitation"


class PaperReply(Model):
    """What somebody without an account answered, as it was entered at the desk. The last one holds."""

    id = fields.IntField(primary_key=True)
    invitation: fields.ForeignKeyRelation[PaperInvitation] = fields.ForeignKeyField(
        "councils.PaperInvitation", related_name="replies", on_delete=fields.RESTRICT
    )
    invitation_id: int
    answer = Choice(Answer, max_length=8)
    reason = fields.CharField(max_length=200, default="")
    entered_by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "civic.Person", related_name="paper_replies", on_delete=fields.RESTRICT
    )
    entered_by_id: int
    at = fields.DatetimeField()

    class Meta:
        table = "paper_reply"


class MissedSession(Model):
    """That the convener was told: the hour of a session came and nobody opened the door."""

    id = fields.IntField(primary_key=True)
    session: fields.ForeignKeyRelation[Session] = fields.ForeignKeyField(
        "councils.Session", related_name="missed", on_delete=fields.RESTRICT
    )
    session_id: int
    starts_at = fields.DatetimeField()
    told_at = fields.DatetimeField()

    class Meta:
        table = "missed_session"
        unique_together = (("session", "starts_at"),)
