"""A paper that is changed, a household's one paper, and who comes with a slip: on the pages they see."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.papers import boxed, nonce, receipt
from votes.casting.models import Paper, Turnout
from votes.rolls.slips import services as slips
from votes.rolls.slips.rules import Which
from votes.rules import Electorate, Method, RollLine, Secrecy

DAY = timedelta(days=1)
As = Callable[[Actor], Visitor]


def test_a_changeable_paper_is_changed_with_the_code_and_only_with_it(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot, lin = call(make.open_ballot, cast, changeable=True), as_(cast.lin)
    page = lin.get(f"/ballots/{ballot.id}").text
    assert "截止以前可以改" in page
    code = nonce(page)
    first = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a", "nonce": code})
    assert " ".join(code[n : n + 4] for n in range(0, 32, 4)) in first.text
    without = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    assert without.status_code == 409
    assert "请用投票的那部手机" in without.text
    assert 'value="b" data-label="项目 b" data-cost="10000" checked' in without.text
    again = lin.get(f"/ballots/{ballot.id}").text
    assert "改成这样" in again
    sent = {"choices": "b", "nonce": nonce(again), "replaces": f" {code[:16].upper()}-{code[16:]}"}
    second = lin.post(f"/ballots/{ballot.id}/papers", data=sent)
    assert receipt(second.text) != receipt(first.text)
    assert receipt(lin.post(f"/ballots/{ballot.id}/papers", data=sent).text) == receipt(second.text)
    assert call(boxed, ballot) == [("b", "")]
    assert call(Turnout.filter(ballot_id=ballot.id).count) == 1


def test_a_code_changes_nobody_elses_paper(call: Call, cast: Cast, clock: Any, as_: As):
    ballot, lin, wei = call(make.open_ballot, cast, changeable=True), as_(cast.lin), as_(cast.wei)
    code = nonce(lin.get(f"/ballots/{ballot.id}").text)
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a", "nonce": code})
    wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    stolen = wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "c", "replaces": code})
    assert stolen.status_code == 409
    assert call(boxed, ballot) == [("a", ""), ("b", "")]


def test_after_the_end_a_changeable_paper_stays(call: Call, cast: Cast, clock: Any, as_: As):
    ballot, lin = call(make.open_ballot, cast, changeable=True), as_(cast.lin)
    code = nonce(lin.get(f"/ballots/{ballot.id}").text)
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a", "nonce": code})
    clock.travel(3 * DAY)
    answer = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "b", "replaces": code})
    assert answer.status_code == 422
    assert "改成这样" not in lin.get(f"/ballots/{ballot.id}").text
    assert call(boxed, ballot) == [("a", "")]


def test_a_named_paper_is_shown_to_its_voter_and_changed_without_a_code(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot = call(make.open_ballot, cast, secrecy=Secrecy.NAMED, changeable=True, method=Method.CUMULATIVE)
    lin = as_(cast.lin)
    lin.post(f"/ballots/{ballot.id}/papers", data={"points-a": "7", "points-b": "2"})
    page = lin.get(f"/ballots/{ballot.id}").text
    assert "记名" in page
    assert re.search(r'name="points-a"[^>]*value="7"', page)
    assert (
        lin.post(f"/ballots/{ballot.id}/papers", data={"points-a": "1", "points-d": "9"}).status_code == 200
    )
    assert call(boxed, ballot) == [("a:1,d:9", "")]
    (paper,) = call(Paper.filter(ballot_id=ballot.id).all)
    assert paper.entry_id == call(Turnout.get, ballot_id=ballot.id).entry_id


def test_a_household_has_one_paper_and_sees_who_cast_it(call: Call, cast: Cast, clock: Any, as_: As):
    home = RollLine("household:1", voters=(cast.lin.person_id or 0, cast.wei.person_id or 0))
    ballot = call(make.open_ballot, cast, lines=[home], electorate=Electorate.HOUSEHOLD)
    lin, wei = as_(cast.lin), as_(cast.wei)
    assert "一户一张票" in lin.get(f"/ballots/{ballot.id}").text
    lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"})
    page = wei.get(f"/ballots/{ballot.id}").text
    assert "林秀英" in page
    assert "替这一户投了票" in page
    assert "项目 a" not in page.split('id="state"')[1].split("</section>")[0]
    assert wei.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"}).status_code == 409
    assert call(boxed, ballot) == [("a", "")]


def test_each_voter_has_a_draft_of_their_own_on_a_phone_that_a_family_shares(
    call: Call, cast: Cast, clock: Any, as_: As
):
    ballot = call(make.open_ballot, cast)

    def kept(page: str) -> str:
        found = re.search(r'data-keep(?:-done)?="(ballot-\d+-[0-9a-f]{8})"', page)
        assert found
        return found[1]

    lin, wei = as_(cast.lin), as_(cast.wei)
    mine, theirs = kept(lin.get(f"/ballots/{ballot.id}").text), kept(wei.get(f"/ballots/{ballot.id}").text)
    assert mine != theirs
    done = lin.post(f"/ballots/{ballot.id}/papers", data={"choices": "a"}).text
    assert f'data-kept-done="{mine}"' in done


def test_who_comes_with_a_slip_casts_one_paper_without_an_account_and_a_lost_receipt_is_given_again(
    call: Call, cast: Cast, clock: Any, client: Visitor
):
    ballot = call(make.open_ballot, cast, lines=[RollLine("household:1", unit="3-2-501")])
    (sheet,) = call(slips.print_slips, cast.sun, ballot.id, Which.NEW)
    ((_, code),) = sheet.slips
    assert client.post("/vote", data={"code": code}).headers["location"] == f"/ballots/{ballot.id}"
    page = client.get(f"/ballots/{ballot.id}")
    assert "还没投" in page.text
    assert page.headers["cache-control"] == "no-store"
    hidden = dict(re.findall(r'<input type="hidden" name="(nonce|entry)" value="(\w+)"', page.text))
    answers = [client.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"} | hidden) for _ in range(2)]
    assert receipt(answers[0].text) == receipt(answers[1].text)
    done = [re.findall(r'data-kept-done="([\w-]+)"', answer.text) for answer in answers]
    assert done[0] == done[1] == re.findall(r'data-keep="([\w-]+)"', page.text)
    (turnout,) = call(Turnout.filter(ballot_id=ballot.id).all)
    assert turnout.person_id is None
    fresh = client.post(f"/ballots/{ballot.id}/papers", data={"choices": "c", "entry": hidden["entry"]})
    assert fresh.headers["location"].startswith("/sign-in?")
    assert call(boxed, ballot) == [("b", "")]
    assert client.post("/vote", data={"code": code}).status_code == 422


def test_a_slip_counts_at_its_own_ballot_only(call: Call, cast: Cast, clock: Any, client: Visitor):
    one, two = (call(make.open_ballot, cast, lines=[RollLine("household:1")]) for _ in range(2))
    ((_, code),) = call(slips.print_slips, cast.sun, one.id, Which.NEW)[0].slips
    client.post("/vote", data={"code": code})
    assert "登录去投" in client.get(f"/ballots/{two.id}").text
    assert client.post(f"/ballots/{two.id}/papers", data={"choices": "a"}).status_code == 303


def test_the_holder_of_a_slip_and_the_member_of_the_household_have_one_paper_between_them(
    call: Call, cast: Cast, clock: Any, client: Visitor, as_: As
):
    home = RollLine("household:1", voters=(cast.lin.person_id or 0,))
    ballot = call(make.open_ballot, cast, lines=[home], electorate=Electorate.HOUSEHOLD)
    ((_, code),) = call(slips.print_slips, cast.sun, ballot.id, Which.NEW)[0].slips
    client.post("/vote", data={"code": code})
    assert as_(cast.lin).post(f"/ballots/{ballot.id}/papers", data={"choices": "a"}).status_code == 200
    late = client.post(f"/ballots/{ballot.id}/papers", data={"choices": "b"})
    assert late.status_code == 409
    assert call(boxed, ballot) == [("a", "")]
