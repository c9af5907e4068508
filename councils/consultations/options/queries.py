"""Options side by side, with their effects, what speaks for and against them, and how people stand."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from civic.kit.db import rows
from civic.kit.errors import NotFound
from councils.consultations.options import rules
from councils.consultations.options.models import Alternative, Consideration, OptionEffect, OptionStand
from councils.consultations.options.rules import Effect, Side, Stand, Stands


@dataclass(frozen=True)
class Said:
    """A consideration as it is shown: without a name; a hidden one with the reason in its place."""

    id: int
    text: str
    hidden_reason: str


@dataclass(frozen=True)
class Touched:
    """What an option means for one group."""

    group_id: int
    effect: Effect
    note: str


@dataclass(frozen=True)
class Column:
    """One option as it stands beside the others."""

    id: int
    title: str
    about: str
    cost_fen: int | None
    bearer: str
    duration: str
    stands: Stands
    effects: dict[int, Touched]
    said: dict[Side, list[Said]] = field(default_factory=dict)
    #: reasons of those who cannot live with it, without names, and how many gave each
    objections: tuple[tuple[str, int], ...] = ()


_STANDS = """
SELECT s.option_id, s.stand, COUNT(*) AS n FROM option_stand s JOIN alternative a ON a.id = s.option_id
WHERE a.consultation_id = ? GROUP BY s.option_id, s.stand
"""


async def one(option_id: int) -> Alternative:
    """One option with its consultation and place. Raises NotFound."""
    found = await Alternative.get_or_none(id=option_id).select_related("consultation__place")
    if found is None:
        raise NotFound
    return found


async def consideration(consideration_id: int) -> Consideration:
    """One consideration with its option, consultation and place. Raises NotFound."""
    found = await Consideration.get_or_none(id=consideration_id).select_related("option__consultation__place")
    if found is None:
        raise NotFound
    return found


async def columns(consultation_id: int) -> list[Column]:
    """All options of a consultation, in their order: four statements however many there are."""
    options = await Alternative.filter(consultation_id=consultation_id).order_by("position")
    counted: dict[int, dict[Stand, int]] = defaultdict(dict)
    for row in await rows(_STANDS, consultation_id):
        counted[row["option_id"]][Stand(row["stand"])] = row["n"]
    effects: dict[int, dict[int, Touched]] = defaultdict(dict)
    for touched in await OptionEffect.filter(option__consultation_id=consultation_id):
        effects[touched.option_id][touched.group_id] = Touched(touched.group_id, touched.effect, touched.note)
    said: dict[int, dict[Side, list[Said]]] = defaultdict(lambda: {side: [] for side in Side})
    for one_ in await Consideration.filter(option__consultation_id=consultation_id).order_by("id"):
        shown = "" if one_.hidden_at else one_.text
        said[one_.option_id][one_.side].append(Said(one_.id, shown, one_.hidden_reason))
    objections: dict[int, Counter[str]] = defaultdict(Counter)
    standing = OptionStand.filter(option__consultation_id=consultation_id, stand=Stand.OBJECT)
    for objection in await standing.order_by("reason"):
        objections[objection.option_id][objection.reason] += 1
    return [
        Column(
            option.id,
            option.title,
            option.about,
            option.cost_fen,
            option.bearer,
            option.duration,
            rules.stands(counted[option.id]),
            effects[option.id],
            said[option.id],
            tuple(objections[option.id].items()),
        )
        for option in options
    ]


async def mine(consultation_id: int, person_id: int | None) -> dict[int, OptionStand]:
    """How this person stands, by option."""
    if person_id is None:
        return {}
    found = OptionStand.filter(option__consultation_id=consultation_id, person_id=person_id)
    return {stand.option_id: stand for stand in await found}
