"""What was fixed and written down around the count: the ballot's digest, the audit log's entries, the signatures."""

from __future__ import annotations

from typing import Any

from votes.publication.recount.digests import digest
from votes.publication.recount.findings import Findings

TELLERS = 2


def check_ballot(ballot: dict[str, Any], findings: Findings) -> None:
    """Question, options, rule, parameters, dates and roll are those of the digest published at the opening."""
    before = ballot["source_digest"] or ballot["roll_digest"]
    found = digest(before, ballot["document"])
    findings.same(
        ballot["digest"],
        found,
        "题目、选项、规则、日期、名册的指纹",
        "Digest of question, options, rule, dates and roll",
    )


def check_entries(
    entries: list[dict[str, Any]], ballot: dict[str, Any], results: list[dict[str, Any]], findings: Findings
) -> None:
    """Each entry of the audit log has the digest it says, and says the same as the other files."""
    changed = [str(entry["seq"]) for entry in entries if entry["digest"] != _digest(entry)]
    findings.check(
        not changed,
        "操作记录逐条没有改动",
        "Entries of the audit log are unchanged",
        ", ".join(changed) or str(len(entries)),
    )
    if ballot["source"]:
        return
    for name, zh, en in (
        ("roll_digest", "名册指纹和开始投票时记录的一样", "Digest of the roll is as recorded at the opening"),
        ("roll_size", "名册人数和开始投票时记录的一样", "Size of the roll is as recorded at the opening"),
        ("digest", "投票指纹和开始投票时记录的一样", "Digest of the ballot is as recorded at the opening"),
    ):
        found = [entry["facts"].get(name) for entry in entries if "roll_digest" in entry["facts"]]
        findings.same([ballot[name]], found, zh, en)
    closing = [
        [entry["facts"]["root"], entry["facts"]["papers"]] for entry in entries if "root" in entry["facts"]
    ]
    expected = [[ballot["bulletin_root"], ballot["bulletin_size"]]]
    findings.same(
        expected,
        closing,
        "根和张数和截止时记录的一样",
        "Root and number of papers are as recorded at closing",
    )
    counted = [entry["facts"]["digest"] for entry in entries if entry["verb"] == "ballot_counted"]
    published = [result["digest"] for result in results]
    findings.same(counted, published, "每次计票都记在操作记录里", "Every count stands in the audit log")
    stands = [entry["facts"]["digest"] for entry in entries if entry["verb"] == "result_certified"]
    certified = [result["digest"] for result in results if result["certified_at"]]
    findings.same(
        stands, certified, "确认过的结果记在操作记录里", "What was certified stands in the audit log"
    )
    void = [entry["facts"]["reason"] for entry in entries if entry["verb"] == "ballot_voided"]
    findings.same(
        [ballot["void"]] if ballot["void"] else [], void, "作废的记录", "Whether it was declared void"
    )


def _digest(entry: dict[str, Any]) -> str:
    names = ("seq", "at", "actor_id", "verb", "ref_kind", "ref_id", "facts")
    return digest(entry["previous"], {name: entry[name] for name in names})


def check_result(
    result: dict[str, Any], entries: list[dict[str, Any]], ballot: dict[str, Any], findings: Findings
) -> None:
    """The published count has its digest, and if it is certified two people have signed exactly that digest."""
    run = str(result["run"])
    found = digest(ballot["digest"], result["document"])
    findings.same(result["digest"], found, "计票结果的指纹", "Digest of the count", run)
    if result["certified_at"] is None:
        return
    signed = {
        entry["actor_id"]
        for entry in entries
        if entry["verb"] == "result_signed" and entry["facts"]["digest"] == result["digest"]
    }
    good = len(signed) >= TELLERS and all(each["digest"] == result["digest"] for each in result["signatures"])
    findings.check(
        good and len(result["signatures"]) == len(signed),
        "两位不同的计票人签了这个指纹",
        "Two different tellers signed this digest",
        str(len(signed)),
    )
