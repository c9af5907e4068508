"""Counting again and comparing every figure that was published."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from votes.publication.recount.case import Case, Count, grouped, plain
from votes.publication.recount.choosing import Bulk, best_scores, consent, majority, owners
from votes.publication.recount.findings import Findings
from votes.publication.recount.papers import Paper
from votes.publication.recount.ranking import condorcet, irv, stv
from votes.publication.recount.spending import Spent, spend

CONTESTS = {
    "plurality": best_scores,
    "approval": best_scores,
    "score": best_scores,
    "borda": best_scores,
    "condorcet": condorcet,
    "irv": irv,
    "stv": stv,
}


def case_of(ballot: dict[str, Any], papers: list[Paper]) -> Case:
    """The question as its digest fixes it, and the papers."""
    document = ballot["document"]
    options = document["options"]
    codes = [option[1] for option in options]
    return Case(
        method=document["method"],
        rule=document["rule"],
        parameters=document["parameters"],
        seats=document["seats"],
        budget=document.get("budget_fen", 0),
        codes=codes,
        costs=[option[4] for option in options],
        categories=[option[5] for option in options],
        places=[option[6] for option in options],
        papers=grouped(document["method"], codes, [paper.choices for paper in papers]),
        voters=len(papers),
        roll_size=ballot["roll_size"] + ballot["late"],
    )


def check_figures(
    result: dict[str, Any], ballot: dict[str, Any], papers: list[Paper], areas: str, findings: Findings
) -> None:
    """One run of the official count, figure by figure."""
    case, run = case_of(ballot, papers), str(result["run"])
    findings.same(result["rule"], case.rule, "规则", "Rule", run)
    findings.same(result["papers"], case.voters, "计入的票数", "Papers counted", run)
    lines = result["lines"]
    votes = dict(zip(case.codes, case.votes()))
    for line in lines:
        findings.same(line["votes"], votes.get(line["code"]), "得票", "Votes", line["code"])
    findings.same(
        sorted(case.codes), sorted(line["code"] for line in lines), "选项齐全", "All options are there"
    )
    chosen = sorted((line for line in lines if line["selected"]), key=lambda line: line["order"])
    named = [line["code"] for line in chosen]
    if case.rule in CONTESTS or case.rule in ("majority", "owners", "consent"):
        count = chosen_by(case, result, ballot, papers, areas)
        findings.same(named, count.winners, "入选的和先后", "Winners and their order", run)
        check_working(result["working"], count.working, findings, run)
    else:
        spent = spend(case)
        codes = [case.codes[option] for option in spent.options]
        findings.same(named, codes, "入选的和先后", "Winners and their order", run)
        check_money(result, case, spent, findings)


def chosen_by(
    case: Case, result: dict[str, Any], ballot: dict[str, Any], papers: list[Paper], areas: str
) -> Count:
    """The count of a rule that spends no money."""
    if case.rule == "majority":
        return majority(case)
    if case.rule == "consent":
        return consent(case, sum(paper.reason.strip() != "" for paper in papers if paper.choices == "object"))
    if case.rule == "owners":
        return owners(case, *_bulks(ballot, papers, areas))
    return CONTESTS[case.rule](case, ballot["digest"] + ballot["bulletin_root"])


def _bulks(ballot: dict[str, Any], papers: list[Paper], areas: str) -> tuple[dict[str, Bulk], Bulk, Bulk]:
    """What every answer weighs; areas.tsv says the area of each paper's owner, by receipt."""
    area = dict(line.split("\t") for line in areas.splitlines())
    said = {answer: Bulk() for answer in ("yes", "no", "abstain", "")}
    for paper in papers:
        said[paper.choices] = said[paper.choices].plus(Bulk(int(area[paper.receipt]), 1))
    roll, silent = ballot["roll"], ballot["undelivered"]
    return said, Bulk(roll["area"], roll["heads"]), Bulk(silent["area"], silent["heads"])


def check_working(published: dict[str, Any], found: dict[str, Any], findings: Findings, run: str) -> None:
    """Tables, rounds, stages, sums: whatever the second count has worked out."""
    for name, value in found.items():
        findings.same(_reduced(published[name], value), value, "计票过程", "Working", f"{run} {name}")


def _reduced(published: Any, like: Any) -> Any:
    """The published figures of the same names: a working may tell more than a recount needs."""
    if isinstance(published, dict) and isinstance(like, dict):
        return {name: _reduced(published.get(name), like[name]) for name in like}
    if isinstance(published, list) and isinstance(like, list) and len(published) == len(like):
        return [_reduced(one, other) for one, other in zip(published, like)]
    return published


def check_money(result: dict[str, Any], case: Case, spent: Spent, findings: Findings) -> None:
    """The sum spent, and every purchase with its price."""
    run = str(result["run"])
    total = sum(case.costs[option] for option in spent.options)
    findings.same(result["spent_fen"], total, "用掉的钱（分）", "Money spent (fen)", run)
    findings.check(total <= case.budget, "没有超过总额", "Within the budget", f"{total} / {case.budget}")
    published = [
        [step["code"], step["left"], step["price"], step["full"], step["partial"]]
        for step in result["working"]["steps"]
    ]
    found = [
        [
            case.codes[each.option],
            each.left,
            None if each.price is None else plain(each.price),
            each.full,
            each.partial,
        ]
        for each in spent.bought
    ]
    for place, (theirs, ours) in enumerate(zip(published, found), 1):
        findings.same(
            theirs,
            ours,
            "第几个入选、余额、价格、出足和不够的人数",
            "Purchase: money left, price, who paid in full and in part",
            f"{run}.{place}",
        )
    findings.same(len(published), len(found), "入选几个", "Number of purchases", run)
    if spent.share is not None and "share" in result["parameters"]:
        share = Fraction(result["parameters"]["share"]) * 100
        findings.same(str(share), str(spent.share), "每人的份额（分）", "Share of each voter (fen)", run)
        check_certificate(result["working"]["steps"], share, dict(zip(case.codes, case.costs)), findings, run)


def check_certificate(
    steps: list[dict[str, Any]], share: Fraction, costs: dict[str, int], findings: Findings, run: str
) -> None:
    """Every price follows from whole numbers: who paid in full, who gave all they had, and what those had paid before.

    price = (cost - poor * share + sum of what the poor had paid) / points of those who paid in full
    """
    prices: list[Fraction] = []
    for step in steps:
        if step.get("row") is None:
            continue
        rich, poor, paid = step["row"]
        price = (costs[step["code"]] - poor * share + sum(n * prices[j] for j, n in paid)) / Fraction(rich)
        findings.same(
            step["price"], plain(price), "价格凭证", "Certificate of a price", f"{run} {step['code']}"
        )
        prices.append(price)
