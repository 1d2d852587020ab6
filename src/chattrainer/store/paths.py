"""Where the database lies: a file named for this call, CHATTRAINER_DB, or the user's data folder."""

import os
from pathlib import Path

VARIABLE = "CHATTRAINER_DB"
FILE_NAME = "chattrainer.db"


def database_path(named: Path | str | None = None) -> Path:
    """The database file: the one named, else CHATTRAINER_DB, else `chattrainer.db` in the data folder."""
    if named is not None:
        return Path(named)
    if from_environment := os.environ.get(VARIABLE):
        return Path(from_environment).expanduser()
    from platformdirs import user_data_path

    return user_data_path("chattrainer", appauthor=False) / FILE_NAME


def is_default(named: Path | str | None) -> bool:
    """Whether nobody named a file, so that a missing one only means that nothing was recorded yet."""
    return named is None and not os.environ.get(VARIABLE)
