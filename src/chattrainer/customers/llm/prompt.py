"""What the model is told: who it plays, the talk so far with the roles flipped, the moves to word.

It is never shown the rubric, the expected solution, or a fact that its moves don't give away. The system message
stays the same for a whole chat and the talk only grows, so that an endpoint can keep what it has already read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from chattrainer.customers.llm.language import ActorLanguage, actor_language
from chattrainer.locale.safe import printable
from chattrainer.model.case import Case
from chattrainer.model.effects import ScriptedMove
from chattrainer.model.transcript import Message

Form = Literal["json", "plain"]
MOST_LINES = 60
"""Bubbles of the talk that are shown, the last ones; a chat rarely has more."""
MOST_LINE = 1_500
"""Characters shown of one message of the agent."""

# Whatever looks like the fence's own signs.
_FENCE = str.maketrans("<＜﹤≪⋘>＞﹥≫⋙", "‹‹‹‹‹›››››")


@dataclass(frozen=True, slots=True)
class PromptMessage:
    """One message for the model."""

    role: Literal["system", "user", "assistant"]
    text: str

    def as_dict(self) -> dict[str, str]:
        return {"role": self.role, "content": self.text}


def prompt(
    case: Case,
    talk: Sequence[Message],
    moves: Sequence[ScriptedMove],
    form: Form,
    turns: Sequence[Sequence[int]] = (),
    patience: str = "",
) -> tuple[PromptMessage, ...]:
    """The messages that ask for the words of `moves`, after the talk so far.

    `turns`: the numbers of the moves of each turn that she may take, where there is a choice. `patience`: how much
    she has left, by its name in the language's data.
    """
    language = actor_language(case.scenario.language)
    told = [PromptMessage("system", _system(case, language, form)), *_talk(talk[-MOST_LINES:], language)]
    task = "\n".join([*_left(patience, language), _task(moves, language), *_choice(turns, language)])
    if told[-1].role == "user":
        told[-1] = PromptMessage("user", f"{told[-1].text}\n\n{task}")
    else:
        told.append(PromptMessage("user", f"{language.prompt['nobody']}\n\n{task}"))
    return tuple(told)


def correction(
    asked: Sequence[PromptMessage], answer: str, faults: Sequence[str], code: str
) -> tuple[PromptMessage, ...]:
    """The same once more, with the answer that won't do and what is wrong with it."""
    language = actor_language(code)
    named = language.prompt["join"].join(language.faults[fault] for fault in dict.fromkeys(faults))
    return (
        *asked,
        PromptMessage("assistant", answer or "…"),
        PromptMessage("user", language.prompt["correct"].format(faults=named)),
    )


def fenced(text: str) -> str:
    """The agent's text as data: it cannot close its own fence, nor carry a control character."""
    return printable(text.translate(_FENCE))[:MOST_LINE]


def _system(case: Case, language: ActorLanguage, form: Form) -> str:
    customer = case.scenario.customer
    style = customer.style
    traits = [
        name for name in ("bursts", "lower_case", "no_accents", "spelling_noise") if getattr(style, name)
    ]
    told = language.prompt["system"].format(
        company=case.company.name,
        sector=case.company.sector,
        person=_person(case, language),
        mood=language.name("mood", customer.mood),
        ease=language.name("ease", customer.public.digital_ease),
        formality=language.name("formality", customer.public.formality),
        verbosity=language.name("verbosity", style.verbosity),
        writing=", ".join(language.name("writing", trait) for trait in traits or ["plain"]),
    )
    return f"{told.strip()}\n\n{language.prompt[form].format()}"


def _person(case: Case, language: ActorLanguage) -> str:
    """Who she is, without what she has not said: no name, no address."""
    person = case.person
    if person is None:
        return language.prompt["someone"]
    return language.prompt["woman" if person.gender == "f" else "man"].format(age=round(person.age, -1))


def _talk(talk: Sequence[Message], language: ActorLanguage) -> list[PromptMessage]:
    """The talk with the roles flipped: her bubbles are the model's own, the agent's are what it is told."""
    told: list[PromptMessage] = []
    for message in talk:
        if message.sender == "customer":
            role: Literal["user", "assistant"] = "assistant"
            text = message.text
        else:
            role = "user"
            text = f"{language.prompt['agent']}\n<<<\n{fenced(message.text)}\n>>>"
        if not told and role == "assistant":
            # Many chat templates want the user to begin.
            told.append(PromptMessage("user", language.prompt["begins"]))
        if told and told[-1].role == role:
            told[-1] = PromptMessage(role, f"{told[-1].text}\n{text}")
        else:
            told.append(PromptMessage(role, text))
    return told or [PromptMessage("user", language.prompt["begins"])]


def _task(moves: Sequence[ScriptedMove], language: ActorLanguage) -> str:
    lines = [
        language.prompt["move"].format(
            n=n, does=language.name("does", move.move), words=" / ".join(move.bubbles)
        )
        for n, move in enumerate(moves, start=1)
    ]
    return "\n".join([language.prompt["task"], *lines])


def _left(patience: str, language: ActorLanguage) -> list[str]:
    return [language.prompt["patience"].format(left=language.name("patience", patience))] if patience else []


def _choice(turns: Sequence[Sequence[int]], language: ActorLanguage) -> list[str]:
    """Which moves go together, where she may do one thing or another."""
    if len(turns) < 2:
        return []
    named = language.prompt["or"].join(" + ".join(map(str, turn)) for turn in turns)
    return [language.prompt["choose"].format(turns=named)]
