"""The site as a process of its own on a test's database: for a real browser, and to be killed in the middle of something."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from civic.kit.settings import ROOT, Settings
from tests import services

PATIENCE_SECONDS = 60.0


@dataclass
class Site:
    """Where the site answers. It can be killed without a word and started again on the same database.

    demo: with the demo's page, on which the clock is moved, and with the clockwork running.
    """

    settings: Settings
    port: int
    log: Path
    demo: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def address(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers. Raises RuntimeError with its log when it does not."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.settings.database_url,
            "PORT": str(self.port),
            "CIVIC_TICK_SECONDS": "1" if self.demo else "0",
            "CIVIC_DEMO": str(int(self.demo)),
        }
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "main.py", "serve"],
                cwd=ROOT,
                env=environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not services.listens(self.port):
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"the site did not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would: nothing is finished, nothing is put away."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """Ask it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=20)


@contextmanager
def served(settings: Settings, folder: Path, demo: bool = False) -> Iterator[Site]:
    """The site on this database, running until the end of the block."""
    site = Site(settings, services.free_port(), folder / "site.log", demo)
    site.start()
    try:
        yield site
    finally:
        site.stop()
