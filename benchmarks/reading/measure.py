"""Figures of the reader: `python -m benchmarks.reading.measure [acts|cases|speed] [--errors]`.

`acts`: F1 by act and language, in grouped cross-validation (trains five networks, about two minutes).
`cases`: asks, tells, offers, forbidden; networks trained on one half of the texts, scored on the other.
`speed`: load time, and the time of a message with a case's vocabulary.
"""

import statistics
import subprocess
import sys
import time

from benchmarks.reading.case_data import CaseData, load_cases, own_texts
from chattrainer.adapters.encoder import build_reader, shared_encoder

LOADING = """
import time
start = time.perf_counter()
from chattrainer.adapters.encoder import build_reader
build_reader("{language}").read("Bonjour, hello")
print(time.perf_counter() - start)
"""


def measure_acts() -> None:
    from benchmarks.reading.act_data import load_messages, table
    from benchmarks.reading.act_figures import act_figures, held_out_scores

    data = table(load_messages(), shared_encoder())
    for figures in act_figures(data, held_out_scores(data)):
        print(
            f"acts {figures.language}, {figures.messages} messages: macro-F1 {figures.macro_f1:.3f}, "
            f"micro-F1 {figures.micro_f1:.3f}, without accents and punctuation {figures.plain_macro_f1:.3f}, "
            f"messages without an act that were given one {figures.false_on_empty:.1%}"
        )
        for act, value in sorted(figures.by_act.items(), key=lambda pair: pair[1]):
            print(f"  {act:22} {value:.2f}")


def measure_cases(errors: bool) -> None:
    from benchmarks.reading.case_figures import show
    from benchmarks.reading.pair_training import heard_by_halves

    show(heard_by_halves(load_cases()), errors)


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
        # A text of its own each time: nothing comes from the cache of vectors.
        reader.read(f"{text} {'abcdefghij'[number % 10]}{number}", vocabulary)
        times_ms.append((time.perf_counter() - start) * 1000)
    p99_ms = sorted(times_ms)[len(times_ms) * 99 // 100]
    print(
        f"speed {case.language}, {len(case.entries)} entries: loaded and read once {float(loading.stdout):.1f} s, "
        f"case made ready {ready_s:.1f} s, a message {statistics.median(times_ms):.1f} ms median, "
        f"{p99_ms:.1f} ms in 99 of 100"
    )


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
