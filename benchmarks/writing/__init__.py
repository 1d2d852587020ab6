"""How well language errors are told from professional chat messages. `python -m benchmarks.writing`."""
