"""People: a name and nothing else; and taking them away again."""

import unicodedata

from sqlite_utils import Database

from chattrainer.model.errors import UsageError
from chattrainer.store.records import Person


def tidy(name: str) -> str:
    """A name in one spelling: composed characters, single spaces, none around."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def find(db: Database, name: str) -> Person | None:
    """The person of that name."""
    rows = list(db.table("people").rows_where("name = ?", [tidy(name)], limit=1))
    return Person.model_validate(rows[0]) if rows else None


def add(db: Database, name: str, created: str) -> Person:
    """A new person, or the one who has that name. Raises UsageError for an empty name."""
    if not tidy(name):
        raise UsageError("store.empty_name")
    db.execute("insert or ignore into people (name, created) values (?, ?)", [tidy(name), created])
    person = find(db, name)
    assert person is not None
    return person


def everybody(db: Database) -> list[Person]:
    """All people, by name."""
    return [Person.model_validate(row) for row in db.table("people").rows_where(order_by="name, id")]
