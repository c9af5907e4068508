"""Every setting, read once from the environment."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """What a deployment may choose. Secrets come from the environment only."""

    database_url: str = f"sqlite://{ROOT / 'data' / 'civic.sqlite3'}"
    redis_url: str = ""  # empty: live events stay in this process
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = ""  # public address for links and QR codes; empty: taken from the request
    secure_cookies: bool = False
    demo: bool = False
    password_memory_kib: int = 19456  # OWASP's argon2id minimum: 19 MiB, two passes
    sign_in_days: int = 30
    page_cache_seconds: int = 2
    tick_seconds: int = 20  # 0: the clock's work is done by `main.py tick` from outside

    @property
    def sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite:")

    def for_demo(self) -> "Settings":
        """The same as a demo; unless a database was named, one of its own beside the real one."""
        url = self.database_url
        return replace(self, demo=True, database_url=_DEMO_URL if url == Settings.database_url else url)

    def changed(self, **fields: object) -> "Settings":
        """A copy with other values (command line flags, tests)."""
        return replace(self, **fields)  # type: ignore[arg-type]


def from_environment() -> Settings:
    """Settings from CIVIC_* variables, DATABASE_URL, REDIS_URL, HOST and PORT. Raises ValueError naming a bad one."""
    env = os.environ
    default = Settings()
    try:
        return Settings(
            database_url=env.get("DATABASE_URL", default.database_url),
            redis_url=env.get("REDIS_URL", ""),
            host=env.get("HOST", default.host),
            port=int(env.get("PORT", default.port)),
            base_url=env.get("CIVIC_BASE_URL", "").rstrip("/"),
            secure_cookies=env.get("CIVIC_SECURE_COOKIES", "0") == "1",
            demo=env.get("CIVIC_DEMO", "0") == "1",
            sign_in_days=int(env.get("CIVIC_SIGN_IN_DAYS", default.sign_in_days)),
            tick_seconds=int(env.get("CIVIC_TICK_SECONDS", default.tick_seconds)),
        )
    except ValueError as error:
        raise ValueError(f"a setting in the environment is not a whole number: {error}") from error


_DEMO_URL = f"sqlite://{ROOT / 'data' / 'demo.sqlite3'}"
