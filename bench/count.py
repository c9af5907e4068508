"""How much faster this house counts Equal Shares than pabutools 1.2.3, on the same file, reading included.

    python bench/count.py [FILE] [--rule mes-cost|mes-card]

pabutools (GPL) is installed into an environment of its own in the temporary directory and never imported here. On the
largest file of Pabulib it needs two minutes and 4 GB. CPU seconds are compared: the machine may be busy.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from votes.pabulib.rules import Rule, count, read  # noqa: E402
from votes.tally.rules import Ties  # noqa: E402

DEFAULT = ROOT / "tests" / "data" / "Poland_Wieliczka_2023_Green_Budget.pb"
PEER = "pabutools==1.2.3"
AIM = 50

# Same ties as ours: cost ascending, votes descending, id ascending.
ORACLE = """
import json, resource, sys, time
from pabutools.election import *
from pabutools.election.pabulib import parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule
begin = time.process_time()
instance, profile = parse_pabulib(sys.argv[1])
votes = {}
for ballot in profile:
    for project in ballot:
        votes[project.name] = votes.get(project.name, 0) + 1
kind = instance.meta["vote_type"]
points = {"cumulative": Additive_Cardinal_Sat, "ordinal": Additive_Borda_Sat}.get(kind, Cardinality_Sat)
ties = TieBreakingRule(lambda i, p, project: (project.cost, -votes.get(project.name, 0), project.name))
sat = Cost_Sat if sys.argv[2] == "mes-cost" else points
found = method_of_equal_shares(instance, profile, sat_class=sat, tie_breaking=ties)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"winners": [p.name for p in found], "seconds": time.process_time() - begin, "mib": peak}))
"""


def ours(path: Path, rule: Rule, times: int = 5) -> tuple[list[str], float]:
    """Winners and the CPU seconds of the best of some runs, from the bytes on disk to the explained result."""
    best, winners = float("inf"), list[str]()
    for _ in range(times):
        begin = time.process_time()
        file = read(path.read_bytes())
        result = count(file, rule, Ties.COST_VOTES_ID)
        best = min(best, time.process_time() - begin)
        winners = [file.election.projects[place].id for place in result.winners]
    return winners, best


def peer() -> Path | None:
    """The Python of an environment with pabutools; None when it cannot be had."""
    home = Path(tempfile.gettempdir()) / "civic-bench-pabutools"
    python = home / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)
        if subprocess.run(
            [str(python), "-c", "import pabutools"], check=False, capture_output=True
        ).returncode:
            install = [str(python), "-m", "pip", "install", "--quiet", PEER]
            subprocess.run(install, check=True, capture_output=True, timeout=600)
    except (OSError, subprocess.SubprocessError):
        return None
    return python


def theirs(python: Path, path: Path, rule: Rule) -> dict[str, object] | None:
    """What pabutools finds; None when it fails (most often for want of memory)."""
    run = [str(python), "-W", "ignore", "-c", ORACLE, str(path), str(rule)]
    done = subprocess.run(run, check=False, capture_output=True, text=True)
    return None if done.returncode else dict(json.loads(done.stdout.splitlines()[-1]))


def main() -> int:
    """Print both times, the ratio and whether the winners and their order are the same."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--rule", choices=["mes-cost", "mes-card"], default="mes-cost")
    args = parser.parse_args()
    winners, seconds = ours(args.file, Rule(args.rule))
    print(f"{args.file.name}, {args.rule}, reading included")
    print(f"  ours       {seconds:9.3f} s CPU (best of 5), {len(winners)} winners")
    python = peer()
    if python is None:
        print(f"  {PEER} could not be installed here, so there is nothing to compare with")
        return 0
    other = theirs(python, args.file, Rule(args.rule))
    if other is None:
        print("  pabutools did not finish (it needs much memory), so there is nothing to compare with")
        return 0
    needed = float(str(other["seconds"]))
    ratio, same = needed / seconds, other["winners"] == winners
    print(f"  pabutools  {needed:9.3f} s CPU, {other['mib']} MiB")
    print(f"  ratio      {ratio:9.1f} (aim: at least {AIM})")
    print(f"  winners    {'the same, in the same order' if same else 'DIFFERENT'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
