"""An uploaded list: read and shown, taken over when it is sound, forgotten otherwise."""

from datetime import timedelta
from typing import Any

import pytest

from civic.audit.models import Entry as AuditEntry
from civic.kit.db import rows
from civic.kit.errors import Forbidden, Refused, SignInNeeded, TooMany
from civic.people.rules import ANONYMOUS
from tests.cast import Cast
from tests.conftest import Call
from tests.factories import votes as make
from tests.votes.rolls.sheets import OWNERS, csv, line_of, xlsx
from votes.models import Ballot
from votes.rolls import queries, services
from votes.rolls.imports import commands
from votes.rolls.imports import services as imports
from votes.rolls.imports.models import RollImport
from votes.rolls.imports.rules.lines import Controls
from votes.rolls.imports.rules.samples import as_csv, as_xlsx
from votes.rolls.imports.rules.tables import read
from votes.rules import Electorate

SOUND = Controls(4, 31000)
# Lin lives in 3-2-001 of the first estate
LIVING = [OWNERS[0], ["林秀英", "3-2-001", "89.50", "", ""], *OWNERS[2:]]


@pytest.fixture
def draft(call: Call, cast: Cast, clock: object) -> Ballot:
    return call(make.draft_ballot, cast, electorate=Electorate.OWNER)


def test_nothing_is_written_before_it_is_confirmed(call: Call, cast: Cast, draft: Ballot):
    made = call(imports.upload, cast.sun, draft.id, xlsx(LIVING), SOUND)
    assert (made.lines, made.area, len(made.entries), made.defects) == (4, 31000, 3, [])
    assert call(queries.size, draft.id) == 0
    call(imports.take_over, cast.sun, draft.id, made.id, False)
    totals = call(queries.totals, draft.id)
    assert (totals.lines, totals.area) == (3, 31000)
    assert call(RollImport.all().count) == 0
    assert call(AuditEntry.get, verb="roll_imported").facts == {"lines": 3, "area": 31000}


def test_an_owner_with_an_account_may_cast_with_it_and_others_by_slip(call: Call, cast: Cast, draft: Ballot):
    made = call(imports.upload, cast.sun, draft.id, xlsx(LIVING), SOUND)
    call(imports.take_over, cast.sun, draft.id, made.id, False)
    mine = call(line_of, draft, cast.lin)
    assert (mine.name, mine.area) == ("林秀英", 8950)
    assert mine.key.startswith("import:")
    assert call(queries.mine, draft.id, cast.chen.person_id) is None
    assert call(queries.totals, draft.id).slip_only == 2


def test_a_list_with_a_defect_is_not_taken_over(call: Call, cast: Cast, draft: Ballot):
    twice = [*OWNERS, ["别人", "１－１０１", "10", "", "1栋"]]
    made = call(imports.upload, cast.sun, draft.id, xlsx(twice), Controls(5, 32000))
    assert [(each["line"], each["code"]) for each in made.defects] == [(6, "double_unit")]
    with pytest.raises(Refused, match="import_defects"):
        call(imports.take_over, cast.sun, draft.id, made.id, True)
    assert call(queries.size, draft.id) == 0


def test_notices_are_looked_at_first(call: Call, cast: Cast, draft: Ballot):
    namesakes = [*OWNERS, ["林秀英", "3-301", "10", "", "1栋"]]
    made = call(imports.upload, cast.sun, draft.id, csv(namesakes), Controls(5, 32000))
    with pytest.raises(Refused, match="import_notices"):
        call(imports.take_over, cast.sun, draft.id, made.id, False)
    call(imports.take_over, cast.sun, draft.id, made.id, True)
    assert call(queries.size, draft.id) == 4


def test_totals_that_differ_stop_the_list(call: Call, cast: Cast, draft: Ballot):
    made = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), Controls(4, 31001))
    assert [each["code"] for each in made.defects] == ["control_area"]


