"""What a recruiter, a candidate and a program read of an exam; and what nobody reads."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from chattrainer.app.exams import decisions
from chattrainer.app.exams.file import exam_file
from chattrainer.app.room import TrainingRoom
from chattrainer.cli.main import main
from chattrainer.locale.texts import Texts, languages
from chattrainer.model.flags import FLAG_IDS, FlagEvidence
from chattrainer.model.ids import CRITERIA
from chattrainer.reports.exam_report import candidate_html, exam_html
from chattrainer.reports.rendering import html
from chattrainer.scoring.flags import flag
from chattrainer.store import Store
from tests.support.exams import CODE, MARKUP, NAME, TWIN

EMPTY = {
    "found": SimpleNamespace(campaign=SimpleNamespace(title="`<script>`")),
    "heads": [],
    "rows": [],
    "picture_column": 0,
}
# What opens a connection when a page is read.
LOADING = re.compile(r"""(?:src|href|action|data)\s*=\s*["'](?!#)|url\(|@import""")


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


class Outline(HTMLParser):
    """Elements that were opened, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: set[str] = set()
        self.targets: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if found.get("id"):
            self.ids.add(str(found["id"]))
        if tag == "a":
            self.targets.add(str(found["href"]).removeprefix("#"))


def outline(page: str) -> Outline:
    parsed = Outline()
    parsed.feed(page)
    return parsed


@pytest.mark.parametrize("language", languages())
def test_the_report_is_one_file_that_loads_nothing(room: TrainingRoom, language: str) -> None:
    page = exam_html(exam_file(room, CODE), Texts(language))
    assert not LOADING.search(page)
    assert "script" not in outline(page).tags
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("language", languages())
def test_every_moment_leads_to_its_line_of_the_transcript(room: TrainingRoom, language: str) -> None:
    parsed = outline(exam_html(exam_file(room, CODE), Texts(language)))
    assert parsed.targets
    assert parsed.targets <= parsed.ids


def test_the_report_has_a_picture_of_levels_scores_decay_and_each_part(room: TrainingRoom) -> None:
    file = exam_file(room, CODE)
    assert outline(exam_html(file, Texts("en"))).tags.count("svg") == 3 + 2 + len(file.blocks)


def test_waits_are_shown_in_their_parts(room: TrainingRoom) -> None:
    page = exam_html(exam_file(room, CODE), Texts("en"))
    assert 'class="own"' in page
    assert 'class="queueing"' in page


def test_the_interview_guide_asks_open_questions_about_quoted_moments(room: TrainingRoom) -> None:
    typed_out = json.loads(typed("report", CODE, "--json").stdout)
    guide = typed_out["guide"]
    assert 1 <= len(guide) <= 3
    assert all(moment["quote"].strip() and moment["question"].endswith("?") for moment in guide)
    questions = [moment["question"] for moment in guide]
    assert all(q.split()[0] in ("What", "How", "Where", "The", "Read") for q in questions)


def _read_by_people(page: str) -> str:
    """Without pictures, digests and the numbers that links lead to."""
    return re.sub(r"<svg.*?</svg>|<code>.*?</code>|(?:id|href)=\"[^\"]*\"", "", page, flags=re.DOTALL)


def test_no_report_tells_of_extra_time(room: TrainingRoom) -> None:
    """The exam was taken with 133 %: aims are told as the rubric has them."""
    file = exam_file(room, CODE)
    assert file.exam.extra_time == 133
    for language in languages():
        for page in (exam_html(file, Texts(language)), candidate_html(file, Texts(language))):
            assert "133" not in _read_by_people(page)
    printed = typed("report", CODE, "--json").stdout
    assert "extra" not in printed
    stretched = {e.params["target"] for chat in file.chats for e in chat.evidence if "target" in e.params}
    assert stretched & {20, 40, 60, 80}, "the log's own aims are stretched"
    told = {int(aim) for aim in re.findall(r"the aim is (\d+) s", exam_html(file, Texts("en")))}
    assert told
    assert told <= {15, 30, 45}


def test_a_candidate_reads_what_went_well_and_what_to_train(room: TrainingRoom) -> None:
    page = candidate_html(exam_file(room, CODE), Texts("fr"))
    assert NAME in page
    assert "Ce que vous avez bien fait" in page
    assert CODE not in page


def test_a_pseudonym_stands_for_the_name_wherever_it_was_written(room: TrainingRoom) -> None:
    room.store.name_candidate("x1", "Camille Robin")
    page = exam_html(exam_file(room, CODE), Texts("fr"), pseudonym=True)
    assert "Candidat " in page
    assert CODE not in page
    assert not re.search(r"\b(?:Camille|Robin)\b", page)


def test_a_name_that_is_markup_is_text(room: TrainingRoom) -> None:
    room.store.name_candidate("x1", MARKUP)
    page = exam_html(exam_file(room, CODE), Texts("en"))
    assert "&lt;script&gt;" in page
    assert "script" not in outline(page).tags


def test_a_name_that_is_a_formula_is_guarded_in_the_table(room: TrainingRoom) -> None:
    room.store.name_candidate("x1", "=1+1")
    rows = list(csv.DictReader(io.StringIO(typed("report", CODE, "--csv").stdout)))
    assert {row["candidate"] for row in rows} == {"'=1+1"}
    assert len(rows) == 3


def test_a_name_that_is_a_path_writes_nowhere_else(room: TrainingRoom, tmp_path: Path) -> None:
    room.store.name_candidate("x1", "../../etc/passwd")
    target = tmp_path / "report.html"
    assert typed("report", CODE, "--html", target).exit_code == 0
    assert [f.name for f in tmp_path.iterdir() if f.suffix == ".html"] == ["report.html"]


def test_controls_in_a_name_never_reach_the_terminal(room: TrainingRoom) -> None:
    # As an older version took it in: names with controls are refused today.
    room.store._db.execute("update people set name = ? where name = ?", ["Eve\x1b[2J", NAME])
    assert "Eve" in typed("report", CODE).stdout
    assert "\x1b" not in typed("report", CODE).stdout


def test_a_damaged_log_is_told_and_the_result_still_shown(db: Path) -> None:
    with Store.open(db) as store:
        run = store.parts("x1")[0].run
        store._db.execute("drop trigger if exists events_stay")
        for (name,) in store._db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            store._db.execute(f"drop trigger {name}")
        store._db.execute("update events set payload = '{' where run = ? and number = 5", [run])
    told = typed("report", CODE)
    assert told.exit_code == 0, told.output
    assert "damaged" in told.stdout
    assert run in told.stdout
    record = json.loads(typed("report", CODE, "--json").stdout)
    assert [log["status"] for log in record["logs"]] == ["altered", "intact"]
    assert record["result"]["levels"]


def test_a_log_that_was_rewritten_is_told_though_it_can_be_read(db: Path, tmp_path: Path) -> None:
    with Store.open(db) as store:
        run = store.parts("x1")[0].run
        for (name,) in store._db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            store._db.execute(f"drop trigger {name}")
        store._db.execute("update events set payload = replace(payload, 'Bonjour', 'Bonsoir')")
    told = " ".join(typed("report", CODE).stdout.split())
    assert f"The log of part 1 (run {run}) was changed after it was written" in told
    page = tmp_path / "report.html"
    assert typed("report", CODE, "--html", str(page)).exit_code == 0
    assert "was changed after it was written" in page.read_text()
    refused = typed("campaign", "bundle", CODE, "--out", str(tmp_path))
    assert (refused.exit_code, list(tmp_path.glob("*.bundle.json"))) == (2, [])


def test_a_rubric_changed_after_the_fact_leaves_the_old_verdict_in_place(
    room: TrainingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = json.loads(typed("report", CODE, "--json").stdout)
    assert before["rubric_changed"] is False
    room.store._db.execute("update exam_results set rubric_hash = 'older'")
    campaign = room.store.campaign("printemps")
    locked = dict.fromkeys(campaign.settings["rubrics"], "other")
    settings = json.dumps({**campaign.settings, "rubrics": locked})
    room.store._db.execute("update campaigns set campaign = ?", [settings])
    after = json.loads(typed("report", CODE, "--rescore", "--json").stdout)
    assert after["rubric_changed"] is True
    assert after["rubric_hash"] == "older"
    assert after["result"] == before["result"]
    assert len(after["later_results"]) == 1


def test_an_exam_that_did_not_end_has_no_report(db: Path) -> None:
    told = typed("report", TWIN)
    assert told.exit_code == 2
    assert "no result yet" in told.stderr


def test_making_a_report_is_noted(db: Path) -> None:
    typed("report", CODE)
    with Store.open(db) as store:
        assert [(a.who, a.what) for a in store.accesses("x1")] == [("Ana", "report")]


@pytest.mark.parametrize("language", languages())
def test_the_technical_dossier_states_versions_and_figures(db: Path, tmp_path: Path, language: str) -> None:
    target = tmp_path / "dossier.html"
    assert typed("report", "--dossier", target, "--language", language).exit_code == 0
    page = target.read_text(encoding="utf-8")
    assert not LOADING.search(page)
    assert "maison-tilleul" in page
    assert re.search(r"[0-9a-f]{16}", page)


def test_a_sign_is_shown_with_its_evidence_and_what_it_may_also_be(
    room: TrainingRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = room.store.parts("x1")[1].run
    seen = FlagEvidence(
        run=run, event=9, chat=1, at_ms=65_000, quote="<b>pasted</b> words", figure=80, unit="characters"
    )
    pasted = flag("pasted", [seen])
    monkeypatch.setattr(
        "chattrainer.app.exams.integrity.flags_in",
        lambda name, entries, others: [pasted] if name == run else [],
    )
    page = exam_html(exam_file(room, CODE), Texts("en"))
    assert "Pasted text" in page
    assert "part 2, at 1:05 · chat 2 · 80 characters · &lt;b&gt;pasted&lt;/b&gt; words" in page
    assert "What it may also be" in page
    assert "Pasted text" not in candidate_html(exam_file(room, CODE), Texts("en"))


def test_a_sign_that_the_logs_no_longer_show_is_still_named(room: TrainingRoom) -> None:
    (kept,) = room.store.kept_results("x1")
    changed = kept.result.model_copy(update={"flags": ("fast_typing",)})
    room.store._db.execute("update exam_results set result = ?", [changed.model_dump_json()])
    assert "Faster than a hand types" in exam_html(exam_file(room, CODE), Texts("en"))


@pytest.mark.parametrize("language", languages())
def test_every_case_of_the_report_is_worded(room: TrainingRoom, language: str) -> None:
    """Whatever an exam may end in has its words."""
    texts = Texts(language)
    for table, names in {
        "report.flag": FLAG_IDS,
        "report.what": decisions.WHATS,
        "report.ask": CRITERIA,
        "report.reason": (
            "interval_holds_cut",
            "orientation_only",
            "no_case_at_level",
            "too_few_ended_rightly",
            "implied",
        ),
        "report.kind": ("full", "target", "orientation"),
        "campaign.state": ("created", "begun", "ended", "withdrawn", "erased"),
    }.items():
        assert [name for name in names if not texts.has(f"{table}.{name}")] == []


def test_the_terminal_shows_whole_lines(room: TrainingRoom) -> None:
    assert max(len(line) for line in typed("report", CODE).stdout.splitlines()) <= 110


@pytest.mark.parametrize("language", languages())
def test_commands_that_a_report_names_are_set_as_code(room: TrainingRoom, language: str) -> None:
    page = exam_html(exam_file(room, CODE), Texts(language))
    assert "<code>chattrainer decide CODE --contest" in page
    assert "`" not in page


def test_markup_in_a_backticked_name_stays_text() -> None:
    page = html("comparison.html.j2", Texts("en"), **EMPTY, below=["`<script>`"])
    assert "<script" not in page
