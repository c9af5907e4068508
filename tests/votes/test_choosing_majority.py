"""A text carried or lost: the share, what it is taken of, the quorum, a tie; and consent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from civic.kit.thresholds import MORE_THAN_HALF, TWO_THIRDS, Threshold
from votes.tally.choosing.majority import Bar, Base, Poll, majority
from votes.tally.choosing.objections import Voices, consent
from votes.tally.choosing.why import told

ALL = Threshold(1, 1, False)
SHARES = st.sampled_from([MORE_THAN_HALF, TWO_THIRDS, Threshold(3, 4, False), Threshold(1, 3, True), ALL])


@st.composite
def polls(draw: st.DrawFn) -> Poll:
    yes, no, abstain, blank, absent = (draw(st.integers(0, 12)) for _ in range(5))
    return Poll(yes + no + abstain + blank + absent, yes, no, abstain, blank)


BARS = st.builds(Bar, SHARES, st.sampled_from(Base), st.none() | SHARES, st.integers(0, 15))


@pytest.mark.parametrize(
    ("share", "yes", "no", "carried"),
    [
        (MORE_THAN_HALF, 300, 300, False),
        (MORE_THAN_HALF, 301, 299, True),
        (TWO_THIRDS, 400, 200, True),
        (TWO_THIRDS, 399, 201, False),
        (Threshold(3, 4, False), 450, 150, True),
        (Threshold(1, 2, False), 300, 300, False),
    ],
)
def test_more_than_half_excludes_the_half_and_two_thirds_include_it(
    share: Threshold, yes: int, no: int, carried: bool
):
    assert majority(Poll(900, yes, no), Bar(share)).carried is carried


@pytest.mark.parametrize(
    ("base", "total", "carried"),
    [(Base.YES_NO, 9, True), (Base.CAST, 11, False), (Base.PRESENT, 12, False), (Base.ENTITLED, 20, False)],
)
def test_the_base_says_whose_silence_counts(base: Base, total: int, carried: bool):
    verdict = majority(Poll(20, yes=5, no=4, abstain=2, blank=1), Bar(base=base))
    assert (verdict.total, verdict.carried) == (total, carried)


def test_too_few_taking_part_carries_nothing_however_they_vote():
    verdict = majority(Poll(30, yes=19, no=0), Bar(quorum=TWO_THIRDS))
    assert not verdict.carried
    assert (verdict.quorum_needed, verdict.more) == (20, 1)
    assert [reason.code for reason in verdict.why] == ["majority_no_quorum", "majority_more"]


def test_a_least_number_of_yes_is_asked_for_by_itself():
    assert not majority(Poll(30, yes=9, no=0), Bar(least_yes=10)).carried
    assert majority(Poll(30, yes=10, no=0), Bar(least_yes=10)).carried


def test_nobody_saying_yes_carries_nothing():
    assert not majority(Poll(10, 0, 0), Bar()).carried


def test_more_papers_than_entitled_are_no_poll():
    with pytest.raises(ValueError, match="entitled"):
        Poll(3, 2, 2)


def test_the_sentence_says_the_numbers_of_this_vote():
    verdict = majority(Poll(900, 301, 299), Bar(base=Base.PRESENT))
    assert told(verdict.why[0], {}, str) == (
        "参加投票的 600 人里，过半数赞成才通过，也就是至少 301 票。赞成 301 票，反对 299 票，够了，所以通过。"
    )


@given(polls(), BARS)
def test_carried_is_what_the_words_say(poll: Poll, bar: Bar) -> None:
    base = {
        Base.YES_NO: poll.yes + poll.no,
        Base.CAST: poll.yes + poll.no + poll.abstain,
        Base.PRESENT: poll.yes + poll.no + poll.abstain + poll.blank,
        Base.ENTITLED: poll.entitled,
    }[bar.base]
    reached = bar.share.met(poll.yes, base)
    quorate = bar.quorum is None or bar.quorum.met(poll.present, poll.entitled)
    expected = reached and quorate and poll.yes > poll.no and poll.yes >= max(1, bar.least_yes)
    assert majority(poll, bar).carried is expected


@given(polls(), BARS)
def test_the_yes_said_to_be_missing_are_enough_and_not_one_too_many(poll: Poll, bar: Bar) -> None:
    more = majority(poll, bar).more
    roomy = replace(poll, entitled=poll.entitled) if bar.base is Base.ENTITLED else poll
    if more is None or more > poll.absent:
        joined = replace(roomy, yes=roomy.yes + poll.absent)
        assert not majority(joined, bar).carried
        return
    assert majority(replace(roomy, yes=roomy.yes + more), bar).carried
    if more:
        assert not majority(replace(roomy, yes=roomy.yes + more - 1), bar).carried


@given(polls(), BARS)
def test_every_reason_can_be_told(poll: Poll, bar: Bar) -> None:
    why = majority(poll, bar).why
    assert why
    assert all("{" not in told(reason, {}, str) for reason in why)


@given(polls(), BARS)
def test_one_more_yes_never_loses_what_was_carried(poll: Poll, bar: Bar) -> None:
    if majority(poll, bar).carried and poll.absent:
        assert majority(replace(poll, yes=poll.yes + 1), bar).carried


def test_one_objection_with_a_reason_stops_and_is_shown():
    agreement = consent(Voices(20, consent=18, reasons=("夜里太吵",)))
    assert not agreement.carried
    assert agreement.objections == ("夜里太吵",)
    assert told(agreement.why[0], {}, str).startswith("有 1 人提出异议")


def test_without_objection_it_stands_if_somebody_consents_and_enough_take_part():
    assert consent(Voices(20, consent=3, reasons=(), abstain=2)).carried
    assert not consent(Voices(20, consent=0, reasons=(), abstain=2)).carried
    assert not consent(Voices(20, consent=9, reasons=(), abstain=1), MORE_THAN_HALF).carried
    assert consent(Voices(20, consent=9, reasons=(), abstain=2), MORE_THAN_HALF).carried


def test_an_objection_without_a_reason_stops_nothing():
    assert consent(Voices(20, consent=3, reasons=("  ",))).carried


@given(st.lists(st.text(max_size=5), max_size=6), st.integers(0, 9))
def test_the_order_of_objections_tells_nothing(reasons: list[str], agreeing: int) -> None:
    first = consent(Voices(50, agreeing, tuple(reasons)))
    assert consent(Voices(50, agreeing, tuple(reversed(reasons)))).objections == first.objections
