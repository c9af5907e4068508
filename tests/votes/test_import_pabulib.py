"""A Pabulib file becomes a finished round, whole or not at all, and only once."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from civic.audit.models import Entry
from civic.kit.db import rows
from civic.kit.errors import Forbidden, NotFound, Refused
from civic.people.rules import SYSTEM
from tests.cast import Cast
from tests.conftest import Call
from votes.pabulib.commands import import_pabulib
from votes.pabulib.rules import Broken, Rule, count, read
from votes.pabulib.services import import_file
from votes.results import queries
from votes.rounds.models import Round
from votes.tally.rules import Ties
from votes.tally.spending.settings import Settings

DATA = Path(__file__).parent.parent / "data"
FILES = sorted(DATA.glob("*.pb"))
ASSEN = (DATA / "Netherlands_Assen_2024.pb").read_bytes()


async def total(table: str) -> int:
    return int((await rows(f"SELECT COUNT(*) AS n FROM {table}"))[0]["n"])


async def stored(ballot_id: int) -> tuple[str, list[str]]:
    """Rule and winners, in their order, of the official count."""
    result = await queries.official(ballot_id)
    assert result is not None
    lines = await queries.lines(result.id)
    return result.rule.value, [line.code for line in lines if line.selected]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_counted_from_the_database_as_from_the_file(call: Call, cast: Cast, path: Path) -> None:
    raw = path.read_bytes()
    round_ = call(import_file, SYSTEM, raw, cast.community.id, path.name)
    file = read(raw)
    own = Rule.GREEDY if file.rule == "unknown" else Rule.RECORDED
    expected = count(file, own, Settings(ties=Ties.FILE))
    rule, winners = call(stored, round_.ballot_id)
    assert winners == [file.election.projects[place].id for place in expected.winners]
    assert rule == ("add1-cost" if file.rule.startswith("equalshares/add1") else "greedy")
    assert call(total, "paper") == file.election.voters


def test_leaves_its_trace(call: Call, cast: Cast) -> None:
    async def verbs(kind: str, number: int) -> list[str]:
        return [each.verb for each in await Entry.filter(ref_kind=kind, ref_id=number).order_by("seq")]

    round_ = call(import_file, SYSTEM, ASSEN, cast.community.id, "assen.pb")
    assert call(verbs, "round", round_.id) == ["round_imported"]
    assert call(verbs, "ballot", round_.ballot_id) == ["ballot_counted"]
    assert round_.source_digest == hashlib.sha256(ASSEN).hexdigest()


def test_twice_is_refused_with_the_number_of_the_first(call: Call, cast: Cast) -> None:
    first = call(import_file, SYSTEM, ASSEN, cast.community.id, "assen.pb")
    with pytest.raises(Refused, match="pb_imported") as refused:
        call(import_file, SYSTEM, ASSEN, cast.community.id, "again.pb")
    assert refused.value.facts["number"] == first.id
    assert call(total, "funding_round") == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"date_begin;", b"date_begin;x", "pb_bad_day"),
        (b"num_votes;84", b"num_votes;85", "pb_num_votes"),
        (b"budget;100000", b"budget;100000.001", "pb_too_fine"),
        (b"budget;100000", b"budget;100000000000000", "pb_too_large"),
    ],
)
def test_nothing_of_a_broken_file_is_kept(call: Call, cast: Cast, old: bytes, new: bytes, code: str) -> None:
    assert old in ASSEN
    with pytest.raises(Refused, match=code):
        call(import_file, SYSTEM, ASSEN.replace(old, new), cast.community.id, "broken.pb")
    assert [call(total, table) for table in ("funding_round", "ballot", "paper")] == [0, 0, 0]


def test_an_id_that_papers_cannot_hold_is_refused(call: Call, cast: Cast) -> None:
    whole = (
        "META\nkey;value\nunit;X\nnum_projects;1\nnum_votes;1\nbudget;9\nvote_type;approval\nrule;greedy\n"
    )
    whole += "PROJECTS\nproject_id;cost\na:1;5\nVOTES\nvoter_id;vote\n1;a:1\n"
    with pytest.raises(Refused, match="pb_strange_id"):
        call(import_file, SYSTEM, whole.encode(), cast.community.id, "x.pb")


def test_who_may(call: Call, cast: Cast) -> None:
    assert call(import_file, cast.sun, ASSEN, cast.community.id, "assen.pb").id
    with pytest.raises(Forbidden):
        call(import_file, cast.lin, ASSEN, cast.community.id, "assen.pb")
    with pytest.raises(NotFound):
        call(import_file, SYSTEM, ASSEN + b"\n", 999_999, "assen.pb")


def test_without_a_place_it_belongs_to_a_city_of_its_own_name(call: Call) -> None:
    async def place_name(round_id: int) -> Any:
        found = await Round.get(id=round_id).select_related("place")
        return found.place.name, found.place.level.value

    assert call(place_name, call(import_file, SYSTEM, ASSEN, None, "a.pb").id) == ("Assen", "city")
    call(import_file, SYSTEM, ASSEN + b"\n", None, "the same city.pb")


def test_the_command_says_where_it_is_or_what_is_wrong(
    call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.pb", tmp_path / "bad.pb"
    good.write_bytes(ASSEN)
    bad.write_bytes(ASSEN.replace(b"budget;100000", b"budget;x"))
    assert call(import_pabulib, str(good)) == 0
    assert "/rounds/1/result" in capsys.readouterr().out
    assert call(import_pabulib, str(good)) == 2
    assert call(import_pabulib, str(bad)) == 2
    assert call(import_pabulib, str(tmp_path / "none.pb")) == 2
    assert call(import_pabulib, str(good), 999_999) == 2
    errors = capsys.readouterr().err.splitlines()
    assert errors[0].startswith(f"{good}: 这个文件已经导入过了")
    assert errors[1].startswith(f"{bad}:9: ")
    assert len(errors) == 4


def test_the_box_does_not_keep_the_order_of_the_file(call: Call, cast: Cast) -> None:
    async def keys() -> list[str]:
        return [row["key"] for row in await rows("SELECT key FROM paper")]

    call(import_file, SYSTEM, ASSEN, cast.community.id, "assen.pb")
    found = call(keys)
    assert found == sorted(found)


def test_broken_is_a_refusal_with_its_line() -> None:
    assert issubclass(Broken, Refused)
