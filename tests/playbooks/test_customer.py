"""Conversations with one customer, as scripts: what the agent does, how she is understood, what she answers."""

from chattrainer.model.facts import CustomerLeft, CustomerSaid, MoveEnded
from tests.support.desk import Desk

OBJECTION = {"after": "date", "says": ["What if it is lost again?"], "settled_by": ["tracking"]}


def reveals(desk: Desk) -> list[tuple[str, str]]:
    return [(r.fact, r.how) for f in desk.facts(CustomerSaid) for r in f.reveals]


def solved_until_told(desk: Desk) -> float:
    """Plays the case up to where only the last word is missing; the moment of her last bubble."""
    desk.say(10, asks=["email", "postcode"], acts=["request_data"])
    now = desk.answered(10)
    desk.say(now + 10, asks=["needed_by"], acts=["request_data"])
    now = desk.answered(now + 10)
    desk.say(now + 10, asks=["needed_by"], acts=["request_data"])
    now = desk.answered(now + 10)
    desk.act(now + 5, "reship", order_number="L-1")
    desk.until(now + 30)
    desk.say(now + 31, tells=["date"], acts=["next_step"])
    return desk.answered(now + 31)


def test_she_opens_with_her_trouble_and_waits() -> None:
    desk = Desk()
    desk.until(5)
    assert desk.said() == ["opening: My lamp has not come"]


def test_asked_for_her_identity_she_gives_both_data_at_once() -> None:
    desk = Desk()
    desk.say(10, asks=["email", "postcode"], acts=["request_data"])
    desk.answered(10)
    assert reveals(desk) == [("email", "asked"), ("postcode", "asked")]


def test_a_question_that_was_not_asked_is_not_answered() -> None:
    desk = Desk()
    desk.say(10, asks=["email"], acts=["request_data"])
    desk.answered(10)
    assert ("postcode", "asked") not in reveals(desk)


def test_she_first_answers_beside_the_point_and_then_to_it() -> None:
    desk = Desk()
    desk.say(10, asks=["needed_by"], acts=["request_data"])
    now = desk.answered(10)
    assert reveals(desk) == []
    desk.say(now + 5, asks=["needed_by"], acts=["request_data"])
    desk.answered(now + 5)
    assert reveals(desk) == [("needed_by", "asked")]


def test_of_many_questions_she_answers_two() -> None:
    desk = Desk()
    desk.say(10, asks=["door", "meter", "needed_by"], acts=["request_data"])
    desk.answered(10)
    assert [fact for fact, _ in reveals(desk)] == ["door", "meter"]


def test_asked_again_what_the_bot_knows_she_says_so() -> None:
    desk = Desk()
    desk.say(10, asks=["order_number"], acts=["request_data"])
    desk.answered(10)
    assert desk.moves()[1:] == ["repeat", "repeat"]


def test_empathy_makes_her_tell_more() -> None:
    desk = Desk()
    desk.say(10, acts=["empathy"])
    desk.answered(10)
    assert reveals(desk) == [("door", "volunteered")]


def test_when_the_agent_does_not_lead_she_does() -> None:
    desk = Desk()
    now = 10.0
    for _ in range(4):
        desk.say(now)
        desk.until(now + 60)
        now = desk.now_s
    assert ("needed_by", "led") in reveals(desk)


def test_an_agent_who_leads_nowhere_is_left() -> None:
    desk = Desk()
    while not desk.facts(CustomerLeft):
        desk.say(desk.now_s + 5)
        desk.until(desk.now_s + 45)
        assert desk.now_s < 3600
    assert desk.facts(CustomerLeft)[0].why == "gone"
    assert desk.outcome() == "polite_failure"


def test_an_objection_is_raised_once_told_and_settled_by_what_settles_it() -> None:
    desk = Desk(behaviour=[{"objection": OBJECTION}])
    now = solved_until_told(desk)
    assert desk.moves()[-1] == "objection"
    desk.say(now + 5, tells=["tracking"], acts=["link"])
    desk.answered(now + 5)
    assert [f.move for f in desk.facts(MoveEnded)] == ["objection"]


def test_the_right_end_told_and_done_is_solved() -> None:
    desk = Desk(behaviour=[{"objection": OBJECTION}])
    now = solved_until_told(desk)
    desk.say(now + 5, tells=["tracking"], acts=["link", "anything_else"])
    now = desk.answered(now + 5)
    desk.close(now + 5)
    assert desk.outcome() == "solved"


def test_doing_nothing_is_never_solved_and_she_comes_back() -> None:
    desk = Desk()
    desk.say(10, acts=["greeting"])
    desk.close(20)
    desk.until(100)
    assert desk.outcome() == "polite_failure"
    assert desk.moves()[-1] == "comes_back"


