"""The bundle: the same bytes every time, nobody in it, recounted by a program that knows nothing of the house."""

import ast
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from civic.kit.chain import canonical_json
from civic.people.models import Person
from tests.factories import votes
from votes.casting import services as casting
from votes.models import Ballot, Option
from votes.publication import commands, queries
from votes.publication.recount.packing import SUMS, packed, sums
from votes.publication.recount.program import checked
from votes.results import services as results
from votes.rules import Filled, Rule

QUIET = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def ballot(cast, call, clock) -> Ballot:
    """A round under Equal Shares: four voted, two tellers signed."""
    voters = [cast.lin, cast.wei, cast.chen, cast.tang]

    async def make() -> Ballot:
        round_ = await votes.open_round(cast, rule=Rule.MES_COST)
        codes = [
            option.code for option in await Option.filter(ballot_id=round_.ballot_id).order_by("position")
        ]
        for number, voter in enumerate(voters):
            await casting.cast(voter, round_.ballot_id, Filled(tuple(codes[: 1 + number % 2])))
        clock.travel(timedelta(days=8))
        await results.close(cast.sun, round_.id)
        await votes.certify(cast, round_.ballot_id)
        return await queries.ballot_of(round_.ballot_id)

    return call(make)


@pytest.fixture
def zipped(call, ballot) -> bytes:
    return call(queries.bundle, ballot)


