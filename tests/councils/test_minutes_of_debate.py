"""The minutes of a full debate: every motion, ruling and wording of the story is in them."""

from councils.documents.rules import happened
from councils.minutes.rules import Heading, compose, plain, read
from tests.councils.test_motion_story import EARLIER, LAMPS, NEW_LAMP, WHOLE, WITH_TIMER, told

HEADING = Heading(7, "c" * 64)


def test_a_full_debate_is_told_with_every_motion_ruling_and_wording():
    document = compose(HEADING, told().log)
    [lamps, appeal, earlier, timer, division, first, second] = document.agenda[0].motions
    assert [one.kind for one in (lamps, appeal, earlier, timer, division)] == [
        "main",
        "appeal",
        "amend",
        "amend",
        "divide",
    ]
    assert (lamps.outcome, lamps.earlier, lamps.text) == ("divided", (WHOLE,), WITH_TIMER)
    assert (timer.target, timer.outcome, earlier.earlier) == (earlier.number, "adopted", (EARLIER,))
    assert [one.text for one in document.adopted] == [LAMPS]
    assert next(speech.seconds for speech in lamps.speeches) == 30
    [point] = document.agenda[0].points
    assert (point.well_taken, point.sustained) == (False, True)
    assert first.tally is not None
    assert second.tally is not None
    assert (first.tally.yes, second.tally.no) == (5, 3)
    assert read(plain(document)) == document


def test_the_record_on_paper_says_all_of_it():
    document = compose(HEADING, told().log)
    lines = str(happened(document))
    for said in (
        WHOLE,
        WITH_TIMER,
        LAMPS,
        NEW_LAMP,
        "不能议",
        "可以议",
        "申诉表决后维持裁决",
        "分成几个动议分别表决",
    ):
        assert said in lines
