"""LLM customers against three opponents: `python -m benchmarks.llm`."""
