"""The customer's card: who she is, what she looked at, what a bot or an earlier contact left."""

from typing import TYPE_CHECKING

from textual.widget import Widget

from chattrainer.tui.widgets.field import Field
from chattrainer.tui.widgets.pane import Heading, Pane, Paragraph
from chattrainer.tui.wording import named, say, texts_of

if TYPE_CHECKING:
    from chattrainer.model.case import Case
    from chattrainer.model.scenario import Before


class CardPane(Pane):
    """Stands in front by default."""

    def __init__(self) -> None:
        super().__init__("card")

    async def show(self, case: "Case") -> None:
        """Draws a case's card."""
        scenario = case.scenario
        widgets: list[Widget] = []
        if scenario.proactive:
            widgets += [Heading(say(self, "desk.card.proactive"), first=True)]
            widgets += [Paragraph(say(self, "desk.card.proactive_text"), muted=True)]
        widgets += [Heading(say(self, "desk.card.customer"), first=not widgets), *self.fields(scenario.card)]
        if scenario.verify is not None:
            widgets += [Heading(say(self, "desk.card.verify")), Paragraph(self._to_verify(case))]
        for before in scenario.before:
            widgets += self._before(before)
        await self.fill(widgets)

    def _to_verify(self, case: "Case") -> str:
        verify = case.scenario.verify
        assert verify is not None
        for rule in ("any_two_of", "any_one_of", "all_of"):
            facts = getattr(verify, rule)
            if facts:
                names = ", ".join(named(texts_of(self), "desk.field", fact).lower() for fact in facts)
                return say(self, f"desk.card.{rule}", facts=names)
        return ""

    def _before(self, before: "Before") -> list[Widget]:
        widgets: list[Widget] = []
        if before.contact is not None:
            texts = texts_of(self)
            widgets.append(
                Heading(
                    say(
                        self,
                        "desk.card.contact",
                        n=before.contact.days_ago,
                        channel=named(texts, "desk.channel", before.contact.channel).lower(),
                    )
                )
            )
            widgets.append(Paragraph(before.contact.note))
        if before.bot:
            widgets.append(Heading(say(self, "desk.card.bot")))
            for line in before.bot:
                who = say(self, f"desk.card.{line.sender}_line")
                widgets.append(Field(who, line.text))
        return widgets
