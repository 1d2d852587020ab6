"""Runs recorded elsewhere, taken in: a sealed log is checked link by link, and written as it was."""

from collections.abc import Iterable

from chattrainer.model.facts import SittingOpened
from chattrainer.store.chain import Verdict
from chattrainer.store.failures import failure
from chattrainer.store.logfile import checked, log_links
from chattrainer.store.payloads import event_of, sha256
from chattrainer.store.recording import INSERT_EVENT, Recording


class Gathering(Recording):
    """What takes in logs."""

    def take_in(self, lines: Iterable[str], source: str) -> Verdict:
        """Writes a sealed log into this database, digests and all. A run that is here already stays as it is.

        `source` names the file in errors. Raises StoreError, with nothing written, when the log is no log, was
        altered, or was erased.
        """
        head, links = log_links(lines, source)
        kept = list(links)
        verdict = checked(head, kept)
        if verdict.status != "intact":
            raise failure(source, "bundle_altered", run=head.run)
        with self._work() as db:
            if db.execute("select 1 from runs where id = ?", [head.run]).fetchone():
                return verdict
        first = kept[0]
        texts = {name: text for name, text in (first.texts or {}).items() if text is not None}
        opened = event_of((first.payload or b"").decode("utf-8"), texts.get)
        if not isinstance(opened, SittingOpened) or any(sha256(t) != n for n, t in texts.items()):
            raise failure(source, "log_no_opening")
        with self._transaction() as db:
            db.table("runs").insert(self._row(head.run, opened, opened.wall or self._stamp()))
            db.conn.executemany(
                "insert or ignore into files (sha256, text) values (?, ?)", sorted(texts.items())
            )
            db.conn.executemany(
                INSERT_EVENT,
                [
                    (head.run, x.number, (x.payload or b"").decode("utf-8"), x.salt, x.digest, x.link)
                    for x in kept
                ],
            )
            db.execute(
                "update runs set status = ?, ended = ? where id = ?",
                [head.status, self._stamp() if head.status != "open" else None, head.run],
            )
        return verdict
