"""The shape of the database, as numbered steps. A released step never changes: a new one is added.

sqlite-utils keeps the applied steps in the table `_sqlite_migrations` and runs each in one transaction.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

SET = "chattrainer"
APPLICATION_ID = 0x63687472  # "chtr": tells our files from any other SQLite database

migrations = Migrations(SET)

_EVENTS = """
create table events (
  run text not null references runs (id),
  number integer not null check (number >= 1),
  payload text,
  salt blob,
  digest blob not null,
  link blob not null,
  primary key (run, number)
) strict, without rowid
"""

# For people with SQL questions. Read from the payload: nothing is kept twice, and erasing erases it too.
_TIMELINE = """
create view timeline as
select run, number, json_extract(payload, '$.at') as at, json_extract(payload, '$.kind') as kind, payload
from events
"""

# The head follows each append in the same transaction, so that an end cut off is seen even in an open run.
_HEAD_FOLLOWS = """
create trigger head_follows after insert on events begin
  update runs set head = new.link, events = new.number where id = new.run;
end
"""

_NO_CHANGE = """
create trigger no_change before update on events
when not (
  new.payload is null and new.salt is null
  and new.run = old.run and new.number = old.number and new.digest = old.digest and new.link = old.link
  and exists (select 1 from erasures where run = old.run)
)
begin
  select raise(abort, 'the log is append-only');
end
"""

_NO_REMOVAL = """
create trigger no_removal before delete on events begin
  select raise(abort, 'the log is append-only');
end
"""


@migrations(name="0001_log")
def log(db: Database) -> None:
    """People, runs, the append-only log, file texts, findings, scorecards, erasures."""
    db.table("people").create(
        {"id": int, "name": str, "created": str}, pk="id", not_null={"name", "created"}, strict=True
    )
    db.execute("create unique index people_name on people (name)")
    db.table("runs").create(
        {
            "id": str,
            "person": int,
            "purpose": str,
            "player": str,
            "language": str,
            "seed": str,  # any whole number, also beyond 64 bits
            "chats_at_once": int,
            "scenarios": str,  # JSON array of ids
            "status": str,
            "opened": str,
            "ended": str,
            "shared": int,
            "head": bytes,
            "events": int,
        },
        pk="id",
        foreign_keys=[("person", "people", "id")],
        not_null={"id", "purpose", "player", "language", "seed", "chats_at_once", "scenarios", "status"}
        | {"opened", "shared", "head", "events"},
        defaults={"shared": 0},
        strict=True,
    )
    db.table("runs").create_index(["person", "opened"])
    db.table("runs").create_index(["opened"])
    db.table("files").create({"sha256": str, "text": str}, pk="sha256", not_null={"text"}, strict=True)
    db.table("erasures").create(
        {"run": str, "erased": str},
        pk="run",
        foreign_keys=[("run", "runs", "id")],
        not_null={"erased"},
        strict=True,
    )
    for statement in (_EVENTS, _TIMELINE, _HEAD_FOLLOWS, _NO_CHANGE, _NO_REMOVAL):
        db.execute(statement)


@migrations(name="0002_results")
def results(db: Database) -> None:
    """What checkers and scorers said of a run; several results stay side by side."""
    db.table("findings").create(
        {"run": str, "engine": str, "saved": str, "findings": str},
        pk=("run", "engine"),
        foreign_keys=[("run", "runs", "id")],
        not_null={"saved", "findings"},
        strict=True,
    )
    db.table("scorecards").create(
        {
            "run": str,
            "rubric": str,
            "rubric_hash": str,
            "scorer": str,
            "engine": str,
            "saved": str,
            "overall": float,
            "scorecard": str,
        },
        pk=("run", "rubric_hash", "scorer", "engine"),
        foreign_keys=[("run", "runs", "id")],
        not_null={"rubric", "saved", "overall", "scorecard"},
        strict=True,
    )
    db.execute(f"pragma application_id = {APPLICATION_ID}")


@migrations(name="0003_exams")
def exams(db: Database) -> None:
    """Exam forms, campaigns, exams with their parts, results, decisions, and who looked at what."""
    db.table("forms").create(
        {"hash": str, "id": str, "form": str}, pk="hash", not_null={"id", "form"}, strict=True
    )
    db.table("campaigns").create(
        {
            "id": str,
            "title": str,
            "campaign": str,  # JSON: job, target level, places, what was locked, retention
            "form": str,
            "opened": str,
            "closed": str,
        },
        pk="id",
        foreign_keys=[("form", "forms", "hash")],
        not_null={"title", "campaign", "form", "opened"},
        strict=True,
    )
    db.table("exams").create(
        {
            "id": str,
            "code": str,
            "campaign": str,
            "person": int,
            "form": str,
            "seed": str,
            "purpose": str,
            "extra_time": int,
            "state": str,
            "notice": str,  # JSON: version, language, acknowledged
            "created": str,
            "ended": str,
        },
        pk="id",
        foreign_keys=[("person", "people", "id"), ("form", "forms", "hash"), ("campaign", "campaigns", "id")],
        not_null={"code", "form", "seed", "purpose", "extra_time", "state", "created"},
        strict=True,
    )
    db.execute("create unique index exam_code on exams (code)")
    db.table("exams").create_index(["campaign"])
    db.table("exam_parts").create(
        {"exam": str, "number": int, "part": str, "run": str, "state": str, "played": str},
        pk=("exam", "number"),
        foreign_keys=[("exam", "exams", "id"), ("run", "runs", "id")],
        not_null={"part", "run", "state"},
        strict=True,
    )
    db.table("exam_results").create(
        {"exam": str, "model": str, "rubric_hash": str, "engine": str, "saved": str, "result": str},
        pk=("exam", "model", "rubric_hash", "engine"),
        foreign_keys=[("exam", "exams", "id")],
        not_null={"saved", "result"},
        strict=True,
    )
    db.table("decisions").create(
        {
            "exam": str,
            "number": int,
            "who": str,
            "at": str,
            "decision": str,
        },  # JSON: what, why, the machine's
        pk=("exam", "number"),
        foreign_keys=[("exam", "exams", "id")],
        not_null={"who", "at", "decision"},
        strict=True,
    )
    db.table("accesses").create(
        {"number": int, "at": str, "who": str, "what": str, "exam": str},
        pk="number",
        not_null={"at", "who", "what"},
        strict=True,
    )


@migrations(name="0004_rereadings")
def rereadings(db: Database) -> None:
    """How newer readers understand a run, beside the readings of its log."""
    db.table("rereadings").create(
        {"run": str, "reader": str, "saved": str, "rereading": str},
        pk=("run", "reader"),
        foreign_keys=[("run", "runs", "id")],
        not_null={"saved", "rereading"},
        strict=True,
    )


@migrations(name="0005_exam_texts")
def exam_texts(db: Database) -> None:
    """Digests of candidates' long messages, by which the same text is found whoever ended first."""
    db.table("exam_texts").create(
        {"exam": str, "digest": str},
        pk=("exam", "digest"),
        foreign_keys=[("exam", "exams", "id")],
        strict=True,
    )
    db.table("exam_texts").create_index(["digest"])


def unknown(db: Database) -> list[str]:
    """The applied steps that this version does not know: the file was written by a newer one."""
    known = {step.name for step in migrations._migrations}
    return [step.name for step in migrations.applied(db) if step.name not in known]


def is_ours_or_empty(db: Database) -> bool:
    """Whether the file is a database of ours, or one without any table yet."""
    names = db.table_names()
    return not names or bool(migrations.applied(db))
