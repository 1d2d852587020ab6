"""Prints, by language: false alarms, errors found, right corrections; and what the child process costs."""

import argparse
import statistics
import time

import psutil

from benchmarks.writing.accuracy import accuracy, shown, told
from benchmarks.writing.samples import PARTS, clean_messages
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.content.policies import policy
from chattrainer.scoring.policy.policy import STRICTNESS
from chattrainer.scoring.proofreading import Proofreader

MIB = 1024 * 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.writing", description=__doc__)
    parser.add_argument("--language", choices=["fr", "en"], action="append", help="Default: both.")
    parser.add_argument("--part", choices=PARTS, action="append", help="Default: both, apart.")
    parser.add_argument("--strictness", choices=STRICTNESS, default="chat")
    parser.add_argument("--show", action="store_true", help="List each false alarm and each error missed.")
    args = parser.parse_args()
    with EmbeddedProofreader() as proofreader:
        print(f"engine {proofreader.engine}, strictness {args.strictness}")
        for language in args.language or ["fr", "en"]:
            loading_s = loaded_in_s(proofreader, language)
            print(f"{language}: {policy(language).name}")
            for part in args.part or PARTS:
                of = accuracy(proofreader, policy(language), part, args.strictness)
                print("\n".join((*told(of, part), *(shown(of) if args.show else ()))), flush=True)
            print(f"  load time {loading_s:.1f} s, child resident {resident_mib(proofreader):.0f} MiB")
            wall_ms, cpu_ms = cost_ms(proofreader, language)
            print(f"  median {wall_ms:.1f} ms a message across the process boundary", end=", ")
            print(f"mean {cpu_ms:.1f} ms of the child's CPU time a message")


def loaded_in_s(proofreader: EmbeddedProofreader, language: str) -> float:
    started = time.perf_counter()
    proofreader.warm(language)
    return time.perf_counter() - started


def resident_mib(proofreader: EmbeddedProofreader) -> float:
    assert proofreader.child_pid
    resident: int = psutil.Process(proofreader.child_pid).memory_info().rss
    return resident / MIB


def cost_ms(proofreader: EmbeddedProofreader, language: str) -> tuple[float, float]:
    """Wall time (median) and CPU time of the child (mean) of a message that is in no cache."""
    texts = [f"{text} {number}." for number, text in enumerate(clean_messages(language, "all"))]
    assert proofreader.child_pid
    child = psutil.Process(proofreader.child_pid)
    before = child.cpu_times()
    times = [_checked_in_ms(proofreader, text, language) for text in texts]
    after = child.cpu_times()
    used_s = after.user + after.system - before.user - before.system
    return statistics.median(times), 1000 * used_s / len(texts)


def _checked_in_ms(proofreader: Proofreader, text: str, language: str) -> float:
    started = time.perf_counter()
    proofreader.check([text], language)
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()
