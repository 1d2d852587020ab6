"""The exceptions that people may see.

    ChattrainerError
     ├─ UsageError        the request itself was wrong (exit code 2 on the command line)
     ├─ ContentError      a file of content is wrong; carries its problems
     ├─ IllegalInput      an input that the sitting cannot take now; nothing changed
     ├─ StoreError        the database cannot be used
     └─ OutsideError      something outside (proofreader, endpoint) failed

Each carries a key of the locale files and its parameters, so that it is told in the reader's language.
Keys are `errors.<key>`; a text states place, cause and remedy.
"""

from typing import Any


class ChattrainerError(Exception):
    """A failure that is told to the user, by key and parameters."""

    exit_code = 1

    def __init__(self, key: str, **params: Any) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params

    def __reduce__(self) -> tuple[Any, ...]:
        # Exceptions travel between processes by their positional arguments; these have named ones.
        return _made, (type(self), self.key, self.params)

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.key} ({details})" if details else self.key


def _made(kind: type[ChattrainerError], key: str, params: dict[str, Any]) -> ChattrainerError:
    return kind(key, **params)


class UsageError(ChattrainerError):
    exit_code = 2


class ContentError(ChattrainerError):
    """`params["problems"]` holds what is wrong, one line each, as `file:line:column: text`."""


class IllegalInput(ChattrainerError):
    """The engine refused an input; its state is as before."""


class StoreError(ChattrainerError):
    pass


class OutsideError(ChattrainerError):
    pass
