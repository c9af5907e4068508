"""What stands before a session when a route is tried."""

from collections.abc import Mapping
from typing import Any

from civic.kit import codes
from councils.preparation.agendas.services import publish
from councils.preparation.invitations.services import sign_up
from councils.preparation.motions import services as motions
from councils.preparation.petitions import services as petitions
from tests.cast import Cast
from tests.factories import councils, preparation

Given = Mapping[str, Any]


async def term(cast: Cast) -> Given:
    """A council in its term, and an empty form before somebody."""
    council = await councils.council(cast)
    agenda = await preparation.drafted(cast, council)
    return {
        "id": council.id,
        "term": agenda.term_id,
        "chair": cast.chen.person_id,
        "recorder": cast.ma.person_id,
        "key": codes.token(),
    }


async def agenda(cast: Cast) -> Given:
    """An agenda with two matters."""
    made = await preparation.written(cast)
    return {"id": made.id, "chair": cast.chen.person_id, "recorder": cast.ma.person_id}


async def entry(cast: Cast) -> Given:
    """A line of it."""
    made = await preparation.written(cast)
    return {"id": (await preparation.entry_of(made)).id}


async def listed(cast: Cast) -> Given:
    """The same, by its agenda."""
    made = await preparation.written(cast)
    return {"id": made.id, "entry": (await preparation.entry_of(made)).id}


async def paper(cast: Cast) -> Given:
    """A paper attached to a line, before the notice is out."""
    _, entry, found = await preparation.with_paper(cast)
    return {"id": entry.id, "paper": found.id, "key": found.key}


async def public_paper(cast: Cast) -> Given:
    """The same when the notice is out."""
    made, _, found = await preparation.with_paper(cast)
    await publish(cast.sun, made.id)
    return {"key": found.key}


async def session(cast: Cast) -> Given:
    """A session whose notice is out."""
    return {"id": (await preparation.published(cast)).id}


async def listening(cast: Cast) -> Given:
    """The same, and Lin has a seat in the gallery."""
    made = await preparation.published(cast)
    await sign_up(cast.lin, made.id)
    return {"id": made.id}


async def motion(cast: Cast) -> Given:
    """Lin has handed a motion in."""
    return {"id": (await preparation.handed_in(cast)).id}


async def cosigned(cast: Cast) -> Given:
    """The same, and Tang has signed it too."""
    made = await preparation.handed_in(cast)
    await motions.cosign(cast.tang, made.id)
    return {"id": made.id}


async def asked(cast: Cast) -> Given:
    """A council whose members may ask for a session."""
    council = await councils.council(cast, convening=preparation.ASKING)
    return {"id": council.id, "key": codes.token()}


async def petition(cast: Cast) -> Given:
    """Xu asks for a session, which takes every member's name."""
    return {"id": (await preparation.petition(cast, cast.xu)).id}


async def signed(cast: Cast) -> Given:
    """The same, and Tang has signed it."""
    made = await preparation.petition(cast, cast.xu)
    await petitions.sign(cast.tang, made.id)
    return {"id": made.id}


async def own_petition(cast: Cast) -> Given:
    """Tang asks for one."""
    return {"id": (await preparation.petition(cast, cast.tang)).id}


async def supplement(cast: Cast) -> Given:
    """A session with a paper that came after its notice."""
    made = await preparation.published(cast)
    late = await preparation.supplement(cast, made)
    return {"id": made.id, "supplement": late.id, "key": late.key}


async def slip(cast: Cast) -> Given:
    """A session to which somebody was asked on paper."""
    made = await preparation.published(cast)
    return {"id": made.id, "slip": (await preparation.slip(cast, made)).id}


async def printed(cast: Cast) -> Given:
    """The same, by the slip."""
    return {"id": (await preparation.slip(cast, await preparation.published(cast))).id}
