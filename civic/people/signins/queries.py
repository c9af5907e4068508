"""Who a cookie is, and what waits to be used: codes, links, drafts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from civic.kit import clock
from civic.kit.codes import plain_code, token_digest
from civic.kit.db import rows
from civic.people.models import Grant
from civic.people.queries import ACTOR_COLUMNS, ACTOR_GRANTS, actor_from
from civic.people.rules import ANONYMOUS, Actor, Login, Role, gives
from civic.people.signins.models import Draft, Invitation, SetupLink, SignIn
from civic.people.signins.rules import DRAFT_VALID
from civic.places.models import Place
from civic.places.rules import Level

_ACTOR = (
    f"SELECT {ACTOR_COLUMNS} FROM sign_in s JOIN person p ON p.id = s.person_id {ACTOR_GRANTS} "
    "WHERE s.token_digest = ? AND s.ended_at IS NULL AND s.expires_at > ? ORDER BY g.id"
)


@dataclass(frozen=True)
class Known:
    """The account behind a login."""

    person_id: int
    hash: str | None


async def actor_for(token: str) -> Actor:
    """Who this cookie is, with the roles held today: one query. Ended, expired or unknown: nobody."""
    day = clock.today()
    found = await rows(_ACTOR, day, day, token_digest(token), clock.now())
    return actor_from(found) if found else ANONYMOUS


async def account(login: Login) -> Known | None:
    """The account of a phone number or name."""
    column, value = ("phone", login.phone) if login.phone else ("handle", login.handle)
    found = await rows(
        f"SELECT p.id AS person_id, c.hash FROM person p LEFT JOIN credential c ON c.person_id = p.id "
        f"WHERE p.{column} = ?",
        value,
    )
    return Known(**found[0]) if found else None


async def password_of(person_id: int) -> str | None:
    """The kept hash."""
    found = await rows("SELECT hash FROM credential WHERE person_id = ?", person_id)
    return str(found[0]["hash"]) if found else None


def digest(cookie: str) -> str:
    """What is kept of a cookie."""
    return token_digest(cookie)


async def mine(person_id: int) -> list[SignIn]:
    """Where a person is signed in now, the latest first."""
    live = SignIn.filter(person_id=person_id, ended_at=None, expires_at__gt=clock.now())
    return await live.order_by("-id").limit(100)


async def invitation(code: str) -> Invitation | None:
    """The invitation behind a code as typed, if it can still be used."""
    digest = token_digest(plain_code(code))
    found = Invitation.get_or_none(code_digest=digest, used_at=None, expires_at__gt=clock.now())
    return await found.prefetch_related("place")


@dataclass(frozen=True)
class Batch:
    """How the invitations of one place and role stand."""

    role: Role
    open: int
    used: int


def invitable(actor: Actor, place: Place) -> list[Role]:
    """The roles this actor may hand out slips for at a place, the commonest first."""
    given = gives(actor, place.path) - {Role.ADMIN, Role.ORGANISATION}
    return [
        role
        for role in Role
        if role in given and (role is not Role.RESIDENT or place.level is Level.COMMUNITY)
    ]


async def batches(place_id: int) -> list[Batch]:
    """How many codes of a place wait to be used and how many were."""
    found = await rows(
        "SELECT role, SUM(CASE WHEN used_at IS NULL AND expires_at > ? THEN 1 ELSE 0 END) AS open, "
        "SUM(CASE WHEN used_at IS NOT NULL THEN 1 ELSE 0 END) AS used "
        "FROM invitation WHERE place_id = ? GROUP BY role ORDER BY role",
        clock.now(),
        place_id,
    )
    return [Batch(Role(row["role"]), int(row["open"]), int(row["used"])) for row in found]


async def setup_open(token: str) -> bool:
    """Whether this set-up link still works."""
    live = SetupLink.filter(digest=token_digest(token), used_at=None, expires_at__gt=clock.now())
    return await live.exists() and not await has_admin()


async def has_admin() -> bool:
    """Whether anyone was ever made administrator."""
    return await Grant.exists(role=Role.ADMIN)


async def draft(key: str) -> dict[str, Any]:
    """What was typed before a sign-in; empty after an hour. Reading it changes nothing: a reload shows it again."""
    found = await _draft(key)
    return dict(found.typed) if found else {}


async def draft_path(key: str) -> str | None:
    """The page of the form the draft belongs to."""
    found = await _draft(key)
    return found.path if found else None


async def _draft(key: str) -> Draft | None:
    return await Draft.get_or_none(key_digest=token_digest(key), created_at__gt=_oldest())


def _oldest() -> datetime:
    return clock.now() - DRAFT_VALID
