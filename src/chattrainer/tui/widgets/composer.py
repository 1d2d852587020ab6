"""Where the agent writes: one composer a chat, so that no draft is ever lost. Knows where each stretch came from."""

from collections import deque
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.timer import Timer
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult, Location, Selection

from chattrainer.locale.safe import without_controls
from chattrainer.tui.drafts import Draft, Source
from chattrainer.tui.marking import moved
from chattrainer.tui.messages import ComposeChanged, MarksAsked, SendAsked
from chattrainer.tui.widgets.replies_menu import RepliesMenu

IDLE_S = 5.0
"""After so long without a key the agent has stopped composing."""

MARKS_AFTER_S = 0.35
"""After so long without a key the words are looked at, where misspelt ones are marked."""

SEND = frozenset({"enter"})
NEW_LINE = frozenset({"ctrl+j", "alt+enter", "shift+enter"})

REMEMBERED_STATES = 300
"""How many earlier states of a draft keep their spans, for undo and redo."""


class Composer(TextArea):
    """Enter sends; Ctrl+J, Alt+Enter and Shift+Enter start a new line."""

    DEFAULT_CSS = """
    Composer {
        height: auto; min-height: 3; max-height: 10; padding: 0 1;
        border: round $border; background: $surface; color: $foreground;
        &:focus { border: round $primary; }
        &:disabled { border: round $rule; }
        & .text-area--cursor-line { background: transparent; }
        & .text-area--placeholder { color: $muted; }
        & .composer--misspelt { color: $error; text-style: underline; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"composer--misspelt"}

    class Edited(Message):
        """The draft, or the place of the cursor in it, changed."""

        def __init__(self, composer: "Composer") -> None:
            super().__init__()
            self.composer = composer

    def __init__(self, chat: int, placeholder: str, menu: RepliesMenu) -> None:
        super().__init__(
            soft_wrap=True,
            tab_behavior="focus",
            show_line_numbers=False,
            highlight_cursor_line=False,
            placeholder=placeholder,
        )
        self.chat = chat
        self.draft = Draft()
        self._menu = menu
        self.quotable: tuple[str, ...] = ()
        self._source: tuple[Source, str | None] = ("typed", None)
        self._earlier: deque[Draft] = deque(maxlen=REMEMBERED_STATES)
        self._composing = False
        self._idle: Timer | None = None
        self.marks_words = False
        self._misspelt: tuple[tuple[int, int], ...] = ()
        self._marks: Timer | None = None

    # --- the draft ---------------------------------------------------------------------------------

    def insert_from(self, text: str, source: Source, of: str | None = None) -> None:
        """Puts a text from elsewhere where the cursor is, in place of what is selected."""
        self._source = (source, of)
        try:
            if result := self._replace_via_keyboard(text, *self.selection):
                self.move_cursor(result.end_location)
        finally:
            self._source = ("typed", None)

    def give_back(self, draft: Draft) -> None:
        """A refused message comes back, in front of what was begun since."""
        kept = self.draft
        self.take(draft if kept.blank else _joined(draft, kept))

    def take(self, draft: Draft) -> None:
        """Replaces the draft as a whole."""
        self._misspelt = ()
        self.load_text(draft.text)
        self.draft = draft
        self.move_cursor(self.document.end)
        self.post_message(self.Edited(self))

    def offset_of(self, location: Location) -> int:
        """Where a place in the document lies in its text."""
        row, column = location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    @property
    def before_cursor(self) -> str:
        """The text up to the cursor."""
        return self.text[: self.offset_of(self.cursor_location)]

    def select_back_to(self, offset: int) -> None:
        """Selects from that place in the text to the cursor; both lie on one line."""
        row, column = self.cursor_location
        back = len(self.before_cursor) - offset
        self.selection = Selection((row, column - back), (row, column))

    def edit(self, edit: Edit) -> EditResult:
        start, end = self.offset_of(edit.top), self.offset_of(edit.bottom)
        result = super().edit(edit)
        self._track(start, end, edit.text)
        return result

    def undo(self) -> None:
        super().undo()
        self._recall()

    def redo(self) -> None:
        super().redo()
        self._recall()

    def _track(self, start: int, end: int, inserted: str) -> None:
        source, of = self._source
        text = self.text
        self._earlier.append(self.draft)
        self._misspelt = moved(self._misspelt, start, end, len(inserted))
        after = self.draft.replaced(start, end, inserted, source, of)
        # A terminal's own line ends may have been changed on insertion: then the difference decides.
        self.draft = after if after.text == text else self.draft.became(text)
        self._composed()
        self._ask_for_marks()
        self.post_message(self.Edited(self))

    def _recall(self) -> None:
        """After an undo: the spans that this very text had before."""
        text = self.text
        known = next((draft for draft in reversed(self._earlier) if draft.text == text), None)
        self._earlier.append(self.draft)
        self.draft = known or self.draft.became(text)
        self._misspelt = ()
        self._ask_for_marks()
        self.post_message(self.Edited(self))

    # --- misspelt words ------------------------------------------------------------------------------

    @property
    def misspelt(self) -> tuple[tuple[int, int], ...]:
        """The words (start, end) that are marked."""
        return self._misspelt

    def mark(self, text: str, spans: tuple[tuple[int, int], ...]) -> None:
        """Marks words, unless the draft has changed since; never the one that is being written."""
        if not self.marks_words or text != self.text:
            return
        at = self.offset_of(self.cursor_location)
        shown = tuple((start, end) for start, end in spans if end != at)
        if shown != self._misspelt:
            self._misspelt = shown
            self.notify_style_update()
            self.refresh()

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        if self._misspelt:
            first = self.offset_of((line_index, 0))
            style = Style.combine([self.get_component_rich_style("composer--misspelt", partial=True)])
            for start, end in self._misspelt:
                if start < first + len(line) and end > first:
                    line.stylize(style, max(0, start - first), end - first)
        return line

    def _ask_for_marks(self) -> None:
        """After a pause: a letter costs no more than setting a timer back."""
        if not self.marks_words:
            return
        if self._marks is None:
            self._marks = self.set_interval(MARKS_AFTER_S, self._paused)
        else:
            self._marks.reset()
            self._marks.resume()

    def _paused(self) -> None:
        if self._marks is not None:
            self._marks.pause()
        if not self.draft.blank:
            self.post_message(MarksAsked(self.chat, self.draft))

    # --- composing begins and stops ------------------------------------------------------------------

    def _composed(self) -> None:
        if self.draft.blank:
            self.stop_composing()
            return
        if not self._composing:
            self._composing = True
            self.post_message(ComposeChanged(self.chat, True))
        self._idle_timer()

    def _idle_timer(self) -> None:
        if self._idle is None:
            self._idle = self.set_interval(IDLE_S, self.stop_composing)
        else:
            self._idle.reset()
            self._idle.resume()

    def stop_composing(self) -> None:
        """Idle, sent, emptied, or turned to another chat."""
        if self._idle is not None:
            self._idle.pause()
        if self._composing:
            self._composing = False
            self.post_message(ComposeChanged(self.chat, False))

    # --- keys ------------------------------------------------------------------------------------------

    async def _on_key(self, event: events.Key) -> None:
        # Here and not as bindings: those are looked at later, after letters that were typed since.
        if not self.read_only and (self._menu.take_key(event.key, self) or self._own_key(event.key)):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)

    def _own_key(self, key: str) -> bool:
        if key in SEND:
            self.action_send()
        elif key in NEW_LINE:
            self.action_new_line()
        return key in SEND | NEW_LINE

    def action_send(self) -> None:
        if self.read_only or self.draft.blank:
            return
        draft = self.draft.trimmed()
        self.stop_composing()
        # Emptied here and now: letters typed while the message is on its way belong to the next one.
        self.take(Draft())
        self.post_message(SendAsked(self.chat, draft))

    def action_new_line(self) -> None:
        self.insert_from("\n", "typed")

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if not self.read_only:
            self._pasted(event.text)
            self.focus()

    def action_paste(self) -> None:
        if not self.read_only:
            self._pasted(self.app.clipboard)

    def _pasted(self, text: str) -> None:
        """Pasted words that a customer wrote are a quotation of her. Escape codes are no words."""
        text = without_controls(text)
        plain = text.strip()
        quoted = len(plain) >= 3 and any(plain in said for said in self.quotable)
        self.insert_from(text, "customer" if quoted else "pasted")


def _joined(first: Draft, then: Draft) -> Draft:
    gap = first.replaced(len(first.text), len(first.text), "\n")
    whole = gap.replaced(len(gap.text), len(gap.text), then.text)
    moved = tuple(
        type(p)(p.start + len(gap.text), p.end + len(gap.text), p.source, p.id, p.edited) for p in then.pieces
    )
    return Draft(whole.text, (*whole.pieces, *moved))
