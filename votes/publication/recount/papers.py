"""The published papers: as many as voted, under the published root, each filled in as the ballot's own rules allow."""

from __future__ import annotations

from typing import Any, NamedTuple

from votes.publication.recount.digests import merkle_root
from votes.publication.recount.findings import Findings

#: what a paper about one text can say
WORDS = {"yes_no": ("yes", "no", "abstain"), "consent": ("consent", "object", "abstain")}


class Paper(NamedTuple):
    """One line of papers.tsv."""

    receipt: str
    choices: str
    reason: str


def read_papers(raw: bytes) -> list[Paper]:
    """Receipt, choices and perhaps a reason, with tabs between them; one paper a line."""
    text = raw.decode("utf-8")
    if text and not text.endswith("\n"):
        raise ValueError("papers.tsv ends in the middle of a line")
    lines = [line.split("\t") for line in text.split("\n")[:-1]]
    return [Paper(line[0], line[1], line[2] if len(line) > 2 else "") for line in lines]


def check_papers(raw: bytes, papers: list[Paper], ballot: dict[str, Any], findings: Findings) -> None:
    """Root, size, turnout, receipts, and what stands on each paper."""
    size = len(papers)
    leaves = raw.split(b"\n")[:-1]
    findings.same(
        ballot["bulletin_root"], merkle_root(leaves), "全部选票的默克尔根", "Merkle root of all papers"
    )
    findings.same(ballot["bulletin_size"], size, "选票张数", "Number of papers")
    turnout = ballot["turnout"]
    if ballot["source"]:
        findings.check(
            True,
            "从外地文件导入，没有本地投票人",
            "Imported from a file: no turnout of our own",
            ballot["source"],
        )
    else:
        told = ", ".join(f"{channel} {count}" for channel, count in sorted(turnout.items()))
        findings.same(
            sum(turnout.values()),
            size,
            "投票人数（各渠道相加）和选票张数",
            "Turnout by channel and number of papers",
            told,
        )
        entitled = ballot["roll_size"] + ballot["late"]
        findings.check(
            size <= entitled,
            "选票不比名册多",
            "No more papers than entries on the roll",
            f"{size} / {entitled}",
        )
    findings.same(
        size, len({paper.receipt for paper in papers}), "每张票的回执都不同", "Every receipt is another one"
    )
    wrong = [paper.receipt for paper in papers if not is_valid(paper, ballot)]
    findings.check(
        not wrong,
        "每张票都符合这次投票的填法",
        "Every paper is filled in as this ballot allows",
        ", ".join(wrong[:5]),
    )


def is_valid(paper: Paper, ballot: dict[str, Any]) -> bool:
    """Whether a voter could have cast this paper."""
    document, text = ballot["document"], paper.choices
    method = document["method"]
    if paper.reason and (method, text) != ("consent", "object"):
        return False
    if not text:
        return may_be_blank(ballot)
    if method in WORDS:
        return text in WORDS[method] and (text != "object" or paper.reason != "")
    codes = {option[1]: place for place, option in enumerate(document["options"])}
    parts = [part.rsplit(":", 1) for part in text.split(",")]
    named = [part[0] for part in parts]
    if len(set(named)) != len(named) or not set(named) <= set(codes):
        return False
    if method != "ordinal" and named != sorted(named, key=codes.__getitem__):
        return False
    pointed = method in ("score", "cumulative")
    fits = _points_fit(parts, ballot) if pointed else all(len(part) == 1 for part in parts)
    return fits and _within_limits(method, named, document)


def may_be_blank(ballot: dict[str, Any]) -> bool:
    """None of these, where the ballot offers it or asks for no choice; on paper; in an imported file."""
    document = ballot["document"]
    least = 1 if document["method"] in (*WORDS, "choose_one") else document["choices"][0]
    return bool(document["none_of_these"] or document["paper_ballots"] or ballot["source"] or not least)


def _within_limits(method: str, named: list[str], document: dict[str, Any]) -> bool:
    if method == "choose_one":
        return len(named) == 1
    costs = {option[1]: option[4] for option in document["options"]}
    limit = document["max_cost_fen"]
    if method == "knapsack" and limit and sum(costs[code] for code in named) > limit:
        return False
    least, most = document["choices"]
    return bool(least <= len(named) and (not most or len(named) <= most))


def _points_fit(parts: list[list[str]], ballot: dict[str, Any]) -> bool:
    """Whole numbers above zero within what there is to give; a file from elsewhere has its own limits."""
    document = ballot["document"]
    if ballot["source"]:
        return all(len(part) == 2 for part in parts)
    if not all(len(part) == 2 and part[1].isascii() and part[1].isdigit() for part in parts):
        return False
    points = [int(part[1]) for part in parts]
    if document["method"] == "score":
        return min(points) > 0 and max(points) <= document["points"]
    spent_all = not document["parameters"].get("all_points") or sum(points) == document["points"]
    return min(points) > 0 and sum(points) <= document["points"] and spent_all
