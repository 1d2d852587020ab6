"""What a skilled agent does well, each of which another kind of agent may leave out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """The craft of one agent. `tells_left_out` and `acts_left_out` count from the end of the plan."""

    restates: bool = True
    empathy: bool = True
    thanks: bool = True
    confirms: bool = True
    looks: bool = True
    one_at_a_time: bool = True
    asks: bool = True
    steers: bool = True
    holds: bool = True
    dawdles: bool = False
    misleads: bool = False
    tells_left_out: int = 0
    acts_left_out: int = 0
