"""A batch of papers of paper: counted by hand, read twice by two people who do not see each other's reading, settled
where they differ by a third, closed when the totals agree, and put right only by a reversal that stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences

#: a smaller batch would lead from the few people in it to their papers
LEAST = 5
MOST = 200
READINGS = (1, 2)


class Invalid(StrEnum):
    """Why a paper chooses nothing although somebody put it in the box."""

    UNCLEAR = "unclear"
    AGAINST_RULE = "against_rule"
    MARKED = "marked"
    NOT_OFFICIAL = "not_official"


INVALID_NAMES = {
    Invalid.UNCLEAR: N_("看不清选了哪个"),
    Invalid.AGAINST_RULE: N_("选多了、选少了，或者没按要求填"),
    Invalid.MARKED: N_("写了名字，或者做了记号"),
    Invalid.NOT_OFFICIAL: N_("不是这次发的票（没有盖章）"),
}


class Stage(StrEnum):
    """Where a batch stands."""

    FIRST = "first"  # 第一遍录入
    SECOND = "second"  # 第二遍录入
    DIFFERING = "differing"  # 有不一样的，等第三个人看
    AGREED = "agreed"  # 两遍一致，可以定
    CLOSED = "closed"  # 已定
    REVERSED = "reversed"  # 已冲销


STAGE_NAMES = {
    Stage.FIRST: N_("第一遍录入"),
    Stage.SECOND: N_("第二遍录入"),
    Stage.DIFFERING: N_("有差异，等第三个人看"),
    Stage.AGREED: N_("两遍一致"),
    Stage.CLOSED: N_("已定"),
    Stage.REVERSED: N_("已冲销"),
}


@dataclass(frozen=True)
class Sheet:
    """What one reader saw on one paper."""

    #: canonical text of the paper; "" when nothing is chosen or when it is invalid
    text: str
    invalid: Invalid | None = None
    #: why somebody objects (consent ballots); said in a reader's own words, so not compared
    reason: str = ""
    #: the number on the roll, which stands on papers of a named ballot only
    number: int | None = None

    @property
    def content(self) -> tuple[str, Invalid | None, int | None]:
        """What two readings must agree on."""
        return self.text, self.invalid, self.number


@dataclass(frozen=True)
class Reading:
    """All sheets of a batch as one person read them."""

    person_id: int
    sheets: Mapping[int, Sheet] = field(default_factory=dict)
    finished: bool = False


@dataclass(frozen=True)
class Batch:
    """A batch with all that was read of it."""

    #: papers in the bundle, counted by hand before the first reading
    control_total: int
    readings: Mapping[int, Reading] = field(default_factory=dict)
    #: the third look, sheet by sheet
    looks: Mapping[int, Sheet] = field(default_factory=dict)
    closed: bool = False
    reversed: bool = False

    @property
    def stage(self) -> Stage:
        """Where it stands."""
        if self.reversed:
            return Stage.REVERSED
        if self.closed:
            return Stage.CLOSED
        for number, stage in zip(READINGS, (Stage.FIRST, Stage.SECOND), strict=True):
            if number not in self.readings or not self.readings[number].finished:
                return stage
        return Stage.DIFFERING if self.unsettled else Stage.AGREED

    @property
    def differing(self) -> list[int]:
        """The sheets on which the two readings say different things."""
        first, second = (self.readings[number].sheets for number in READINGS)
        return [
            number
            for number in range(1, self.control_total + 1)
            if first[number].content != second[number].content
        ]

    @property
    def unsettled(self) -> list[int]:
        """Those nobody has looked at a third time."""
        return [number for number in self.differing if number not in self.looks]

    @property
    def sheets(self) -> list[Sheet]:
        """What counts, in the order of the bundle. Refused ``batch_not_agreed`` while the readings differ."""
        if self.stage not in (Stage.AGREED, Stage.CLOSED):
            raise Refused("batch_not_agreed")
        first = self.readings[READINGS[0]].sheets
        return [self.looks.get(number, first[number]) for number in range(1, self.control_total + 1)]


@dataclass(frozen=True)
class Expected:
    """What is known of the box before a batch is taken out of it."""

    #: entries ticked off at the desk, less those whose paper was explained as missing
    papers: int
    #: control totals of the batches that stand
    bundled: int = 0
    #: sheets of a named ballot tell whose they are anyway
    named: bool = False


def check_new(control_total: int, expected: Expected) -> None:
    """Whether a bundle of this size may be made: never a few people's papers apart from the others."""
    if not 1 <= control_total <= MOST:
        raise Refused("batch_size", "control_total", most=MOST)
    if expected.named or (not expected.bundled and expected.papers < LEAST):
        return
    if control_total < LEAST:
        raise Refused("batch_small", "control_total", least=LEAST)
    rest = expected.papers - expected.bundled - control_total
    if 0 < rest < LEAST:
        raise Refused("batch_leaves_few", "control_total", rest=rest, least=LEAST)


