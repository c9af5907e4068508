"""Reading proposals: own SQL for lists, so that a page of cards costs the same however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from civic.kit import refs
from civic.kit.codes import as_receipt
from civic.kit.db import marks, rows
from civic.kit.errors import NotFound
from civic.kit.money import Fen
from civic.places.models import Place
from civic.places.rules import Level
from proposals.models import Proposal, Step, Support
from proposals.rules import AHEAD_WORDS, Category, Stage, Standing, State, ahead

_SELECT = """
SELECT p.id, p.code, p.title, p.category, p.state, p.place_id, c.name AS place_name, COALESCE(e.name, '') AS estate_name,
       p.cost_fen, p.beneficiaries, p.support_count, COALESCE(o.name, d.display_name) AS proposer_name
FROM proposal p
JOIN place c ON c.id = p.place_id
LEFT JOIN place e ON e.id = p.estate_id
JOIN person d ON d.id = p.proposer_id
LEFT JOIN organisation o ON o.id = p.organisation_id
"""


@dataclass(frozen=True)
class Summary:
    """One proposal as a card shows it."""

    id: int
    code: str
    title: str
    category: Category
    state: State
    place_id: int
    place_name: str
    estate_name: str  # empty for the whole community
    cost_fen: Fen | None
    beneficiaries: int | None
    support_count: int
    proposer_name: str


@dataclass(frozen=True)
class Wanted:
    """What the list is filtered by."""

    place_id: int | None = None  # the community
    estate_id: int | None = None
    stage: Stage | None = None
    category: Category | None = None


@dataclass(frozen=True)
class Moment:
    """One station of a proposal's life, behind it or ahead."""

    words: str  # Chinese, marked for translation
    at: datetime | None = None
    reason: str = ""
    url: str = ""
    now: bool = False
    facts: Mapping[str, Any] = field(
        default_factory=dict
    )  # the page knows amount_fen, organisation, yes and no


@dataclass(frozen=True)
class Picture:
    """A photograph of a proposal, without its bytes."""

    position: int
    key: str
    width: int
    height: int


def standing(proposal: Proposal) -> Standing:
    """What the rules need to know; ``place`` must be loaded."""
    return Standing(proposal.state, proposal.place.path, proposal.proposer_id)


async def _summaries(rest: str, *values: Any) -> list[Summary]:
    found = await rows(_SELECT + rest, *values)
    return [
        Summary(**row | {"category": Category(row["category"]), "state": State(row["state"])})
        for row in found
    ]


async def cards(wanted: Wanted, after: int | None, size: int) -> list[Summary]:
    """The newest proposals of this kind, one more than ``size``; ``after`` is the last id already seen."""
    conditions, values = _filters(wanted)
    if after is not None:
        conditions.append("p.id < ?")
        values.append(after)
    where = f"WHERE {' AND '.join(conditions)} " if conditions else ""
    return await _summaries(f"{where}ORDER BY p.id DESC LIMIT ?", *values, size + 1)


def _filters(wanted: Wanted) -> tuple[list[str], list[Any]]:
    conditions, values = [], []
    for column in ("place_id", "estate_id", "category"):
        value = getattr(wanted, column)
        if value is not None:
            conditions.append(f"p.{column} = ?")
            values.append(value)
    if wanted.stage is not None:
        conditions.append(f"p.state IN ({marks(wanted.stage.states)})")
        values += [state.value for state in wanted.stage.states]
    return conditions, values


async def summary(ids: Sequence[int]) -> dict[int, Summary]:
    """These proposals by id; an unknown id is simply not among them."""
    if not ids:
        return {}
    found = await _summaries(f"WHERE p.id IN ({marks(ids)})", *ids)
    return {each.id: each for each in found}


async def for_ballot(place_id: int) -> list[Summary]:
    """What may be put to the vote in a community, most supported first. A cost may still be missing."""
    return await _summaries(
        "WHERE p.place_id = ? AND p.state IN (?, ?) ORDER BY p.support_count DESC, p.id",
        place_id,
        State.OPEN.value,
        State.NOT_CHOSEN.value,
    )


async def latest(place_id: int | None, count: int) -> list[Summary]:
    """The newest ones that neighbours can back, of a community or of all."""
    return await _open(place_id, "p.id DESC", count)


