"""Each pattern of a policy finds the errors that it is for, and leaves alone what only looks like them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chattrainer.content.policies import policy, policy_languages
from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.patterns import pattern_findings

EXAMPLES = Path(__file__).parent / "patterns"
MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")


def examples() -> Iterator[tuple[str, str, str]]:
    for language in policy_languages():
        rule = ""
        for line in (EXAMPLES / f"{language}.txt").read_text(encoding="utf-8").splitlines():
            if re.fullmatch(r"CT_\w+", line):
                rule = line
            elif line and not line.startswith("#"):
                yield language, rule, line


def of_rule(language: str, rule: str, text: str) -> list[LanguageFinding]:
    return [f for f in pattern_findings(text, policy(language)) if f.rule == rule]


@pytest.mark.parametrize(("language", "rule", "line"), [e for e in examples() if not e[2].startswith("-")])
def test_a_pattern_finds_its_error_and_corrects_it(language: str, rule: str, line: str) -> None:
    match = MARK.search(line)
    assert match, line
    text = line[: match.start()] + match[1] + line[match.end() :]
    found = of_rule(language, rule, text)
    assert [(f.start, f.end) for f in found] == [(match.start(), match.start() + len(match[1]))]
    assert found[0].suggestions[:1] == ((match[2],) if match[2] else ())


@pytest.mark.parametrize(("language", "rule", "line"), [e for e in examples() if e[2].startswith("-")])
def test_a_pattern_leaves_alone_what_is_right(language: str, rule: str, line: str) -> None:
    assert of_rule(language, rule, line.removeprefix("- ")) == []


@pytest.mark.parametrize("language", policy_languages())
def test_every_pattern_has_examples_and_a_kind_with_a_weight(language: str) -> None:
    shown = {rule for of, rule, _ in examples() if of == language}
    rules = policy(language)
    assert {p.rule for p in rules.data.patterns} == shown
    for pattern in rules.data.patterns:
        assert rules.weight(pattern.kind, "chat") == 1.0
        assert pattern.message


@pytest.mark.parametrize("language", policy_languages())
def test_every_kind_is_weighed_and_named(language: str) -> None:
    data = policy(language).data
    known = set(data.weights["strict"])
    assert set(data.kinds) | set(data.categories.values()) | set(data.lexical) <= known


def test_typographic_apostrophes_are_found_and_kept() -> None:
    found = of_rule("fr", "CT_C_EST_POUR_S_EST", "Le livreur c’est présenté.")
    assert [f.suggestions for f in found] == [("s’est",)]


def test_french_messages_keep_their_marks_together() -> None:
    loose = re.compile(r"\w'\w|« | »|\S [:;!?]")
    assert [p.message for p in policy("fr").data.patterns if loose.search(p.message)] == []
