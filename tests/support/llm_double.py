"""A real HTTP server on loopback that answers like an OpenAI-compatible endpoint: well, or in every wrong way."""

import json
import re
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOVE = re.compile(r"^(\d+)\. .*?[:]\s*[«\"]\s*(.*?)\s*[»\"]$", re.MULTILINE)
OPENERS = {
    "fr": ("Alors ", "Euh ", "Eh bien ", "Bon ", "", "Ben "),
    "en": ("Well, ", "Um, ", "So ", "", "Hmm, "),
}
TURNS = re.compile(r"^(?:She does one of|Le client fait une seule de).*?[:]\s*(\d[^.]*)\.", re.MULTILINE)
ENDINGS = {
    "fr": ("", " voilà", " en fait", "…", " du coup"),
    "en": ("", " really", "…", " actually", " you see"),
}

# What each way of misbehaving is told as.
TOLD_AS = {
    "unauthorised": "unauthorised",
    "rate_limited": "rate_limited",
    "server_error": "server_error",
    "unavailable": "server_error",
    "unknown_model": "unknown_model",
    "wrong_path": "wrong_url",
    "https_due": "https_due",
    "html": "html",
    "error_inside": "error_inside",
    "no_json": "no_json",
    "empty_body": "empty",
    "no_choices": "no_json",
    "no_words": "empty",
    "huge": "too_large",
    "invalid_utf8": "garbled",
    "stream": "cut",
    "list": "no_json",
    "deep": "no_json",
    "cut_body": "cut",
    "hang_up": "cut",
    "drip": "timeout",
    "hang": "timeout",
    "redirect": "https_due",
    "half": "cut",
}

Body = dict[str, Any]
Say = Callable[[Body], str]


def moves_in(body: Body) -> list[tuple[int, list[str]]]:
    """The moves that a prompt asks to word, with the script's bubbles."""
    asked = next((m["content"] for m in reversed(body["messages"]) if MOVE.search(m["content"])), "")
    return [(int(n), words.split(" / ")) for n, words in MOVE.findall(asked)]


def turns_in(body: Body) -> list[set[int]]:
    """The numbers of the moves of each turn on offer; a single one with all moves where there is no choice."""
    asked = next((m["content"] for m in reversed(body["messages"]) if MOVE.search(m["content"])), "")
    offered = TURNS.search(asked)
    if offered is None:
        return [{n for n, _ in moves_in(body)}]
    return [set(map(int, re.findall(r"\d+", turn))) for turn in offered[1].split(";")]


def good_actor(body: Body) -> str:
    """One of the turns on offer, in somewhat other words and bubbles; different from turn to turn."""
    language = "en" if "You write the messages" in body["messages"][0]["content"] else "fr"
    turn = len(body["messages"])
    moves = []
    turns = turns_in(body)
    chosen = turns[turn % len(turns)]
    for n, bubbles in moves_in(body):
        if n not in chosen:
            continue
        at = sum(map(ord, bubbles[0])) + turn
        opener = OPENERS[language][at % len(OPENERS[language])]
        ending = ENDINGS[language][at % len(ENDINGS[language])]
        first = bubbles[0]
        if opener and first[1:2].islower():
            first = first[0].lower() + first[1:]
        words = [f"{opener}{first}", *bubbles[1:3]]
        words[-1] = f"{words[-1].rstrip('.!')}{ending if words[-1][-1:] not in '?…' else ''}"
        if len(bubbles) > 3:
            words = [words[0], bubbles[1], " ".join(bubbles[2:])]
        moves.append({"n": n, "bubbles": words})
    return json.dumps({"moves": moves}, ensure_ascii=False)


def always(words: str) -> Say:
    """The same words for every move."""
    return lambda body: json.dumps({"moves": [{"n": n, "bubbles": [words]} for n, _ in moves_in(body)]})


