"""The real client against a real server that misbehaves: each way has a name, and no key gets out."""

import traceback
from collections.abc import Mapping

import pytest

from chattrainer.adapters.llm.client import Ask, LlmClient
from chattrainer.adapters.llm.completion import Completion
from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Secret
from chattrainer.adapters.llm.fault import EndpointFault
from chattrainer.customers.llm.answer import schema
from chattrainer.runtime.clocks import monotonic_s
from tests.support.llm_double import EVERY_WAY, TOLD_AS, always, completion, llm_double

KEY = "sk-very-secret-key"
MESSAGES: list[Mapping[str, str]] = [{"role": "user", "content": "1. dit. Sens : « bonjour »"}]
ASK = Ask(MESSAGES, schema())


def endpoint(url: str, answer_s: float = 5.0, key: str = KEY) -> Endpoint:
    return Endpoint(url, "good", Secret(key), Limits(answer_s=answer_s, connect_s=2))


def asked(url: str, answer_s: float = 5.0) -> Completion:
    client = LlmClient(endpoint(url, answer_s), monotonic_s)
    try:
        return client.ask(ASK)
    finally:
        client.close()


def test_a_good_answer_comes_with_its_tokens() -> None:
    with llm_double(always("bonjour")) as double:
        got = asked(double.url)
    assert "bonjour" in got.text
    assert (got.prompt_tokens, got.completion_tokens, got.cached_tokens) == (500, 40, 400)
    assert double.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("way", sorted(set(EVERY_WAY) - {"huge_words"}))
def test_each_way_to_fail_has_a_name_and_no_key_gets_out(way: str) -> None:
    with llm_double(always("bonjour"), way) as double, pytest.raises(EndpointFault) as failed:
        asked(double.url, answer_s=0.6 if way in {"hang", "drip"} else 5.0)
    assert failed.value.kind == TOLD_AS[way]
    told = "".join(traceback.format_exception(failed.value))
    assert KEY not in told
    assert KEY not in failed.value.detail


def test_a_port_where_nobody_listens_is_named() -> None:
    with llm_double() as double:
        url = double.url
    with pytest.raises(EndpointFault) as failed:
        asked(url)
    assert failed.value.kind == "refused"


def test_https_to_a_server_without_it_is_named() -> None:
    with llm_double() as double, pytest.raises(EndpointFault) as failed:
        asked(double.url.replace("http:", "https:"))
    assert failed.value.kind == "no_tls"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", "wrong_url"),
        ("localhost:11434", "wrong_url"),
        ("ftp://127.0.0.1/v1", "wrong_url"),
        ("http://127.0.0.1:99999/v1", "wrong_url"),
        ("http://127.0.0.1:0/v1", "wrong_url"),
        ("https://exa mple/v1", "wrong_url"),
        ("http://[::1", "wrong_url"),
        ("https://models..example/v1", "wrong_url"),
        (f"https://{'a' * 64}.example/v1", "wrong_url"),
        ("http://models.example/v1", "https_due"),
    ],
)
def test_an_impossible_address_is_refused_before_anything_is_sent(url: str, kind: str) -> None:
    with pytest.raises(EndpointFault) as failed:
        asked(url)
    assert failed.value.kind == kind


def test_a_hosted_endpoint_wants_a_key() -> None:
    place = Endpoint("https://models.example/v1", "good", needs_key=True)
    with pytest.raises(EndpointFault) as failed:
        place.check()
    assert failed.value.kind == "no_key"


def test_an_endpoint_without_schemas_is_asked_without_from_then_on() -> None:
    with llm_double(always("bonjour"), "no_schema") as double:
        client = LlmClient(endpoint(double.url), monotonic_s)
        client.ask(ASK)
        client.ask(ASK)
        client.close()
        with_schema = ["response_format" in body for body in double.asked]
    assert with_schema == [True, True, False, False]
    assert not client.structured


def test_an_endpoint_that_only_knows_json_objects_is_asked_for_those() -> None:
    with llm_double(always("bonjour"), "only_objects") as double:
        client = LlmClient(endpoint(double.url), monotonic_s)
        client.ask(ASK)
        client.ask(ASK)
        client.close()
        forms = [body["response_format"]["type"] for body in double.asked]
    assert forms == ["json_schema", "json_object", "json_object"]
    assert client.structured


def test_a_key_shows_itself_nowhere() -> None:
    secret = Secret(KEY)
    place = endpoint("http://127.0.0.1/v1")
    assert KEY not in f"{secret!r} {secret} {place!r} {place.shown}"
    assert secret.redact(f"bad key {KEY}!") == "bad key …!"


def test_a_server_that_says_the_key_back_is_not_believed_with_it() -> None:
    with llm_double(always(f"your key is {KEY}")) as double:
        got = asked(double.url)
    assert KEY not in got.text
    assert "your key is …" in got.text


@pytest.mark.parametrize(
    "url",
    [
        "https://me:hunter2@models.example:99999/v1",
        "https://me:hunter2@mod els.example/v1",
        "https://me:hunter2@[::1/v1",
        "https://me:hunter2/3@models..example/v1",
        "me:hunter2@models.example",
    ],
)
def test_an_impossible_address_is_told_without_its_password(url: str) -> None:
    place = Endpoint(url, "m")
    with pytest.raises(EndpointFault) as failed:
        place.check()
    assert failed.value.kind == "wrong_url"
    assert "hunter2" not in f"{place!r} {place.shown} {failed.value.detail}"


def test_an_address_with_a_password_is_shown_without_it() -> None:
    assert (
        Endpoint("https://me:hunter2@models.example:444/v1?x=1", "m").shown == "https://models.example:444/v1"
    )


def test_tokens_are_estimated_where_the_endpoint_counts_none() -> None:
    from chattrainer.adapters.llm.completion import completion_of

    body = completion("bonjour").replace(b'"usage"', b'"unused"')
    got = completion_of(body, "x" * 350)
    assert (got.prompt_tokens, got.completion_tokens) == (100, 2)
