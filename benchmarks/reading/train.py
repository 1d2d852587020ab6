"""Trains the reader's weights and writes them into the package.

`python -m benchmarks.reading.train [encoder|acts|seeks|pairs]`; all four without a name.

`--errors` lists what is misheard; `--keep-levels` trains the pairs' networks alone, for new cases, in a third of
the time.
The same data gives the same bytes on the same machine.
"""

import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.reading.vectors import training_encoder
from chattrainer.model.ids import ACTS

WEIGHTS = Path(__file__).parents[2] / "src" / "chattrainer" / "reading" / "weights"
ACTS_VERSION = "7"
PARTS = ("encoder", "acts", "seeks", "pairs")


def train_acts() -> None:
    """The acts' network on all messages, with thresholds from cross-validation."""
    from benchmarks.reading.act_data import load_messages, table
    from benchmarks.reading.act_figures import act_figures, held_out_scores
    from benchmarks.reading.network import train_committee
    from benchmarks.reading.scores import best_thresholds

    data = table(load_messages(), training_encoder())
    training_encoder().save()
    scores = held_out_scores(data)
    for figures in act_figures(data, scores):
        print(f"acts {figures.language}: macro-F1 {figures.macro_f1:.3f}, micro-F1 {figures.micro_f1:.3f}")
    originals = [i for i, m in enumerate(data.messages) if not m.copy]
    weights = train_committee(data, range(len(data.messages)))
    arrays: dict[str, npt.NDArray[np.floating]] = {
        name: value.astype(np.float16) for name, value in weights.items()
    }
    known = slice(len(ACTS))
    arrays["thresholds"] = best_thresholds(data.labels[originals, known], scores[originals, known])
    np.savez_compressed(WEIGHTS / "acts.npz", allow_pickle=False, version=np.array(ACTS_VERSION), **arrays)


def main() -> None:
    wanted = [name for name in sys.argv[1:] if not name.startswith("-")] or list(PARTS)
    if "encoder" in wanted:
        from benchmarks.reading.tuning import tune_all

        tune_all(WEIGHTS / "encoder.npz")
    if "acts" in wanted:
        train_acts()
    if "seeks" in wanted:
        from benchmarks.reading.seeks_training import train_seeks

        train_seeks(WEIGHTS / "seeks.npz")
    if "pairs" in wanted:
        from benchmarks.reading.pair_training import train_pairs

        train_pairs(WEIGHTS, "--keep-levels" in sys.argv, "--errors" in sys.argv)


if __name__ == "__main__":
    main()
