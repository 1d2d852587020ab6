"""Cases made up for training: handfuls of things to ask and to say, in seven to twelve wordings each.

Of each thing some wordings are the case's examples, the others what an agent says. `data/practice.<language>.jsonl`
holds things of all trades, `data/worlds.<language>.jsonl` those of one trade after the other, each a case, with
messages that come near a thing without meaning it.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from benchmarks.reading.case_data import CaseData
from benchmarks.reading.paths import DATA
from chattrainer.reading.language import reading_languages
from chattrainer.reading.vocabulary import Entry

CASES = 8
"""Cases a language."""
ASKS, STATEMENTS = 10, 8
EXAMPLES, WORLD_EXAMPLES = 4, 5
TODAY = "2026-03-03"


@cache
def practice_cases() -> tuple[CaseData, ...]:
    """Always the same: which things meet in a case follows from their ids."""
    mixed = [_case(code, number) for code in reading_languages() for number in range(CASES)]
    return (*mixed, *(case for code in reading_languages() for case in _worlds(code)))


def _rows(name: str, code: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.{code}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _worlds(code: str) -> Iterator[CaseData]:
    for world, found in groupby(_rows("worlds", code), key=lambda row: row["world"]):
        rows = list(found)
        said: dict[str, dict[str, list[str]]] = {"ask": {}, "tell": {}, "offer": {}, "forbidden": {}}
        entries = []
        for number, row in enumerate(rows):
            turn = number % len(row["wordings"])
            wordings = row["wordings"][turn:] + row["wordings"][:turn]
            entries.append(Entry(row["kind"], row["id"], tuple(wordings[:WORLD_EXAMPLES])))
            said[row["kind"]][row["id"]] = wordings[WORLD_EXAMPLES:]
        near = tuple((f"{row['kind']}:{row['id']}", text) for row in rows for text in row["near"])
        yield CaseData(f"practice-{code}-{world}", "practice", code, TODAY, tuple(entries), said, near)


def _case(code: str, number: int) -> CaseData:
    rows = _rows("practice", code)
    rows.sort(key=lambda row: zlib.crc32(f"{number} {row['id']}".encode()))
    asks = [row for row in rows if row["kind"] == "ask"][:ASKS]
    statements = [row for row in rows if row["kind"] != "ask"][:STATEMENTS]
    case = CaseData(
        f"practice-{code}-{number}",
        "practice",
        code,
        TODAY,
        (),
        {"ask": {}, "tell": {}, "offer": {}, "forbidden": {}},
    )
    for row in asks + statements:
        wordings = row["wordings"]
        turned = wordings[number % len(wordings) :] + wordings[: number % len(wordings)]
        entry = Entry(row["kind"], row["id"], tuple(turned[:EXAMPLES]), value=row["value"])
        case = replace(case, entries=(*case.entries, entry))
        case.said[row["kind"]][row["id"]] = turned[EXAMPLES:]
    return case
