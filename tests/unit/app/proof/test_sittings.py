"""Sittings of six for the proof: of one company, of different kinds, and every case in one of them."""

from chattrainer.app.proof.sittings import CHATS, sittings_of
from chattrainer.content.paths import ContentPaths
from chattrainer.model.scenario import ModelLine
from chattrainer.robots.modelled import blocks_of

NOWHERE = ContentPaths((), ())


def cases(company: str, count: int) -> list[tuple[str, str]]:
    return [(company, f"{company}-{n:02}") for n in range(count)]


def test_every_case_is_in_a_sitting_of_six_of_its_company() -> None:
    listed = [*cases("shop", 16), *cases("provider", 7), *cases("small", 2)]
    sittings = list(sittings_of(listed, NOWHERE))
    assert all(len(sitting.scenarios) == CHATS for sitting in sittings)
    assert all(len({name.split("-")[0] for name in sitting.scenarios}) == 1 for sitting in sittings)
    assert {name for sitting in sittings for name in sitting.scenarios} == {name for _, name in listed}
    assert len(sittings) == 3 + 2 + 1


def test_a_company_of_few_cases_repeats_them() -> None:
    [sitting] = sittings_of(cases("small", 2), NOWHERE)
    assert sitting.scenarios == ("small-00", "small-01") * 3


def test_a_model_conversation_is_said_up_to_each_line_of_the_customer() -> None:
    agent, hers = ModelLine(agent="Hello"), ModelLine(customer="hi")
    act = ModelLine(act="reship")
    assert blocks_of((hers, agent, agent, hers, hers, act, agent)) == [[agent, agent], [act, agent]]
    assert blocks_of(()) == []