def test_a_second_upload_takes_the_place_of_the_first(call: Call, cast: Cast, draft: Ballot):
    first = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    second = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    with pytest.raises(Refused, match="import_gone"):
        call(imports.take_over, cast.sun, draft.id, first.id, False)
    call(imports.take_over, cast.sun, draft.id, second.id, False)
    with pytest.raises(Refused, match="import_gone"):
        call(imports.take_over, cast.sun, draft.id, second.id, False)
    assert call(queries.size, draft.id) == 3


def test_a_new_list_takes_the_place_of_the_old_roll(call: Call, cast: Cast, draft: Ballot):
    for count in (4, 2):
        part = OWNERS[: count + 1]
        area = sum(int(row[2].replace(".", "")) for row in part[1:])
        made = call(imports.upload, cast.sun, draft.id, csv(part), Controls(count, area))
        call(imports.take_over, cast.sun, draft.id, made.id, False)
    assert [each.name for each in call(queries.entries, draft.id, 0, 9)] == ["林秀英", "魏国强"]


def test_an_upload_is_forgotten_after_an_hour(call: Call, cast: Cast, draft: Ballot, clock: Any):
    made = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    clock.travel(timedelta(minutes=61))
    with pytest.raises(Refused, match="import_gone"):
        call(imports.take_over, cast.sun, draft.id, made.id, False)
    call(commands.tick, clock.now())
    assert call(RollImport.all().count) == 0


def test_an_upload_is_withdrawn_twice_as_well_as_once(call: Call, cast: Cast, draft: Ballot):
    made = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    for _ in range(2):
        call(imports.withdraw, cast.sun, draft.id, made.id)
    assert call(RollImport.all().count) == 0


@pytest.mark.parametrize("who", ["lin", "gao", "other_clerk", "admin"])
def test_only_who_tends_the_roll_uploads(call: Call, cast: Cast, draft: Ballot, who: str):
    with pytest.raises(Forbidden):
        call(imports.upload, getattr(cast, who), draft.id, xlsx(OWNERS), SOUND)
    made = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    with pytest.raises(Forbidden):
        call(imports.take_over, getattr(cast, who), draft.id, made.id, False)


def test_nobody_uploads_and_nothing_is_uploaded_once_it_is_frozen(call: Call, cast: Cast, draft: Ballot):
    with pytest.raises(SignInNeeded):
        call(imports.upload, ANONYMOUS, draft.id, xlsx(OWNERS), SOUND)
    made = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    call(imports.take_over, cast.sun, draft.id, made.id, False)
    call(services.freeze, draft.id, {})
    with pytest.raises(Refused, match="roll_is_frozen"):
        call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)


def test_uploads_are_limited(call: Call, cast: Cast, draft: Ballot):
    for _ in range(30):
        with pytest.raises(Refused, match="table_empty"):
            call(imports.upload, cast.sun, draft.id, b"", SOUND)
    with pytest.raises(TooMany):
        call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)


def test_nothing_private_is_in_the_log(call: Call, cast: Cast, draft: Ballot):
    made = call(imports.upload, cast.sun, draft.id, xlsx(OWNERS), SOUND)
    call(imports.take_over, cast.sun, draft.id, made.id, False)
    said = str(call(rows, "SELECT facts FROM audit_entry"))
    assert not any(private in said for private in ("林秀英", "1-101", "2-201"))


@pytest.mark.parametrize("electorate", list(Electorate))
def test_the_samples_can_be_taken_over_as_they_are(
    call: Call, cast: Cast, clock: object, electorate: Electorate
):
    ballot = call(make.draft_ballot, cast, electorate=electorate)
    for sample in (as_csv(electorate), as_xlsx(electorate)):
        lines = len(read(sample).rows)
        area = 28475 if electorate is Electorate.OWNER else None
        made = call(imports.upload, cast.sun, ballot.id, sample, Controls(lines, area))
        assert (made.defects, made.notices, made.left_out) == ([], [], [])
        call(imports.take_over, cast.sun, ballot.id, made.id, False)
    assert call(queries.size, ballot.id) == 2
