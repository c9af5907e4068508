"""Adding a paper after the notice, tabling one while the session runs, and taking one back."""

from dataclasses import dataclass

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import file_digest
from civic.kit.codes import token
from civic.kit.db import after_commit, locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.live import hub
from civic.notifications.services import tell
from civic.people.rules import Actor, must
from civic.pictures import services as pictures
from civic.pictures.rules import Shrunk
from civic.web.fields import Upload
from councils import queries as councils
from councils.preparation.agendas.rules import files
from councils.preparation.agendas.rules.files import FileKind
from councils.preparation.invitations import queries as invitations
from councils.preparation.invitations import services as inviting
from councils.preparation.supplements import queries, rules
from councils.preparation.supplements.models import Supplement
from councils.sessions import queries as sessions
from councils.sessions import services as meeting
from councils.sessions.models import Session
from councils.sessions.rules.rights import OPEN_DOOR
from councils.sessions.rules.tabling import StrikePaper, TablePaper


@dataclass(frozen=True)
class _Read:
    """A file that was looked at, a photograph written anew."""

    file: files.File
    shrunk: Shrunk | None

    @property
    def kept(self) -> bytes:
        """The bytes that are served."""
        return self.shrunk.data if self.shrunk else self.file.data


async def add(actor: Actor, session_id: int, upload: Upload | None, item: int, note: str) -> Supplement:
    """Add a paper, and tell everybody invited. item: its number on the agenda, 0 for the whole session.

    Until the door opens beside what was published, by chair and clerk; from then on tabled by who runs the session, in its
    log. Raises SignInNeeded, NotFound, Forbidden, Refused (``file_missing`` and those of files, ``supplement_item``,
    ``supplements_many``, ``supplement_over``, ``supplement_cancelled``, and what tabling refuses).
    """
    if not actor.signed_in:
        raise SignInNeeded
    head = await sessions.head(session_id)
    if upload is None:
        raise Refused("file_missing", "file")
    file = files.look_at(upload.filename, upload.data)
    picture = file.kind is FileKind.PICTURE
    read = _Read(file, await pictures.prepare(upload, "file") if picture else None)
    async with transaction():
        await locked(Session, id=session_id)
        tabled = (await sessions.state(session_id)).phase in OPEN_DOOR
        row = await _item(session_id, item)
        if tabled:
            command = TablePaper(file.name, file_digest(read.kept), item, note)
            await meeting.act(actor, session_id, command)
        else:
            await _must_add(actor, session_id)
            rules.check_before((await sessions.state(session_id)).phase)
        made = await _keep(actor, session_id, row, read, note, tabled)
        facts = {"council": head.council, "session": head.title, "paper": file.name, "note": note}
        everybody = await invitations.everybody(session_id)
        await tell(everybody, "supplement_added", inviting.ref(session_id), **facts)
        await audit.record(actor, "supplement_added", inviting.ref(session_id), digest=made.digest)
        after_commit(lambda: hub.announce(meeting.topic(session_id)))
    return made


async def _keep(
    actor: Actor, session_id: int, item_id: int | None, read: _Read, note: str, tabled: bool
) -> Supplement:
    if not tabled and await Supplement.filter(session_id=session_id).count() >= rules.MOST_SUPPLEMENTS:
        raise Refused("supplements_many", "file", most=rules.MOST_SUPPLEMENTS)
    picture = await pictures.keep(actor, read.shrunk, "file") if read.shrunk else None
    return await Supplement.create(
        key=token(),
        session_id=session_id,
        item_id=item_id,
        name=read.file.name,
        kind=read.file.kind,
        size=len(read.kept),
        digest=file_digest(read.kept),
        note=note,
        tabled=tabled,
        data=None if picture else read.file.data,
        picture=picture,
        added_by_id=actor.person_id,
        added_at=clock.now(),
    )


async def strike(actor: Actor, session_id: int, supplement_id: int, reason: str) -> None:
    """Take a paper back: the wrong file, or something private in it. Its name, time and digest stay, its bytes go.

    Of one that was tabled the log says so, while the session runs. Raises SignInNeeded, NotFound, Forbidden, Refused.
    """
    if not actor.signed_in:
        raise SignInNeeded
    async with transaction():
        await locked(Session, id=session_id)
        paper = await queries.one(session_id, supplement_id)
        head, state = await sessions.head(session_id), await sessions.state(session_id)
        if paper.struck_at is not None:
            raise Refused("supplement_gone")
        if paper.tabled and state.phase in OPEN_DOOR:
            number = next(one.number for one in state.papers if one.digest == paper.digest and not one.struck)
            await meeting.act(actor, session_id, StrikePaper(number, reason))
        else:
            await _must_add(actor, session_id)
        await Supplement.filter(id=supplement_id).update(
            struck_at=clock.now(),
            struck_by_id=actor.person_id,
            struck_reason=reason,
            data=None,
            picture_id=None,
        )
        facts = {"council": head.council, "session": head.title, "paper": paper.name, "reason": reason}
        everybody = await invitations.everybody(session_id)
        await tell(everybody, "supplement_struck", inviting.ref(session_id), **facts)
        await audit.record(actor, "supplement_struck", inviting.ref(session_id), digest=paper.digest)
        after_commit(lambda: hub.announce(meeting.topic(session_id)))


async def _must_add(actor: Actor, session_id: int) -> None:
    head = await sessions.head(session_id)
    must(rules.may_add(actor, *await councils.paths(head.council_id)), actor, "supplement_forbidden")


async def _item(session_id: int, number: int) -> int | None:
    if not number:
        return None
    items = {item.position: item.id for item in await sessions.items(session_id)}
    if number not in items:
        raise Refused("supplement_item", "item")
    return items[number]
