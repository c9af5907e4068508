"""What stands before a session, as far along as a test needs it, made by the services people use."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from civic.kit import clock, codes
from civic.people.rules import Actor
from civic.web.fields import Upload
from councils.models import Council, Term
from councils.preparation.agendas import services
from councils.preparation.agendas.models import Agenda, AgendaEntry, Enclosure
from councils.preparation.agendas.rules.entries import Road, Sensitive
from councils.preparation.agendas.services import Changes, Heading
from councils.preparation.invitations.models import PaperInvitation
from councils.preparation.invitations.rules import Invited
from councils.preparation.motions import services as motions
from councils.preparation.motions.models import WrittenMotion
from councils.preparation.motions.rules import Slip
from councils.preparation.petitions import services as petitions
from councils.preparation.petitions.models import Petition
from councils.preparation.slips import services as slips
from councils.preparation.supplements import services as supplements
from councils.preparation.supplements.models import Supplement
from councils.sessions.models import Session
from tests.cast import Cast
from tests.factories import councils

ASKING = [{"share": "1/1", "of": "members"}]
PDF = b"%PDF-1.4\n%of a test\n"
SLIP = Slip(
    title="南门路灯换新",
    unit="居委会",
    action="更换南门到菜市口的 11 盏路灯",
    deadline=date(2027, 3, 31),
    amount_fen=1_800_000,
    reason="晚上接孩子看不清台阶，摔过两个人。",
)


def heading(cast: Cast, **changes: Any) -> Heading:
    """A session a week from now, with two seats in the gallery."""
    given: dict[str, Any] = {
        "title": "第 2 次会议",
        "starts_at": clock.now() + timedelta(days=7),
        "venue": "社区活动室",
        "basis": "按季度例会安排",
        "chair_id": cast.chen.person_id,
        "recorder_id": cast.ma.person_id,
        "gallery_seats": 2,
    }
    return Heading(**given | changes)


async def drafted(cast: Cast, council: Council | None = None, **changes: Any) -> Agenda:
    """An agenda with nothing on it."""
    term = await Term.get(council_id=(council or await councils.council(cast)).id)
    return await services.draft(cast.sun, term.id, heading(cast, **changes), codes.token())


async def written(cast: Cast, council: Council | None = None, **changes: Any) -> Agenda:
    """An agenda with two matters on it."""
    agenda = await drafted(cast, council, **changes)
    await services.add_free(cast.sun, agenda.id, "南门路灯", 20)
    await services.add_free(cast.sun, agenda.id, "垃圾分类亭", 25)
    return agenda


async def entry_of(agenda: Agenda, position: int = 1) -> AgendaEntry:
    """One line of an agenda."""
    return await AgendaEntry.get(agenda_id=agenda.id, position=position)


async def published(cast: Cast, council: Council | None = None, **changes: Any) -> Session:
    """A session whose notice went out from its agenda."""
    agenda = await written(cast, council, **changes)
    return await services.publish(cast.sun, agenda.id)


async def handed_in(cast: Cast, council: Council | None = None, **changes: Any) -> WrittenMotion:
    """Lin's motion about the lamps."""
    found = council or await councils.council(cast)
    return await motions.hand_in(cast.lin, found.id, replace(SLIP, **changes), codes.token())


async def with_paper(cast: Cast) -> tuple[Agenda, AgendaEntry, Enclosure]:
    """An agenda whose first matter has a PDF attached."""
    agenda = await written(cast)
    entry = await entry_of(agenda)
    upload = Upload("方案.pdf", PDF)
    return agenda, entry, await services.attach(cast.sun, entry.id, upload)


async def sensitive(cast: Cast, agenda: Agenda, position: int = 2, handled: bool = True) -> AgendaEntry:
    """One of its matters is about neighbours by name; Zheng has it until the end of the year."""
    entry = await entry_of(agenda, position)
    road = Road(
        Sensitive.NEIGHBOURS,
        cast.zheng.person_id if handled else None,
        date(2026, 12, 31) if handled else None,
    )
    await services.change(cast.sun, entry.id, Changes("三单元两家漏水纠纷", 20, road=road))
    return entry


async def petition(cast: Cast, author: Actor) -> Petition:
    """A member asks for a session about the water; it takes the names of all four."""
    council = await councils.council(cast, convening=ASKING)
    return await petitions.begin(
        author, council.id, "三号院二次供水停水", "水箱漏了三天，都说不归自己管。", codes.token()
    )


async def supplement(cast: Cast, session: Session) -> Supplement:
    """A paper that came after the notice."""
    upload = Upload("报价单.pdf", PDF + b"%late")
    return await supplements.add(cast.sun, session.id, upload, 1, "物业今天才交来的报价单")


async def slip(cast: Cast, session: Session) -> PaperInvitation:
    """Somebody without an account is asked to come."""
    return await slips.make(cast.sun, session.id, "罗永福", "代表三号院的租户", Invited.STAKEHOLDER)
