"""Everything a page about a counted round shows, in a number of statements that does not grow."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from civic.kit.errors import NotFound
from votes.results import queries, rules
from votes.results.boxes import queries as boxes
from votes.results.models import Result
from votes.results.queries import Fate
from votes.results.rules import Choice, Told, Working
from votes.rounds import queries as rounds
from votes.rounds.models import Round
from votes.rounds.queries import Card


@dataclass(frozen=True)
class Shown:
    """A round with one of its counts, read once for a page."""

    card: Card
    round: Round
    result: Result
    #: all official runs, the last first
    runs: list[Result]
    choices: Mapping[str, Choice]
    working: Working

    def amount(self, fen: Fraction | int) -> str:
        """An amount in the round's own currency."""
        return rules.amount(fen, self.round.currency)

    def label(self, code: str) -> str:
        """An option's title."""
        return self.choices[code].label

    def told(self, code: str) -> Told:
        """What was found out about an option."""
        return self.working.projects.get(code, Told())

    @property
    def share(self) -> Fraction | None:
        """What each voter held in the end, in fen; None for rules without shares."""
        return rules.share(self.result.parameters)

    @property
    def unit(self) -> str:
        """What scores are counted in."""
        return rules.unit(self.round.ballot.method)


async def shown(round_id: int, run: int | None = None) -> Shown | None:
    """A round with its last official count, or an earlier run; None while there is no count. Raises NotFound."""
    card = await rounds.card(round_id)
    round_ = await rounds.one(round_id)
    runs = await queries.of_ballot(card.ballot_id)
    if not runs:
        return None
    result = next((each for each in runs if each.run == run), None) if run else runs[0]
    if result is None:
        raise NotFound
    choices = {choice.code: choice for choice in await queries.choices(card.ballot_id)}
    return Shown(card, round_, result, runs, choices, rules.read(result.working))


async def counted(round_id: int, run: int | None = None) -> Shown:
    """The same for pages that only a count has. Raises NotFound."""
    found = await shown(round_id, run)
    if found is None:
        raise NotFound
    return found


async def told_now(found: Shown, fate: Fate) -> Told:
    """What can be told about one option: as it was stored, and what was left out of a large count worked out now."""
    known = found.told(fate.code)
    complete = known.newcomers is not None and known.cost is not None
    if complete or (fate.selected and known.effective is not None) or not found.working.projects:
        return known
    ballot = found.round.ballot
    election = await boxes.election_of(ballot)
    way = rules.way(ballot.rule, ballot.parameters)
    work = partial(
        rules.tell_more, election, way, found.result.parameters, fate.code, known, chosen=fate.selected
    )
    return await boxes.counted((*boxes.box_key(ballot), found.result.id, fate.code), work)
