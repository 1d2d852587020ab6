"""The headless driver: a robot plays a whole sitting as fast as the machine allows, in simulated time."""

from chattrainer.model.errors import IllegalInput
from chattrainer.model.facts import SittingOpened
from chattrainer.model.transcript import Transcript
from chattrainer.runtime.sitting import Agent, Sitting

# A robot whose gestures are refused again and again is broken, and must not hang the run.
MOST_REFUSALS = 200


class RobotStuck(RuntimeError):
    """A robot kept proposing gestures that cannot be taken: a defect of the robot."""


def play(sitting: Sitting, opened: SittingOpened, agent: Agent) -> Transcript:
    """Plays until every planned chat has ended. Between gestures, time jumps to the next due moment."""
    sitting.open(opened)
    refusals = 0
    while not sitting.over:
        given = agent.next(sitting.transcript)
        due = sitting.next_due
        if given is None or (due is not None and due <= given.at):
            if due is None:
                break
            sitting.advance(due)
            continue
        try:
            sitting.feed(given)
            agent.done(given)
        except IllegalInput as error:
            refusals += 1
            if refusals > MOST_REFUSALS:
                raise RobotStuck(str(error)) from error
            agent.refused(given, error)
    return sitting.transcript


def run_out(sitting: Sitting) -> Transcript:
    """Lets time run with the agent silent until every planned chat has ended."""
    while not sitting.over and (due := sitting.next_due) is not None:
        sitting.advance(due)
    return sitting.transcript
