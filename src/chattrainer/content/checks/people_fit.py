"""Whether enough people of the language's pool can be this scenario's customer."""

from chattrainer.content.chances import fits
from chattrainer.content.library import Library
from chattrainer.content.merging import Whole
from chattrainer.content.problems import Problems
from chattrainer.model.errors import ContentError, UsageError

# Three chats of one scenario at once, and one to spare: beyond that someone else than asked for would come.
FEWEST_FITTING = 4


def check_people_fit(whole: Whole, library: Library, problems: Problems) -> None:
    try:
        people = library.people(whole.scenario.language)
    except UsageError:
        problems.add(whole.place(), "no_people", language=whole.scenario.language)
        return
    except ContentError as error:
        problems.update(error.params["problems"])
        return
    for name, draw in whole.scenario.draw.items():
        if draw.people is None:
            continue
        count = sum(fits(person, draw.people) for person in people)
        if count < FEWEST_FITTING:
            problems.add(whole.place("draw", name, "people"), "few_fit", count=count, least=FEWEST_FITTING)
