"""A document's life: who drafts, who signs in which order, what must not be empty, and what is chained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from civic.kit.chain import digest
from civic.kit.errors import N_, Forbidden, Refused, Stale, sentences
from civic.notifications.rules import kinds
from civic.people.rules import SYSTEM, Actor, Role
from councils.minutes.rules.document import MinutesDocument, binds

PROOF_VALID = timedelta(minutes=5)


class State(StrEnum):
    """Where minutes stand."""

    DRAFTED = "drafted"
    SIGNED_RECORDER = "signed_recorder"
    PUBLISHED = "published"


class SignerRole(StrEnum):
    """In which office someone signs; the recorder first."""

    RECORDER = "recorder"
    CHAIR = "chair"


@dataclass(frozen=True)
class Proof:
    """That somebody showed again, at this moment, that it is really them (their password typed once more)."""

    person_id: int
    at: datetime


@dataclass(frozen=True)
class Where:
    """Whose minutes these are: the place of the council, who recorded, who presided, who was on the roster."""

    place_path: str
    recorder_id: int
    chair_id: int
    roster: frozenset[int] = frozenset()

    def signer(self, role: SignerRole) -> int:
        """The person who signs in this office."""
        return self.recorder_id if role is SignerRole.RECORDER else self.chair_id


_STAFF = (Role.CLERK, Role.OFFICER, Role.SUPERVISOR, Role.FACILITATOR)


def may_read(actor: Actor, state: State, where: Where) -> bool:
    """Published minutes are for everyone; a draft is for those who were called to the session and those who answer for it."""
    if state is State.PUBLISHED:
        return True
    called = {where.recorder_id, where.chair_id, *where.roster}
    return actor.person_id in called or actor.holds_any(_STAFF, where.place_path)


def may_draft(actor: Actor, where: Where) -> bool:
    """The recorder writes the minutes; the clock makes the first draft."""
    return actor == SYSTEM or (actor.signed_in and actor.person_id == where.recorder_id)


def may_sign(actor: Actor, role: SignerRole, where: Where) -> bool:
    """Who recorded signs as recorder, who presided as chair."""
    return actor.signed_in and actor.person_id == where.signer(role)


def turn_of(state: State) -> SignerRole | None:
    """Whose signature comes next; None once published."""
    return {State.DRAFTED: SignerRole.RECORDER, State.SIGNED_RECORDER: SignerRole.CHAIR}.get(state)


def need_signer(actor: Actor, role: SignerRole | None, where: Where) -> None:
    """Raises Forbidden unless this person's signature is the one that comes next, Refused when nothing is to be signed."""
    if role is None:
        raise Refused("minutes_signed_already")
    if not may_sign(actor, role, where):
        raise Forbidden("minutes_signer_only")


def need_ready(
    actor: Actor,
    role: SignerRole,
    where: Where,
    state: State,
    document: MinutesDocument,
    seen: tuple[str, str],
) -> None:
    """Whether this person may sign this text now. seen: digest the form was opened with, digest of the text as it is.

    Raises Forbidden for anyone else, Refused out of turn or while a required field is empty, Stale for a changed text.
    """
    if not may_sign(actor, role, where):
        raise Forbidden("minutes_signer_only")
    if turn_of(state) is not role:
        raise Refused("minutes_recorder_first" if state is State.DRAFTED else "minutes_signed_already")
    if role is SignerRole.CHAIR and where.chair_id == where.recorder_id:
        raise Refused("minutes_two_people")
    if seen[0] != seen[1]:
        raise Stale("minutes_changed")
    if missing(document):
        raise Refused("minutes_incomplete")


def need_fresh(proof: Proof, actor: Actor, at: datetime) -> None:
    """Raises Refused unless the proof is this person's and not older than five minutes."""
    if proof.person_id != actor.person_id or not timedelta() <= at - proof.at <= PROOF_VALID:
        raise Refused("proof_stale", "password")


# What signing waits for (the ★ fields of meetings.md 6.2, as far as a session has them), with the words people read.
REQUIRED: dict[str, str] = {
    "title": N_("会议名称与届次"),
    "times": N_("开始和结束时间"),
    "venue": N_("地点"),
    "convener": N_("召集人"),
    "basis": N_("召集依据"),
    "notice_day": N_("通知发出的日期"),
    "chair": N_("主持人"),
    "recorder": N_("记录人"),
    "roster": N_("应到、实到和缺席名单"),
    "quorum": N_("到会人数是否够的核验"),
    "agenda": N_("议程"),
    "outcomes": N_("每一项议程的结果"),
    "motions": N_("动议全文和动议人"),
    "verdicts": N_("表决方式、票数、门槛和结论"),
    "tasks": N_("每一项通过的动议由谁做、什么时候做完"),
    "sources": N_("要花钱的，钱从哪里来"),
}


def missing(document: MinutesDocument) -> tuple[str, ...]:
    """Required fields that are empty, by their names in REQUIRED."""
    voted = [motion for motion in document.motions if motion.outcome in ("adopted", "lost")]
    paid = [motion for motion in document.adopted if motion.amount_fen]
    filled = {
        "title": document.council and document.title and document.number > 0 and document.term > 0,
        "times": document.closed_at and (document.opened_at or not document.held),
        "venue": document.venue,
        "convener": document.convener,
        "basis": document.basis,
        "notice_day": document.notice_day,
        "chair": document.chair.name,
        "recorder": document.recorder.name,
        "roster": document.seats > 0 and len(document.present) + len(document.absent) > 0,
        "quorum": document.quorum,
        "agenda": document.agenda,
        "outcomes": all(item.outcome in ("decided", "discussed", "postponed") for item in document.agenda),
        "motions": all(
            one.mover.name and (one.text or not binds(one.kind, one.target)) for one in document.motions
        ),
        "verdicts": all(motion.tally for motion in voted),
        "tasks": all(motion.tasks for motion in document.adopted),
        "sources": all(any(task.source for task in motion.tasks) for motion in paid),
    }
    return tuple(name for name in REQUIRED if not filled[name])


def chained(
    previous: str, number: int, document: dict[str, Any], signatures: Sequence[dict[str, Any]]
) -> str:
    """The digest of published minutes: over the one before, the number, the document and who signed it when."""
    return digest(previous, {"number": number, "document": document, "signatures": list(signatures)})


kinds(
    minutes_to_sign=N_("“{title}”的会议记录等您看过签字。"),
    minutes_published=N_("“{title}”的会议纪要已经签发，请您看看记得对不对。"),
)
sentences(
    minutes_not_over=N_("会议结束以后才有记录。"),
    minutes_recorder_only=N_("会议记录由这次会议的记录人来整理。"),
    minutes_signer_only=N_("这里由这次会议的记录人和主持人签字。"),
    minutes_recorder_first=N_("记录人先签，主持人再签。"),
    minutes_signed_already=N_("这一处已经签过了。"),
    minutes_two_people=N_("记录人和主持人是同一个人，不能一个人签两处。"),
    minutes_changed=N_("您打开以后，这份记录有了变化。请看一下现在的内容，再签。"),
    minutes_log_grew=N_("起草以后会议又补记了内容。请先更新草稿，看过再签。"),
    minutes_incomplete=N_("还有必须写明的内容空着，见上面列出的几项。补齐以后才能签。"),
    proof_stale=N_("请重新输一次密码，再签字。"),
)
