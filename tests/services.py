"""Throw-away servers for the tests: PostgreSQL and Redis in a temporary folder, gone when the tests end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 30.0
ROOM_BYTES = 2**30


class Missing(RuntimeError):
    """A program the tests need is not on this machine."""


def free_port() -> int:
    """A port of the loopback interface that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def scratch(prefix: str) -> Path:
    """A folder for what lives no longer than the tests, in memory where the machine has room for it there."""
    memory = Path("/dev/shm")
    roomy = os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_BYTES
    return Path(tempfile.mkdtemp(prefix=prefix, dir=memory if roomy else None))


@contextmanager
def postgres(durable: bool = False) -> Iterator[str]:
    """A PostgreSQL cluster of its own; yields its address without a database name. Raises Missing.

    ``durable``: it waits for the disk at every commit, as a real one does (for measurements).
    """
    home = Path(tempfile.mkdtemp(prefix="civic-pg-")) if durable else scratch("civic-pg-")
    home.chmod(0o755)
    data, port, owner = home / "data", free_port(), _not_root()
    data.mkdir(mode=0o700)
    if owner:
        shutil.chown(data, owner)
    programs = _postgres_programs()
    _run(
        [programs / "initdb", "-D", data, "-U", "civic", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
        owner,
    )
    options = {"max_connections": "200"}
    if not durable:  # nothing here outlives the tests, so nothing waits for the disk
        options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
    options |= {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(data)}
    settings = [piece for name, value in options.items() for piece in ("-c", f"{name}={value}")]
    server = _start([programs / "postgres", "-D", data, *settings], owner, home / "log")
    try:
        _wait_for(port, server, home / "log")
        yield f"postgres://civic@127.0.0.1:{port}/"
    finally:
        _stop(server)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def redis() -> Iterator[str]:
    """A Redis server of its own, writing nothing to disk; yields its address. Raises Missing."""
    program = shutil.which("redis-server")
    if program is None:
        raise Missing("redis-server is not on the PATH (Debian and Ubuntu: the package redis-server)")
    home, port = Path(tempfile.mkdtemp(prefix="civic-redis-")), free_port()
    command: list[str | Path] = [
        program,
        "--port",
        str(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--dir",
        home,
    ]
    server = _start(command, None, home / "log")
    try:
        _wait_for(port, server, home / "log")
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        _stop(server)
        shutil.rmtree(home, ignore_errors=True)


def browser() -> str:
    """The machine's own Chromium. Raises Missing."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise Missing("no Chromium on the PATH (Debian and Ubuntu: the package chromium)")


def _postgres_programs() -> Path:
    if on_path := shutil.which("initdb"):
        return Path(on_path).resolve().parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if not versions:
        raise Missing("no PostgreSQL server programs found (Debian and Ubuntu: the package postgresql)")
    return max(versions, key=lambda path: int(path.parent.name))


def _not_root() -> str | None:
    """PostgreSQL refuses to run as root: the user to run it as then, else None."""
    if os.geteuid() != 0:
        return None
    return "postgres" if any(user.pw_name == "postgres" for user in pwd.getpwall()) else "nobody"


def _run(command: list[str | Path], owner: str | None) -> None:
    done = subprocess.run(
        list(map(str, command)), user=owner, cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")


def _start(command: list[str | Path], owner: str | None, log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as out:
        return subprocess.Popen(
            list(map(str, command)), user=owner, cwd="/", stdout=out, stderr=subprocess.STDOUT
        )


def _wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if listens(port):
            return
        time.sleep(0.05)
    raise RuntimeError(f"a server did not start:\n{log.read_text(errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # PostgreSQL: stop now, without waiting for those connected
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
