"""What was said and how it stands; what one person thinks of it is read by that person only."""

from collections.abc import Sequence
from dataclasses import dataclass

from civic.kit.db import rows
from councils.opinions.models import OpinionMap, Statement
from councils.opinions.rules.acts import in_sitting, told_counts
from councils.opinions.rules.routing import candidates, next_statement
from councils.opinions.rules.states import Counts, Review, Stance


@dataclass(frozen=True)
class Said:
    """A statement with its votes, as everybody may read it."""

    id: int
    text: str
    seed: bool
    counts: Counts

    @property
    def told(self) -> bool:
        """Whether enough people voted for the counts to be shown."""
        return told_counts(self.counts.seen)


@dataclass(frozen=True)
class Asked:
    """What one person is asked next, and how far they are: voted and whole of what takes three minutes."""

    statement: Said | None
    voted: int
    left: int
    sitting: int
    of_sitting: int


@dataclass(frozen=True)
class Own:
    """One of one's own votes."""

    statement: Said
    stance: Stance


async def said(conversation_id: int) -> list[Said]:
    """Everything that may be voted on, in the order it was made."""
    return [_said(each) for each in await statements(conversation_id, Review.ACCEPTED)]


def _said(one: Statement) -> Said:
    return Said(one.id, one.text, one.seed, Counts(one.agrees, one.disagrees, one.passes))


async def statements(conversation_id: int, review: Review) -> Sequence[Statement]:
    """Statements as the facilitator reads them, the oldest first."""
    return await Statement.filter(conversation_id=conversation_id, review=review).order_by("id")


async def texts(conversation_id: int) -> list[str]:
    """What is said already, for everybody to read."""
    return [each.text for each in await said(conversation_id)]


async def said_by(conversation_id: int, person_id: int | None) -> Sequence[Statement]:
    """One's own statements, with what became of them, newest first."""
    mine = Statement.filter(conversation_id=conversation_id, author_id=person_id, seed=False)
    return [] if person_id is None else await mine.order_by("-id")


async def own_votes(conversation_id: int, person_id: int | None) -> list[Own]:
    """What somebody thinks themselves, the last vote first."""
    if person_id is None:
        return []
    found = await rows(
        """
        SELECT s.id, s.text, s.seed, s.agrees, s.disagrees, s.passes, v.value FROM opinion_participant n
        JOIN opinion_vote v ON v.participant_id = n.id JOIN opinion_statement s ON s.id = v.statement_id
        WHERE n.conversation_id = ? AND n.person_id = ? AND s.review = 'accepted' ORDER BY v.cast_at DESC, v.id DESC""",
        conversation_id,
        person_id,
    )
    return [
        Own(
            Said(
                row["id"],
                row["text"],
                bool(row["seed"]),
                Counts(row["agrees"], row["disagrees"], row["passes"]),
            ),
            Stance(row["value"]),
        )
        for row in found
    ]


async def asked(conversation_id: int, person_id: int | None, wanted: int | None = None) -> Asked:
    """What to ask somebody next: the statement they ``wanted`` to look at again, or the one of the highest draw."""
    known = {each.id: each for each in await said(conversation_id)}
    voted = {each.statement.id for each in await own_votes(conversation_id, person_id)}
    kept = await OpinionMap.get_or_none(conversation_id=conversation_id)
    open_ones = {id: each.counts for id, each in known.items() if id not in voted}
    drawn = candidates(open_ones, kept.document["extremity"] if kept else {})
    next_id = wanted if wanted in known else next_statement(drawn, f"{conversation_id}/{person_id}")
    done, whole = in_sitting(len(voted), len(known))
    return Asked(known.get(next_id or 0), len(voted), len(open_ones), done, whole)
