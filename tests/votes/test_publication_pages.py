"""What anyone reads about a vote: the record, the papers, a receipt's paper and its proof, the files; and what staff do there."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from civic.kit.merkle import check
from civic.kit.tables import harmless
from civic.people.rules import Actor
from tests.browsing import Visitor
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes
from votes.casting import services as casting
from votes.models import Ballot
from votes.publication import queries
from votes.results import services as counting
from votes.rules import Method

As = Callable[[Actor], Visitor]
WHY = "我用回执查到的票，和我投的不一样。"


@dataclass
class Shut:
    """A closed ballot with one count, and what Lin was given."""

    id: int
    digest: str
    root: str
    receipt: str


@pytest.fixture
def shut(call: Call, cast: Cast, clock: Any) -> Shut:
    async def make() -> Shut:
        ballot = await votes.open_ballot(cast, codes=("a", "b"), method=Method.CHOOSE_ONE)
        receipts = {
            each.person_id: await casting.cast(each, ballot.id, votes.ticks(code))
            for each, code in ((cast.lin, "a"), (cast.wei, "a"), (cast.chen, "b"))
        }
        closed = await votes.sealed(ballot.id)
        counted = await counting.count(ballot.id)
        return Shut(ballot.id, counted.digest, closed.bulletin_root, receipts[cast.lin.person_id])

    return call(make)


def test_the_record_says_how_to_check_a_vote(client: Visitor, shut: Shut):
    page = client.get(f"/ballots/{shut.id}/record")
    assert page.status_code == 200
    for words in ("您可以这样核对", "用回执查票", "看全部的票", "下载整包记录", shut.root, shut.digest):
        assert words in page.text
    assert "签字确认" not in page.text


def test_before_closing_it_says_that_nobody_can_see_anything(call: Call, cast: Cast, client: Visitor):
    ballot = call(votes.open_ballot, cast)
    assert "在那以前谁也看不到" in client.get(f"/ballots/{ballot.id}/record").text
    assert "在那以前谁也看不到" in client.get(f"/ballots/{ballot.id}/papers").text
    for path in ("papers.csv", "papers.json", "bundle"):
        assert client.get(f"/ballots/{ballot.id}/{path}").status_code == 422
    found = client.post(f"/ballots/{ballot.id}/receipt", data={"code": "ACD-EFGH-JKM"})
    assert found.status_code == 404


def test_every_paper_is_listed_with_its_receipt(client: Visitor, shut: Shut):
    page = client.get(f"/ballots/{shut.id}/papers").text
    assert shut.receipt in page
    assert (page.count("项目 a"), page.count("项目 b")) == (2, 1)


def test_a_receipt_leads_to_its_paper_and_a_proof_that_anyone_can_check(client: Visitor, shut: Shut):
    typed = shut.receipt.lower().replace("-", " ")
    page = client.post(f"/ballots/{shut.id}/receipt", data={"code": typed})
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    assert "找到了，这张票算进去了" in page.text
    assert "项目 a" in page.text
    proof = client.post(f"/ballots/{shut.id}/proof", data={"code": shut.receipt}).json()
    leaf = proof["leaf"].encode()
    assert leaf == f"{shut.receipt}\ta".encode()
    assert proof["root"] == shut.root
    assert check(leaf, proof["index"], proof["size"], proof["path"], shut.root)


def test_a_receipt_is_found_whichever_vote_it_belongs_to(client: Visitor, shut: Shut):
    page = client.post("/ballots/receipt", data={"code": shut.receipt})
    assert page.status_code == 200
    assert "2026 年社区保障资金投票" in page.text


@pytest.mark.parametrize("path", ["/ballots/receipt", "/ballots/{id}/receipt"])
def test_a_receipt_that_is_nowhere_is_told_so_with_what_to_do(client: Visitor, shut: Shut, path: str):
    path = path.format(id=shut.id)
    for typed in ("ACD-EFGH-JKM", "什么", "x" * 40):
        page = client.post(path, data={"code": typed})
        assert page.status_code == 404
        assert "没有找到这张票" in page.text
        assert "监委会" in page.text
    assert client.post(path, data={"code": ""}).status_code == 422


def test_a_proof_of_nothing_is_not_given(client: Visitor, shut: Shut):
    assert client.post(f"/ballots/{shut.id}/proof", data={"code": "ACD-EFGH-JKM"}).status_code == 404


def test_the_page_of_a_receipt_says_what_it_proves_and_what_not(client: Visitor, shut: Shut):
    page = client.get(f"/ballots/{shut.id}/receipt").text
    assert "截止以前您给谁看过回执" in page
    assert "谁都能从里面挑一串" in page


def test_papers_come_as_a_table_without_formulas_and_for_machines(client: Visitor, shut: Shut):
    answer = client.get(f"/ballots/{shut.id}/papers.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert rows[0] == ["number", "receipt", "choices", "reason"]
    assert sorted(row[2] for row in rows[1:]) == ["a", "a", "b"]
    document = client.get(f"/ballots/{shut.id}/papers.json").json()
    assert sorted(paper["choices"] for paper in document["papers"]) == ["a", "a", "b"]
    assert document["counts"][0]["digest"] == shut.digest


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_is_text(cell: str):
    assert harmless(cell) == f"'{cell}"
    assert harmless("ACD-EFGH-JKM") == "ACD-EFGH-JKM"


def test_the_bundle_and_the_program_are_there_for_anyone(client: Visitor, shut: Shut):
    answer = client.get(f"/ballots/{shut.id}/bundle")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as box:
        inside = box.read("recount.py")
    assert client.get("/recount.py").content == inside


def test_two_tellers_sign_on_the_record(as_: As, cast: Cast, client: Visitor, shut: Shut):
    path = f"/ballots/{shut.id}"
    for actor, missing in ((cast.gao, "还缺 1 位"), (cast.sun, "两人已签字")):
        teller = as_(actor)
        page = teller.get(f"{path}/record").text
        digest = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
        assert digest is not None
        assert teller.post(f"{path}/signatures", data={"digest": digest[1]}).status_code == 303
        assert missing in client.get(f"{path}/record").text
    assert "结果已确认" in client.get(f"{path}/record").text


def test_a_signature_without_what_was_seen_is_refused(as_: As, cast: Cast, shut: Shut):
    teller = as_(cast.gao)
    assert teller.post(f"/ballots/{shut.id}/signatures", data={}).status_code == 409
    assert teller.post(f"/ballots/{shut.id}/signatures", data={"digest": "0" * 64}).status_code == 409


def test_a_contest_is_filed_answered_and_counted_again(as_: As, cast: Cast, client: Visitor, shut: Shut):
    lin, gao = as_(cast.lin), as_(cast.gao)
    record = f"/ballots/{shut.id}/record"
    assert "我要提异议" in lin.get(record).text
    assert lin.post(f"/ballots/{shut.id}/contest", data={"reason": "短"}).status_code == 422
    assert lin.post(f"/ballots/{shut.id}/contest", data={"reason": WHY}).status_code == 303
    page = client.get(record).text
    assert WHY in page
    assert "有 1 条异议，正在核对" in page
    assert cast.lin.name not in page
    answering = re.search(r"/contests/\d+/answer", gao.get(record).text)
    assert answering is not None
    assert WHY in gao.get(answering[0]).text
    said = {"verdict": "upheld", "answer": "已经对过，确实要重新数。"}
    assert gao.post(answering[0], data=said).status_code == 303
    page = client.get(record).text
    assert "第 2 次计票（有异议，重新数的）" in page
    assert "和第一次一样" in page
    assert gao.post(answering[0], data=said).status_code == 409


def test_a_contest_typed_before_signing_in_is_kept(client: Visitor, shut: Shut):
    answer = client.post(f"/ballots/{shut.id}/contest", data={"reason": WHY})
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in")


def test_a_void_vote_says_so_and_leads_to_the_one_held_again(
    as_: As, cast: Cast, client: Visitor, shut: Shut
):
    gao, sun = as_(cast.gao), as_(cast.sun)
    record = f"/ballots/{shut.id}/record"
    assert "/void" in gao.get(record).text
    assert gao.post(f"/ballots/{shut.id}/void", data={"reason": ""}).status_code == 422
    assert gao.post(f"/ballots/{shut.id}/void", data={"reason": "名册漏了一整栋楼的人。"}).status_code == 303
    page = client.get(record).text
    assert "这次投票作废了" in page
    assert "名册漏了一整栋楼的人。" in page
    assert "重新投一次" in sun.get(record).text
    again = sun.post(f"/ballots/{shut.id}/rerun").headers["location"]
    assert f'href="{again}/record"' in client.get(record).text
    assert record in client.get(f"{again}/record").text


def test_what_does_not_exist_is_not_found(client: Visitor, cast: Cast):
    for path in ("record", "papers", "papers.csv", "papers.json", "bundle", "receipt"):
        assert client.get(f"/ballots/999999/{path}").status_code == 404


def test_receipts_of_an_imported_vote_do_not_exist(call: Call, client: Visitor, cast: Cast):
    ballot = call(_imported, cast)
    assert "没有回执" in client.get(f"/ballots/{ballot.id}/record").text
    assert "没有回执" in client.get(f"/ballots/{ballot.id}/receipt").text
    line = call(queries.lines, ballot, 0, 1)[0]
    assert client.post("/ballots/receipt", data={"code": line.receipt}).status_code == 404


async def _imported(cast: Cast) -> Ballot:
    from_file = await votes.imported(cast)
    return await queries.ballot_of(from_file.ballot_id)
