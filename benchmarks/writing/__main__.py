"""Prints, by language: false alarms, recall, right corrections; and what the child process costs."""

import argparse
import statistics
import time
from collections import Counter

import psutil

from benchmarks.writing.samples import Wrong, clean_messages, wrong_messages
from chattrainer.adapters.proofreader.embedded import EmbeddedProofreader
from chattrainer.content.policies import policy
from chattrainer.model.findings import LanguageFinding
from chattrainer.scoring.policy.likeness import distance
from chattrainer.scoring.policy.policy import STRICTNESS, Policy, Strictness
from chattrainer.scoring.proofreading import Proofreader, counted

MIB = 1024 * 1024
# An error of spacing is met by a finding that ends where it begins.
NEAR = 1


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.writing", description=__doc__)
    parser.add_argument("--language", choices=["fr", "en"], action="append", help="Default: both.")
    parser.add_argument("--part", choices=["tuning", "held_out", "all"], default="all")
    parser.add_argument("--strictness", choices=STRICTNESS, default="chat")
    parser.add_argument("--show", action="store_true", help="List each false alarm and each error missed.")
    args = parser.parse_args()
    with EmbeddedProofreader() as proofreader:
        print(f"engine {proofreader.engine}, strictness {args.strictness}, part {args.part}")
        for language in args.language or ["fr", "en"]:
            started = time.perf_counter()
            proofreader.warm(language)
            loading_s = time.perf_counter() - started
            quality(proofreader, language, args.part, args.strictness, args.show)
            assert proofreader.child_pid
            resident = psutil.Process(proofreader.child_pid).memory_info().rss / MIB
            print(f"  load time {loading_s:.1f} s, child resident {resident:.0f} MiB")
            print(f"  median {median_ms(proofreader, language):.1f} ms a message across the process boundary")


def quality(proofreader: Proofreader, language: str, part: str, strictness: Strictness, show: bool) -> None:
    rules = policy(language)
    clean, wrong = clean_messages(language, part), wrong_messages(language, part)
    alarms = [(t, f) for t in clean if (f := found(proofreader, t, rules, strictness))]
    met = [(w, hits(w, found(proofreader, w.text, rules, strictness))) for w in wrong]
    missed = [w for w, hit in met if not hit]
    right = [w for w, hit in met if hit and is_corrected(w, hit)]
    hit_count = len(wrong) - len(missed)
    print(f"{language}: {len(clean)} clean, {len(wrong)} wrong messages; {rules.name}")
    print(f"  false alarms {len(alarms)} ({len(alarms) / len(clean):.1%} of clean messages)")
    print(f"  recall {hit_count} ({hit_count / len(wrong):.1%})")
    print(f"  first correction right {len(right)} ({len(right) / max(hit_count, 1):.1%} of those found)")
    kinds, misses = Counter(w.kind for w in wrong), Counter(w.kind for w in missed)
    print("  by kind: " + ", ".join(f"{k} {n - misses[k]}/{n}" for k, n in sorted(kinds.items())))
    if show:
        for text, findings in alarms:
            print("  ALARM", text, [(f.rule, text[f.start : f.end], f.suggestions[:2]) for f in findings])
        for w in missed:
            print("  MISSED", w.kind, w.text, "→", w.right)
        for w, hit in met:
            if hit and not is_corrected(w, hit):
                print("  CORRECTION", w.text, "→", w.right, [(f.rule, f.suggestions[:3]) for f in hit])


def found(
    proofreader: Proofreader, text: str, rules: Policy, strictness: Strictness
) -> list[LanguageFinding]:
    return counted(proofreader.check([text], rules.language)[0], text, rules, strictness)


def hits(wrong: Wrong, findings: list[LanguageFinding]) -> list[LanguageFinding]:
    return [f for f in findings if f.start < wrong.end + NEAR and wrong.start < f.end + NEAR]


def is_corrected(wrong: Wrong, findings: list[LanguageFinding]) -> bool:
    """Whether a first suggestion gives the right message (a British or American spelling of it will do)."""
    texts = (
        wrong.text[: f.start] + f.suggestions[0] + wrong.text[f.end :] for f in findings if f.suggestions
    )
    return any(_alike(text, wrong.corrected) for text in texts)


def _alike(text: str, right: str) -> bool:
    text, right = (t.replace("’", "'").replace("isi", "izi").replace("ise", "ize") for t in (text, right))
    return distance(" ".join(text.split()), " ".join(right.split())) == 0


def median_ms(proofreader: Proofreader, language: str) -> float:
    """Of messages that are in no cache."""
    times = []
    for number, text in enumerate(clean_messages(language, "all")):
        started = time.perf_counter()
        proofreader.check([f"{text} {number}."], language)
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


if __name__ == "__main__":
    main()
