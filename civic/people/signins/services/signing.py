"""Signing in with a password, and out again."""

from datetime import timedelta
from typing import NamedTuple

from civic.audit.services import record
from civic.kit import clock, passwords
from civic.kit.codes import token, token_digest
from civic.kit.db import locked, transaction
from civic.kit.errors import Refused, SignInNeeded
from civic.people import rules as people_rules
from civic.people import services as people
from civic.people.rules import Actor, Login
from civic.people.signins import queries, rules
from civic.people.signins.models import Credential, SignIn
from civic.web import throttle


class Browser(NamedTuple):
    """Where a request comes from: what it says it is, its address, and for how many days it may stay signed in."""

    agent: str
    address: str
    days: int = 30


async def sign_in(name_or_phone: str, password: str, browser: Browser) -> str:
    """Check a password and open a sign-in; answers the cookie's value.

    An unknown name costs the same work and gets the same answer as a wrong password.
    Raises Refused ``sign_in_wrong``, TooMany.
    """
    login = people_rules.login(name_or_phone)
    who = token_digest(f"{login.phone or ''}/{login.handle or ''}")
    await throttle.hit("sign-in-address", browser.address, rules.ADDRESS)
    await throttle.hit("sign-in-here", f"{who}/{browser.address}", rules.ACCOUNT_HERE)
    await throttle.hit("sign-in", who, rules.ACCOUNT)
    known = await queries.account(login)
    verdict = await passwords.verify(known.hash if known else None, password)
    if known is None or not verdict.fits:
        raise Refused("sign_in_wrong")
    if verdict.outdated:
        await set_password(known.person_id, password)
    return await open_sign_in(known.person_id, browser)


async def set_password(person_id: int, password: str) -> None:
    """Keep a password's hash, made with today's costs. Raises TooMany when too many wait to be hashed."""
    await keep_password(person_id, await passwords.hashed(password))


async def keep_password(person_id: int, kept: str) -> None:
    """Write a hash, inside the act it belongs to."""
    values = {"hash": kept, "changed_at": clock.now()}
    async with transaction():
        await Credential.update_or_create(values, person_id=person_id)


async def prove(actor: Actor, password: str) -> None:
    """Before an act that binds (a signature): the person at the keyboard types their password once more.

    Raises SignInNeeded, Refused ``password_wrong``, TooMany.
    """
    if actor.person_id is None:
        raise SignInNeeded
    await throttle.hit("password", str(actor.person_id), rules.ACCOUNT_HERE)
    if not (await passwords.verify(await queries.password_of(actor.person_id), password)).fits:
        raise Refused("password_wrong", "password")


async def change_password(actor: Actor, old: str, new: str, cookie: str) -> None:
    """Choose another password; every other browser is signed out.

    Raises SignInNeeded, Refused ``password_wrong`` and what ``check_password`` refuses, TooMany.
    """
    if actor.person_id is None:
        raise SignInNeeded
    await throttle.hit("password", str(actor.person_id), rules.ACCOUNT_HERE)
    if not (await passwords.verify(await queries.password_of(actor.person_id), old)).fits:
        raise Refused("password_wrong", "old_password")
    rules.check_password(new, Login(None, None))
    kept = await passwords.hashed(new)
    async with transaction():
        await keep_password(actor.person_id, kept)
        others = SignIn.filter(person_id=actor.person_id, ended_at=None)
        await others.exclude(token_digest=token_digest(cookie)).update(ended_at=clock.now())
        await record(actor, "password_changed", people.ref(actor.person_id))


async def open_sign_in(person_id: int, browser: Browser) -> str:
    """Sign a browser in, inside the act that proved who it is; answers the cookie's value."""
    cookie = token()
    now = clock.now()
    async with transaction():
        await SignIn.create(
            token_digest=token_digest(cookie),
            person_id=person_id,
            started_at=now,
            expires_at=now + timedelta(days=browser.days),
            agent=browser.agent[:120],
        )
    return cookie


async def sign_out(cookie: str) -> None:
    """End the sign-in of this cookie. Unknown or ended ones are left as they are."""
    async with transaction():
        await SignIn.filter(token_digest=token_digest(cookie), ended_at=None).update(ended_at=clock.now())


async def revoke(actor: Actor, sign_in_id: int) -> None:
    """End one of one's own sign-ins; someone else's does not exist (NotFound). Twice is as good as once."""
    if actor.person_id is None:
        raise SignInNeeded
    async with transaction():
        found = await locked(SignIn, id=sign_in_id, person_id=actor.person_id)
        if found.ended_at is None:
            found.ended_at = clock.now()
            await found.save(update_fields=["ended_at"])
