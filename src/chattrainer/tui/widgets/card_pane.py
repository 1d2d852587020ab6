"""The customer's card: who she is, what she looked at, what a bot or an earlier contact left."""

from typing import TYPE_CHECKING

from chattrainer.tui.widgets.pane import Pane
from chattrainer.tui.widgets.sheet import Block, Field, Heading, Words
from chattrainer.tui.wording import named, say, texts_of

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.scenario import Before, Contact, Verify


class CardPane(Pane):
    """Stands in front by default."""

    def __init__(self) -> None:
        super().__init__("card")

    def show(self, case: "Case") -> None:
        """Draws a case's card."""
        scenario = case.scenario
        blocks: list[Block] = []
        if scenario.proactive:
            blocks += [Heading(say(self, "desk.card.proactive"))]
            blocks += [Words(say(self, "desk.card.proactive_text"), muted=True)]
        blocks += [Heading(say(self, "desk.card.customer")), *self.fields(scenario.card)]
        if scenario.verify is not None:
            blocks += [Heading(say(self, "desk.card.verify")), Words(self._to_verify(scenario.verify))]
        for before in scenario.before:
            blocks += self._before(before)
        self.fill(blocks)
        self.scroll_home(animate=False)

    def _to_verify(self, verify: "Verify") -> str:
        for rule in ("any_two_of", "any_one_of", "all_of"):
            facts = getattr(verify, rule)
            if facts:
                names = ", ".join(named(texts_of(self), "desk.field", fact).lower() for fact in facts)
                return say(self, f"desk.card.{rule}", facts=names)
        return ""

    def _before(self, before: "Before") -> list[Block]:
        blocks = self._contact(before.contact) if before.contact is not None else []
        if before.bot:
            blocks.append(Heading(say(self, "desk.card.bot")))
            for line in before.bot:
                blocks.append(Field(say(self, f"desk.card.{line.sender}_line"), line.text))
        return blocks

    def _contact(self, contact: "Contact") -> list[Block]:
        channel = named(texts_of(self), "desk.channel", contact.channel).lower()
        return [
            Heading(say(self, "desk.card.contact", n=contact.days_ago, channel=channel)),
            Words(contact.note),
        ]
