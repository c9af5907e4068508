"""Every route, every role: the table of ``tests/matrix.py`` against what the application answers."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from civic.kit.settings import Settings
from civic.people.rules import Actor
from civic.people.signins.queries import draft
from tests.browsing import ORIGIN, Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.databases import roof
from tests.matrix import TABLE
from tests.matrix_rows import ROLES, Row

NOBODYS = 999_999_999
ROUTES = {route.name: route for route in roof().create_app(Settings()).routes}


def test_the_table_lists_every_route_and_no_other():
    assert sorted(ROUTES) == sorted(TABLE)


def answered(visitor: Visitor, row: Row, url: str, ids: Mapping[str, Any]) -> Response:
    if row.form is None:
        return visitor.get(url)
    return visitor.post(url, data={name: given(value, ids) for name, value in row.form.items()})


def given(value: Any, ids: Mapping[str, Any]) -> Any:
    """A form's value, or what the stage calls by this name."""
    if isinstance(value, list):
        return [given(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def told(response: Response) -> str:
    """The answer in the table's words."""
    where = response.headers.get("location", "")
    if response.status_code == 303 and where.startswith("/sign-in"):
        return "in"
    words = {403: "no", 404: "hidden", 422: "refused", 409: "refused"}
    return words.get(response.status_code, "ok" if response.status_code < 400 else str(response.status_code))


@pytest.mark.parametrize("name", sorted(name for name in TABLE if isinstance(ROUTES.get(name), Route)))
def test_each_role_is_told_what_the_table_says(
    name: str, client: Visitor, as_: Callable[[Actor], Visitor], call: Call, cast: Cast, clock: object
):
    row, route = TABLE[name], ROUTES[name]
    ids = {**call(row.stage, cast), **row.path}
    url = route.url_path_for(name, **{key: ids[key] for key in route.param_convertors})
    nothing = route.url_path_for(
        name, **{key: ids[key] if isinstance(ids[key], str) else NOBODYS for key in route.param_convertors}
    )
    may = row.may.split()
    said = {"anonymous": told(answered(client, row, url, ids))} if row.anonymous != "ok" else {}
    expected = {"anonymous": row.anonymous} if row.anonymous != "ok" else {}
    for role in [role for role in ROLES if role not in may]:
        visitor = as_(getattr(cast, ROLES[role]))
        response = answered(visitor, row, url, ids)
        said[role], expected[role] = told(response), row.expected(role)
        if told(response) == "hidden":
            assert same(response, answered(visitor, row, nothing, ids)), f"{role} can tell {url} from nothing"
    assert said == expected
    succeed = [getattr(cast, ROLES[role]) for role in may]
    visitors = [*([client] if row.anonymous == "ok" else []), *map(as_, succeed)]
    first, *rest = [answered(visitor, row, url, ids).status_code for visitor in visitors]
    assert first == (row.then or (200 if row.form is None else 303))
    # Who comes after the first may find the thing done already; nobody who may is told that it is not theirs.
    assert not {403, 404, 500} & set(rest) or row.then in rest


def same(one: Response, other: Response) -> bool:
    """Whether two answers give away the same: nothing, but for the address asked for."""
    ours = one.text.replace(str(one.url.path), "")
    return (one.status_code, ours) == (other.status_code, other.text.replace(str(other.url.path), ""))


@pytest.mark.parametrize(
    "name", sorted(name for name in TABLE if isinstance(ROUTES.get(name), WebSocketRoute))
)
def test_sockets_open_for_whom_the_table_says(
    name: str, client: Visitor, as_: Callable[[Actor], Visitor], call: Call, cast: Cast, clock: object
):
    row, route = TABLE[name], ROUTES[name]
    ids = {**call(row.stage, cast), **row.path}
    url = route.url_path_for(name, **{key: ids[key] for key in route.param_convertors})
    said = {role: opens(as_(getattr(cast, ROLES[role])), url) for role in ROLES} | {
        "anonymous": opens(client, url)
    }
    assert said == {role: role in row.may.split() for role in ROLES} | {"anonymous": row.anonymous == "ok"}
    assert not opens(client, route.url_path_for(name, **dict.fromkeys(route.param_convertors, NOBODYS)))


def opens(visitor: Visitor, url: str) -> bool:
    try:
        with visitor.watch(url) as socket:
            socket.receive_text()
            return True
    except WebSocketDisconnect:
        return False


# Passwords, opening codes and sealed bids lie nowhere in plain, not even for an hour.
SECRET = {
    "password": ("old_password", "password"),
    "call-open": ("code",),
    "call-bids": ("price", "plan"),
    "minutes-signatures": ("password",),
    "roll-late-addition": ("name", "basis"),
}


def _writes(name: str, row: Row) -> bool:
    return name in SECRET or (
        row.form is not None and any(isinstance(value, str) and len(value) > 9 for value in row.form.values())
    )


@pytest.mark.parametrize(
    "name", sorted(name for name, row in TABLE.items() if _writes(name, row) and row.anonymous == "in")
)
def test_what_was_written_survives_a_sign_in_that_ran_out(
    name: str, client: Visitor, call: Call, cast: Cast, clock: object
):
    row, route = TABLE[name], ROUTES[name]
    ids = {**call(row.stage, cast), **row.path}
    url = route.url_path_for(name, **{key: ids[key] for key in route.param_convertors})
    assert row.form is not None
    written = [
        value for value in row.form.values() if isinstance(value, str) and len(value) > 9 and value not in ids
    ]
    sent = {key: given(value, ids) for key, value in row.form.items()}
    response = client.post(url, data=sent, headers={"referer": f"{ORIGIN}/proposals"})
    assert told(response) == "in"
    asked = parse_qs(urlsplit(response.headers["location"]).query)
    kept = str(call(draft, asked["draft"][0])) if "draft" in asked else ""
    if name in SECRET:
        assert not any(str(given(row.form[field], ids)) in kept for field in SECRET[name]), kept
    else:
        assert all(value in kept for value in written), kept
