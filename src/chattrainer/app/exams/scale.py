"""An interval from 0 to 100 drawn in signs, for tables and terminals."""

from chattrainer.model.exam import Level


def interval(level: Level, cut: float, columns: int) -> str:
    """`·····├──●──┤···`, with `│` where the cut is: from 0 to 100."""

    def column(value: float) -> int:
        return max(0, min(columns - 1, int(value / 100 * columns)))

    signs = ["·"] * columns
    for at in range(column(level.low), column(level.high) + 1):
        signs[at] = "─"
    signs[column(level.low)], signs[column(level.high)] = "├", "┤"
    signs[column(cut)] = "│"
    signs[column(level.mean)] = "●"
    return "".join(signs)
