"""What is pushed of the small groups: the tables of the round that is on, the same for everyone."""

from civic.kit import clock
from civic.kit.errors import NotFound
from civic.live.hub import Region
from civic.live.stream import Topic
from civic.people.rules import Actor
from civic.web.pages import render
from councils.consultations import queries as consultations
from councils.consultations.circles import queries


async def renders(consultation_id: int, lang: str, audience: str) -> Region | None:
    """The tables as they sit now; the number grows with every drawing and with every round that begins."""
    circle = await queries.of(consultation_id)
    if circle is None:
        return None
    begun = circle.current.number if circle.current else 0
    html = render(
        "councils/consultations/_tables.html", lang, circle=circle, id=consultation_id, now=clock.now()
    )
    return Region(circle.id * 10 + begun, {f"tables-{consultation_id}": html})


async def may_watch(actor: Actor, consultation_id: int) -> bool:
    """Consultations are public; there is nothing else to watch."""
    try:
        await consultations.one(consultation_id)
    except NotFound:
        return False
    return True


TOPIC = Topic("circle", renders, may_watch)
