"""A server on this machine that speaks the chat protocol of OpenAI, as far as the ``llm`` library asks it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SILENT = "silent"
"""An answer that never comes: the connection stays open until the server is stopped."""


class Server(ThreadingHTTPServer):
    """Answers every question with :attr:`answer`, in pieces; or with an error of a number, if it is one."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: str | int = '{"claims": []}'
        self.asked: list[dict[str, Any]] = []
        self.stopped = threading.Event()

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(body)
        answer = self.server.answer
        if answer == SILENT:
            self.server.stopped.wait()
            self.close_connection = True
        elif isinstance(answer, int):
            self._send(answer, "application/json", json.dumps({"error": {"message": "no", "type": "x"}}).encode())
        elif body.get("stream"):
            self._send(200, "text/event-stream", b"".join(_events(body["model"], answer)))
        else:
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": answer}}
            whole = {"id": "1", "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice]}
            self._send(200, "application/json", json.dumps(whole).encode())

    def _send(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _events(model: str, answer: str) -> Iterator[bytes]:
    for start in range(0, max(len(answer), 1), 4000):
        yield _event(model, {"role": "assistant", "content": answer[start : start + 4000]}, None)
    yield _event(model, {}, "stop")
    yield b"data: [DONE]\n\n"


def _event(model: str, delta: dict[str, str], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


@contextmanager
def running() -> Iterator[Server]:
    """The server, started, and stopped at the end."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()
        thread.join()
