"""Setting series, filing agreements, naming the team."""

from dataclasses import dataclass
from datetime import date

from tortoise.exceptions import IntegrityError

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import file_digest
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.people.rules import Actor, must
from civic.web.fields import Upload
from councils import queries as councils
from councils.models import Council
from councils.rules import may_found
from councils.series import queries, rules
from councils.series.models import Agreement, Series, TeamPlace
from councils.series.rules import Duty, Rhythm


@dataclass(frozen=True)
class Paper:
    """A standing agreement as it is entered. file: the signed paper as a PDF, None while it lies in the cupboard."""

    title: str
    parties: str
    signed_on: date
    valid_until: date | None = None
    series_id: int | None = None
    file: Upload | None = None


async def begin(actor: Actor, council_id: int, title: str, rhythm: Rhythm, starts_on: date) -> Series:
    """Let sessions come round regularly. Raises Forbidden, NotFound, Refused ``series_taken``."""
    async with transaction():
        council = await _kept(actor, council_id)
        try:
            begun = await Series.create(council=council, title=title, rhythm=rhythm, starts_on=starts_on)
        except IntegrityError as clash:
            raise Refused("series_taken", "title") from clash
        await audit.record(
            actor, "series_begun", Ref("council", council_id), title=title, rhythm=rhythm.value
        )
        return begun


async def end(actor: Actor, series_id: int) -> Series:
    """They come round no more. Raises Forbidden, NotFound, Refused ``series_over``."""
    async with transaction():
        await locked(Series, id=series_id)
        running = await queries.series(series_id)
        await _kept(actor, running.council_id)
        if running.ended_on is not None:
            raise Refused("series_over")
        running.ended_on = max(clock.today(), running.starts_on)
        await running.save(update_fields=["ended_on"])
        await audit.record(actor, "series_ended", Ref("council", running.council_id), series=series_id)
        return running


async def file_agreement(actor: Actor, council_id: int, paper: Paper) -> Agreement:
    """File a standing agreement; it is not changed afterwards.

    Raises SignInNeeded, Forbidden, NotFound, and Refused for dates, files and series that do not fit.
    """
    rules.check_validity(paper.signed_on, paper.valid_until, clock.today())
    if paper.file:
        rules.check_file(paper.file.data)
    async with transaction():
        council = await _kept(actor, council_id)
        if actor.person_id is None:
            raise SignInNeeded
        if paper.series_id and not await Series.exists(id=paper.series_id, council_id=council_id):
            raise Refused("series_unknown", "series")
        try:
            filed = await Agreement.create(
                council=council,
                series_id=paper.series_id,
                title=paper.title,
                parties=paper.parties,
                signed_on=paper.signed_on,
                valid_until=paper.valid_until,
                file_name=paper.file.filename[-120:] if paper.file else "",
                file=paper.file.data if paper.file else None,
                file_digest=file_digest(paper.file.data) if paper.file else "",
                entered_by_id=actor.person_id,
                entered_at=clock.now(),
            )
        except IntegrityError as clash:
            raise Refused("agreement_taken", "agreement_title") from clash
        await audit.record(actor, "agreement_filed", Ref("council", council_id), title=paper.title)
        return filed


async def put_in_team(actor: Actor, council_id: int, person_id: int, duty: Duty) -> TeamPlace:
    """Give somebody a duty in the team the council's sessions are usually run by.

    Raises Forbidden, NotFound, Refused ``team_taken`` and ``team_full``.
    """
    async with transaction():
        council = await _kept(actor, council_id)
        if await TeamPlace.filter(council_id=council_id).count() >= rules.MOST_IN_TEAM:
            raise Refused("team_full", "login", most=rules.MOST_IN_TEAM)
        try:
            put = await TeamPlace.create(council=council, person_id=person_id, duty=duty)
        except IntegrityError as clash:
            raise Refused("team_taken", "login") from clash
        await audit.record(
            actor, "team_joined", Ref("council", council_id), person=person_id, duty=duty.value
        )
        return put


async def take_from_team(actor: Actor, council_id: int, person_id: int, duty: Duty) -> None:
    """Take a duty away again; twice is as good as once. Sessions already called keep their team.

    Raises Forbidden, NotFound.
    """
    async with transaction():
        await _kept(actor, council_id)
        if await TeamPlace.filter(council_id=council_id, person_id=person_id, duty=duty).delete():
            await audit.record(
                actor, "team_left", Ref("council", council_id), person=person_id, duty=duty.value
            )


async def _kept(actor: Actor, council_id: int) -> Council:
    council = await locked(Council, id=council_id)
    must(may_found(actor, *await councils.paths(council_id)), actor, "found_forbidden")
    return council
