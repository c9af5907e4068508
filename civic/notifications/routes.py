"""My notifications."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from civic.kit import refs
from civic.kit.errors import SignInNeeded
from civic.kit.money import yuan
from civic.kit.refs import Ref
from civic.notifications import queries, rules, services
from civic.notifications.forms import ReadForm
from civic.notifications.models import Notification
from civic.web import i18n, slots
from civic.web.answers import see
from civic.web.forms import posted
from civic.web.pages import page
from civic.web.paging import after, paged

_ROOM = "civic/notifications"
_SIZE = 30
_ON_ME = 3


@dataclass(frozen=True)
class Told:
    """One notification as it is read."""

    id: int
    sentence: str
    url: str
    at: datetime
    fresh: bool


def told(one: Notification, lang: str) -> Told:
    """A notification in the reader's language, with the page it leads to."""

    def words(name: str, value: Any) -> Any:
        match name.rsplit("_", 1)[-1]:
            case "fen":
                return yuan(value)
            case "on" | "due":
                return i18n.day(date.fromisoformat(value), lang)
            case "at":
                return i18n.moment(datetime.fromisoformat(value), lang)
        return value

    sentence = rules.said(i18n.translate(rules.sentence_of(one.kind), lang), one.facts, words)
    url = refs.url(Ref(one.ref_kind, one.ref_id))
    return Told(one.id, sentence, url, one.created_at, one.read_at is None)


async def _list(request: Request) -> dict[str, Any]:
    person_id = request.state.actor.person_id
    if person_id is None:
        raise SignInNeeded
    found = await queries.of(person_id, after(request), _SIZE + 1)
    shown = paged(request, [told(one, request.state.lang) for one in found], _SIZE, key=lambda one: one.id)
    return {"shown": shown, "unread": await queries.unread(person_id)}


async def index(request: Request) -> Response:
    """Everything I was told, the latest first. Looking changes nothing."""
    return await page(request, f"{_ROOM}/index.html", **await _list(request))


@posted(ReadForm, f"{_ROOM}/index.html", _list)
async def read(request: Request, data: ReadForm) -> Response:
    """I have read these."""
    await services.mark_read(request.state.actor, data.up_to)
    return see(request, "notifications")


async def of_person(request: Request, person: Any) -> Markup | None:
    """The latest, lent to the person's own page."""
    person_id = request.state.actor.person_id
    if person_id is None:
        return None
    latest = [told(one, request.state.lang) for one in await queries.of(person_id, None, _ON_ME)]
    waiting = await queries.unread(person_id)
    return slots.panel(request, f"{_ROOM}/_mine.html", latest=latest, unread=waiting)


slots.lend("person.page", of_person, order=10)

routes = [
    Route("/notifications", index, name="notifications"),
    Route("/notifications/read", read, methods=["POST"], name="notifications-read"),
]
