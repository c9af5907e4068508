"""What the recorder writes beside the log: words on a paragraph, and who does what after a motion was carried."""

from civic.audit import services as audit
from civic.kit.db import transaction
from civic.kit.errors import Refused
from civic.kit.refs import Ref
from civic.people.rules import Actor
from councils.minutes import rules
from councils.minutes.models import Minutes
from councils.minutes.services.drafting import drafted, renew


async def write(actor: Actor, minutes_id: int, anchor: str, text: str, seen: str = "") -> None:
    """Put words on a paragraph; empty ones take them away. seen: what stood there when the page was opened.

    Raises as ``drafted``, and Refused for a paragraph not there, or changed meanwhile.
    """
    async with transaction():
        minutes = await drafted(actor, minutes_id)
        if anchor not in rules.paragraphs(rules.read(minutes.document)):
            raise Refused("paragraph_unknown", "anchor")
        await renew(minutes, rules.with_prose(rules.read_notes(minutes.notes), anchor, text, seen))
        await _record(actor, "minutes_prose_written", minutes, anchor=anchor)


async def add_task(actor: Actor, minutes_id: int, task: rules.Task) -> None:
    """Say who does what by when after a motion was carried.

    Raises as ``drafted``, and Refused for a motion that was not carried or a task that says too little.
    """
    async with transaction():
        minutes = await drafted(actor, minutes_id)
        if task.motion not in {motion.number for motion in rules.read(minutes.document).adopted}:
            raise Refused("task_motion", "motion")
        await renew(minutes, rules.with_task(rules.read_notes(minutes.notes), task))
        await _record(actor, "minutes_task_added", minutes, motion=task.motion)


async def drop_task(actor: Actor, minutes_id: int, place: int, seen: str = "") -> None:
    """Take a task off the draft; place: its number in the list, from 0. Raises as ``drafted``, and Refused when unknown."""
    async with transaction():
        minutes = await drafted(actor, minutes_id)
        await renew(minutes, rules.without_task(rules.read_notes(minutes.notes), place, seen))
        await _record(actor, "minutes_task_dropped", minutes, place=place)


async def _record(actor: Actor, verb: str, minutes: Minutes, **facts: object) -> None:
    """With the digest of the text that came of it."""
    await audit.record(actor, verb, Ref("minutes", minutes.id), digest=minutes.document_digest, **facts)
