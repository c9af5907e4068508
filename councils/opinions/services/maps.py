"""Computing the map of a conversation."""

import asyncio
from datetime import datetime

from civic.kit.db import locked, transaction
from councils.opinions import queries
from councils.opinions.models import Conversation, OpinionMap
from councils.opinions.rules.mapping import opinion_map


async def compute(conversation_id: int, now: datetime) -> OpinionMap:
    """Compute the groups from the votes as they are, in a thread, and keep them with the digest of those votes."""
    mark = await queries.mark(conversation_id)
    votes, hidden = await queries.votes(conversation_id), await queries.hidden(conversation_id)
    made = await asyncio.to_thread(opinion_map, votes, hidden)
    async with transaction():
        await locked(Conversation, id=conversation_id)  # two clocks keep it one after the other
        kept, _ = await OpinionMap.update_or_create(
            {
                "input_digest": made.digest,
                "votes": mark.votes,
                "last_vote_id": mark.last_id,
                "last_cast_at": mark.last_cast_at,
                "computed_at": now,
                "document": made.document,
            },
            conversation_id=conversation_id,
        )
        return kept