async def most_supported(place_id: int | None, count: int) -> list[Summary]:
    """Those with most support among the ones that can still be backed."""
    return await _open(place_id, "p.support_count DESC, p.id DESC", count)


async def _open(place_id: int | None, order: str, count: int) -> list[Summary]:
    here, values = ("", []) if place_id is None else (" AND p.place_id = ?", [place_id])
    return await _summaries(
        f"WHERE p.state = ?{here} ORDER BY {order} LIMIT ?", State.OPEN.value, *values, count
    )


async def of_person(person_id: int, count: int) -> list[Summary]:
    """What someone has proposed, newest first."""
    return await _summaries("WHERE p.proposer_id = ? ORDER BY p.id DESC LIMIT ?", person_id, count)


async def waiting(paths: Sequence[str]) -> list[tuple[Summary, datetime, int]]:
    """What waits for screening in or under these places, oldest first: with when it came and from whom (person id)."""
    if not paths:
        return []
    under = " OR ".join("c.path LIKE ?" for _ in paths)
    found = await _summaries(
        f"WHERE p.state = ? AND ({under}) ORDER BY p.submitted_at, p.id LIMIT 200",
        State.SUBMITTED.value,
        *(f"{path}%" for path in paths),
    )
    more = {each.id: each for each in await Proposal.filter(id__in=[each.id for each in found])}
    return [(each, more[each.id].submitted_at, more[each.id].proposer_id) for each in found]


async def one(proposal_id: int) -> Proposal:
    """A proposal with its place, estate, proposer and organisation. Raises NotFound."""
    related = ("place", "estate", "proposer", "organisation")
    found = await Proposal.get_or_none(id=proposal_id).select_related(*related)
    if found is None:
        raise NotFound
    return found


async def by_code(code: str) -> int | None:
    """The proposal a receipt code belongs to, as a person typed it."""
    found = await Proposal.get_or_none(code=as_receipt(code)).values("id")
    return found["id"] if found else None


async def by_key(person_id: int, key: str) -> Proposal | None:
    """What this person has already handed in from the form with this key."""
    return await Proposal.get_or_none(proposer_id=person_id, client_key=key)


async def photos(proposal_id: int) -> list[Picture]:
    """Its photographs in order."""
    found = await rows(
        "SELECT f.position, i.key, i.width, i.height FROM proposal_photo f JOIN picture i ON i.id = f.picture_id "
        "WHERE f.proposal_id = ? ORDER BY f.position",
        proposal_id,
    )
    return [Picture(**row) for row in found]


async def life(proposal: Proposal) -> list[Moment]:
    """What happened so far, each with its reason and what it rests on, and what still lies ahead."""
    steps = await Step.filter(proposal_id=proposal.id).order_by("id")
    so_far = [
        Moment(
            words=step.facts.get("what") or step.state.event,
            at=step.at,
            reason=step.reason,
            url=_url(step),
            now=step is steps[-1],
            facts=step.facts,
        )
        for step in steps
    ]
    return so_far + [Moment(AHEAD_WORDS[state]) for state in ahead(proposal.state)]


def _url(step: Step) -> str:
    if step.ref_kind is None or step.ref_id is None or step.ref_kind not in refs.kinds():
        return ""
    return refs.url(refs.Ref(step.ref_kind, step.ref_id))


async def supports(proposal_id: int, person_id: int) -> bool:
    """Whether this person backs it."""
    return await Support.exists(proposal_id=proposal_id, person_id=person_id)


async def supporters(proposal_id: int) -> list[int]:
    """The people who back it."""
    return await Support.filter(proposal_id=proposal_id).values_list("person_id", flat=True)  # type: ignore[return-value]


async def home_of(place_id: int) -> tuple[Place, Place | None] | None:
    """The community that decides, and the estate if one was meant; None for any other place."""
    place = await Place.get_or_none(id=place_id).select_related("parent")
    if place is None or place.level not in (Level.COMMUNITY, Level.ESTATE):
        return None
    if place.level is Level.COMMUNITY:
        return place, None
    return (place.parent, place) if place.parent and place.parent.level is Level.COMMUNITY else None
