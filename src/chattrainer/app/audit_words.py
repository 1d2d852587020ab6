"""The simulator's mistakes in words, for the debrief and the command line."""

from collections.abc import Iterator, Sequence

from chattrainer.locale.safe import printable
from chattrainer.locale.texts import Texts
from chattrainer.model.audit import SimulatorFault


def audit_lines(faults: Sequence[SimulatorFault], texts: Texts) -> Iterator[str]:
    """Which chats are void because of them, then each mistake with the words that show it; nothing without any."""
    for chat in sorted({fault.chat for fault in faults if fault.severity == "critical"}):
        yield texts("audit.void", chat=chat)
    for fault in faults:
        told = fault_words(fault, texts)
        quote = printable(fault.quote, lines=False)
        yield f"{told} {texts('audit.quote', quote=quote)}" if quote else told


def fault_words(fault: SimulatorFault, texts: Texts) -> str:
    """One mistake: where, what, how grave, for or against the agent."""
    seconds = fault.at // 1000
    return texts(
        "audit.fault",
        chat=fault.chat,
        at=f"{seconds // 60}:{seconds % 60:02}",
        what=texts(f"audit.kind.{fault.kind}", about=printable(fault.about or "", lines=False)),
        severity=texts(f"audit.severity.{fault.severity}"),
        effect=texts(f"audit.effect.{fault.effect}"),
    )
