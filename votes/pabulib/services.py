"""A Pabulib file becomes a finished round: its projects, its anonymous papers, its budget, counted anew."""

import asyncio
import secrets
from typing import Any

from civic.audit.services import record
from civic.kit import clock, merkle
from civic.kit.chain import file_digest
from civic.kit.db import execute_many, locked, transaction
from civic.kit.errors import Refused
from civic.people.rules import SYSTEM, Actor, must
from civic.places.models import Place
from civic.places.queries import by_id
from civic.places.rules import Level
from civic.places.services import ensure
from votes.casting.rules import leaf
from votes.models import Ballot, Option
from votes.pabulib import rules
from votes.pabulib.rules import File, Plan
from votes.results import services as results
from votes.results.rules import paper_text
from votes.rounds import services as rounds
from votes.rounds.models import Round
from votes.rules import State, ballot_digest, may_set_up
from votes.services import certify_ballot, close_ballot, document_of

# rows a statement writes at once
BATCH = 20_000


async def import_file(actor: Actor, raw: bytes, place_id: int | None, name: str) -> Round:
    """Everything or nothing, and each file once. Without a place it belongs to a city of the name in the file.

    Raises Broken with the line, Refused ``pb_imported`` and those of ``rules.plan``; SignInNeeded, NotFound, Forbidden.
    """
    file = rules.read(raw)
    plan = rules.plan(file)
    fingerprint = file_digest(raw)
    async with transaction():
        if place_id is None:
            place_id = await ensure(actor, None, Level.CITY, plan.city)
        place = await by_id(place_id)
        must(actor == SYSTEM or may_set_up(actor, place.path), actor)
        known = await Round.get_or_none(source_digest=fingerprint)
        if known is not None:
            raise Refused("pb_imported", "file", title=known.title, number=known.id)
        round_ = await _write(place, file, plan, fingerprint, name)
        root = await _fill_box(round_.ballot_id, file)
        await _finish(round_, root, file.election.voters)
        await record(
            actor, "round_imported", rounds.ref(round_.id), sha256=fingerprint, papers=file.election.voters
        )
        await results.count(round_.ballot_id)
        return round_


async def _write(place: Place, file: File, plan: Plan, fingerprint: str, name: str) -> Round:
    ballot = await Ballot.create(
        place=place,
        title=plan.title[:80],
        method=plan.method,
        rule=plan.rule,
        parameters=plan.parameters,
        min_choices=0,
        max_choices=plan.max_choices,
        opens_at=plan.begins,
        closes_at=plan.ends,
    )
    await Option.bulk_create(
        Option(
            ballot=ballot,
            position=position,
            code=project.id,
            label=project.name[:300],
            cost_fen=plan.fen(project.cost),
        )
        for position, project in enumerate(file.election.projects, start=1)
    )
    return await Round.create(
        place=place,
        title=plan.title,
        about=plan.about,
        budget_fen=plan.fen(file.election.budget),
        currency=plan.currency,
        ballot=ballot,
        source_digest=fingerprint,
        source=f"Pabulib · {name}"[:200],
        created_at=clock.now(),
    )


async def _fill_box(ballot_id: int, file: File) -> str:
    """One row for each voter under a random key; written in the order of the keys, so nothing tells the file's order.

    Answers the root of the tree over them, as ``casting.services.seal_box`` makes it.
    """
    election = file.election
    texts = []
    for group in election.groups:
        codes = [election.projects[place].id for place in group.projects]
        texts += [paper_text(codes, group.points, election.point_scale)] * group.voters
    texts += [""] * (election.voters - len(texts))
    papers = sorted([secrets.token_hex(16), ballot_id, text, ""] for text in texts)
    for start in range(0, len(papers), BATCH):
        part: list[list[Any]] = papers[start : start + BATCH]
        await execute_many("INSERT INTO paper (key, ballot_id, choices, reason) VALUES (?, ?, ?, ?)", part)
    return await asyncio.to_thread(merkle.root, [leaf(str(key), str(text), "") for key, _, text, _ in papers])


async def _finish(round_: Round, root: str, size: int) -> None:
    """Opened on the day the file names, closed and certified now: its own city did so long ago."""
    ballot = await locked(Ballot, id=round_.ballot_id)
    around = {"source": round_.source, "budget_fen": round_.budget_fen, "currency": round_.currency}
    ballot.document = around | await document_of(ballot)
    ballot.digest = ballot_digest(round_.source_digest or "", ballot.document)
    ballot.bulletin_root, ballot.bulletin_size = root, size
    ballot.opened_at = ballot.opens_at or clock.now()
    ballot.state = State.OPEN
    await ballot.save()
    await close_ballot(ballot)
    await certify_ballot(ballot)
