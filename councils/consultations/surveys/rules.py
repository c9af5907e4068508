"""The survey before and after: who answers, under which pseudonym, and when its figures may be read.

The same questions twice, as in deliberative polls (温岭, 上海浦兴: domain.md 4.2). To set the second answers beside the first
without a name, each person has a pseudonym: an HMAC of the person's number under a key drawn for this survey alone. While
the survey runs the key is kept, and who holds the database could work out whose pseudonym is whose. When it ends the key
is destroyed and the answers are written anew in the order of the pseudonyms: from then on nobody can.
"""

import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences

#: fewer paired answers than this are never shown: among nine one might guess
LEAST_SHOWN = 10
STEPS = (1, 2, 3, 4, 5)
MOST_QUESTIONS = 8


class Phase(StrEnum):
    """How far the survey is."""

    DRAFT = "draft"
    BEFORE = "before"  # takes answers before the talk
    BETWEEN = "between"
    AFTER = "after"  # takes answers after it
    CLOSED = "closed"

    @property
    def words(self) -> str:
        """The Chinese label, marked for the catalogue."""
        return _PHASE_WORDS[self]

    @property
    def wave(self) -> "Wave | None":
        """The wave that takes answers now."""
        return {Phase.BEFORE: Wave.BEFORE, Phase.AFTER: Wave.AFTER}.get(self)


class Wave(StrEnum):
    """Before the talk or after it."""

    BEFORE = "before"
    AFTER = "after"


_NEXT = dict(zip(Phase, list(Phase)[1:], strict=False))


def next_phase(phase: Phase, questions: int) -> Phase:
    """The phase that follows. Raises Refused ``survey_over`` and ``survey_empty``."""
    if phase is Phase.CLOSED:
        raise Refused("survey_over")
    if questions < 1:
        raise Refused("survey_empty")
    return _NEXT[phase]


def pseudonym(key: str, person_id: int) -> str:
    """The name one person's answers go by in one survey: 64 hex characters."""
    return hmac.new(bytes.fromhex(key), str(person_id).encode(), hashlib.sha256).hexdigest()


def check_answers(questions: Sequence[int], answers: Mapping[int, int]) -> None:
    """Every question is answered, each with one of the five steps. Raises Refused ``survey_incomplete``."""
    if set(questions) != set(answers) or not set(answers.values()) <= set(STEPS):
        raise Refused("survey_incomplete", "answers")


@dataclass(frozen=True)
class Shift:
    """How the answers to one question moved, among those who answered twice. Sums are of steps one to five."""

    pairs: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    up: int
    same: int
    down: int

    @property
    def means(self) -> tuple[str, str]:
        """Mean step before and after, to one decimal, half up."""
        return _mean(self.before, self.pairs), _mean(self.after, self.pairs)


def _mean(counts: Sequence[int], pairs: int) -> str:
    total = sum(step * count for step, count in zip(STEPS, counts, strict=True))
    tenths = (20 * total + pairs) // (2 * pairs)
    return f"{tenths // 10}.{tenths % 10}"


def shift(before: Mapping[str, int], after: Mapping[str, int]) -> Shift | None:
    """The shift of one question from the answers by pseudonym; None for fewer than ten pairs.

    Those who answered only once are left out altogether: a figure with them beside one without them would give away the
    few in between.
    """
    both = sorted(before.keys() & after.keys())
    if len(both) < LEAST_SHOWN:
        return None
    first, last = Counter(before[one] for one in both), Counter(after[one] for one in both)
    moves = Counter((after[one] > before[one]) - (after[one] < before[one]) for one in both)
    return Shift(
        len(both),
        tuple(first[step] for step in STEPS),
        tuple(last[step] for step in STEPS),
        moves[1],
        moves[0],
        moves[-1],
    )


_PHASE_WORDS = {
    Phase.DRAFT: N_("还没开始"),
    Phase.BEFORE: N_("会前填写"),
    Phase.BETWEEN: N_("会前已收齐"),
    Phase.AFTER: N_("会后填写"),
    Phase.CLOSED: N_("已结束"),
}
STEP_WORDS = {
    1: N_("很不同意"),
    2: N_("不太同意"),
    3: N_("说不好"),
    4: N_("比较同意"),
    5: N_("非常同意"),
}

sentences(
    survey_over=N_("问卷已经结束。"),
    survey_empty=N_("先写至少一道题。"),
    survey_begun=N_("问卷已经开始，题目不能再改，不然前后没法比。"),
    survey_not_taking=N_("现在不收问卷。"),
    survey_answered=N_("这一次您已经填过了。"),
    survey_incomplete=N_("每道题都选一个，选完再交。"),
    survey_many=N_("最多 {most} 道题，三分钟填得完。"),
    survey_question_taken=N_("这道题已经有了。"),
)
