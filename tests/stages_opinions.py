"""Conversations as they stand when a route of theirs is tried."""

from collections.abc import Mapping
from typing import Any

from councils.opinions import services
from tests.cast import Cast
from tests.factories import opinions as make

Given = Mapping[str, Any]


async def asked(cast: Cast) -> Given:
    """A conversation takes statements and votes; Lin's statement waits to be read."""
    made = await make.conversation(cast)
    said = await services.put_statement(cast.lin, made.id, "把空着的门面房租下来停电动车")
    return {"id": made.id, "statement": said.id, "seed": (await make.statements(made.id))[0]}


async def over(cast: Cast) -> Given:
    """It is closed, and enough people took part."""
    made = await make.conversation(cast)
    await make.crowd(cast, made.id, 40)
    await services.close_conversation(cast.zheng, made.id)
    return {"id": made.id}
