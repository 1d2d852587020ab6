"""The documentation is true of the program: commands, options, files, links, values."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from chattrainer.cli.main import main
from chattrainer.model import ids
from chattrainer.runtime import stdio

ROOT = Path(__file__).parents[1]
INTERFACES = (ROOT / "docs" / "interfaces.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")
NAMED_FILE = re.compile(
    r"`((?:src|docs|tests|benchmarks|scenarios|rubrics|schemas|\.ci)/[\w./-]*\w|[\w-]+\.(?:toml|md|txt|jsonl))`"
)
MODULE = re.compile(
    r"`((?:adapters|app|cli|content|customers|engine|locale|model|reading|robots|runtime|scoring|store|tui)"
    r"/[\w./-]*\.(?:py|toml))`"
)


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{path}{name} ")
        else:
            yield f"{path}{name}", command


COMMANDS = dict(commands(main))


def row(command: str) -> str:
    """The row of the table of commands."""
    rows = [line for line in INTERFACES.splitlines() if re.match(rf"\| `chattrainer {command}[ `\[]", line)]
    assert rows, f"docs/interfaces.md has no row for chattrainer {command}"
    return rows[0]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    told = row(command)
    options = [
        option
        for parameter in COMMANDS[command].params
        if isinstance(parameter, click.Option)
        for option in (*parameter.opts, *parameter.secondary_opts)
    ]
    missing = [option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", told)]
    assert not missing


@pytest.mark.parametrize("command", COMMANDS)
def test_no_option_is_documented_that_does_not_exist(command: str) -> None:
    known = {
        option
        for parameter in COMMANDS[command].params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", row(command)))
    assert told <= known


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_has_a_help_text(command: str) -> None:
    silent = [
        p.name
        for p in COMMANDS[command].params
        if isinstance(p, click.Option) and not p.help and not p.hidden
    ]
    assert not silent
    assert COMMANDS[command].help


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    code = " ".join(re.findall(r"`[^`]+`|```.*?```", page.read_text(encoding="utf-8"), re.DOTALL))
    named = set(re.findall(r"(?<![\w/.-])chattrainer ([a-z]+)", code))
    assert named <= {command.split()[0] for command in COMMANDS}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for target, fragment in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file = (page.parent / target).resolve()
        if not file.exists() or (fragment and fragment[1:] not in anchors(file)):
            broken.append(target + fragment)
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    places = (ROOT, ROOT / "docs", ROOT / "src" / "chattrainer", page.parent)
    named = [*NAMED_FILE.findall(text), *MODULE.findall(text)]
    missing = [
        name for name in named if not any((place / name).exists() for place in places) and not said(name)
    ]
    assert not missing


def said(name: str) -> bool:
    """Whether a file of that name is somewhere below the locale, which pages name without its language."""
    return any((ROOT / "src" / "chattrainer").rglob(Path(name).name))


def anchors(file: Path) -> set[str]:
    """The headings of a page as links name them."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "values", [ids.ACTIVITIES, ids.CRITERIA, ids.OUTCOMES, ids.DISPOSITIONS, ids.PURPOSES], ids=lambda v: v[0]
)
def test_every_id_that_programs_rely_on_is_documented(values: tuple[str, ...]) -> None:
    table = INTERFACES.partition("## Ids")[2].partition("\n## ")[0]
    assert [value for value in values if f"`{value}`" not in table] == []


def test_every_gesture_of_the_protocol_is_documented() -> None:
    protocol = INTERFACES.partition("## `play --stdio`")[2].partition("\n## ")[0]
    gestures = {*stdio._GESTURES, "wait"}
    assert {gesture for gesture in gestures if f"| `{gesture}` |" not in protocol} == set()


def test_the_readme_begins_with_how_to_install_and_how_to_test() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", readme, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 2
    assert "pip install -c constraints.txt" in blocks[0]
    assert blocks[0].strip().endswith("chattrainer")
    assert "pytest" in blocks[1]


def test_every_page_can_be_found_from_the_map() -> None:
    map_of_pages = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = {(ROOT / "docs" / target).resolve() for target, _ in LINK.findall(map_of_pages)}
    pages = {page for page in (ROOT / "docs").rglob("*.md") if page.name != "index.md"}
    assert {str(page.relative_to(ROOT)) for page in pages - linked} == set()
