"""What a machine may read of a session: its state and its facts, with names as the reader is told them and no row ids of people.

The public form of a fact never changes afterwards, so who has read it need not read it again. Therefore a named vote tells
who voted when it is cast, and what only when the vote is closed; a vote that was voided never tells. Answers to straw polls
and the authors of written contributions are not told at all.

Each fact has a fingerprint: SHA-256 over the session's salt, a line break, and the canonical JSON of the fact as it
is told with names in full, without ``by`` and ``fingerprint``. Whoever keeps it can tell later whether anything was changed;
whoever is told names in full is told the salt too and can make it again. Without the salt it gives no name away. What is
told nobody (a vote before it is closed) is in no fingerprint: the whole log is a hash chain of its own, which ``main.py
verify`` recomputes.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from civic.kit.chain import digest
from councils.sessions.rules.events import Seat, VoteClosed
from councils.sessions.rules.log import Event, payload
from councils.sessions.rules.naming import Names
from councils.sessions.rules.queue import Place
from councils.sessions.rules.shapes import Motion, Speech
from councils.sessions.rules.state import State

# by kind: what is left out of its public form
_KEPT_BACK = {
    "vote_cast": {"choice"},
    "poll_answered": {"person", "option"},
    "contribution_posted": {"person", "digest"},
    "excused": {"reason"},
    "announced": {"salt"},
}
# fields of facts whose names say something else of every fact: which kind of motion or point, the motion that did it
_RENAMED = {"kind": "of_kind", "by": "by_motion"}
# lists of row ids of people, wherever they stand: told as how many
_COUNTED = {"recused", "members"}


def salt(state: State) -> str | None:
    """What the fingerprints are made with; None for logs from before them."""
    return (state.heading.salt or None) if state.heading else None


def _fact(event: Event, state: State) -> dict[str, Any]:
    kept_back = _KEPT_BACK.get(event.kind, set())
    told = {
        _RENAMED.get(name, name): _plain(name, held)
        for name, held in payload(event.fact).items()
        if name not in kept_back
    }
    if isinstance(event.fact, VoteClosed):
        named = next((each.named for each in state.verdicts if each.numbers == event.fact), ())
        told["named"] = [{"name": each.person.name, "choice": each.choice.value} for each in named]
    return {"seq": event.seq, "at": event.at.isoformat(), "kind": event.kind, **told}


def _plain(name: str, held: Any) -> Any:
    if isinstance(held, dict):
        if {"person_id", "name"} <= held.keys():
            return held["name"]
        return {key: _plain(key, value) for key, value in held.items()}
    if isinstance(held, list | tuple | frozenset):
        return len(held) if name in _COUNTED else [_plain(name, value) for value in held]
    return held


def published_state(state: State, queue: Sequence[Place]) -> dict[str, Any]:
    """The session as it stands now."""
    heading, vote = state.heading, state.vote
    return {
        "phase": state.phase.value,
        "council": heading.council if heading else None,
        "title": heading.title if heading else None,
        "starts_at": heading.starts_at if heading else None,
        "venue": heading.venue if heading else None,
        "presiding": _name(state.presiding),
        "recorder": _name(heading.recorder if heading else None),
        "seats": state.seats,
        "present": len(state.present),
        "quorum_needed": state.quorum_needed if state.seats else None,
        "quorate": state.quorate,
        "heads": [_plain("", vars(one)) for one in state.heads],
        "talk": state.talk,
        "items": [
            {"number": item.number, "title": item.title, "state": item.state.value} for item in state.items
        ],
        "motions": [_motion(motion) for motion in state.motions],
        "pending": [motion.number for motion in state.stack],
        "speaking": _speech(state.speaking) if state.speaking else None,
        "queue": [_place(place) for place in queue],
        "vote": {"motion": vote.motion, "method": vote.method.value, "cast": len(vote.cast)}
        if vote
        else None,
        "verdicts": [_plain("", vars(verdict.numbers)) for verdict in state.verdicts],
        "recessed_until": _moment(state.recessed_until),
        "opened_at": _moment(state.opened_at),
        "adjourned_at": _moment(state.adjourned_at),
    }


def _name(seat: Seat | None) -> str | None:
    return seat.name if seat else None


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _motion(motion: Motion) -> dict[str, Any]:
    return {
        "number": motion.number,
        "item": motion.item,
        "kind": motion.kind.value,
        "target": motion.target,
        "text": motion.text,
        "version": motion.version,
        "amount_fen": motion.amount_fen,
        "state": motion.state.value,
        "mover": motion.mover.name,
        "seconder": _name(motion.seconder),
    }


def _speech(speech: Speech) -> dict[str, Any]:
    return {
        "number": speech.number,
        "motion": speech.motion,
        "name": speech.person.name,
        "stance": speech.stance.value,
        "started_at": speech.started_at.isoformat(),
        "seconds": speech.seconds,
        "used": speech.used,
        "paused": speech.paused,
        "ends_at": None if speech.paused or not speech.seconds else speech.ends_at.isoformat(),
    }


def _place(place: Place) -> dict[str, Any]:
    hand = place.hand
    return {
        "position": place.position,
        "name": hand.person.name,
        "stance": hand.stance.value,
        "why": place.why.value,
    }


def published_log(events: Iterable[Event], state: State, names: Names | None = None) -> list[dict[str, Any]]:
    """Facts in their order, each with its fingerprint. state: the session at or after the last of them.

    names: what people are called in this reading, None: in full.
    """
    whole = tuple(events)
    shown, now = (names.of(whole), names.state(state)) if names else (whole, state)
    made_with = salt(state)
    return [
        _fact(each, now)
        | {"by": _by(each), "fingerprint": digest(made_with, _fact(event, state)) if made_with else None}
        for event, each in zip(whole, shown, strict=True)
    ]


def _by(event: Event) -> str | None:
    told = event.actor if event.kind not in ("poll_answered", "contribution_posted") else None
    return told.name if told else None
