"""Copies what can be understood in every shipped case into the training data.

Training then depends on its own data only. Run
`python -m benchmarks.reading.snapshot` again when cases have been added.
"""

import json

from benchmarks.reading.paths import DATA
from chattrainer.content.casting import cast
from chattrainer.content.library import load_library
from chattrainer.reading.language import reading_languages
from chattrainer.reading.vocabulary import Entry, Vocabulary

SEED = 0


def _rows(entries: tuple[Entry, ...]) -> list[dict[str, object]]:
    return [
        {
            "kind": e.kind,
            "id": e.id,
            "value": e.value,
            "link": e.link,
            "value_before": e.value_before,
            "answers": list(e.answers),
            "examples": list(e.examples),
        }
        for e in entries
    ]


def main() -> None:
    library = load_library()
    for code in reading_languages():
        cases = []
        for scenario_id in library.scenario_ids:
            case = cast(library, [scenario_id], 1, SEED).cases[0]
            if case.scenario.language != code:
                continue
            vocabulary = Vocabulary.of(case)
            robots = case.scenario.robots
            cases.append(
                {
                    "scenario": scenario_id,
                    "company": case.company.id,
                    "today": vocabulary.today.isoformat() if vocabulary.today else "",
                    "entries": _rows(vocabulary.asks + vocabulary.statements),
                    "elsewhere": list(vocabulary.elsewhere),
                    "robots": {
                        kind: {name: list(texts) for name, texts in wordings.items()}
                        for kind, wordings in (
                            ("ask", robots.ask),
                            ("tell", robots.tell),
                            ("offer", robots.offer),
                        )
                    },
                }
            )
        path = DATA / f"vocabularies.{code}.json"
        path.write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(f"{path.name}: {len(cases)} cases")


if __name__ == "__main__":
    main()
