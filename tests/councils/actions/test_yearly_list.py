"""What a council resolved in a year, as a list to print and as a table to take away."""

import csv
import io

import pytest

from councils.actions import services
from councils.actions.rules import NoteKind
from councils.models import Council
from councils.resolutions.models import ActionItem
from tests.factories import record


@pytest.fixture
def item(call, cast, clock) -> ActionItem:
    call(record.published, cast)
    return call(lambda: ActionItem.get(position=1).select_related("resolution"))


@pytest.fixture
def asked(call, item) -> str:
    """The query of the council's list of that year."""
    council = call(Council.first)
    return f"council={council.id}&year={item.resolution.adopted_on.year}"


def read(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def test_the_list_of_a_council_and_a_year_says_whose_it_is(client, item, asked):
    page = client.get(f"/actions?{asked}").text
    assert f"槐树街社区居民议事会 {item.resolution.adopted_on.year} 年议定事项清单" in page
    assert item.content in page


def test_the_page_of_the_council_leads_to_it(client, call, item, asked):
    council = call(Council.first)
    page = client.get(f"/councils/{council.id}").text
    assert f"/actions?{asked.replace('&', '&amp;')}" in page
    assert f"/actions.csv?{asked.replace('&', '&amp;')}" in page


def test_the_table_has_every_item_with_its_state_and_last_news(client, call, cast, item, asked):
    call(services.step, cast.sun, item.id, NoteKind.PROGRESS, "灯已经到货，下周装。")
    head, line = read(client.get(f"/actions.csv?{asked}"))
    told = dict(zip(head, line, strict=True))
    assert told["做什么"] == item.content
    assert told["做完的日期"] == item.due_on.isoformat()
    assert told["状态"] == "在办"
    assert told["最近的进展"] == "灯已经到货，下周装。"


def test_nothing_in_the_table_is_run_as_a_formula(client, call, cast, item, asked):
    call(services.step, cast.sun, item.id, NoteKind.PROGRESS, "=HYPERLINK(1)")
    assert read(client.get(f"/actions.csv?{asked}"))[1][-1] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("year", ["0", "99999", "abc", "2020"])
def test_another_year_or_none_at_all(client, item, asked, year):
    asked = asked.rpartition("=")[0] + f"={year}"
    assert client.get(f"/actions?{asked}").status_code == 200
    lines = read(client.get(f"/actions.csv?{asked}"))
    assert len(lines) == (1 if year == "2020" else 2)


def test_a_council_that_is_not_there_is_not_found(client, item):
    assert client.get("/actions?council=99999").status_code == 404
