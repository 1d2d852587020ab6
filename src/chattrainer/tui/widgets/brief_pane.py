"""The company's brief: prices, delays, what may be granted. Open all the time, as in the field."""

from typing import TYPE_CHECKING

from chattrainer.tui.widgets.pane import Heading, Pane, Paragraph

if TYPE_CHECKING:
    from chattrainer.model.case import Case


class BriefPane(Pane):
    """Two pages at most; it scrolls."""

    def __init__(self) -> None:
        super().__init__("brief")
        self._company = ""

    async def show(self, case: "Case") -> None:
        """Draws a company's brief, once."""
        company = case.company
        if self._company == company.id:
            return
        self._company = company.id
        parts = [part.strip() for part in company.brief.split("\n\n") if part.strip()]
        await self.fill(
            [Heading(company.name, first=True), Paragraph(company.sector, muted=True)]
            + [widget for part in parts for widget in (Paragraph(""), Paragraph(part))]
        )
