"""A load generator light enough to leave the server its processor: ``python -m bench._load HOST PORT PATH SECONDS CONNECTIONS``.

Prints answers per second. Keep-alive connections, one question at a time on each, answers recognised by their length.
"""

import asyncio
import sys
import time
from typing import cast

import uvloop


class Asker(asyncio.Protocol):
    """Asks again as soon as the answer is complete."""

    def __init__(self, question: bytes) -> None:
        self.question = question
        self.answered = 0
        self.missing = -1
        self.head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the first time."""
        self.transport = cast(asyncio.Transport, transport)
        self.transport.write(self.question)

    def data_received(self, data: bytes) -> None:
        """Count the answer when all of it is there."""
        if self.missing < 0:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            head, data = self.head[:end].lower(), self.head[end + 4 :]
            if not head.startswith(b"http/1.1 200"):
                raise RuntimeError(head.decode("latin-1"))
            self.missing, self.head = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0]), b""
        self.missing -= len(data)
        if self.missing <= 0:
            self.answered, self.missing = self.answered + 1, -1
            self.transport.write(self.question)


async def answers_per_second(host: str, port: int, path: str, seconds: float, connections: int) -> float:
    """After a moment of warming up."""
    question = f"GET {path} HTTP/1.1\r\nhost: {host}:{port}\r\naccept-encoding: gzip, br\r\n\r\n".encode()
    loop = asyncio.get_running_loop()
    askers = [
        (await loop.create_connection(lambda: Asker(question), host, port))[1] for _ in range(connections)
    ]
    await asyncio.sleep(0.5)
    began, before = time.perf_counter(), sum(asker.answered for asker in askers)
    await asyncio.sleep(seconds)
    counted = sum(asker.answered for asker in askers) - before
    return counted / (time.perf_counter() - began)


if __name__ == "__main__":
    where, port, path, seconds, connections = sys.argv[1:6]
    print(uvloop.run(answers_per_second(where, int(port), path, float(seconds), int(connections))))
