"""Pages ask the database as often for many rows as for few."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tortoise.connection import get_connection

from civic.people.rules import Actor
from tests import stages_money as money
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import councils, matters, proposals

MANY = 12


@contextmanager
def counted() -> Iterator[list[str]]:
    """Every statement that goes to the database meanwhile."""
    asked: list[str] = []
    client: Any = get_connection("default")
    names = ("execute_query", "execute_query_dict", "execute_insert", "execute_many")
    kept = {name: getattr(client, name) for name in names}

    def watching(name: str) -> Callable[..., Any]:
        async def ask(query: str, *args: Any) -> Any:
            asked.append(query)
            return await kept[name](query, *args)

        return ask

    for name in names:
        setattr(client, name, watching(name))
    try:
        yield asked
    finally:
        for name in names:
            delattr(client, name)


def statements(visitor: Visitor, path: str) -> int:
    visitor.get(path)  # whatever is loaded once
    with counted() as asked:
        assert visitor.get(path).status_code == 200, path
    assert asked, path
    return len(asked)


async def _proposals(cast: Cast) -> None:
    for n in range(MANY):
        await proposals.opened(cast, cast.wei if n % 2 else cast.lin, title=f"第{n + 1}个单元门口加装扶手")


async def _waiting(cast: Cast) -> None:
    for n in range(MANY):
        await proposals.proposal(cast, title=f"第{n + 1}个单元门口加装扶手")


async def _notices(cast: Cast) -> None:
    for _ in range(MANY):
        await money.notice(cast)


async def _organisations_and_rounds(cast: Cast) -> None:
    for _ in range(3):
        await money.open_round(cast)


async def _matters(cast: Cast) -> None:
    for _ in range(3):
        await matters.open_matter(cast)


ROWS = {
    "/proposals": _proposals,
    "/": _proposals,
    "/me": _proposals,
    "/reviews": _waiting,
    "/notices": _notices,
    "/rounds": _organisations_and_rounds,
    "/matters": _matters,
    "/?": _matters,
    "/notifications": _proposals,
}


@pytest.mark.parametrize("path", ROWS)
def test_a_list_asks_as_often_for_many_as_for_few(
    path: str, client: Visitor, as_: Callable[[Actor], Visitor], call: Call, cast: Cast
):
    make = ROWS[path]
    reader = as_(cast.sun if path == "/reviews" else cast.lin)
    call(make, cast)
    few = statements(reader, path)
    call(make, cast)
    assert statements(reader, path) <= few


def test_a_proposals_page_asks_as_often_with_many_supporters_and_steps(
    client: Visitor, as_: Callable[[Actor], Visitor], call: Call, cast: Cast
):
    proposal = call(proposals.opened, cast)
    few = statements(as_(cast.lin), f"/proposals/{proposal.id}")
    for person in (cast.wei, cast.chen, cast.ma, cast.gao, cast.tang, cast.xu, cast.deng):
        as_(person).post(f"/proposals/{proposal.id}/support", data={})
    assert statements(as_(cast.lin), f"/proposals/{proposal.id}") <= few


def test_a_session_asks_as_often_late_as_early(
    client: Visitor, as_: Callable[[Actor], Visitor], call: Call, cast: Cast
):
    early = call(councils.opened, cast)
    few = statements(as_(cast.tang), f"/sessions/{early.id}")
    as_(cast.chen).post(f"/sessions/{early.id}/items", data={"item": "1"})
    as_(cast.tang).post(
        f"/sessions/{early.id}/motions", data={"text": "由居委会换好南门路灯，六月完成", "amount": "18000"}
    )
    as_(cast.xu).post(f"/sessions/{early.id}/seconds", data={"motion": "1"})
    assert statements(as_(cast.tang), f"/sessions/{early.id}") <= few + 1  # the motion's proposal is one more
