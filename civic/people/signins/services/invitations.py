"""One-time codes on slips of paper, and the accounts they open."""

from typing import NamedTuple

from civic.audit.services import record
from civic.kit import clock, passwords
from civic.kit.codes import invitation_code, plain_code, token_digest
from civic.kit.db import rows, transaction
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.people import rules as people_rules
from civic.people import services as people
from civic.people.rules import SYSTEM, Actor, Role
from civic.people.services import NewPerson
from civic.people.signins import queries, rules
from civic.people.signins.models import Invitation
from civic.people.signins.services.signing import Browser, keep_password, open_sign_in
from civic.places import queries as places
from civic.web import throttle


class NewAccount(NamedTuple):
    """What someone chooses when they open an account."""

    display_name: str
    login: str
    password: str
    birth_year: int | None = None


async def make_invitations(actor: Actor, place_id: int, role: Role, count: int) -> list[str]:
    """Draw codes that each open one account with this role here; only now can they be read.

    Raises SignInNeeded, NotFound, Forbidden ``invitations_forbidden``, Refused ``grant_resident_place``.
    """
    if not actor.signed_in and actor != SYSTEM:
        raise SignInNeeded
    drawn = [invitation_code() for _ in range(min(count, rules.MOST_SLIPS))]
    async with transaction():
        place = await places.by_id(place_id)
        if not people_rules.may_grant(actor, role, place.path):
            raise Forbidden("invitations_forbidden")
        people_rules.check_grant(role, place.level, clock.today(), None)
        until = clock.now() + rules.INVITATION_VALID
        await Invitation.bulk_create(
            Invitation(
                code_digest=token_digest(plain_code(code)),
                place=place,
                role=role,
                created_by_id=actor.person_id,
                created_at=clock.now(),
                expires_at=until,
            )
            for code in drawn
        )
        await record(actor, "invitations_made", Ref("place", place_id), role=role.value, count=len(drawn))
    return drawn


async def withdraw_invitations(actor: Actor, place_id: int, role: Role) -> None:
    """Make every unused code of a place and role worthless (slips were lost). Raises NotFound, Forbidden."""
    async with transaction():
        place = await places.by_id(place_id)
        if not people_rules.may_grant(actor, role, place.path):
            raise Forbidden("invitations_forbidden")
        unused = Invitation.filter(place_id=place_id, role=role, used_at=None, expires_at__gt=clock.now())
        count = await unused.update(expires_at=clock.now())
        await record(actor, "invitations_withdrawn", Ref("place", place_id), role=role.value, count=count)


async def open_account(code: str, new: NewAccount, browser: Browser) -> str:
    """Open an account with an invitation code, sign in, and answer the cookie's value. A code works once.

    Who was handed the slip was looked at by who handed it out, so the account is verified.
    Raises Refused ``invitation_unknown``, ``login_bad``, ``login_taken``, ``birth_year_range``, ``password_…``, TooMany.
    """
    await throttle.hit("invitation", browser.address, rules.CODES)
    login = people_rules.new_login(new.login)
    rules.check_password(new.password, login)
    people_rules.check_birth_year(new.birth_year, clock.today().year)
    if await queries.invitation(code) is None:
        raise Refused("invitation_unknown", "code")
    kept = await passwords.hashed(new.password)
    async with transaction():
        someone = NewPerson(new.display_name, login.handle, login.phone, None, new.birth_year)
        person_id = (await people.create(someone, None)).id
        await keep_password(person_id, kept)
        await _use(code, person_id)
        return await open_sign_in(person_id, browser)


async def accept_invitation(actor: Actor, code: str, address: str) -> None:
    """Take the role of a code with the account one has. Raises SignInNeeded, Refused ``invitation_unknown``, TooMany."""
    await throttle.hit("invitation", address, rules.CODES)
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        await _use(code, actor.person_id)


async def _use(code: str, person_id: int) -> None:
    """Use a code up and give what it promises. One statement decides who was first."""
    used = await rows(
        "UPDATE invitation SET used_at = ?, used_by_id = ? WHERE code_digest = ? AND used_at IS NULL "
        "AND expires_at > ? RETURNING id, place_id, role, household_id, created_by_id",
        clock.now(),
        person_id,
        token_digest(plain_code(code)),
        clock.now(),
    )
    if not used:
        raise Refused("invitation_unknown", "code")
    found = used[0]
    await people.vouch(person_id, found["created_by_id"], found["household_id"])
    # The person who drew the code was allowed to; that they may have left since does not spoil the slip.
    await people.grant(SYSTEM, person_id, Role(found["role"]), found["place_id"])
    await record(Actor(person_id), "invitation_used", people.ref(person_id), invitation=found["id"])
