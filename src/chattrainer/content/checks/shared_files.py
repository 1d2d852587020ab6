"""Files that many scenarios share: people, phrases, a company's links and reasons."""

from collections.abc import Callable
from typing import get_args

from chattrainer.content.files import Loaded, PeopleFile
from chattrainer.content.problems import Problems, Said, listed
from chattrainer.model.case import Person, Phrases
from chattrainer.model.scenario import Company, Customer, Public

FEWEST_PEOPLE = 30
FEWEST_PHRASES = 2
RESERVED_DOMAIN = ".example"
# Moves that no scenario words; every language has to (model.case.Phrases).
PHRASE_KEYS = (
    "ack", "thanks", "agree", "disagree", "ask_back", "dont_know", "insist", "wait_ok", "bye", "still_unsolved",
    "idle_check", "left", "impatient", "confused", "hello", "wrong_chat", "not_a_robot",
)  # fmt: skip
MOODS: tuple[str, ...] = get_args(Customer.model_fields["mood"].annotation)
OTHER_PHRASE_KEYS = (
    "already_said", "nothing_else", "choose_offer", "cannot_choose", "still_unclear",
    *(f"remark_{mood}" for mood in MOODS),
)  # fmt: skip
FORMALITIES: tuple[str, ...] = get_args(Public.model_fields["formality"].annotation)


def check_people(loaded: Loaded[PeopleFile], problems: Problems) -> None:
    """Enough people, and none who could be taken for another."""
    people = loaded.value.people
    if len(people) < FEWEST_PEOPLE:
        problems.add(loaded.places.place(), "few_people", count=len(people), least=FEWEST_PEOPLE)
    fields: tuple[tuple[str, Callable[[Person], str], bool], ...] = (
        ("name", lambda person: person.name, True),
        ("email", lambda person: person.email, True),
        ("phone", lambda person: person.phone, True),
        ("postcode", lambda person: person.postcode, False),
    )
    for field, value_of, is_error in fields:
        first: dict[str, int] = {}
        for index, person in enumerate(people):
            before = first.setdefault(value_of(person).casefold(), index)
            if before != index:
                problems.add(
                    loaded.places.place(("people", index, field)),
                    "person_twice",
                    severity="error" if is_error else "advice",
                    field=field,
                    value=value_of(person),
                    line=loaded.places.place(("people", before)).line,
                )
    for index, person in enumerate(people):
        if not person.email.endswith(RESERVED_DOMAIN):
            problems.add(
                loaded.places.place(("people", index, "email")), "email_not_example", value=person.email
            )
        if person.gender not in ("f", "m"):
            place = loaded.places.place(("people", index, "gender"))
            problems.add(place, "not_a_choice", value=person.gender, valid="f, m")


def check_phrases(loaded: Loaded[Phrases], problems: Problems) -> None:
    """A phrase for every move, in known forms of address."""
    says = loaded.value.says
    for key in PHRASE_KEYS:
        if len(says.get(key, ())) < FEWEST_PHRASES:
            problems.add(
                loaded.places.place(("says", key), of_key=True), "few_phrases", name=key, least=FEWEST_PHRASES
            )
    known = (*PHRASE_KEYS, *OTHER_PHRASE_KEYS)
    for key in says:
        place = loaded.places.place(("says", key), of_key=True)
        move, _, formality = key.partition(".")
        if move not in known:
            problems.add(place, "unknown_phrase", severity="advice", name=move, nearest_of=(move, known))
        if formality and formality not in FORMALITIES:
            problems.add(
                place,
                "not_a_choice",
                value=formality,
                valid=listed(FORMALITIES),
                nearest_of=(formality, FORMALITIES),
            )
    for key, texts in says.items():
        for index, text in enumerate(texts):
            if key.startswith("ask_back") and "{guess}" not in text:
                problems.add(loaded.places.place(("says", key, index)), "no_guess")


def check_company(loaded: Loaded[Company], problems: Problems) -> None:
    """Channels that differ, and tells whose links exist."""
    company = loaded.value
    seen: set[str] = set()
    for index, channel in enumerate(company.channels):
        if channel.id in seen:
            problems.add(loaded.places.place(("channels", index)), "id_declared_twice", id=channel.id)
        seen.add(channel.id)
    for name, tell in company.tells.items():
        if tell.link is not None and tell.link not in company.links:
            problems.add(
                loaded.places.place(("tells", name, "link")),
                "unknown_id",
                id=tell.link,
                wanted=Said(("id.link",)),
                valid=listed(company.links),
                nearest_of=(tell.link, company.links),
            )
    if not company.articles:
        problems.add(loaded.places.place(), "no_articles", severity="advice")
