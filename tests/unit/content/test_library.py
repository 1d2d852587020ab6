"""The library: searched in order, read when asked for, listed from the heads of its files."""

from pathlib import Path

import pytest

from chattrainer.content.library import Library, load_library
from chattrainer.content.paths import content_paths
from chattrainer.content.shelves import FolderShelf, MemoryShelf
from chattrainer.model.errors import ContentError, UsageError

from .conftest import COMPANY, FIXTURES, SCENARIO, Workshop

LAMP = "late-lamp"


def test_a_listing_reads_the_heads_alone(workshop: Workshop) -> None:
    workshop.edit(SCENARIO, "facts:", "facts: [broken")
    line = workshop.library().listing()[0]
    assert (line.id, line.language, line.company, line.activity) == (LAMP, "en", "lampworks", "after_sales")
    assert (line.difficulty, line.expected_minutes, line.title) == (2, 5.0, "The lamp has not come")
    assert line.path.endswith("late-lamp.yaml")


def test_a_file_without_a_readable_head_is_left_out(workshop: Workshop) -> None:
    workshop.edit(SCENARIO, "difficulty: 2", "difficulty: [")
    library = workshop.library()
    assert library.listing() == ()
    assert library.scenario_ids == (LAMP,)


def test_the_companys_own_files_are_no_scenarios(lampworks: Library) -> None:
    assert lampworks.scenario_ids == (LAMP,)
    assert lampworks.languages == ("en",)
    assert lampworks.company_ids("en") == ("lampworks",)


def test_the_users_folder_is_searched_first(workshop: Workshop, tmp_path: Path) -> None:
    own = tmp_path / "own" / "en" / "lampworks"
    own.mkdir(parents=True)
    text = workshop.file(SCENARIO).read_text(encoding="utf-8")
    (own / "late-lamp.yaml").write_text(text.replace("has not come", "is mine"), encoding="utf-8")
    library = Library([FolderShelf(tmp_path / "own"), FolderShelf(workshop.root)])
    assert library.scenario(LAMP).title == "The lamp is mine"
    assert library.company("en", "lampworks").name == "Lampworks"
    assert len(library.listing()) == 1


def test_what_the_files_place_says_is_filled_in(lampworks: Library) -> None:
    scenario = lampworks.scenario(LAMP)
    assert (scenario.id, scenario.language, scenario.company) == (LAMP, "en", "lampworks")
    company = lampworks.company("en", "lampworks")
    assert (company.id, company.language) == ("lampworks", "en")
    assert company.brief.startswith("Lampworks makes lamps")
    assert [article.id for article in company.articles] == ["late-parcels"]


def test_people_and_phrases_are_of_a_language(lampworks: Library) -> None:
    assert len(lampworks.people("en")) == 30
    assert lampworks.phrases("en").says["bye.formal"] == ("Goodbye to you", "Farewell")
    with pytest.raises(UsageError) as refusal:
        lampworks.people("fr")
    assert refusal.value.key == "content.language_file_missing"


def test_structural_values_may_stand_directly_in_a_condition(lampworks: Library) -> None:
    condition = lampworks.scenario(LAMP).resolution[1]["solved"]
    assert condition.structure == {"prefers": "reship"}


def test_an_unknown_id_comes_with_the_nearest(lampworks: Library) -> None:
    with pytest.raises(UsageError) as refusal:
        lampworks.scenario("late-lmp")
    assert refusal.value.exit_code == 2
    assert f"{refusal.value.params['nearest']:fr}" == " Vouliez-vous dire «\u00a0late-lamp\u00a0»\u202f?"
    with pytest.raises(UsageError) as refusal:
        lampworks.scenario("qqqqqqqq")
    assert f"{refusal.value.params['nearest']:fr}" == ""


def test_a_broken_file_tells_all_that_is_wrong_with_it(workshop: Workshop) -> None:
    workshop.edit(SCENARIO, "difficulty: 2", "difficulty: 9")
    workshop.edit(SCENARIO, "undoable: false", "undoable: maybe")
    with pytest.raises(ContentError) as refusal:
        workshop.library().scenario(LAMP)
    assert len(f"{refusal.value.params['problems']:en}".splitlines()) == 2


def test_places_in_files_beside_the_company(workshop: Workshop) -> None:
    workshop.edit("en/lampworks/articles.yaml", "title: Late", "titel: Late")
    with pytest.raises(ContentError) as refusal:
        workshop.library().company("en", "lampworks")
    assert "articles.yaml:2:3:" in f"{refusal.value.params['problems']:en}"


def test_a_library_may_live_in_memory() -> None:
    texts = {name: (FIXTURES / name).read_text(encoding="utf-8") for name in FolderShelf(FIXTURES).names()}
    library = Library([MemoryShelf(texts)])
    assert library.scenario(LAMP) == Library([FolderShelf(FIXTURES)]).scenario(LAMP)


# --- where it is ---------------------------------------------------------------------------------------


def test_the_users_folders_come_before_the_programs(tmp_path: Path) -> None:
    asked, named = tmp_path / "asked", tmp_path / "named"
    for folder in (asked, named):
        folder.mkdir()
        (folder / "own.yaml").touch()
    paths = content_paths(asked, environ={"CHATTRAINER_SCENARIOS": str(named)})
    assert paths.scenarios[:2] == (asked, named)
    assert (paths.scenarios[2] / "fr" / "people.yaml").is_file()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for paths in ({"scenarios": tmp_path / "no"}, {"environ": {"CHATTRAINER_RUBRICS": str(tmp_path / "no")}}):
        with pytest.raises(UsageError) as refusal:
            content_paths(**paths)
        assert refusal.value.key == "content.folder_missing"


def test_a_folder_that_holds_nothing_is_refused(tmp_path: Path) -> None:
    """Else the program's own library would be shown, and taken for the user's."""
    with pytest.raises(UsageError) as refusal:
        content_paths(tmp_path)
    assert refusal.value.key == "content.folder_without_content"


def test_a_library_with_only_the_users_folder_named(workshop: Workshop) -> None:
    library = load_library(content_paths(workshop.root, environ={}))
    assert LAMP in library.scenario_ids
    assert library.company("en", "lampworks").id == COMPANY.split("/")[1]


def test_an_installed_wheel_has_its_library_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "chattrainer"
    (package / "_content" / "scenarios").mkdir(parents=True)
    monkeypatch.setattr("chattrainer.content.paths.resources.files", lambda name: package)
    assert content_paths(environ={}).scenarios == (package / "_content" / "scenarios",)
    assert content_paths(environ={}).rubrics == ()
