"""Help with writing at the desk stands in the sitting's opening; an exam tells nobody what is wrong."""

from pathlib import Path
from typing import get_args

import pytest

from chattrainer.app.opening import Wanted, prepare
from chattrainer.app.settings import named_languagetool
from chattrainer.model.errors import UsageError
from chattrainer.model.ids import Purpose


@pytest.mark.parametrize("purpose", get_args(Purpose))
def test_hints_are_for_practice_and_marks_for_whoever_has_them(purpose: Purpose) -> None:
    wanted = Wanted(("cadeau-perdu",), purpose=purpose, hints=True, spelling_marks=True)
    opened = prepare(wanted).opened
    assert opened.hints == (purpose in ("practice", "assigned"))
    assert opened.spelling_marks


def test_the_option_goes_before_the_environment_and_that_before_the_settings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHATTRAINER_CONFIG", str(tmp_path))
    monkeypatch.delenv("CHATTRAINER_LANGUAGETOOL", raising=False)
    assert named_languagetool() is None
    (tmp_path / "settings.toml").write_text('languagetool = "http://settings.test"\n')
    assert named_languagetool() == "http://settings.test"
    monkeypatch.setenv("CHATTRAINER_LANGUAGETOOL", "http://environment.test")
    assert named_languagetool() == "http://environment.test"
    assert named_languagetool("http://option.test") == "http://option.test"
    assert named_languagetool("embedded") is None
    with pytest.raises(UsageError, match="no_url"):
        named_languagetool("environment.test")
