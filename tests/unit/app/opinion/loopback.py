"""A model behind a real HTTP server on this machine, asked through the real client."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from openai import OpenAI, OpenAIError

from chattrainer.model.errors import OutsideError

Say = Callable[[dict[str, Any]], str]
BROKEN = "\x00broken"


class Model:
    """`asked` keeps the bodies of all requests."""

    model = "loopback"

    def __init__(self, url: str, asked: list[dict[str, Any]]) -> None:
        self.asked = asked
        self._client: Any = OpenAI(api_key="none", base_url=url, max_retries=0, timeout=20)

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> str:
        wanted = {"name": "answer", "strict": True, "schema": dict(schema)}
        try:
            answer = self._client.chat.completions.create(
                model=self.model,
                messages=list(messages),
                response_format={"type": "json_schema", "json_schema": wanted},
            )
        except OpenAIError as error:
            raise OutsideError("llm.server_error", detail=str(error)[:80]) from None
        return str(answer.choices[0].message.content)


@contextmanager
def model(say: Say) -> Iterator[Model]:
    """A model that says what `say` makes of each request; `BROKEN` is a failure of the server."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append(body)
            words = say(body)
            choice = {
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": words},
            }
            answer = {
                "id": "1",
                "object": "chat.completion",
                "created": 0,
                "model": "loopback",
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
    found = Model(f"http://127.0.0.1:{server.server_address[1]}/v1", asked)
    try:
        yield found
    finally:
        found._client.close()
        server.shutdown()
        server.server_close()
        thread.join()
