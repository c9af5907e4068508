"""How days and lengths are said."""

from datetime import date

import pytest

from civic.web import i18n


def test_a_day_reads_the_same_from_a_log_as_from_a_table(clock):
    assert i18n.day("2026-11-22", "zh") == i18n.day(date(2026, 11, 22), "zh") == "11月22日"
    assert i18n.day("2027-01-02", "en") == "2 Jan 2027"


@pytest.mark.parametrize(
    ("seconds", "told"), [(58, "58 秒"), (120, "2 分钟"), (88, "1 分 28 秒"), (0, "0 秒")]
)
def test_a_length_is_told_in_minutes_when_it_has_some(seconds, told):
    assert i18n.lasting(seconds, "zh") == told
