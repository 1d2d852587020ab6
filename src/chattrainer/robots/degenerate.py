"""Degenerate agents: each plays one trick. A score that one of them can win is wrong (docs/scoring.md)."""

from collections.abc import Callable

from chattrainer.engine.draws import below
from chattrainer.model.base import Millis
from chattrainer.model.case import Case
from chattrainer.model.scenario import Action
from chattrainer.model.transcript import ChatState, Transcript
from chattrainer.robots.robot import Gesture
from chattrainer.robots.steps import action_of
from chattrainer.robots.wording import Words

CLOSES_AFTER_TURNS = 8
Trick = Callable[["TrickPolicy", ChatState], list[Gesture]]


class TrickPolicy:
    """Answers each burst of the customer with its trick; `turns` counts how often it has."""

    def __init__(self, case: Case, seed: int, trick: Trick, *, unasked: bool = False) -> None:
        self.case = case
        self.seed = seed
        self.words = Words(case, seed)
        self.turns = 0
        self._trick = trick
        self._handled = 0
        self._unasked = unasked

    def wants_at(self, chat: ChatState, now: Millis) -> Millis | None:
        last = next((m for m in reversed(chat.messages) if m.sender == "customer"), None)
        if last is not None and last.number > self._handled and not chat.typing:
            return last.at
        if not chat.messages and chat.proactive and self.turns == 0:
            return chat.opened_at
        return None

    def turn(self, chat: ChatState, transcript: Transcript) -> list[Gesture]:
        self._handled = max((m.number for m in chat.customer_messages), default=self._handled)
        self.turns += 1
        if self.turns > CLOSES_AFTER_TURNS:
            return [self.close("solved")]
        return self._trick(self, chat)

    def close(self, disposition: str) -> Gesture:
        return Gesture(close=disposition, summary=self.words.summary())


def silent(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return []


def greeter(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("greeting"))]


def ok_machine(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("ok"))]


def polite_failure(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    if policy.turns == 1:
        return [Gesture(say=f"{policy.words.phrase('greeting')} {policy.words.empathy()}".strip())]
    if policy.turns >= 5:
        return [Gesture(say=policy.words.phrase("sorry_bye")), policy.close("solved")]
    return [Gesture(say=policy.words.phrase("polite"))]


def question_dumper(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    if policy.turns > 1:
        return [Gesture(say=policy.words.phrase("thanks"))]
    asks = [policy.words.ask(fact) for fact in policy.case.scenario.robots.ask]
    return [Gesture(say=" ".join([policy.words.phrase("greeting"), *asks]))]


def parrot(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    last = next((m for m in reversed(chat.messages) if m.sender == "customer"), None)
    return [Gesture(say=last.text if last else policy.words.phrase("greeting"))]


def canned_only(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return _canned(policy, (policy.turns - 1) % max(1, len(policy.case.canned)))


def canned_random(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    count = max(1, len(policy.case.canned))
    return _canned(policy, below(count, policy.seed, "canned_random", chat.chat, policy.turns))


def _canned(policy: TrickPolicy, nth: int) -> list[Gesture]:
    if not policy.case.canned:
        return ok_machine(policy, None)  # type: ignore[arg-type]
    reply = policy.case.canned[nth]
    return [Gesture(say=reply.text, source="canned", source_id=reply.id)]


def article_paster(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    articles = policy.case.articles
    if not articles:
        return ok_machine(policy, chat)
    article = articles[(policy.turns - 1) % len(articles)]
    return [Gesture(say=article.text, source="article", source_id=article.id)]


def hold_spammer(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("hold_forever"))]


def padder(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=f"{policy.words.phrase('padding')} {policy.words.phrase('polite')}")]


def early_closer(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("greeting")), policy.close("solved")]


def max_giver(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    """Gives the dearest thing that the case has, at once, unverified."""
    dearest = dearest_action(policy.case)
    if policy.turns > 1 or dearest is None:
        return [Gesture(say=policy.words.phrase("sorry_bye")), policy.close("solved")]
    return [_act(policy, dearest.id), Gesture(say=policy.words.phrase("done"))]


def refund_all(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    """Refunds, credits or waives, whatever was asked."""
    generous = generous_action(policy.case)
    if policy.turns > 1 or generous is None:
        return [Gesture(say=policy.words.phrase("sorry_bye")), policy.close("solved")]
    return [
        Gesture(say=policy.words.phrase("greeting")),
        _act(policy, generous.id),
        Gesture(say=policy.words.phrase("done")),
    ]


def dearest_action(case: Case) -> Action | None:
    """What costs the company most."""
    return max(case.scenario.actions, key=lambda a: a.cost, default=None)


def generous_action(case: Case) -> Action | None:
    """The first that gives money back, by its name."""
    return next((a for a in case.scenario.actions if any(w in a.id for w in GENEROUS)), None)


GENEROUS = (
    "refund",
    "credit",
    "gesture",
    "waive",
    "discount",
    "voucher",
    "goodwill",
    "rembours",
    "avoir",
    "geste",
)


def escalate_all(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    channels = policy.case.company.channels
    if policy.turns > 1 or not channels:
        return [Gesture(say=policy.words.phrase("sorry_bye")), policy.close("escalated")]
    return [
        Gesture(say=policy.words.phrase("greeting")),
        Gesture(escalate=channels[0].id, summary=policy.words.phrase("summary")),
        Gesture(say=policy.words.phrase("done")),
    ]


def monologue(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("monologue"))]


def injector(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("injection"))]


def late_prose(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    said = f"{policy.words.phrase('greeting')} {policy.words.phrase('late')}"
    return [Gesture(say=said, wait_ms=3_600_000)]


def fast_errors(policy: TrickPolicy, chat: ChatState) -> list[Gesture]:
    return [Gesture(say=policy.words.phrase("fast_errors"))]


ANYTHING: dict[str, str | bool | int | float] = {
    "text": "x",
    "date": "x",
    "yes_no": True,
    "number": 1,
    "amount": 1.0,
}


def _act(policy: TrickPolicy, action_id: str) -> Gesture:
    action = action_of(policy.case, action_id)
    args = dict(policy.case.scenario.robots.args.get(action_id, {}))
    for name, param in action.params.items() if action else ():
        kind = param if isinstance(param, str) else param.type
        choices = () if isinstance(param, str) else param.choices
        args.setdefault(name, choices[0] if choices else ANYTHING[kind])
    return Gesture(act=action_id, args=args)
