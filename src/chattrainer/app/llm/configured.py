"""Which endpoint words the customers: an option's, else the environment's, else that of the settings.

The key comes from the environment (CHATTRAINER_LLM_KEY, or OPENAI_API_KEY for OpenAI's own host), or from the
system's keyring where the `keyring` package is installed. No file of ours ever holds it.
"""

import importlib
import importlib.util
import os

from chattrainer.adapters.llm.endpoint import Endpoint, Limits, Prices, Secret
from chattrainer.app.llm.presets import preset
from chattrainer.app.settings import setting
from chattrainer.model.errors import UsageError

URL, MODEL, KEY = "CHATTRAINER_LLM_URL", "CHATTRAINER_LLM_MODEL", "CHATTRAINER_LLM_KEY"
OPENAI_KEY, OPENAI_HOST = "OPENAI_API_KEY", "api.openai.com"
MOST_CURRENCY = 8
KEYRING_SERVICE = "chattrainer"


def configured(url: str | None = None, model: str | None = None) -> Endpoint | None:
    """The endpoint that is set, or None. A preset's name may stand for its URL.

    Raises UsageError for a broken settings file, and for a number that is none.
    """
    where = _first(url, os.environ.get(URL), setting("llm_url"))
    if where is None:
        return None
    known = preset(where)
    if known is not None:
        where = known.url or where
    bare = Endpoint(where.rstrip("/"), _first(model, os.environ.get(MODEL), setting("llm_model")) or "")
    return Endpoint(
        bare.url,
        bare.model,
        key=_key(bare.host),
        limits=_limits(),
        prices=Prices(
            prompt=_number("llm_price_prompt", 0.0),
            cached=_number("llm_price_cached", 0.0),
            completion=_number("llm_price_completion", 0.0),
            currency=_currency(),
        ),
        needs_key=known.needs_key if known is not None else bare.host == OPENAI_HOST,
    )


def required() -> Endpoint:
    """The endpoint that is set. Raises UsageError when there is none."""
    found = configured()
    if found is None:
        raise UsageError("llm.not_set")
    if not found.model:
        raise UsageError("llm.no_model", url=found.shown)
    return found


def _currency() -> str:
    """What the prices are in, as it is shown: a code or a sign."""
    given = _first(os.environ.get("CHATTRAINER_LLM_CURRENCY"), setting("llm_currency")) or Prices().currency
    if len(given) > MOST_CURRENCY or not given.isprintable():
        raise UsageError("llm.no_currency", value=given)
    return given


def _limits() -> Limits:
    usual = Limits()
    return Limits(
        answer_s=_number("llm_answer_s", usual.answer_s),
        at_once=max(1, int(_number("llm_at_once", usual.at_once))),
        most_tokens=int(_number("llm_most_tokens", usual.most_tokens)),
        most_cost=_number("llm_most_cost", usual.most_cost),
    )


def _key(host: str) -> Secret:
    given = os.environ.get(KEY)
    if not given and host == OPENAI_HOST:
        given = os.environ.get(OPENAI_KEY)
    return Secret(given or _from_keyring(host))


def _from_keyring(host: str) -> str:
    """The system's keyring, where its package is there; a locked or missing one holds no key."""
    if not host or importlib.util.find_spec("keyring") is None:
        return ""
    keyring = importlib.import_module("keyring")
    errors = importlib.import_module("keyring.errors")
    try:
        return str(keyring.get_password(KEYRING_SERVICE, host) or "")
    except errors.KeyringError:
        return ""


def _number(name: str, otherwise: float) -> float:
    """A number of the environment (CHATTRAINER_<NAME>) or of the settings; it may stand there as a text."""
    given = _first(os.environ.get(f"CHATTRAINER_{name.upper()}"), setting(name))
    if given is None:
        return otherwise
    try:
        number = float(given)
    except ValueError:
        raise UsageError("llm.no_number", name=name, value=given) from None
    if not 0 <= number < float("inf"):
        raise UsageError("llm.no_number", name=name, value=given)
    return number


def _first(*given: str | None) -> str | None:
    return next((one.strip() for one in given if one and one.strip()), None)
