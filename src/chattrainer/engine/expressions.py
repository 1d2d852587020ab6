"""Conditions of actions: `order.stock > 0 and order.status == 'lost'`, `args.amount <= 20`.

Comparisons of paths of the case (`table.field`), arguments (`args.field`) and literals (numbers, quoted
texts, true, false, null), joined by `and`, `or`, `not` and parentheses. A path alone holds when it is true.
Nothing else: no calls, no arithmetic.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from chattrainer.model.base import Scalar

MAX_LENGTH = 400
MAX_DEPTH = 12

Case = Mapping[str, Mapping[str, Scalar]]
Args = Mapping[str, Scalar]
Holds = Callable[[Case, Args], bool]
Operand = Callable[[Case, Args], Scalar]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d+(?:\.\d+)?(?![\w.]))|(?P<text>'[^'\\]*'|\"[^\"\\]*\")"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(?P<sign>==|!=|<=|>=|<|>|\(|\)))"
)
_CONSTANTS: dict[str, Scalar] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "None": None,
}
_COMPARISONS = ("==", "!=", "<=", ">=", "<", ">")


class ExpressionError(ValueError):
    """A condition that cannot be read. `why` is a key of the content texts, `position` counts from 0."""

    def __init__(self, why: str, position: int, **params: str) -> None:
        super().__init__(f"{why} at {position}: {params}")
        self.why = why
        self.position = position
        self.params = params


@dataclass(frozen=True)
class Expression:
    """A condition that has been read. `paths` are the paths it names, in order, each once."""

    text: str
    paths: tuple[str, ...]
    _holds: Holds

    def holds(self, case: Case, args: Args) -> bool:
        """Whether it holds. What is missing is null; a text and a number have no order."""
        return self._holds(case, args)


def parse(text: str) -> Expression:
    """Reads a condition; ExpressionError (a ValueError) with the position where it goes wrong."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("too_long", MAX_LENGTH, limit=str(MAX_LENGTH))
    return _Parser(text).expression()


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            start = len(text) - len(text[position:].lstrip())
            raise ExpressionError("unexpected", start, token=text[start : start + 12])
        found.append(_Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup)))
        position = match.end()
    return [*found, _Token("end", "", len(text))]


class _Parser:
    """Recursive descent over the tokens, each level deeper than MAX_DEPTH refused."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._next = 0
        self._depth = 0
        self._paths: dict[str, None] = {}

    def expression(self) -> Expression:
        holds = self._either()
        if self._peek().kind != "end":
            raise self._unexpected()
        return Expression(self._text, tuple(self._paths), holds)

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *texts: str) -> _Token | None:
        """The next token, when it is one of these signs or words."""
        token = self._peek()
        if token.kind not in ("sign", "name") or token.text not in texts:
            return None
        self._next += 1
        return token

    def _unexpected(self) -> ExpressionError:
        token = self._peek()
        if token.kind == "end":
            return ExpressionError("unfinished", token.position)
        return ExpressionError("unexpected", token.position, token=token.text)

    def _either(self) -> Holds:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else lambda case, args: any(part(case, args) for part in parts)

    def _both(self) -> Holds:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else lambda case, args: all(part(case, args) for part in parts)

    def _one(self) -> Holds:
        token = self._take("not", "(")
        if token is None:
            return self._comparison()
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError("too_deep", token.position, limit=str(MAX_DEPTH))
        inner = self._one() if token.text == "not" else self._either()
        if token.text == "(" and not self._take(")"):
            raise self._unexpected()
        self._depth -= 1
        return (lambda case, args: not inner(case, args)) if token.text == "not" else inner

    def _comparison(self) -> Holds:
        left, is_path = self._operand()
        sign = self._take(*_COMPARISONS)
        if sign is None:
            if not is_path:
                raise self._unexpected()
            return lambda case, args: left(case, args) is True
        right, _ = self._operand()
        links = [_compared(left, sign.text, right)]
        while sign := self._take(*_COMPARISONS):
            left, (right, _) = right, self._operand()
            links.append(_compared(left, sign.text, right))
        return links[0] if len(links) == 1 else lambda case, args: all(link(case, args) for link in links)

    def _operand(self) -> tuple[Operand, bool]:
        """A value to compare, and whether it is a path."""
        token = self._peek()
        constant: Scalar
        if token.kind == "number":
            constant = float(token.text) if "." in token.text else int(token.text)
        elif token.kind == "text":
            constant = token.text[1:-1]
        elif token.kind == "name" and token.text in _CONSTANTS:
            constant = _CONSTANTS[token.text]
        elif token.kind == "name":
            return self._path(token), True
        else:
            raise self._unexpected()
        self._next += 1
        return (lambda case, args: constant), False

    def _path(self, token: _Token) -> Operand:
        table, _, field = token.text.partition(".")
        if not field or "." in field:
            why = "unexpected" if token.text in ("and", "or", "not") else "not_a_path"
            raise ExpressionError(why, token.position, token=token.text)
        self._next += 1
        self._paths.setdefault(token.text)
        if table == "args":
            return lambda case, args: args.get(field)
        return lambda case, args: case.get(table, {}).get(field)


def _compared(left: Operand, sign: str, right: Operand) -> Holds:
    return lambda case, args: compare(left(case, args), sign, right(case, args))


def compare(left: Scalar, sign: str, right: Scalar) -> bool:
    """`left sign right`. Numbers as numbers, texts as texts; true is not 1; unlike things have no order."""
    same_kind = _kind(left) == _kind(right)
    if sign in ("==", "!="):
        return (same_kind and left == right) == (sign == "==")
    if not same_kind or left is None or right is None or isinstance(left, bool):
        return False
    if isinstance(left, str) or isinstance(right, str):
        left, right = str(left), str(right)
        order = (left > right) - (left < right)
    else:
        order = (left > right) - (left < right)
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]


def _kind(value: Scalar) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | float):
        return "number"
    return "text" if isinstance(value, str) else "null"
