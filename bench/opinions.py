"""How fast a map of opinions is computed: 10,000 people, 300 statements, 600,000 votes, everything included.

    python -m bench.opinions [PEOPLE STATEMENTS]

The votes are given as the rows that are read from the database. Beside it, in the same
process, stands what no such map can do without: one decomposition of the statements' covariance and one k-means into a
hundred clusters, each plain NumPy. Limits are on processor seconds: the machine may be busy.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PEOPLE, STATEMENTS, SEEN = 10_000, 300, 0.2
# processor seconds, resident memory, times the bare limit
SECONDS, MEBIBYTES, TIMES = 2.0, 250, 5.0

COMPUTED = """
import json, resource, sys, time
import numpy as np
from councils.opinions.rules.mapping import opinion_map

people, statements, seen = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
chance = np.random.Generator(np.random.PCG64(1))
minds = chance.normal(size=(3, statements))
thinks = minds[chance.integers(3, size=people)] + chance.normal(size=(people, statements))
votes = np.clip(np.round(thinks), -1, 1).astype(np.int8)
rows, columns = np.nonzero(chance.random((people, statements)) < seen)
made = np.stack((rows, columns, votes[rows, columns]), axis=1).astype(np.int64)
del minds, thinks, votes, rows, columns

def timed(act):
    wall, cpu = time.perf_counter(), time.process_time()
    found = act()
    return found, time.perf_counter() - wall, time.process_time() - cpu

before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
runs = [timed(lambda: opinion_map(made)) for _ in range(3)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
document = runs[0][0].document

points = np.random.Generator(np.random.PCG64(3)).normal(size=(people, statements))
def bare():
    np.linalg.eigh(points.T @ points)
    spots = np.random.Generator(np.random.PCG64(2)).normal(size=(people, 2))
    centres = spots[:100]
    for _ in range(50):
        nearest = ((centres**2).sum(1) - 2 * spots @ centres.T).argmin(1)
        mass = np.maximum(np.bincount(nearest, minlength=100), 1)
        centres = np.stack([np.bincount(nearest, axis, 100) / mass for axis in spots.T], 1)

limits = [timed(bare) for _ in range(3)]
print(json.dumps({"votes": len(made), "wall": min(run[1] for run in runs), "cpu": min(run[2] for run in runs),
                  "bare": min(run[1] for run in limits), "bare_cpu": min(run[2] for run in limits),
                  "mib": peak, "mib_before": before, "same": all(run[0] == runs[0][0] for run in runs),
                  "groups": [group["people"] for group in document["groups"]],
                  "silhouette": document["silhouette"], "stability": document["stability"]}))
"""


def measured(people: int, statements: int) -> dict:
    """Everything of one run, in a process of its own."""
    command = [sys.executable, "-c", COMPUTED, str(people), str(statements), str(SEEN)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def main(people: int = PEOPLE, statements: int = STATEMENTS) -> int:
    """Print the figures; 1 when a limit is broken."""
    found = measured(people, statements)
    times = found["cpu"] / found["bare_cpu"]
    print(f"{people:,} people, {statements} statements, {found['votes']:,} votes")
    print(
        f"  map            {found['cpu']:6.2f} s of processor ({found['wall']:.2f} s by the clock)   limit {SECONDS} s"
    )
    print(f"  bare limit     {found['bare_cpu']:6.2f} s of processor ({found['bare']:.2f} s by the clock)")
    print(f"  ratio          {times:6.1f}     limit {TIMES}")
    print(
        f"  memory         {found['mib']:6} MiB, of which the votes as rows {found['mib_before']}   limit {MEBIBYTES}"
    )
    print(f"  groups of {found['groups']}, silhouette {found['silhouette']}, stability {found['stability']}")
    print(f"  the same each time: {found['same']}")
    broken = found["cpu"] > SECONDS or found["mib"] > MEBIBYTES or times > TIMES or not found["same"]
    return int(broken)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
