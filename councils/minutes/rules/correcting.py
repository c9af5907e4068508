"""What a correction may put right."""

import re
from collections.abc import Collection, Sequence

from civic.kit.errors import N_, Refused, sentences
from councils.minutes.rules.document import MinutesDocument
from councils.minutes.rules.notes import REMARK_MAX, Remark
from councils.minutes.rules.paragraphs import paragraphs
from councils.minutes.rules.parts import Motion

REASON_MAX = 500
_QUOTE = 4  # characters from which on words are taken to be the motion's


def need_correcting(
    document: MinutesDocument, remarks: Sequence[Remark], reason: str, funded: Collection[int]
) -> None:
    """Raises Refused without a reason or a remark, for paragraphs that are not there, and for a motion in ``funded``.

    funded: numbers of motions on which money was decided. What they say was voted on and paid by: another vote changes it,
    not a correction. That holds for their words and their amount wherever else in the minutes they stand.
    """
    if not 2 <= len(reason.strip()) <= REASON_MAX:
        raise Refused("correction_reason", "reason", most=REASON_MAX)
    if not remarks:
        raise Refused("correction_empty", "now")
    known = paragraphs(document)
    for remark in remarks:
        kind, _, number = remark.anchor.partition("-")
        if remark.anchor not in known:
            raise Refused("paragraph_unknown", "anchor")
        if kind == "motion" and int(number) in funded:
            raise Refused("correction_funded", "anchor", n=number)
        touched = next(
            (one for one in document.motions if one.number in funded and _quotes(remark, one)), None
        )
        if touched is not None:
            raise Refused("correction_funded", "now", n=touched.number)
        if not 1 <= len(remark.now.strip()) <= REMARK_MAX or len(remark.was) > REMARK_MAX:
            raise Refused("correction_length", "now", most=REMARK_MAX)


def _quotes(remark: Remark, motion: Motion) -> bool:
    """Whether what is to be put right is the wording of a motion, or its amount."""
    was = remark.was.strip()
    amount = str((motion.amount_fen or 0) // 100)
    numbers = re.findall(r"\d+", was.replace(",", "").replace("，", ""))
    return (len(was) >= _QUOTE and was in motion.text) or (
        motion.amount_fen is not None and amount in numbers
    )


sentences(
    correction_of_last=N_("只能更正已经签发的最后一版。"),
    correction_reason=N_("请写明为什么更正，2 到 {most} 个字。"),
    correction_empty=N_("请至少写一处更正。"),
    correction_length=N_("每处更正写 1 到 {most} 个字。"),
    correction_funded=N_("动议 {n} 已经据此安排了资金，不能用更正来改。要改，请再开会表决。"),
)
