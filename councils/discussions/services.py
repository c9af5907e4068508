"""Writing beside the floor: a contribution, and taking an unlawful text away."""

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import text_digest
from civic.kit.db import after_commit, locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.live import hub
from civic.notifications.services import tell
from civic.people.rules import Actor
from civic.web import throttle
from councils.discussions import queries, rules
from councils.discussions.models import Contribution
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.models import Session
from councils.sessions.rules.discussion import Post
from councils.sessions.rules.words import ContributionKind

_MOST = "20/hour"


async def post(
    actor: Actor,
    session_id: int,
    item: int,
    kind: ContributionKind,
    text: str,
    key: str | None = None,
) -> int | None:
    """Hand in a contribution on the item that is dealt with. Answers its number; None when this key came before.

    Raises SignInNeeded, NotFound, TooMany, and Refused when the meeting does not stand at this item or the text is empty
    or too long. Nobody reads it before it is shown.
    """
    if actor.person_id is None:
        raise SignInNeeded
    kept = rules.tidy(text)
    await throttle.hit("contribution", str(actor.person_id), _MOST)
    async with transaction():
        await locked(Session, id=session_id)
        before = await sessions.state(session_id)
        rules.need_item(before, item)
        await meeting.act(actor, session_id, Post(kind, text_digest(kept)), key)
        posted = (await sessions.state(session_id)).contributions
        if len(posted) == len(before.contributions):
            return None
        await Contribution.create(
            session_id=session_id,
            number=posted[-1].number,
            person_id=actor.person_id,
            text=kept,
            digest=posted[-1].digest,
            posted_at=clock.now(),
        )
        return posted[-1].number


async def erase(actor: Actor, session_id: int, number: int, reason: str) -> None:
    """Take a text away for good, because it breaks the law or shows somebody's private data. Its digest stays in the log.

    Raises NotFound, Forbidden, Refused without a reason or when it is gone already. The author is told.
    """
    async with transaction():
        head = await sessions.head(session_id)
        kept = rules.need_erasing(actor, head.place_path, reason)
        row = await queries.contribution(session_id, number)
        if row.erased_at is not None:
            raise Refused("contribution_erased_already")
        row.text, row.erased_at, row.erased_reason = "", clock.now(), kept
        row.erased_by_id = actor.person_id
        await row.save(update_fields=["text", "erased_at", "erased_reason", "erased_by_id"])
        ref = Ref("session", session_id)
        await audit.record(actor, "contribution_erased", ref, number=number, reason=kept)
        await tell([row.person_id], "contribution_erased", ref, reason=kept)
        after_commit(lambda: hub.announce(meeting.topic(session_id)))