def next_reading(batch: Batch, person_id: int) -> int:
    """Which reading this person does now: goes on with an own one, or begins the next.

    Raises Refused ``batch_read_by_you`` (the second reading is another person's), ``batch_taken`` (somebody else is
    at it), ``batch_read``.
    """
    if batch.stage not in (Stage.FIRST, Stage.SECOND):
        raise Refused("batch_read")
    number = READINGS[0] if batch.stage is Stage.FIRST else READINGS[1]
    begun = batch.readings.get(number)
    if begun is not None and begun.person_id == person_id:
        return number
    if any(reading.person_id == person_id for reading in batch.readings.values()):
        raise Refused("batch_read_by_you")
    if begun is not None:
        raise Refused("batch_taken")
    return number


def check_number(number: int, control_total: int) -> None:
    """The sheet is one of the bundle."""
    if not 1 <= number <= control_total:
        raise Refused("batch_no_such_sheet", most=control_total)


def next_sheet(reading: Reading | None, control_total: int) -> int | None:
    """The first sheet not read yet."""
    read = reading.sheets if reading else {}
    return next((number for number in range(1, control_total + 1) if number not in read), None)


def check_finish(reading: Reading, control_total: int) -> None:
    """A reading ends when as many sheets were read as were counted into the bundle."""
    if next_sheet(reading, control_total) is not None:
        raise Refused("batch_total_differs", read=len(reading.sheets), total=control_total)


def check_look(batch: Batch, number: int, person_id: int) -> None:
    """The third look is a third person's, at a sheet on which the two differ."""
    if batch.stage not in (Stage.DIFFERING, Stage.AGREED) or number not in batch.differing:
        raise Refused("batch_nothing_differs")
    if any(reading.person_id == person_id for reading in batch.readings.values()):
        raise Refused("batch_third_person")


def check_close(batch: Batch) -> None:
    """Both readings are done, every difference is settled."""
    if batch.stage is not Stage.AGREED:
        raise Refused("batch_not_agreed")


def check_reversal(batch: Batch) -> None:
    """A batch is reversed once; it stays to be seen."""
    if batch.reversed:
        raise Refused("batch_reversed")


def check_numbers(sheets: Sequence[Sheet], returned: frozenset[int], elsewhere: frozenset[int]) -> None:
    """In a named ballot each number on a sheet handed a paper in, and stands on one sheet only."""
    seen: set[int] = set(elsewhere)
    for number in (sheet.number for sheet in sheets if sheet.number is not None):
        if number not in returned:
            raise Refused("batch_number_not_ticked", number=number)
        if number in seen:
            raise Refused("batch_number_twice", number=number)
        seen.add(number)


sentences(
    batch_size=N_("一批最少 1 张，最多 {most} 张。"),
    batch_small=N_("一批至少要 {least} 张。张数太少，从是哪几个人交的就能猜到谁投了什么。"),
    batch_leaves_few=N_(
        "这样会剩下 {rest} 张，不够单独成一批（至少 {least} 张）。请把它们并进这一批。"
        "如果箱里真的没有了，请先写少票说明。"
    ),
    batch_too_early=N_("投票截止以后才能开纸质票箱。现在还在投票，或者票已经封存。"),
    batch_read_by_you=N_("第一遍是您录的，第二遍要换一个人来录。"),
    batch_taken=N_("这一遍正由别人录，请让他录完。"),
    batch_read=N_("这一批两遍都录完了。"),
    batch_no_such_sheet=N_("这一批只有 {most} 张，没有这个序号。"),
    batch_total_differs=N_(
        "手工数的是 {total} 张，录了 {read} 张，对不上。如果手工数错了，请冲销这一批，按对的张数重新开一批。"
    ),
    batch_nothing_differs=N_("这一张两遍录得一样，不用再看。"),
    batch_third_person=N_("您录过这一批。有差异的票要请第三个人来看。"),
    batch_not_agreed=N_("这一批还不能定：要两遍都录完，有差异的都看过。"),
    batch_reversed=N_("这一批已经冲销过了。"),
    batch_number_not_ticked=N_("名册 {number} 号没有交过纸质选票，请再看一眼票上的编号。"),
    batch_number_twice=N_("名册 {number} 号有两张票，请再看一眼票上的编号。"),
    sheet_which=N_("请选票上选了哪些；看不清、不能算的，选一个原因。"),
    sheet_number_missing=N_("这是记名投票，请填票上的名册编号。"),
)
