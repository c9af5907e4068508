"""From a bundle on the disk to a report: what was checked, and whether everything agrees."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from votes.publication.recount.digests import canonical
from votes.publication.recount.figures import check_figures
from votes.publication.recount.findings import Findings
from votes.publication.recount.packing import fingerprint, opened
from votes.publication.recount.papers import check_papers, read_papers
from votes.publication.recount.record import check_ballot, check_entries, check_result

ABOUT = "重新清点一次投票，核对公布的每个数字。 Recounts a published ballot and compares every figure."
FORMAT = "civic-ballot/1"


def checked(path: str, lang: str = "both") -> Findings:
    """Everything there is to check in a bundle."""
    findings = Findings(lang)
    files = opened(path, findings)
    if files is None:
        return findings
    try:
        _check(files, findings)
    except (LookupError, ValueError, TypeError, ArithmeticError, AttributeError, RecursionError) as error:
        why = f"{type(error).__name__} {error}"
        findings.check(False, "内容不成样子，无法核对", "The contents are not those of a ballot", why)
    findings.lines.append("SHA-256(SHA256SUMS) = " + fingerprint(files))
    return findings


def _check(files: dict[str, bytes], findings: Findings) -> None:
    ballot, results, entries = (
        _json(files, name, findings) for name in ("ballot.json", "results.json", "audit.json")
    )
    findings.same(FORMAT, ballot["format"], "格式", "Format")
    findings.lines.append(f"{ballot['id']} {ballot['title']}")
    papers = read_papers(files["papers.tsv"])
    areas = files.get("areas.tsv", b"").decode("utf-8")
    check_ballot(ballot, findings)
    check_entries(entries, ballot, results, findings)
    check_papers(files["papers.tsv"], papers, ballot, findings)
    for result in results:
        check_result(result, entries, ballot, findings)
        check_figures(result, ballot, papers, areas, findings)


def _json(files: dict[str, bytes], name: str, findings: Findings) -> Any:
    value = json.loads(files[name].decode("utf-8"))
    findings.check(canonical(value) == files[name], "写法规范", "Canonical spelling", name)
    return value


def main(words: list[str] | None = None) -> int:
    """The command line; 0 when everything agrees, 1 when something does not."""
    parser = argparse.ArgumentParser(prog="recount.py", description=ABOUT)
    parser.add_argument("bundle", help="ballot-….zip")
    parser.add_argument("--lang", choices=("zh", "en", "both"), default="both")
    given = parser.parse_args(words)
    findings = checked(given.bundle, given.lang)
    agrees = findings.wrong == 0
    last = (
        ("全部相符", "Everything agrees")
        if agrees
        else (f"有 {findings.wrong} 处不符", f"{findings.wrong} differ")
    )
    chosen = {"zh": last[0], "en": last[1]}.get(given.lang, " · ".join(last))
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    print("\n".join([*findings.lines, chosen]))
    return 0 if agrees else 1


if __name__ == "__main__":
    sys.exit(main())