@pytest.fixture
def recounts(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """What is wrong with a bundle."""

    def check(raw: bytes) -> list[str]:
        path = tmp_path / "ballot.zip"
        path.write_bytes(raw)
        findings = checked(str(path), "en")
        return [line for line in findings.lines if line.startswith("[WRONG")]

    return check


def unzipped(raw: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        return {name: box.read(name) for name in box.namelist()}


def test_the_second_count_agrees(zipped, recounts):
    assert recounts(zipped) == []


def test_the_same_ballot_gives_the_same_bytes(call, ballot, zipped):
    import_module("votes.publication.queries.bundle")._packed.clear()
    import_module("votes.publication.queries.bulletin")._boxes.clear()
    assert call(queries.bundle, ballot) == zipped


def test_it_runs_alone_on_the_standard_library(zipped, tmp_path):
    bundle, program = tmp_path / "ballot.zip", tmp_path / "recount.py"
    bundle.write_bytes(zipped)
    program.write_bytes(queries.program())
    for words in ([str(program), str(bundle)], [str(bundle)], [str(program), str(bundle), "--lang", "en"]):
        done = subprocess.run(
            [sys.executable, "-I", "-S", *words], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert "Everything agrees" in done.stdout or "全部相符" in done.stdout


def test_the_program_is_one_file_of_python_3_9_that_imports_nothing_else():
    tree = ast.parse(queries.program(), feature_version=(3, 9))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {alias.name for node in imported if isinstance(node, ast.Import) for alias in node.names}
    modules |= {str(node.module) for node in imported if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in modules} <= set(sys.stdlib_module_names)
    defined = [node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert len(defined) == len(set(defined)), "two chapters use one name"


def test_it_recounts_a_folder_the_bundle_was_unpacked_into(zipped, tmp_path):
    with zipfile.ZipFile(io.BytesIO(zipped)) as box:
        box.extractall(tmp_path / "open")
    assert checked(str(tmp_path / "open")).wrong == 0
    (tmp_path / "open" / "papers.tsv").write_text("")
    assert checked(str(tmp_path / "open")).wrong


@QUIET
@given(data=st.data())
def test_any_single_changed_byte_is_found(zipped, recounts, data: st.DataObject):
    place = data.draw(st.integers(0, len(zipped) - 1))
    changed = bytearray(zipped)
    changed[place] ^= data.draw(st.integers(1, 255))
    assert recounts(bytes(changed))


@pytest.mark.parametrize("name", ["ballot.json", "papers.tsv", "results.json", "audit.json", SUMS])
def test_every_single_byte_of_the_record_is_guarded(zipped, tmp_path, name):
    files = unzipped(zipped)
    with zipfile.ZipFile(io.BytesIO(zipped)) as box:
        box.extractall(tmp_path / "open")
    path = tmp_path / "open" / name
    body = files[name]
    for place in range(0, len(body), max(1, len(body) // 150)):
        path.write_bytes(body[:place] + bytes([body[place] ^ 1]) + body[place + 1 :])
        assert checked(str(tmp_path / "open")).wrong, place


def forged(raw: bytes, name: str, change: Callable[[Any], None]) -> bytes:
    """A bundle in which somebody changed a file and made the list of sums anew."""
    files = unzipped(raw)
    document = json.loads(files[name])
    change(document)
    files[name] = canonical_json(document)
    return packed(files | {SUMS: sums(files)})


def _first(document: Any, **changes: Any) -> None:
    document[0].update(changes)


FORGERIES: dict[str, tuple[str, Callable[[Any], None]]] = {
    "votes": ("results.json", lambda d: d[0]["lines"][0].update(votes=9)),
    "winner": ("results.json", lambda d: d[0]["lines"][-1].update(selected=True, order=2)),
    "price": ("results.json", lambda d: d[0]["working"]["steps"][0].update(price=1)),
    "left": ("results.json", lambda d: d[0]["working"]["steps"][0].update(left=1)),
    "payers": ("results.json", lambda d: d[0]["working"]["steps"][0].update(full=1)),
    "certificate": ("results.json", lambda d: d[0]["working"]["steps"][0].update(row=[1, 0, []])),
    "spent": ("results.json", lambda d: _first(d, spent_fen=1)),
    "papers": ("results.json", lambda d: _first(d, papers=5)),
    "digest": ("results.json", lambda d: _first(d, digest="0" * 64)),
    "signature": ("results.json", lambda d: d[0]["signatures"].pop()),
    "reason": ("results.json", lambda d: d[0]["document"]["lines"][0][3].update(code="other")),
    "turnout": ("ballot.json", lambda d: d["turnout"].update(phone=5)),
    "root": ("ballot.json", lambda d: d.update(bulletin_root="0" * 64)),
    "size": ("ballot.json", lambda d: d.update(bulletin_size=5)),
    "roll": ("ballot.json", lambda d: d.update(roll_size=4000)),
    "rule": ("ballot.json", lambda d: d["document"].update(rule="greedy")),
    "budget": ("ballot.json", lambda d: d["document"].update(budget_fen=1)),
    "option": ("ballot.json", lambda d: d["document"]["options"][0].__setitem__(2, "别的")),
    "date": ("ballot.json", lambda d: d["document"].update(closes_at=None)),
    "entry": ("audit.json", lambda d: d[0]["facts"].update(digest="0" * 64)),
    "entries": ("audit.json", lambda d: d.pop()),
    "format": ("ballot.json", lambda d: d.update(format="other")),
    "shape": ("ballot.json", lambda d: d.pop("document")),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_figure_changed_with_its_sums_is_found_too(zipped, recounts, what):
    assert recounts(forged(zipped, *FORGERIES[what]))


def test_a_paper_changed_with_its_sums_is_found_too(zipped, recounts):
    files = unzipped(zipped)
    lines = files["papers.tsv"].decode().splitlines()
    for papers in (lines[1:], [*lines, lines[0]], [lines[0].split("\t")[0] + "\t9999", *lines[1:]]):
        files["papers.tsv"] = "".join(f"{line}\n" for line in papers).encode()
        assert recounts(packed(files | {SUMS: sums(files)}))


def test_nobody_is_in_it(call, cast, ballot, zipped):
    people = call(_people)
    text = zipped.decode("utf-8", "replace")
    found = [word for person in people for word in person if word and word in text]
    assert not found


async def _people() -> list[tuple[str, ...]]:
    return [
        (
            each.display_name,
            each.phone or "",
            each.legal_name or "",
            each.household.address if each.household else "",
        )
        for each in await Person.all().select_related("household")
    ]


def test_papers_are_in_it_and_who_cast_them_is_not(zipped):
    files = unzipped(zipped)
    assert len(files["papers.tsv"].splitlines()) == 4
    acts = {entry["verb"] for entry in json.loads(files["audit.json"])}
    assert {"round_opened", "round_closed", "ballot_counted", "result_signed"} <= acts
    assert not {"paper_cast", "result_contested"} & acts


def test_the_command_writes_the_same_file(call, ballot, zipped, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    assert call(commands.bundle, ballot.id) == 0
    assert out.buffer.getvalue() == zipped


def test_the_command_says_why_there_is_no_bundle(call, cast, clock, capsys):
    still_open = call(votes.open_ballot, cast)
    assert call(commands.bundle, still_open.id) == 2
    assert call(commands.bundle, 9999) == 2
    assert "还没有" in capsys.readouterr().err
