"""`chattrainer report`: an exam's result, why it is what it is, and what to ask the person."""

from pathlib import Path
from typing import Literal

import click

from chattrainer.cli.errors import interface_language
from chattrainer.cli.options import db_option, json_option
from chattrainer.cli.words import misuse
from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts


@click.command()
@click.argument("code", required=False)
@click.option(
    "--html",
    "html_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write one self-contained HTML file.",
)
@click.option(
    "--for",
    "reader",
    type=click.Choice(["recruiter", "candidate"]),
    default="recruiter",
    show_default=True,
    help="The full report, or the candidate's short one (with --html).",
)
@click.option("--language", metavar="fr|en", help="Language of the report. Default: that of the interface.")
@click.option("--pseudonym", is_flag=True, help="Without name and code, also in what was written.")
@click.option(
    "--rescore", is_flag=True, help="Also work out the result by today's rubrics, beside the first."
)
@click.option(
    "--dossier",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Instead of CODE: write the technical dossier, with current versions and figures, as HTML.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print a CSV table, one line a chat.")
@json_option
@db_option
def report(
    code: str | None,
    html_file: Path | None,
    reader: Literal["recruiter", "candidate"],
    language: str | None,
    pseudonym: bool,
    rescore: bool,
    dossier: Path | None,
    as_csv: bool,
    as_json: bool,
    db: Path | None,
) -> None:
    """Print the report of the exam with that CODE.

    Extra time and unsent text are in no report. That a report was made is noted (`chattrainer accesses`).
    """
    if as_csv and as_json:
        raise misuse("--csv and --json exclude each other.")
    if (code is None) == (dossier is None):
        raise misuse("Give either a CODE or --dossier FILE.")
    if reader == "candidate" and html_file is None:
        raise misuse("--for candidate needs --html FILE.")
    texts = Texts(language or interface_language())
    if dossier is not None:
        _dossier(dossier, texts, db)
        return
    from chattrainer.app.exams.file import exam_file
    from chattrainer.app.exams.rescoring import rescored
    from chattrainer.app.progress import local_person
    from chattrainer.app.room import TrainingRoom
    from chattrainer.cli.tables import print_csv, print_json, write_file
    from chattrainer.model.errors import UsageError
    from chattrainer.reports import exam_record, exam_report, exam_text

    room = TrainingRoom(db)
    try:
        assert code is not None
        if rescore:
            rescored(room, code)
        file = exam_file(room, code)
        if not file.results:
            raise UsageError("duties.no_result", code=file.exam.code)
        room.store.note_access(
            local_person(), "report" if reader == "recruiter" else "report_for_candidate", file.exam.id
        )
    finally:
        room.close()
    if html_file is not None:
        if reader == "candidate":
            written = exam_report.candidate_html(file, texts)
        else:
            written = exam_report.exam_html(file, texts, pseudonym=pseudonym)
        write_file(html_file, written)
        click.echo(texts("report.written", file=printable(str(html_file), lines=False)), err=True)
    elif as_json:
        print_json(exam_record.exam_record(file, texts, pseudonym=pseudonym))
    elif as_csv:
        rows = [exam_record.chat_record(file, chat, pseudonym=pseudonym) for chat in file.chats]
        print_csv(rows, exam_record.CSV_COLUMNS)
    else:
        for line in exam_text.exam_lines(file, texts, pseudonym=pseudonym):
            click.echo(line)


def _dossier(file: Path, texts: Texts, db: Path | None) -> None:
    from chattrainer.cli.tables import write_file
    from chattrainer.reports.dossier import dossier_html
    from chattrainer.store import Store

    with Store.open(db, readonly=True) as store:
        write_file(file, dossier_html(store, texts))
    click.echo(texts("report.written", file=printable(str(file), lines=False)), err=True)
