"""The paper box as a whole: the papers read out of it against the entries ticked off at the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from civic.kit.errors import N_, Refused, sentences
from votes.casting.rules import LoosePaper
from votes.stations.batches.rules.sheets import Invalid, Sheet


class Matter(StrEnum):
    """What two people explain about a box whose papers do not match the roll."""

    MISSING = "missing"  # 票比名册上划的少
    UNTICKED = "unticked"  # 有人交了票，当时漏划


@dataclass(frozen=True)
class Box:
    """The figures that must meet before a ballot is sealed."""

    #: entries ticked off as having put a paper in
    returned: int
    #: sheets of closed batches that are papers of this ballot
    counted: int
    #: papers missing, as explained by two people
    missing: int = 0
    #: batches that are neither closed nor reversed
    unfinished: int = 0


def is_paper(sheet: Sheet) -> bool:
    """Whether somebody of the roll put it in: a sheet we did not hand out is kept, and is nobody's paper."""
    return sheet.invalid is not Invalid.NOT_OFFICIAL


def check_box(box: Box) -> None:
    """As many papers as people, or a reason written by two of them for each that is missing.

    More papers than people cannot be explained away: whoever was not ticked off is ticked off by two people, a sheet
    that is not ours is set aside, or the vote is void (选举法 art. 45: more votes than voters are invalid, as many or
    fewer are valid).
    """
    if box.unfinished:
        raise Refused("batches_open", count=box.unfinished)
    if box.counted > box.returned:
        raise Refused("box_too_many", counted=box.counted, returned=box.returned)
    if box.counted + box.missing != box.returned:
        raise Refused("box_too_few", counted=box.counted, returned=box.returned, missing=box.missing)


def secret_papers(sheets: Sequence[Sheet], returned: int) -> list[LoosePaper]:
    """One paper for each entry ticked off: what was read, and empty ones for the invalid and the missing."""
    read = [LoosePaper(sheet.text, sheet.reason) for sheet in sheets if is_paper(sheet)]
    return read + [LoosePaper("")] * (returned - len(read))


def named_papers(sheets: Sequence[Sheet], entries: Mapping[int, int]) -> list[LoosePaper]:
    """The same where each sheet names its number on the roll; ``entries``: ids of those ticked off, by number."""
    read = {sheet.number: sheet for sheet in sheets if is_paper(sheet) and sheet.number is not None}
    empty = Sheet("")
    return [
        LoosePaper(read.get(number, empty).text, read.get(number, empty).reason, entry_id)
        for number, entry_id in sorted(entries.items())
    ]


def check_missing(missing: int, returned: int, bundled: int) -> None:
    """No more can be missing than are in no batch."""
    if missing < 0 or missing + bundled > returned:
        raise Refused("box_missing_wrong", "missing", returned=returned, bundled=bundled)


def check_second(first_id: int, second_id: int) -> None:
    """An explanation is one person's writing and another's confirming."""
    if first_id == second_id:
        raise Refused("box_second_person")


sentences(
    batches_open=N_("还有 {count} 批纸质选票没有定下来，现在不能封票。"),
    box_too_many=N_(
        "票箱里有 {counted} 张票，名册上只划了 {returned} 个。票比人多就不能封票：请找出漏划的人，由两个人补划；"
        "不是这次发的票要拿出来；都不是的话，这次投票只能作废。"
    ),
    box_too_few=N_(
        "名册上划了 {returned} 个，票只录了 {counted} 张，已经说明的缺票 {missing} 张，对不上。"
        "请把剩下的票录完；真的少了，由两个人写明原因。"
    ),
    box_second_person=N_("写的人不能自己确认，请另一个人来看。"),
    box_statement_done=N_("这份说明已经确认过了。"),
    box_missing_wrong=N_("名册上划了 {returned} 个，已经成批的有 {bundled} 张，少的张数对不上。请再数一遍。"),
)