def test_an_action_without_the_identity_check_is_wrong() -> None:
    desk = Desk()
    desk.act(10, "reship", order_number="L-1")
    desk.until(31)
    desk.close(32)
    assert desk.outcome() == "wrong"


def test_identity_data_read_out_to_an_unknown_person_is_wrong() -> None:
    desk = Desk()
    desk.say(10, "Is it ada.pond@mail.example?", acts=["ask_closed"])
    desk.close(12)
    assert desk.outcome() == "wrong"


def test_half_understood_she_asks_back() -> None:
    desk = Desk(
        facts={
            "door": {"value": "blue", "says": ["blue"], "asked_like": ["What colour is your door?"]},
            "needed_by": {"value": "Saturday", "says": ["Saturday"]},
        },
        verify=None,
    )
    item = {"kind": "ask", "id": "door", "start": 0, "end": 1, "confidence": 0.4}
    desk.say(10, unsure=[item])
    desk.answered(10)
    assert desk.said()[-1] == "ask_back: Do you mean what colour is your door?"


def test_asked_for_anything_else_she_brings_up_what_she_has() -> None:
    second = {"after": "solved", "says": ["And the newsletter?"], "done_by": "newsletter"}
    desk = Desk(behaviour=[{"second_request": second}])
    desk.say(10, acts=["anything_else"])
    desk.answered(10)
    assert desk.said()[-1] == "second_request: And the newsletter?"


def test_asked_why_it_is_not_solved_she_says_what_she_lacks() -> None:
    desk = Desk(facts={"door": {"value": "blue", "says": ["blue"]}}, verify=None)
    desk.say(10, acts=["anything_else"])
    now = desk.answered(10)
    desk.say(now + 5, acts=["ask_open"])
    desk.answered(now + 5)
    assert desk.said()[-1] == "still_unsolved: My lamp has not come"


def test_a_question_she_does_not_understand_is_not_met_with_the_weather() -> None:
    desk = Desk(behaviour=[{"digression": {"after_turns": 1, "says": ["Nice weather"]}}])
    desk.say(10, acts=["ask_closed"])
    desk.answered(10)
    assert "digression" not in desk.moves()


def test_an_offer_is_answered_before_the_weather_is_talked_of() -> None:
    desk = Desk(behaviour=[{"digression": {"after_turns": 1, "says": ["Nice weather"]}}])
    desk.say(10, offers=["both"], acts=["offer"])
    desk.answered(10)
    assert "digression" not in desk.moves()


def test_talk_of_the_weather_never_says_a_line_twice_and_ends_where_the_agent_says_goodbye() -> None:
    for says, acts in ((["Nice weather"], "small_talk"), (["Nice weather", "Or not"], "farewell")):
        desk = Desk(behaviour=[{"digression": {"after_turns": 1, "says": says, "ends_when": ["steering"]}}])
        desk.say(10, acts=["information"])
        now = desk.answered(10)
        assert desk.said()[-1].startswith("digression: ")
        for _ in range(3):
            desk.say(now + 5, acts=[acts])
            now = desk.answered(now + 5)
        assert desk.moves().count("digression") == 1


def test_she_does_not_thank_in_the_breath_in_which_she_objects() -> None:
    talk = {"after_turns": 3, "says": ["Nice weather"]}
    desk = Desk(behaviour=[{"digression": talk}, {"objection": OBJECTION}])
    now = solved_until_told(desk)
    assert desk.moves()[-1] == "objection"
    desk.say(now + 5, tells=["tracking"], acts=["link"])
    desk.answered(now + 5)
    assert desk.moves()[-1] == "thanks"


def test_with_all_said_she_goes_content_if_nobody_closes() -> None:
    desk = Desk(behaviour=[{"objection": OBJECTION}])
    now = solved_until_told(desk)
    desk.say(now + 5, tells=["tracking"], acts=["link", "anything_else"])
    desk.to_the_end()
    assert [f.why for f in desk.facts(CustomerLeft)] == ["done"]
    assert desk.outcome() == "solved"


def test_some_say_nothing_after_the_answer() -> None:
    desk = Desk(structure={"ends": "silent_after_answer"}, behaviour=[])
    now = solved_until_told_silently(desk)
    spoken = len(desk.said())
    desk.say(now + 5, acts=["anything_else"])
    desk.until(now + 100)
    assert len(desk.said()) == spoken


def solved_until_told_silently(desk: Desk) -> float:
    desk.say(10, asks=["email", "postcode"], acts=["request_data"])
    now = desk.answered(10)
    for _ in range(2):
        desk.say(now + 5, asks=["needed_by"], acts=["request_data"])
        now = desk.answered(now + 5)
    desk.act(now + 5, "reship", order_number="L-1")
    desk.until(now + 30)
    desk.say(now + 31, tells=["date"], acts=["next_step"])
    desk.until(now + 60)
    return desk.now_s
