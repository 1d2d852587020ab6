"""A model behind a real HTTP server on this machine, asked through the real client."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chattrainer.adapters.llm.endpoint import Endpoint
from chattrainer.app.opinion.endpoint import EndpointAsker

Say = Callable[[dict[str, Any]], str]
BROKEN = "\x00broken"
NAME = "loopback"


@dataclass(frozen=True, slots=True)
class Server:
    """`asked` keeps the bodies of all requests."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def serving(say: Say) -> Iterator[Server]:
    """A server whose model says what `say` makes of each request; `BROKEN` is a failure of the server."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            words = say(body)
            message = {"role": "assistant", "content": words}
            choice = {"index": 0, "finish_reason": "stop", "message": message}
            answer = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": NAME,
                "choices": [choice],
            }
            sent = json.dumps(answer).encode()
            self.send_response(500 if words == BROKEN else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            """Tests are quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_address[1]}/v1", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def model(say: Say) -> Iterator[tuple[EndpointAsker, list[dict[str, Any]]]]:
    """A client of such a server, and what it was asked."""
    with serving(say) as server:
        asker = EndpointAsker(Endpoint(server.url, NAME))
        try:
            yield asker, server.asked
        finally:
            asker.close()
