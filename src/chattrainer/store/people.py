"""People: a name and nothing else; and taking them away again."""

import unicodedata

from sqlite_utils import Database

from chattrainer.locale.safe import printable
from chattrainer.model.errors import UsageError
from chattrainer.store.records import Person

LONGEST_NAME = 100
"""Characters: room for every name, and none for a text."""


def tidy(name: str) -> str:
    """A name in one spelling: composed characters, single spaces, none around; only what UTF-8 can write."""
    return " ".join(unicodedata.normalize("NFC", writable(name)).split())


def alike(name: str) -> str:
    """What names have in common that look the same on a list: capitals, width and signs that are not seen aside."""
    plain = unicodedata.normalize("NFKC", writable(name)).casefold()
    return " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())


def writable(asked: str) -> str:
    """A word as it can be asked for: bytes of the command line that are no text match nothing."""
    return asked.encode("utf-8", "replace").decode("utf-8")


def find(db: Database, name: str) -> Person | None:
    """The person of that name."""
    rows = list(db.table("people").rows_where("name = ?", [tidy(name)], limit=1))
    return Person.model_validate(rows[0]) if rows else None


def add(db: Database, name: str, created: str) -> Person:
    """A new person, or the one who has that name. Raises UsageError for what cannot be a name."""
    refuse_odd(name)
    db.execute("insert or ignore into people (name, created) values (?, ?)", [tidy(name), created])
    person = find(db, name)
    assert person is not None
    return person


def forget_if_nothing_kept(db: Database, person: int) -> None:
    """Takes a person away of whom neither an exam nor a sitting is kept any more."""
    db.execute(
        "delete from people where id = ? and not exists (select 1 from exams where person = people.id)"
        " and not exists (select 1 from runs where person = people.id)",
        [person],
    )


def refuse_odd(name: str) -> None:
    """Raises UsageError for what cannot be a name: nothing, a whole text, control characters."""
    if not tidy(name):
        raise UsageError("store.empty_name")
    if len(tidy(name)) > LONGEST_NAME:
        raise UsageError("store.long_name", most=LONGEST_NAME)
    shown = " ".join(name.split())
    if printable(shown) != shown:
        raise UsageError("store.unprintable_name", name=printable(shown))


def everybody(db: Database) -> list[Person]:
    """All people, by name."""
    return [Person.model_validate(row) for row in db.table("people").rows_where(order_by="name, id")]
