"""What goes into a bundle beside the papers: how to use it, and what the digest of a stored count is taken over."""

from collections.abc import Sequence
from typing import Any, Protocol

from civic.kit.errors import N_, sentences
from votes.results.rules import Line
from votes.rules import SPENDING, Rule

README = """这是一次投票的完整记录，谁都可以重新清点。里面没有投票人的任何信息。
1. 电脑上要有 Python 3.9 或更新的版本（python.org）。不用联网。
2. 在这个文件所在的文件夹里运行：python3 ballot-….zip
3. 看最后一行：“全部相符”就是每个数字都对得上。
也可以先解压，再运行：python3 recount.py .
recount.py 在网站的 /recount.py 也能下载，不放心压缩包里的那一份，就用网站上的那一份，或者自己照着规则写一份。

This is the whole record of one vote. Anyone can recount it. It holds nothing about any voter.
1. You need Python 3.9 or newer (python.org). No network is needed.
2. In the folder of this file run: python3 ballot-….zip
3. Look at the last line: "Everything agrees" means that every figure is right.
Or unpack it and run: python3 recount.py .
recount.py is also at /recount.py of the site. If you do not trust the copy in the zip, take that one, or write your own.

ballot.json    question, options, rule, dates, digest of the roll, turnout by channel
papers.tsv     every paper in the order of its random key: receipt, choices, perhaps a reason
areas.tsv      owners' ballots only: the area behind each paper, in 0.01 square metres
results.json   every official count with its working, signatures and contests (amounts in fen)
audit.json     the audit log's entries about this ballot
SHA256SUMS     sha256sum -c SHA256SUMS
"""


class Stored(Protocol):
    """A count as it is stored."""

    rule: Rule
    parameters: dict[str, Any]
    papers: int
    spent_fen: int
    working: dict[str, Any]


def counted_document(
    result: Stored, lines: Sequence[Line], budget_fen: int, roll: tuple[int, int]
) -> dict[str, Any]:
    """What the digest of a count is taken over (``results.rules.document``), from what is stored of it.

    ``roll`` is heads and area, for the rules that ask how many were entitled.
    """
    common = {"rule": result.rule.value, "parameters": result.parameters, "papers": result.papers}
    if result.rule in SPENDING:
        told: list[list[Any]] = [[line.code, line.order, line.votes, line.why] for line in lines]
        return common | {"budget_fen": budget_fen, "spent_fen": result.spent_fen, "lines": told}
    told = [[line.code, line.order, line.votes, line.selected, line.why] for line in lines]
    return common | {"roll": list(roll), "lines": told, "working": result.working}


sentences(
    bundle_uncounted=N_("这次投票还没有计票，没有可以核对的记录。"),
)
