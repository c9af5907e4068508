"""Whatever is decided and however it is counted, the bundle recounts; and it is held again when it was void."""

from pathlib import Path
from typing import Any

import pytest

from civic.kit.thresholds import Threshold
from tests.factories import matters as make
from tests.factories import votes
from votes.matters.models import Matter
from votes.matters.rules import Plan
from votes.models import Ballot
from votes.publication import queries, services
from votes.publication.recount.program import checked
from votes.rules import Filled, Method, Rule, State
from votes.tally.choosing.majority import Base

RANKED = [Filled(order) for order in (("1", "2"), ("2", "3", "1"), ("3",), ("1", "3"), ("2", "1", "3"))]
NAMED = [Filled((code,)) for code in ("1", "1", "2", "3", "2")]
SCORED = [Filled(("1", "2"), points) for points in ((3, 1), (1, 2), (2, 2))]
TOLD = [Filled((word,)) for word in ("yes", "yes", "no", "abstain")]
OBJECTED = [Filled(("consent",)), Filled(("object",), reason="夜里太吵，\t睡不着。"), Filled(("abstain",))]


def chosen(method: Method, rule: Rule, **changes: Any) -> Any:
    return lambda: make.choosing(method, rule, **changes)


KINDS: dict[str, tuple[Any, list[Filled]]] = {
    "majority": (make.plan, TOLD),
    "majority-of-all": (lambda: make.plan(base=Base.ENTITLED, quorum=Threshold(1, 2, False)), TOLD),
    "consent": (lambda: make.plan(method=Method.CONSENT, rule=Rule.CONSENT), OBJECTED),
    "plurality": (chosen(Method.CHOOSE_ONE, Rule.PLURALITY), NAMED),
    "approval": (chosen(Method.APPROVAL, Rule.APPROVAL, seats=2), [*NAMED, Filled(("1", "3"))]),
    "score": (chosen(Method.SCORE, Rule.SCORE), SCORED),
    "borda": (chosen(Method.ORDINAL, Rule.BORDA), RANKED),
    "condorcet": (chosen(Method.ORDINAL, Rule.CONDORCET), RANKED),
    "irv": (chosen(Method.ORDINAL, Rule.IRV), RANKED),
    "stv": (chosen(Method.ORDINAL, Rule.STV, seats=2), RANKED),
}


def wrong_in(call, ballot_id: int, folder: Path) -> list[str]:
    path = folder / "ballot.zip"
    path.write_bytes(call(_bundle, ballot_id))
    return [line for line in checked(str(path), "en").lines if line.startswith("[WRONG")]


async def _bundle(ballot_id: int) -> bytes:
    return await queries.bundle(await queries.ballot_of(ballot_id))


@pytest.mark.parametrize("kind", KINDS)
def test_a_matter_of_every_kind_recounts(call, cast, clock, tmp_path, kind):
    wanted, papers = KINDS[kind]

    async def held() -> Matter:
        plan: Plan = wanted()
        return await make.closed(cast, papers, plan)

    made = call(held)
    call(votes.certify, cast, made.ballot_id)
    assert wrong_in(call, made.ballot_id, tmp_path) == []


@pytest.mark.parametrize("silence", ["", "不回复的随多数。"])
def test_owners_recount_by_area_and_by_heads(call, cast, clock, tmp_path, silence):
    shares = [(100_00, "yes"), (80_00, "yes"), (60_00, "no"), (50_00, "abstain"), (70_00, "")]

    async def held() -> Matter:
        made = await make.owned(cast, shares, make.owners(silence_text=silence) if silence else make.owners())
        return await make.shut(cast, made)

    made = call(held)
    assert wrong_in(call, made.ballot_id, tmp_path) == []


def test_two_tellers_make_a_matter_stand_and_a_void_one_is_held_again(call, cast, clock):
    async def held() -> Matter:
        return await make.closed(cast, TOLD)

    made = call(held)
    call(votes.certify, cast, made.ballot_id)

    async def state() -> State:
        return (await Ballot.get(id=made.ballot_id)).state

    assert call(state) is State.CERTIFIED
    call(services.declare_void, cast.gao, made.ballot_id, "名册漏了一整栋楼的人。")
    again = call(services.rerun, cast.sun, made.ballot_id)

    async def matter() -> bool:
        return await Matter.exists(ballot_id=again.id)

    assert call(matter)
