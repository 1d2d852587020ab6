"""Cases made up for training: handfuls of things to ask and to say, in seven or eight wordings each.

Of each thing some wordings are the case's examples, the others what an agent says. `data/practice.<language>.jsonl`.
"""

import json
import zlib
from dataclasses import replace

from benchmarks.reading.case_data import CaseData
from benchmarks.reading.paths import DATA
from chattrainer.reading.language import reading_languages
from chattrainer.reading.vocabulary import Entry

CASES = 8
"""Cases a language."""
ASKS, STATEMENTS = 10, 8
EXAMPLES = 4
TODAY = "2026-03-03"


def practice_cases() -> tuple[CaseData, ...]:
    """Always the same: which things meet in a case follows from their ids."""
    return tuple(_case(code, number) for code in reading_languages() for number in range(CASES))


def _case(code: str, number: int) -> CaseData:
    lines = (DATA / f"practice.{code}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
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
