"""A server on this machine that answers as LanguageTool does, or misbehaves in one of the ways servers do."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qs

# What it takes for an error, and what it would write instead.
ERRORS = {"conmande": "commande", "vérifié": "vérifier"}
LANGUAGES = [{"code": "fr", "longCode": "fr"}, {"code": "en", "longCode": "en-US"}]
SPELLING = {"fr": "FR_SPELLING_RULE", "en-US": "MORFOLOGIK_RULE_EN_US"}
HANGS_S = 30.0


class Double(ThreadingHTTPServer):
    """`mode`: ok, or how it misbehaves. `asked`: the texts it was given. `fails_after`: texts answered well."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.mode = "ok"
        self.version = "6.6"
        self.asked: list[str] = []
        self.fails_after: int | None = None
        self.recovers_after: int | None = None
        self.released = threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def mode_now(self) -> str:
        count = len(self.asked)
        if self.fails_after is not None and count <= self.fails_after:
            return "ok"
        if self.recovers_after is not None and count > self.recovers_after:
            return "ok"
        return self.mode

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever gave up waiting is not told of."""


@contextmanager
def languagetool_double(port: int = 0) -> Iterator[Double]:
    server = Double(port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def answer(text: str, version: str = "6.6", language: str = "fr") -> dict[str, Any]:
    """What LanguageTool would say: offsets in UTF-16 units."""
    matches = []
    for wrong, right in ERRORS.items():
        at = text.find(wrong)
        while at >= 0:
            matches.append(
                {
                    "message": f"Écrire <suggestion>{right}</suggestion>.",
                    "offset": utf16(text[:at]),
                    "length": utf16(wrong),
                    "replacements": [{"value": right}],
                    "context": {"text": text, "offset": 0, "length": 1},
                    "rule": {
                        "id": SPELLING[language],
                        "subId": "1",
                        "issueType": "misspelling",
                        "category": {"id": "TYPOS", "name": "–"},
                    },
                }
            )
            at = text.find(wrong, at + 1)
    return {
        "software": {"name": "LanguageTool", "version": version, "premium": False},
        "warnings": {"incompleteResults": False},
        "matches": matches,
    }


class Handler(BaseHTTPRequestHandler):
    server: Double
    PLAIN: ClassVar[dict[str, tuple[int, str]]] = {
        "busy": (429, "Error: Client request limit of 20 requests per 60 seconds reached"),
        "busy_426": (426, "Upgrade required"),
        "broken": (500, "Error: Internal Error: NullPointerException"),
        "html": (200, "<html><body>It works!\x1b[31m</body></html>"),
    }
    JSON: ClassVar[dict[str, Any]] = {
        "empty_json": {},
        "list_json": [1, 2, 3],
        "null_json": None,
        "other_json": {"matches": "none", "software": {"name": "x", "version": "1"}},
    }

    def do_GET(self) -> None:
        self._json(LANGUAGES)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
        asked = parse_qs(body, keep_blank_values=True)
        text, language = asked["text"][0], asked["language"][0]
        self.server.asked.append(text)
        mode = self.server.mode_now()
        if mode == "ok":
            self._json(answer(text, self.server.version, language))
        elif mode in self.JSON:
            self._json(self.JSON[mode])
        elif mode in self.PLAIN:
            self._send(self.PLAIN[mode][0], self.PLAIN[mode][1].encode())
        else:
            getattr(self, f"_{mode}")(text)

    def _slow(self, text: str) -> None:
        self.server.released.wait(HANGS_S)

    def _trickle(self, text: str) -> None:
        """A byte now and then: no limit between two bytes ever ends that."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        while not self.server.released.is_set():
            self.wfile.write(b" ")
            self.server.released.wait(0.02)

    def _cut(self, text: str) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b'{"software": ')
        self.close_connection = True

    def _hangs_up(self, text: str) -> None:
        self.connection.close()

    def _half(self, text: str) -> None:
        self._json(answer(text) | {"warnings": {"incompleteResults": True}})

    def _out_of_text(self, text: str) -> None:
        said = answer("conmande")
        said["matches"][0]["offset"] = 10_000
        self._json(said)

    def _json(self, said: Any) -> None:
        self._send(200, json.dumps(said).encode())

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Tests are quiet."""
