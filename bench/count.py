"""How fast a vote for a budget is counted: against pabutools 1.2.3 in the same run, and against fixed limits.

    python -m bench.count [FILE.pb …]

Without files those of CIVIC_PB_DIR are taken, or else those of the tests. Every file is read, counted and told under
every rule in a process of its own; the largest with approval papers is counted by pabutools as well. CPU seconds are
compared: the machine may be busy. pabutools is a development dependency under the GPL and runs in its own process.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: papers from which a file counts as a city's, for which the ratios are promised
CITY = 50_000
END_TO_END, RULE_ALONE = 60, 500
MEBIBYTES, ONE_RULE, ADD1 = 150, 0.3, 15.0

OURS = """
import json, resource, sys, time
from pathlib import Path
begin = time.process_time()
from votes.pabulib.rules import read
from votes.tally.rules import Ties, Utility
from votes.tally.spending.buying import run
from votes.tally.spending.count import spend
from votes.tally.spending.field import fair_share, field
from votes.tally.spending.phragmen import NAMING
from votes.tally.spending.settings import GROWS, Rule, Settings

def timed(act):
    start = time.process_time()
    found = act()
    return found, time.process_time() - start

raw = Path(sys.argv[1]).read_bytes()
file, parsing = timed(lambda: read(raw))
election = file.election
rules = {}
for rule in Rule:
    if rule is Rule.PHRAGMEN and election.kind not in NAMING:
        continue
    fresh = read(raw).election
    result, seconds = timed(lambda: spend(fresh, rule, Settings()))
    winners = [fresh.projects[place].id for place in result.winners]
    rules[rule.value] = {"seconds": seconds, "winners": winners, "raised": result.parameters.get("raised")}
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
alone = []
for _ in range(5):
    ready = field(election, Utility.COST, Ties.COST_VOTES_ID)
    alone.append(timed(lambda: run(ready, fair_share(election)))[1])
print(json.dumps({"kind": election.kind, "papers": election.voters, "projects": len(election.projects),
                  "parsing": parsing, "rules": rules, "alone": min(alone), "mib": peak}))
"""

# Same ties as ours: cost ascending, votes descending, id ascending.
THEIRS = """
import json, resource, sys, time
from pabutools.election import *
from pabutools.election.pabulib import parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule
begin = time.process_time()
instance, profile = parse_pabulib(sys.argv[1])
parsed = time.process_time()
votes = {}
for ballot in profile:
    for project in ballot:
        votes[project.name] = votes.get(project.name, 0) + 1
ties = TieBreakingRule(lambda i, p, project: (project.cost, -votes.get(project.name, 0), project.name))
found = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=ties)
end = time.process_time()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"winners": [p.name for p in found], "parsing": parsed - begin, "rule": end - parsed, "mib": peak}))
"""


def measured(script: str, path: Path) -> dict[str, Any] | None:
    """What a script prints about a file; None when it fails (pabutools most often for want of memory)."""
    run = [sys.executable, "-W", "ignore", "-c", script, str(path)]
    done = subprocess.run(run, check=False, capture_output=True, text=True, cwd=ROOT)
    return None if done.returncode else dict(json.loads(done.stdout.splitlines()[-1]))


def limited(value: float, limit: float, unit: str, least: bool = False) -> str:
    """A figure with its limit."""
    kept = value >= limit if least else value <= limit
    return (
        f"{value:.2f} {unit} ({'at least' if least else 'at most'} {limit:g}: {'kept' if kept else 'MISSED'})"
    )


def shown(path: Path, ours: dict[str, Any]) -> None:
    """One file: the slowest single rule, the slower Add1, the memory of all of it."""
    adding = {name: rule for name, rule in ours["rules"].items() if name.startswith("add1")}
    single = {name: rule for name, rule in ours["rules"].items() if name not in adding}
    slowest = max(single, key=lambda name: single[name]["seconds"])
    growing = max(adding, key=lambda name: adding[name]["seconds"])
    print(f"{path.stem}: {ours['papers']:,} papers, {ours['projects']} projects, {ours['kind']}")
    print(f"  read        {ours['parsing']:.2f} s")
    print(
        f"  {slowest:<11} {limited(single[slowest]['seconds'], ONE_RULE, 's')}, told; the slowest single rule"
    )
    steps = adding[growing]["raised"]
    print(f"  {growing:<11} {limited(adding[growing]['seconds'], ADD1, 's')}, told; {steps} steps")
    print(f"  memory      {limited(ours['mib'], MEBIBYTES, 'MiB')}, all rules", flush=True)


def compared(path: Path, ours: dict[str, Any]) -> bool:
    """The same file by pabutools, Equal Shares with cost utilities. Whether winners and order are the same."""
    print(f"\n{path.stem} against pabutools 1.2.3, mes-cost", flush=True)
    theirs = measured(THEIRS, path)
    if theirs is None:
        print(
            "  pabutools did not finish (it needs much memory) or is not installed: nothing to compare with"
        )
        return True
    mine = ours["rules"]["mes-cost"]
    whole = (theirs["parsing"] + theirs["rule"]) / (ours["parsing"] + mine["seconds"])
    alone = theirs["rule"] / ours["alone"]
    print(f"  pabutools   {theirs['parsing'] + theirs['rule']:.2f} s CPU, {theirs['mib']} MiB")
    if ours["papers"] < CITY:
        print(
            f"  end to end  {whole:.0f} times, rule alone {alone:.0f} times (limits are for {CITY:,} papers and more)"
        )
    else:
        print(f"  end to end  {limited(whole, END_TO_END, 'times', least=True)}: read, counted and told")
        print(f"  rule alone  {limited(alone, RULE_ALONE, 'times', least=True)}")
    same = theirs["winners"] == mine["winners"]
    print(f"  winners     {'the same, in the same order' if same else 'DIFFERENT'}")
    return same


def main() -> int:
    """Print every file, then the comparison; exit 1 when winners differ."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    home = Path(os.environ.get("CIVIC_PB_DIR") or ROOT / "tests" / "data")
    files = parser.parse_args().files or sorted(home.glob("*.pb"))
    done: dict[Path, dict[str, Any]] = {}
    for path in files:
        found = measured(OURS, path.resolve())
        if found is None:
            print(f"{path}: could not be counted")
            return 1
        done[path] = found
        shown(path, found)
    approvals = [path for path, found in done.items() if found["kind"] == "approval"]
    if not approvals:
        return 0
    largest = max(approvals, key=lambda path: done[path]["papers"])
    return 0 if compared(largest.resolve(), done[largest]) else 1


if __name__ == "__main__":
    sys.exit(main())
