"""Papers attached to a line of an agenda."""

from civic.audit import services as audit
from civic.kit import clock
from civic.kit.chain import file_digest
from civic.kit.codes import token
from civic.kit.db import transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.people.rules import Actor
from civic.pictures import services as pictures
from civic.web.fields import Upload
from councils.preparation.agendas import queries
from councils.preparation.agendas.models import Enclosure
from councils.preparation.agendas.rules import files
from councils.preparation.agendas.services.drafting import open_agenda, ref


async def attach(actor: Actor, entry_id: int, upload: Upload | None) -> Enclosure:
    """Attach a PDF, a Word document or a photograph; a photograph is written anew, so nothing hidden in it is kept.

    Raises SignInNeeded, NotFound, Refused (``file_missing``, ``file_unknown``, ``file_too_big``, ``files_many``).
    """
    if not actor.signed_in:
        raise SignInNeeded
    entry = await queries.one_entry(entry_id, actor)
    if upload is None:
        raise Refused("file_missing", "file")
    file = files.look_at(upload.filename, upload.data)
    shrunk = await pictures.prepare(upload, "file") if file.kind is files.FileKind.PICTURE else None
    async with transaction():
        await open_agenda(actor, entry.agenda_id)
        if await Enclosure.filter(entry_id=entry_id).count() >= files.MOST_FILES:
            raise Refused("files_many", "file", most=files.MOST_FILES)
        picture = await pictures.keep(actor, shrunk, "file") if shrunk else None
        kept = shrunk.data if shrunk else file.data
        enclosure = await Enclosure.create(
            key=token(),
            entry_id=entry_id,
            name=file.name,
            kind=file.kind,
            size=len(kept),
            digest=file_digest(kept),
            data=None if picture else file.data,
            picture=picture,
            uploaded_by_id=actor.person_id,
            uploaded_at=clock.now(),
        )
        await audit.record(actor, "paper_attached", ref(entry.agenda_id), digest=enclosure.digest)
    return enclosure


async def detach(actor: Actor, entry_id: int, enclosure_id: int) -> None:
    """Take a paper off before the notice is out; a second time changes nothing. Raises SignInNeeded, NotFound, Refused."""
    if not actor.signed_in:
        raise SignInNeeded
    entry = await queries.one_entry(entry_id, actor)
    async with transaction():
        await open_agenda(actor, entry.agenda_id)
        found = await Enclosure.get_or_none(id=enclosure_id, entry_id=entry_id).only("id")
        if found is not None:
            await Enclosure.filter(id=enclosure_id).delete()
            await audit.record(actor, "paper_detached", ref(entry.agenda_id), paper=enclosure_id)
