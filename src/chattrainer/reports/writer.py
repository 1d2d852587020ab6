"""Reports for whoever asks for them by the page or by the screen."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from chattrainer.app.exams.file import ExamFile
    from chattrainer.locale.texts import Texts
    from chattrainer.reports.exam_text import Section


class ReportWriter:
    """What is slow to load is loaded with the first report."""

    def sections(self, file: "ExamFile", texts: "Texts", width: int) -> "list[Section]":
        """The report for a terminal of that width."""
        from chattrainer.reports.exam_text import exam_sections

        return exam_sections(file, texts, width)

    def page(self, file: "ExamFile", texts: "Texts", reader: Literal["recruiter", "candidate"]) -> str:
        """The report as one HTML document."""
        from chattrainer.reports.exam_report import candidate_html, exam_html

        return candidate_html(file, texts) if reader == "candidate" else exam_html(file, texts)
