"""Doing one thing in a session: decided, written, told."""

import hashlib
from base64 import urlsafe_b64encode
from datetime import UTC
from typing import Any

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import GENESIS
from civic.kit.chain import digest as chained
from civic.kit.db import after_commit, locked, transaction
from civic.kit.errors import SignInNeeded
from civic.kit.refs import Ref
from civic.live import hub
from civic.people.rules import Actor, Role
from councils.sessions import queries, rules
from councils.sessions.models import Session, SessionEvent
from councils.sessions.rules.events import Seat
from councils.sessions.rules.rights import tends
from councils.sessions.rules.scene import concerned
from councils.sessions.rules.steering import overtaken
from councils.sessions.rules.words import Who
from councils.sessions.services.ballots import prepared
from councils.sessions.services.effects import keep_items, keep_motions, keep_notice, tell_proposals


def topic(session_id: int) -> str:
    """The name under which a session's changes are announced."""
    return f"session:{session_id}"


async def act(
    actor: Actor, session_id: int, command: rules.Command, key: str | None = None, seen: int | None = None
) -> None:
    """Do one thing in the session, or refuse it.

    key: drawn for the form; the same command of the same person that comes twice with it is done once and answered alike.
    seen: the number of the log at which a form of the console was shown (``expected_seq`` of the live contract). Two writers
    at the same number: one wins, the other reads anew and decides again, once. Raises SignInNeeded, NotFound, Forbidden,
    Refused, and Stale, naming who was faster, when somebody steered the meeting after ``seen``.
    """
    if not actor.signed_in:
        raise SignInNeeded
    once = _once(key, actor, command) if key else None
    try:
        await _act(actor, session_id, command, once, seen)
    except IntegrityError:
        await _act(actor, session_id, command, once, seen)


def _once(key: str, actor: Actor, command: rules.Command) -> str:
    """What is kept of a key: all buttons of a page share the page's key, so person and command belong to it."""
    told = f"{key}\n{actor.person_id}\n{command!r}"
    return urlsafe_b64encode(hashlib.sha256(told.encode()).digest()).decode().rstrip("=")


async def _act(
    actor: Actor, session_id: int, command: rules.Command, once: str | None, seen: int | None
) -> None:
    async with transaction():
        await locked(Session, id=session_id)
        if once and await queries.done_before(session_id, once):
            return
        head = await queries.head(session_id)
        if seen is not None:
            stale = overtaken(command, hat(actor, head), await queries.events(session_id, seen))
            if stale is not None:
                raise stale
        await decide_and_append(actor, head, command, once)


async def decide_and_append(
    actor: Actor, head: queries.Head, command: rules.Command, key: str | None
) -> None:
    """Inside a transaction: the facts, their rows, the motions they change, one audit entry, news after the commit."""
    at = clock.now()
    before, who = await queries.state(head.id), hat(actor, head)
    facts = rules.decide(before, await prepared(head, before, command, who), who, at)
    by = None if actor.person_id is None else Seat(actor.person_id, actor.name)
    events = rules.events_of(before, facts, by, at)
    await _append(head.id, events, key)
    await keep_notice(head.id, before, facts, at)
    await keep_items(head.id, facts)
    after = rules.replay(events, before)
    await keep_motions(head.id, before, after)
    await tell_proposals(actor, head.id, before, facts)
    last = events[-1]
    await audit.record(actor, last.kind, Ref("session", head.id), seq=last.seq)
    told, own = concerned(before, after, facts), frozenset((who.person_id,) if who.person_id else ())
    # a member's answer is their fresh page: told once more, half a thousand voters wait for one another
    told = told | own if tends(after, who) else told - own
    after_commit(lambda: hub.announce(topic(head.id), told))


def hat(actor: Actor, head: queries.Head) -> Who:
    """The actor as the meeting sees them.

    Who was named for it may steward, and so may social workers and the residents' committees of the council's place
    and of its member bodies.
    """
    staff = any(
        actor.holds_any((Role.FACILITATOR, Role.CLERK), path) for path in (head.place_path, *head.paths)
    )
    return Who(actor.person_id, actor.name, staff or actor.person_id in head.stewards)


async def _append(session_id: int, events: tuple[rules.Event, ...], key: str | None) -> None:
    _, previous = await queries.digest(session_id)
    previous = previous or GENESIS
    for position, event in enumerate(events):
        row: dict[str, Any] = {
            "seq": event.seq,
            "kind": event.kind,
            "payload": rules.payload(event.fact),
            "actor_id": event.actor.person_id if event.actor else None,
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
        digest = chained(previous, {"session": session_id, **row})
        await SessionEvent.create(
            session_id=session_id,
            **row,
            previous=previous,
            digest=digest,
            client_key=(key or None) if position == 0 else None,
        )
        previous = digest
