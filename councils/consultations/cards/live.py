"""What is pushed of the card wall: the wall itself, the same for everyone who looks at it."""

from civic.kit.errors import NotFound
from civic.live.hub import Region
from civic.live.stream import Topic
from civic.people.rules import Actor
from civic.web.pages import render
from councils.consultations import queries as consultations
from councils.consultations.cards import queries


async def renders(consultation_id: int, lang: str, audience: str) -> Region | None:
    """The wall as it hangs now, and its number; None where none hangs."""
    wall = await queries.of(consultation_id)
    if wall is None:
        return None
    html = render("councils/consultations/_wall.html", lang, wall=wall)
    return Region(wall.seq, {f"cards-{consultation_id}": html})


async def may_watch(actor: Actor, consultation_id: int) -> bool:
    """Consultations are public; there is nothing else to watch."""
    try:
        await consultations.one(consultation_id)
    except NotFound:
        return False
    return True


TOPIC = Topic("cards", renders, may_watch)
