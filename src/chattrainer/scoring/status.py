"""Whether a scorecard is final, and if not, why it has to be confirmed. Reasons are keys of the rule texts."""

from collections.abc import Mapping, Sequence

from chattrainer.model.findings import Findings
from chattrainer.model.ids import Criterion
from chattrainer.model.rubric import Rubric
from chattrainer.model.transcript import Transcript
from chattrainer.scoring.misdirected import Misdirected
from chattrainer.scoring.typed import originals, typed_words
from chattrainer.scoring.view import ChatView


def reasons(
    views: Sequence[ChatView],
    transcript: Transcript,
    findings: Findings,
    sent: Sequence[Misdirected],
    judged_shares: Mapping[Criterion, float],
    rubric: Rubric,
) -> tuple[str, ...]:
    """What keeps the result from being final, in a fixed order; empty when nothing does."""
    found = []
    if not views:
        found.append("no_chat")
    if any(chat.void is not None for chat in transcript.chats):
        found.append("chat_void")
    if not findings.judged:
        found.append("writing_not_judged")
    elif findings.instead_of is not None:
        found.append("other_proofreader")
    if views and typed_count(views) < rubric.params["typed_words_least"]:
        found.append("few_typed_words")
    if sum(m.personal for m in sent) >= rubric.params["misdirected_most"]:
        found.append("misdirected_personal")
    least = rubric.params["judged_least"]
    found += [f"little_evidence_{c}" for c, share in judged_shares.items() if share < least]
    if transcript.ended is None:
        found.append("not_ended")
    return tuple(found)


def typed_count(views: Sequence[ChatView]) -> int:
    """Words that the agent typed in a sitting."""
    return sum(len(typed_words(m, originals(view.case))) for view in views for m in view.said)
