"""The first administrator, and the places from the city down."""

from civic.audit.services import record
from civic.kit import clock, passwords
from civic.kit.codes import token, token_digest
from civic.kit.db import rows, transaction
from civic.kit.errors import NotFound, Refused
from civic.people import rules as people_rules
from civic.people import services as people
from civic.people.rules import SYSTEM, Actor, Role
from civic.people.services import NewPerson
from civic.people.signins import queries, rules
from civic.people.signins.models import SetupLink
from civic.people.signins.services.invitations import NewAccount
from civic.people.signins.services.signing import Browser, keep_password, open_sign_in
from civic.places import services as place_services
from civic.places.rules import Level


async def create_setup_link() -> str:
    """The token of a link that makes the first administrator, once, within a day; older links stop working.

    Raises Refused ``setup_done`` when there is an administrator.
    """
    value = token()
    async with transaction():
        if await queries.has_admin():
            raise Refused("setup_done")
        await SetupLink.filter(used_at=None).update(expires_at=clock.now())
        until = clock.now() + rules.SETUP_VALID
        await SetupLink.create(digest=token_digest(value), created_at=clock.now(), expires_at=until)
    return value


async def set_up(link: str, new: NewAccount, line: dict[Level, str], browser: Browser) -> str:
    """Make the first administrator and the places from the city down to the first community; sign in.

    Raises NotFound for a link that is unknown, used or old or when there is an administrator, and what accounts refuse.
    """
    login = people_rules.new_login(new.login)
    rules.check_password(new.password, login)
    if not await queries.setup_open(link):
        raise NotFound
    kept = await passwords.hashed(new.password)
    async with transaction():
        await _use_link(link)
        root = await _plant(line)
        person_id = (await people.create(NewPerson(new.display_name, login.handle, login.phone), None)).id
        await keep_password(person_id, kept)
        given = await people.grant(SYSTEM, person_id, Role.ADMIN, root)
        await record(Actor(person_id), "site_set_up", people.ref(person_id), grant=given.id)
        return await open_sign_in(person_id, browser)


async def _use_link(link: str) -> None:
    used = await rows(
        "UPDATE setup_link SET used_at = ? WHERE digest = ? AND used_at IS NULL AND expires_at > ? RETURNING id",
        clock.now(),
        token_digest(link),
        clock.now(),
    )
    if not used or await queries.has_admin():
        raise NotFound


async def _plant(line: dict[Level, str]) -> int:
    """The places of one line from the top, those that exist already kept; answers the root's id."""
    ids: list[int] = []
    for level, name in line.items():
        ids.append(await place_services.ensure(SYSTEM, ids[-1] if ids else None, level, name))
    return ids[0]
