"""Anonymous readers: the list of 500 proposals and one proposal's page, against a bare Starlette answer of the same bytes.

Same server (uvicorn, uvloop, httptools), same run, turn and turn about; the load comes from a third process. Two figures
for each page: as readers meet it (kept for two seconds while nothing is written), and made anew for every reader.
"""

import asyncio
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

import main
from bench._servers import HOST, fetch, free_port, running
from civic.kit import clock, codes
from civic.kit.database import connect, disconnect, migrate, orm_config
from civic.kit.settings import Settings, from_environment
from civic.people.models import Person
from civic.places.models import Place
from proposals.models import Proposal
from proposals.rules import Category
from tests.cast import fill

PROPOSALS, ROUNDS, SECONDS, CONNECTIONS = 500, 3, 2.0, 16
LIMIT = 0.5


async def _prepare(settings: Settings) -> int:
    config = orm_config(settings, main.FLOORS)
    await migrate(settings, config)
    await connect(config)
    try:
        await fill()
        place, person = await Place.get(name="槐树街社区"), await Person.get(handle="lin")
        for n in range(PROPOSALS):
            proposal = await Proposal.create(
                code=codes.receipt_code(),
                place=place,
                proposer=person,
                title=f"一号院第{n + 1}盏路灯晚上不亮，请尽快更换",
                need="晚上八点以后，楼道口到大门这一段全黑，老人接孩子回来都要用手机照路，去年冬天已经摔过两次。",
                plan="换成声控的节能灯，灯杆不动，由物业和居民小组一起验收。",
                category=list(Category)[n % len(Category)],
                cost_fen=800_000,
                submitted_at=clock.now(),
                client_key=codes.token(),
            )
        return proposal.id
    finally:
        await disconnect()


def bare(file: str, port: int) -> None:
    """Serve the recorded bytes of a few paths with nothing around them."""
    recorded: dict[str, tuple[dict[str, str], bytes]] = pickle.loads(Path(file).read_bytes())

    async def answer(request: Request) -> Response:
        headers, body = recorded[request.url.path]
        return Response(body, headers=headers)

    app = Starlette(routes=[Route(path, answer) for path in recorded])
    uvicorn.run(
        app, host=HOST, port=port, loop="uvloop", http="httptools", log_level="warning", server_header=False
    )


def fresh(port: int) -> None:
    """Serve the house without keeping pages."""
    settings = from_environment().changed(page_cache_seconds=0)
    uvicorn.run(
        main.create_app(settings), host=HOST, port=port, loop="uvloop", http="httptools", log_level="warning"
    )


def _rate(port: int, path: str) -> float:
    command = [sys.executable, "-m", "bench._load", HOST, str(port), path, str(SECONDS), str(CONNECTIONS)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _report(path: str, ports: dict[str, int], bytes_: int) -> bool:
    rates = dict.fromkeys(ports, 0.0)
    for _ in range(ROUNDS):
        for name, port in ports.items():
            rates[name] = max(rates[name], _rate(port, path))
    ratio = rates["house"] / rates["bare"]
    print(
        f"{path}: {bytes_:,} bytes; bare {rates['bare']:,.0f}/s, house {rates['house']:,.0f}/s, "
        f"made anew {rates['fresh']:,.0f}/s (ratio {rates['fresh'] / rates['bare']:.3f})"
    )
    print(f"{path}: ratio {ratio:.2f} (limit ≥ {LIMIT}) {'holds' if ratio >= LIMIT else 'BROKEN'}")
    return ratio >= LIMIT


def bench() -> int:
    """Measure and print; 0 when every ratio holds."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/civic.sqlite3"
        proposal = asyncio.run(_prepare(Settings(database_url=url)))
        paths = ["/proposals", f"/proposals/{proposal}"]
        ports = {name: free_port() for name in ("house", "bare", "fresh")}
        me, record = ("-m", "bench.web"), f"{folder}/recorded"
        with (
            running(
                "main.py",
                "serve",
                "--port",
                str(ports["house"]),
                port=ports["house"],
                DATABASE_URL=url,
                CIVIC_TICK_SECONDS="0",
            ),
            running(*me, "fresh", str(ports["fresh"]), port=ports["fresh"], DATABASE_URL=url),
        ):
            answers = {path: fetch(ports["house"], path) for path in paths}
            kept = {
                path: ({k: v for k, v in headers if k not in ("date", "content-length")}, body)
                for path, (headers, body) in answers.items()
            }
            Path(record).write_bytes(pickle.dumps(kept))
            with running(*me, "bare", record, str(ports["bare"]), port=ports["bare"]):
                held = [_report(path, ports, len(answers[path][1])) for path in paths]
    return 0 if all(held) else 1


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare", file, port]:
            bare(file, int(port))
        case ["fresh", port]:
            fresh(int(port))
        case _:
            sys.exit(bench())
