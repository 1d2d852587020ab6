"""Endpoints that many people have, by name: where they are, and where their key is looked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preset:
    """`url` is the usual one; `needs_key` for a hosted one. Locale `llm.preset.<name>` says how to start it."""

    name: str
    url: str
    needs_key: bool = False


PRESETS: tuple[Preset, ...] = (
    Preset("openai", "https://api.openai.com/v1", needs_key=True),
    Preset("hosted", "", needs_key=True),
    Preset("ollama", "http://127.0.0.1:11434/v1"),
    Preset("llamacpp", "http://127.0.0.1:8080/v1"),
    Preset("vllm", "http://127.0.0.1:8000/v1"),
    Preset("lmstudio", "http://127.0.0.1:1234/v1"),
)


def preset(name: str) -> Preset | None:
    return next((known for known in PRESETS if known.name == name), None)
