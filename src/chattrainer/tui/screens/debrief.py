"""The debrief: the scores, what cost points and why, how it could be said, what to work on next."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from chattrainer.app.audit_words import audit_lines
from chattrainer.locale.safe import printable
from chattrainer.model.findings import NO_ENGINE
from chattrainer.model.ids import CRITERIA
from chattrainer.model.scorecard import Evidence
from chattrainer.tui.debriefing import ChatDebrief, debrief, weakest_first
from chattrainer.tui.marking import wrong_messages
from chattrainer.tui.screens.base import Place
from chattrainer.tui.services import Judged, Origin
from chattrainer.tui.timing import minutes_seconds
from chattrainer.tui.widgets.corrected_message import CorrectedMessage
from chattrainer.tui.widgets.evidence_line import EvidenceLine, decimal, rule_words
from chattrainer.tui.widgets.key_bar import KeyBar
from chattrainer.tui.widgets.score_bar import ScoreBar
from chattrainer.tui.widgets.too_small import TooSmall
from chattrainer.tui.widgets.top_bar import TopBar

MOST_CORRECTED = 8
TEACHING = ("practice", "assigned")
"""The purposes for which people are told how to write it better."""


class DebriefScreen(Place):
    """One page to read; the model conversations open with a key."""

    CSS_PATH = "debrief.tcss"
    HELP_PAGE = "debrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "lobby", id="lobby", show=False),
        Binding("n,right", "chat(1)", id="next_chat", show=False),
        Binding("p,left", "chat(-1)", id="previous_chat", show=False),
        Binding("m", "models", id="models", show=False),
    ]

    def __init__(self, judged: Judged, back: Origin = "lobby") -> None:
        super().__init__()
        self._back = back
        self._debrief = debrief(judged.scorecard, judged.transcript, judged.cases)
        self._opened = judged.transcript.opened
        self._wording = judged.wording
        checked = judged.findings.messages if judged.findings is not None else ()
        self._found = {message.number: message.findings for message in checked}
        self._at = 0

    def compose(self) -> ComposeResult:
        yield TopBar(self.texts("debrief.title"))
        with VerticalScroll(id="page"), Vertical(id="paper"):
            yield from self._scores()
            yield from self._next_step()
            for chat in self._debrief.chats:
                yield from self._chat(chat)
            if self._debrief.sitting_costs:
                yield self._text(self.texts("debrief.whole_sitting"), "chat")
                yield from (EvidenceLine(evidence) for evidence in self._debrief.sitting_costs)
        yield KeyBar(
            [
                self.hint("F1", "help"),
                self.hint("↑↓", "scroll", "help"),
                self.hint("N", "next_chat", "chat(1)"),
                self.hint("P", "previous_chat", "chat(-1)"),
                self.hint("M", "models"),
                self.hint("enter", "done", "lobby"),
            ]
        )
        yield TooSmall()

    def on_mount(self) -> None:
        self.query_one("#page").focus()

    # --- the sitting -----------------------------------------------------------------------------------

    def _scores(self) -> ComposeResult:
        card = self._debrief.scorecard
        yield self._text(
            self.texts("debrief.sitting", n=len(card.chats), at_once=card.chats_at_once), "title"
        )
        overall = self.texts("debrief.overall", score=decimal(self.texts, card.overall))
        yield self._text(overall, "overall")
        weakest = weakest_first(card.scores)[0]
        for name in CRITERIA:
            score = card.scores.get(name)
            label = self.texts(f"common.criterion.{name}")
            yield ScoreBar(label, score, decimal(self.texts, score), weakest=name == weakest)
        yield self._text(self._judged_by(), "note")
        if card.status != "final":
            yield self._text(self.texts("debrief.to_be_confirmed"), "note")
            for reason in card.reasons:
                yield self._text(f"• {self._reason(reason)}", "note")

    def _judged_by(self) -> str:
        """Which proofreader judged, and whether the desk helped with spelling: what the score rests on."""
        engine = self._debrief.scorecard.engine
        said = [] if engine == NO_ENGINE else [self.texts("debrief.engine", engine=printable(engine))]
        if self._opened is not None and self._opened.spelling_marks:
            said.append(self.texts("debrief.spelling_marks"))
        if self._wording is not None:
            from chattrainer.app.llm.told import line_of

            said.append(line_of(self._wording, self.texts))
        return "\n".join(said)

    def _reason(self, reason: str) -> str:
        for key in (f"rules.{reason}", f"rules.reason.{reason}", f"rules.status.{reason}"):
            if self.texts.has(key):
                return self.texts(key)
        return reason

    def _next_step(self) -> ComposeResult:
        step = self._debrief.next_step
        if step is None:
            return
        yield self._text(self.texts("debrief.next"), "section")
        lines = [Content.styled(self.texts(f"common.criterion.{step.criterion}"), "bold")]
        if step.worst is not None:
            lines.append(Content(rule_words(self.texts, step.worst)))
            if step.worst.better:
                lines.append(Content(self.texts("debrief.better", words=printable(step.worst.better))))
        if step.advice:
            lines.append(Content(printable(step.advice)))
        yield Static(Content("\n").join(lines), classes="next", markup=False)

    # --- a chat ------------------------------------------------------------------------------------------

    def _chat(self, chat: ChatDebrief) -> ComposeResult:
        yield self._text(self._chat_title(chat), "chat")
        yield self._text(self._chat_facts(chat), "facts")
        mistakes = [f for f in self._debrief.scorecard.simulator if f.chat == chat.score.chat]
        if mistakes:
            yield self._text(self.texts("audit.heading"), "section")
            yield self._text("\n".join(audit_lines(mistakes, self.texts)), "note")
        if chat.costs:
            yield self._text(self.texts("debrief.costs"), "section")
            yield from (EvidenceLine(evidence, self._speaker(chat, evidence)) for evidence in chat.costs)
        yield from self._corrections(chat)
        if chat.gains:
            yield self._text(self.texts("debrief.gains"), "section")
            yield from (EvidenceLine(evidence, self._speaker(chat, evidence)) for evidence in chat.gains)
        if chat.advice:
            yield self._text(self.texts("debrief.advice"), "section")
            for name, advice in chat.advice:
                label = self.texts(f"common.criterion.{name}")
                yield Static(Content.assemble((f"{label}  ", "bold"), printable(advice)), classes="advice")
        if chat.case is not None and chat.case.scenario.coaching.model:
            yield self._text(self.texts("debrief.model"), "section")
            yield self._model(chat)

    def _corrections(self, chat: ChatDebrief) -> ComposeResult:
        """Messages with errors and how they should read: in practice, not after an exam."""
        opened = self._opened
        if chat.state is None or (opened is not None and opened.purpose not in TEACHING):
            return
        wrong = wrong_messages(chat.state.messages, self._found)
        if wrong:
            yield self._text(self.texts("debrief.corrected"), "section")
            yield from (CorrectedMessage(m.text, found) for m, found in wrong[:MOST_CORRECTED])
        if len(wrong) > MOST_CORRECTED:
            more = self.texts("debrief.corrected_more", n=len(wrong) - MOST_CORRECTED)
            yield self._text(more, "note")

    def _speaker(self, chat: ChatDebrief, evidence: Evidence) -> str:
        """Whose words the evidence quotes."""
        who = chat.speaker(evidence)
        return self.texts(f"debrief.said_{who}") if who and evidence.quote else ""

    def _chat_title(self, chat: ChatDebrief) -> str:
        case = chat.case
        title = printable(case.scenario.title, lines=False) if case is not None else chat.score.scenario
        name = printable(case.person.name, lines=False) if case is not None and case.person else ""
        return " · ".join(part for part in (str(chat.score.chat), name, title) if part)

    def _chat_facts(self, chat: ChatDebrief) -> str:
        score = chat.score
        facts = [self.texts(f"common.outcome.{score.outcome}")]
        if score.outcome != "void":
            facts.append(self.texts("debrief.composite", score=decimal(self.texts, score.composite)))
        facts.append(self.texts("debrief.lasted", time=minutes_seconds(score.duration_ms)))
        if score.capped_by is not None:
            facts.append(self.texts("debrief.capped"))
        if score.satisfaction is not None:
            facts.append(self.texts("debrief.satisfaction", n=score.satisfaction))
        scores = "   ".join(
            f"{self.texts(f'common.criterion.{name}')} {decimal(self.texts, score.scores.get(name))}"
            for name in CRITERIA
        )
        return " · ".join(facts) + "\n" + scores

    def _model(self, chat: ChatDebrief) -> Widget:
        assert chat.case is not None
        rows = []
        for line in chat.case.scenario.coaching.model:
            for who, said in (("customer", line.customer), ("agent", line.agent), ("act", line.act)):
                if said:
                    rows.append(
                        Horizontal(
                            self._text(self.texts(f"debrief.model_{who}"), "who"),
                            self._text(printable(said), "said"),
                        )
                    )
        return Vertical(*rows, classes="model")

    def _text(self, text: str, classes: str) -> Static:
        return Static(Content(text), classes=classes, markup=False)

    # --- keys ----------------------------------------------------------------------------------------------

    def action_chat(self, step: int) -> None:
        titles = list(self.query("#paper .chat"))
        if titles:
            self._at = max(0, min(len(titles), self._at + step))
            target = titles[self._at - 1] if self._at else self.query_one("#paper .title")
            self.query_one("#page", VerticalScroll).scroll_to_widget(target, top=True, animate=False)

    def action_models(self) -> None:
        self.toggle_class("-models")

    def action_lobby(self) -> None:
        self.desk_app.go_back(self._back)
