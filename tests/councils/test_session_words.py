"""Every word of a meeting has its text: what the engine may say, the pages can tell, in both languages."""

import pytest

from civic.kit.settings import ROOT
from civic.web.pages import ENVIRONMENTS
from councils.sessions.rules.log import KINDS
from councils.sessions.rules.queue import Why
from councils.sessions.rules.words import (
    KIND_WORDS,
    Breach,
    Choice,
    ContributionKind,
    ItemState,
    Method,
    MotionKind,
    MotionState,
    Phase,
    PointKind,
    Stance,
)
from tests.sources import CHINESE

WORDS = {
    "phase": Phase,
    "item_state": ItemState,
    "kind_why": MotionKind,
    "motion_state": MotionState,
    "point": PointKind,
    "point_why": PointKind,
    "method": Method,
    "breach": Breach,
    "contribution": ContributionKind,
    "choice": Choice,
    "side": Stance,
    "why": Why,
}


@pytest.mark.parametrize("macro", WORDS)
def test_each_value_has_words_of_its_own(macro):
    words = getattr(ENVIRONMENTS["zh"].get_template("macros/sessions.html").module, macro)
    told = [str(words(value.value)).strip() for value in WORDS[macro]]
    assert all(CHINESE.search(text) for text in told)
    assert len(set(told)) == len(told)


def test_each_kind_of_motion_has_one_name_for_screens_and_paper():
    assert set(KIND_WORDS) == set(MotionKind)
    assert len({kind.words for kind in MotionKind}) == len(MotionKind)


def test_each_kind_of_event_is_told_in_the_record():
    """A line of the record for every kind, those apart that only add to another line."""
    source = (ROOT / "templates/councils/sessions/macros/log.html").read_text()
    beside = {"gist_noted", "gist_confirmed", "poll_answered"}
    assert {kind for kind in KINDS if f"'{kind}'" not in source} <= beside
