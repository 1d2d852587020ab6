"""Figures of the reader: `python -m benchmarks.reading.measure [acts|cases|speed] [--errors]`.

`acts`: the shipped reader on messages by hands that wrote nothing it learned from: F1 by act, style and language,
agreement with people on questions and reformulations.
`cases`: what is heard of each case by networks that have learned nothing from any case of its company; trains them
(ten minutes).
`speed`: load time, and the time of a message with a case's vocabulary.
"""

import statistics
import subprocess
import sys
import time

from benchmarks.reading.case_data import CaseData, load_cases, own_texts
from benchmarks.reading.vectors import training_encoder
from chattrainer.adapters.encoder import build_reader
from chattrainer.reading.language import reading_languages

LOADING = """
import time
start = time.perf_counter()
from chattrainer.adapters.encoder import build_reader
build_reader("{language}").read("Bonjour, hello")
print(time.perf_counter() - start)
"""


def measure_acts() -> None:
    from benchmarks.reading.held_out import HARD_FILES, heard_by, line_of_hard, lines_of

    for code in reading_languages():
        for line in lines_of(code, heard_by(code, training_encoder())):
            print(line)
        print(line_of_hard(code, heard_by(code, training_encoder(), HARD_FILES)))


def measure_cases(errors: bool) -> None:
    from benchmarks.reading.case_figures import show
    from benchmarks.reading.pair_training import all_lessons, heard_by_strangers

    cases = load_cases()
    show(heard_by_strangers(cases, all_lessons(cases)), errors)
    training_encoder().save()


def measure_speed() -> None:
    for case in {case.language: case for case in load_cases()}.values():
        _measure_speed_of(case)


def _measure_speed_of(case: CaseData) -> None:
    code = LOADING.format(language=case.language)
    loading = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    reader, vocabulary = build_reader(case.language), case.vocabulary
    texts = [text.text for text in own_texts(case)]
    start = time.perf_counter()
    reader.read(texts[0], vocabulary)
    ready_s = time.perf_counter() - start
    times_ms = []
    for number, text in enumerate(texts * 4):
        start = time.perf_counter()
        # A text of its own each time, in letters, as all figures are embedded alike: no vector has been made before.
        reader.read(f"{text} {_word(number)}", vocabulary)
        times_ms.append((time.perf_counter() - start) * 1000)
    p99_ms = sorted(times_ms)[len(times_ms) * 99 // 100]
    print(
        f"speed {case.language}, {len(case.entries)} entries: loaded and read once {float(loading.stdout):.1f} s, "
        f"case made ready {ready_s:.1f} s, a message {statistics.median(times_ms):.1f} ms median, "
        f"{p99_ms:.1f} ms in 99 of 100"
    )


def _word(number: int) -> str:
    """Three letters for each number below 17,576."""
    return "".join(chr(ord("a") + number // 26**place % 26) for place in range(3))


def main() -> None:
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or ["speed", "cases", "acts"]
    if "speed" in wanted:
        measure_speed()
    if "cases" in wanted:
        measure_cases("--errors" in sys.argv)
    if "acts" in wanted:
        measure_acts()


if __name__ == "__main__":
    main()
