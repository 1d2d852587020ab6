"""`runs`, `show`, `export`, `verify`, `replay` as they are typed."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chattrainer.cli.main import main
from chattrainer.store import Store
from chattrainer.store.logfile import sealed_lines, write_log
from tests.unit.store.sittings import CHAT, SCORECARD, opening, recorded


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    monkeypatch.setenv("CHATTRAINER_DB", str(tmp_path / "log.db"))
    monkeypatch.setattr("getpass.getuser", lambda: "Ana")
    return tmp_path / "log.db"


@pytest.fixture
def run(db: Path) -> str:
    with Store.open(db) as store:
        return recorded(store, person="Ana")


def typed(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_runs_lists_sittings_for_people_programs_and_spreadsheets(db: Path, run: str) -> None:
    with Store.open(db) as store:
        other = recorded(store, person="=cmd|' /C calc'!A0", purpose="assigned")
        store._db.execute("update people set name = name || char(27) || '[2J' where name like '=%'")
        store.save_scorecard(SCORECARD.model_copy(update={"run": run}))
    table = typed("runs", "--sort", "person").stdout
    assert run in table
    assert "78.1" in table
    assert "\x1b" not in table
    documents = json.loads(typed("runs", "--json").stdout)
    assert [document["id"] for document in documents] == [other, run]
    rows = list(csv.DictReader(io.StringIO(typed("runs", "--csv", "--sort", "id").stdout)))
    assert {row["id"] for row in rows} == {run, other}
    assert any(row["person"].startswith("'=cmd") for row in rows)
    assert [d["id"] for d in json.loads(typed("runs", "--json", "--person", "Ana").stdout)] == [run]
    assert [d["id"] for d in json.loads(typed("runs", "--json", "--reverse").stdout)] == [run, other]


def test_the_free_practice_of_others_is_not_listed_unless_it_was_shared(db: Path, run: str) -> None:
    with Store.open(db) as store:
        theirs = recorded(store, person="Zoé")
    assert [d["id"] for d in json.loads(typed("runs", "--json").stdout)] == [run]
    with Store.open(db) as store:
        store.share(theirs)
    assert {d["id"] for d in json.loads(typed("runs", "--json").stdout)} == {run, theirs}


def test_runs_says_when_nothing_fits_and_refuses_two_forms(db: Path, run: str) -> None:
    nothing = typed("runs", "--person", "Nobody")
    assert (nothing.exit_code, nothing.stdout, nothing.stderr) == (0, "", "No sitting fits.\n")
    assert typed("runs", "--json", "--csv").exit_code == 2
    assert typed("runs", "--purpose", "fun").exit_code == 2


@pytest.mark.parametrize("language", ["fr", "en"])
def test_show_tells_the_whole_sitting(run: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", language)
    shown = typed("show", run)
    assert shown.exit_code == 0
    for said in (
        "mon colis n’est pas arrivé.",
        "Bonjour, je regarde.",
        "00:12.3",
        "[1]",
        'n=2, to="chez elle"',
    ):
        assert said in shown.stdout
    outcome = {"fr": "Issue\u00a0: résolu", "en": "Outcome: solved"}[language]
    assert outcome in shown.stdout


def test_show_as_json_has_every_event(run: str) -> None:
    document = json.loads(typed("show", run, "--json").stdout)
    assert document["run"]["id"] == run
    assert [entry["number"] for entry in document["entries"]] == list(range(1, len(CHAT) + 3))


def test_nothing_that_was_said_drives_the_terminal(db: Path) -> None:
    with Store.open(db) as store, store.begin(opening()) as writer:
        writer.append(CHAT[0])
        writer.append(CHAT[3].model_copy(update={"text": "\x1b]0;x\x07 \x9b \u202e", "spans": ()}))
    for words in (["show"], ["show", "--json"], ["export"], ["replay"]):
        done = typed(*words, writer.run_id)
        assert done.exit_code == 0, done.output
        assert not any(c in done.stdout for c in "\x1b\x07\x9b\u202e")


def test_an_export_goes_to_a_file_or_to_standard_output(run: str, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    assert typed("export", run, "--jsonl", "-o", out).stdout == ""
    lines = out.read_text(encoding="utf-8").splitlines()
    assert typed("export", run, "--jsonl").stdout.splitlines() == lines
    assert {"number", "event", "digest"} <= json.loads(lines[0]).keys()
    assert "Le colis égaré" in lines[0]
    assert typed("show", out).stdout == typed("show", run).stdout
    assert typed("export", out).exit_code == 0


def test_verify_answers_by_word_and_exit_code(db: Path, run: str, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonl"
    typed("export", run, "-o", out)
    with Store.open(db, readonly=True) as store:
        head = store.run(run).head
    for source in (run, out):
        verdict = typed("verify", source, "--head", head[:12])
        assert (verdict.exit_code, "intact" in verdict.stdout, head in verdict.stdout) == (0, True, True)
    assert typed("verify", run, "--head", "0" * 64).exit_code == 1
    assert typed("verify", run, "--head", "00").exit_code == 2
    out.write_text(out.read_text(encoding="utf-8").replace("je regarde", "je rigole"), encoding="utf-8")
    altered = typed("verify", out)
    assert altered.exit_code == 1
    assert "altered at event 5" in altered.stdout
    document = json.loads(typed("verify", out, "--json").stdout)
    assert (document["status"], document["first_bad"]) == ("altered", 5)


def test_verify_says_when_a_sitting_was_erased(db: Path, run: str) -> None:
    with Store.open(db) as store:
        store.erase("Ana")
    verdict = typed("verify", run)
    assert verdict.exit_code == 0
    assert "erased on" in verdict.stdout
    shown = typed("show", run)
    assert (shown.exit_code, shown.stdout) == (1, "")
    assert "was erased" in shown.stderr


def test_replay_shows_the_same_as_show(run: str) -> None:
    assert typed("replay", run, "--speed", "100000").stdout == typed("show", run).stdout


@pytest.mark.parametrize("command", ["show", "export", "verify", "replay"])
def test_a_wrong_run_is_told_without_a_traceback(db: Path, run: str, command: str, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text("{\n", encoding="utf-8")
    for wrong in ("nobody-knows", tmp_path / "none.jsonl", tmp_path / "broken.jsonl"):
        done = typed(command, wrong)
        assert done.exit_code == 1
        assert done.exception is None or isinstance(done.exception, SystemExit)
        assert str(wrong) in done.stderr
    assert typed(command).exit_code == 2


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log file of a real case that an agent opened with a greeting and then neglected."""
    from chattrainer.content.casting import cast
    from chattrainer.content.library import load_library
    from chattrainer.content.used_files import used_files
    from chattrainer.model.facts import SittingOpened
    from chattrainer.model.inputs import Say
    from chattrainer.model.reading import Reading
    from chattrainer.runtime.building import engine_for
    from chattrainer.runtime.headless import run_out
    from chattrainer.runtime.sitting import Sitting

    library = load_library()
    case = library.listing()[0]
    opened = SittingOpened(
        at=0,
        seed=3,
        language=case.language,
        chats_at_once=1,
        scenarios=(case.id,),
        files=used_files(library, [case.id]),
    )
    out = tmp_path_factory.mktemp("played") / "played.jsonl"
    with Store.open(":memory:") as store, store.begin(opened) as writer:
        engine = engine_for(opened, cast(library, [case.id], 1, 3))
        sitting = Sitting(engine, lambda *_: Reading(reader="r", acts=("greeting",)), writer)
        sitting.open(opened)
        sitting.feed(Say(at=15_000, chat=1, text="Bonjour, je regarde."))
        run_out(sitting)
        write_log(out, sealed_lines(store.run(writer.run_id), store.links(writer.run_id)))
    return out


def test_a_sitting_played_again_gives_the_same_facts(played: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    done = typed("replay", played, "--redrive")
    assert (done.exit_code, done.stdout.endswith("byte for byte.\n")) == (0, True), done.output


def test_a_log_that_no_sitting_would_give_is_told_with_its_first_difference(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATTRAINER_LANGUAGE", "en")
    lines = [json.loads(line) for line in played.read_text(encoding="utf-8").splitlines()]
    changed = next(line for line in lines if line["event"]["kind"] == "customer_said")
    changed["event"]["text"] = "Something she never said"
    (tmp_path / "changed.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = typed("replay", tmp_path / "changed.jsonl", "--redrive")
    assert done.exit_code == 1
    assert f"Event {changed['number']} differs." in done.stdout
    assert "Something she never said" in done.stdout