class LlmDouble:
    """`say` gives the model's words; `break_as` names a way in which the server fails instead.

    `asked` keeps each request's body, `keys` each Authorization header.
    """

    def __init__(self, say: Say = good_actor, break_as: str = "", slow_s: float = 0.0) -> None:
        self.say = say
        self.break_as = break_as
        self.slow_s = slow_s
        self.asked: list[Body] = []
        self.keys: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        handler = type("OwnHandler", (Handler,), {"double": self})
        self._server = _Server(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def way_of(self, body: Body) -> str:
        """How this request is to fail; empty for not at all."""
        return self.break_as

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            yield
        finally:
            with self._lock:
                self.at_once -= 1


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is nothing to talk about."""


class Handler(BaseHTTPRequestHandler):
    """One connection; `double` is set by the server's own subclass."""

    double: LlmDouble
    protocol_version = "HTTP/1.1"
    # Header and body go out as they are written.
    disable_nagle_algorithm = True

    def log_message(self, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._send(200, json.dumps({"data": [{"id": "good"}, {"id": "other"}]}).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        with self.double._counted():
            self.double.asked.append(body)
            self.double.keys.append(self.headers.get("authorization", ""))
            if self.double.slow_s:
                self.double.stopping.wait(self.double.slow_s)
            try:
                self._answer(body)
            except (BrokenPipeError, ConnectionResetError):
                # The client had enough; that is its right.
                self.close_connection = True

    def _answer(self, body: Body) -> None:
        how = self.double.way_of(body)
        if how in STATUSES:
            status, told = STATUSES[how]
            self._send(status, json.dumps({"error": {"message": told}}).encode())
        elif how == "no_schema" and "response_format" in body:
            self._send(400, b'{"error": {"message": "response_format json_schema is not supported"}}')
        elif how == "only_objects" and body["response_format"]["type"] == "json_schema":
            told = "validation error: 'loc': ('body', 'response_format', 'type'), 'msg': \"should be 'json_object'\""
            self._send(500, json.dumps({"error": {"message": told}}).encode())
        elif how in BODIES:
            self._send(200, BODIES[how])
        elif how == "hang_up":
            # Nothing at all, and the connection reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
        elif how == "cut_body":
            self._send(200, b'{"choices": [{"mess', promised=5_000)
        elif how == "drip":
            self._drip()
        elif how == "hang":
            self.double.stopping.wait(30)
        elif how == "redirect":
            self.send_response(308)
            self.send_header("location", "https://127.0.0.1/v1")
            self.send_header("content-length", "0")
            self.end_headers()
        else:
            self._send(200, completion(self.double.say(body), "length" if how == "half" else "stop"))

    def _drip(self) -> None:
        self.send_response(200)
        self.send_header("content-length", "100000")
        self.end_headers()
        while not self.double.stopping.wait(0.05):
            self.wfile.write(b" ")
            self.wfile.flush()

    def _send(self, status: int, body: bytes, promised: int = 0) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(promised or len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = bool(promised)


def completion(words: str, finish: str = "stop") -> bytes:
    """A body as endpoints send it."""
    message = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": words}}
    usage = {"prompt_tokens": 500, "completion_tokens": 40, "prompt_tokens_details": {"cached_tokens": 400}}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [message], "usage": usage}).encode()


STATUSES = {
    "unauthorised": (401, "Incorrect API key provided: sk-very-secret-key"),
    "rate_limited": (429, "Rate limit reached"),
    "server_error": (500, "boom"),
    "unavailable": (503, "loading model"),
    "unknown_model": (404, "The model `good` does not exist"),
    "wrong_path": (404, "not found"),
    "https_due": (400, "The plain HTTP request was sent to HTTPS port"),
}
BODIES = {
    "html": b"<!doctype html><title>Welcome to nginx</title>",
    "error_inside": b'{"error": {"message": "out of credit", "code": 402}}',
    "no_json": b"Internal Server Error",
    "empty_body": b"",
    "no_choices": b'{"choices": []}',
    "no_words": completion("  "),
    "huge": b'{"choices": [{"message": {"content": "' + b"a" * 100_000 + b'"}}]}',
    "huge_words": completion("a" * 40_000),
    "invalid_utf8": b'{"choices": [{"message": {"content": "caf\xe9 \xff"}}]}',
    "stream": b'data: {"choices": [{"delta": {"content": "bonj"}}]}\n\ndata: {"choi',
    "list": b"[1, 2, 3]",
    "deep": b"[" * 20_000,
}
EVERY_WAY = (*STATUSES, *BODIES, "cut_body", "drip", "hang", "hang_up", "redirect", "half")


@contextmanager
def llm_double(say: Say = good_actor, break_as: str = "", slow_s: float = 0.0) -> Iterator[LlmDouble]:
    double = LlmDouble(say, break_as, slow_s)
    double.start()
    try:
        yield double
    finally:
        double.stop()
