"""Appending to one run: each event sealed into the chain, and committed before `append` returns."""

from collections.abc import Callable
from types import TracebackType
from typing import Literal, Self

from chattrainer.model.facts import SittingEnded, SittingOpened
from chattrainer.model.log import Entry, Event
from chattrainer.store.chain import new_salt, next_link, payload_digest
from chattrainer.store.payloads import payload_of

Row = tuple[str, int, str, bytes, bytes, bytes]
"""run, number, payload, salt, digest, link: a row of `events`."""

Save = Callable[[list[Row]], None]
Close = Callable[[str, str | None, str | None], None]
"""(run, new status or None to leave it open, UTC stamp of the end or None)"""


class RunWriter:
    """Writes the log of one run, alone: nobody else can append to it until it is closed.

    With `batch` above 1, events are committed so many at a time (and at `flush`, `end` and `close`): for
    headless runs, whose log can be made again. A failed commit raises StoreError and loses nothing: with
    `batch`, the events wait here, and the next `append` or `flush` tries them again.

    Leaving the `with` block without `end` leaves the run open; it can be resumed.
    """

    def __init__(
        self,
        run: str,
        *,
        save: Save,
        close: Close,
        number: int,
        head: bytes,
        batch: int = 1,
        opened: SittingOpened | None = None,
    ) -> None:
        self.run_id = run
        self.closed = False
        self._save = save
        self._close = close
        self._batch = batch
        self._opened = opened
        self._number = number
        self._head = head
        self._waiting: list[Row] = []
        self._ended_wall: str | None = None

    @property
    def number(self) -> int:
        """How many events were appended."""
        return self._number

    @property
    def head(self) -> str:
        """The head digest so far, in hexadecimal."""
        return self._head.hex()

    @property
    def opened(self) -> SittingOpened | None:
        """The opening as it was recorded, with person and purpose; None in a resumed run."""
        return self._opened

    def append(self, event: Event) -> Entry:
        """Adds an event at the end and gives it its number.

        The opening is in the log since the run began: a driver that hands it over first gets its entry back.

        Raises StoreError when the event could not be made safe: it is not in the log then, and can be
        appended again (with `batch`, it waits). Raises ValueError for a number that JSON cannot hold (NaN).
        """
        self._refuse_closed()
        if isinstance(event, SittingOpened):
            return self._first_entry()
        row = self.sealed(event)
        if self._batch <= 1:
            self._save([row])
            self._move_on(row)
        else:
            self._waiting.append(row)
            self._move_on(row)
            if len(self._waiting) >= self._batch:
                self.flush()
        if isinstance(event, SittingEnded):
            self._ended_wall = event.wall
        return Entry.model_construct(number=row[1], event=event)

    def flush(self) -> None:
        """Commits what waits."""
        if self._waiting:
            self._save(self._waiting)
            self._waiting = []

    def end(self, status: Literal["ended", "abandoned"] = "ended") -> None:
        """Closes the run for good: nothing can be appended any more.

        When what waits cannot be committed, raises StoreError and leaves the writer as it is.
        """
        self._refuse_closed()
        self.flush()
        self._let_go(status)

    def close(self) -> None:
        """Lets go of the run and leaves it open: it can be resumed. Does nothing after `end`."""
        if self.closed:
            return
        try:
            self.flush()
        finally:
            self._let_go(None)

    def sealed(self, event: Event) -> Row:
        """The row that would be the next one of the log."""
        payload, salt = payload_of(event), new_salt()
        digest = payload_digest(salt, payload.encode("utf-8"))
        number = self._number + 1
        return (self.run_id, number, payload, salt, digest, next_link(self._head, number, digest))

    def begun(self, first: Row) -> None:
        """Goes on from the opening, which was committed together with the run."""
        self._move_on(first)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _move_on(self, row: Row) -> None:
        self._number, self._head = row[1], row[5]

    def _let_go(self, status: str | None) -> None:
        self._close(self.run_id, status, self._ended_wall)
        self.closed = True

    def _first_entry(self) -> Entry:
        if self._opened is None or self._number != 1:
            raise ValueError("a log has one opening, and it is its first event")
        return Entry.model_construct(number=1, event=self._opened)

    def _refuse_closed(self) -> None:
        if self.closed:
            raise ValueError(f"the log of {self.run_id} is closed")
