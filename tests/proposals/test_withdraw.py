"""The proposer takes a proposal back."""

import pytest

from civic.audit.models import Entry
from civic.kit.errors import Forbidden, Refused, SignInNeeded
from civic.kit.refs import Ref
from civic.people.rules import ANONYMOUS, SYSTEM
from proposals import queries, services
from proposals.models import Step
from proposals.rules import State
from tests.cast import Cast
from tests.conftest import Call
from tests.factories.proposals import opened, proposal


def test_it_works_until_the_ballot(as_, client, cast: Cast, call: Call):
    for make in (proposal, opened):
        made = call(make, cast)
        browser = as_(cast.lin)
        assert "撤回提案" in browser.get(f"/proposals/{made.id}").text
        assert browser.post(f"/proposals/{made.id}/withdrawal").status_code == 303
        assert call(queries.one, made.id).state is State.WITHDRAWN
        assert "提案人撤回了" in client.get(f"/proposals/{made.id}").text


def test_not_once_it_stands_on_a_ballot(as_, cast: Cast, call: Call):
    made = call(opened, cast)
    call(services.put_on_ballot, SYSTEM, made.id, Ref("round", 1))
    assert "撤回提案" not in as_(cast.lin).get(f"/proposals/{made.id}").text
    assert as_(cast.lin).post(f"/proposals/{made.id}/withdrawal").status_code == 422
    with pytest.raises(Refused, match="proposal_underway"):
        call(services.withdraw, cast.lin, made.id)


@pytest.mark.parametrize("who", ["wei", "sun", "admin"])
def test_nobody_else(as_, cast: Cast, call: Call, who: str):
    made = call(proposal, cast)
    assert as_(getattr(cast, who)).post(f"/proposals/{made.id}/withdrawal").status_code == 403
    with pytest.raises(Forbidden):
        call(services.withdraw, getattr(cast, who), made.id)
    with pytest.raises(SignInNeeded):
        call(services.withdraw, ANONYMOUS, made.id)


def test_what_is_not_there(as_, cast: Cast):
    assert as_(cast.lin).post("/proposals/999/withdrawal").status_code == 404


def test_twice_is_once_and_leaves_one_trace(cast: Cast, call: Call):
    made = call(proposal, cast)
    for _ in range(2):
        call(services.withdraw, cast.lin, made.id)
    assert call(Entry.filter(verb="proposal_withdrawn").count) == 1
    assert call(Step.filter(proposal_id=made.id, state=State.WITHDRAWN).count) == 1
