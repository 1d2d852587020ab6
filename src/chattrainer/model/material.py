"""What an agent finds at the desk: articles, canned replies, links, channels, the voice of the brand."""

from typing import Annotated, Literal

from pydantic import Field

from chattrainer.model.base import Value
from chattrainer.model.wordings import Id, SlugId, Text


class Article(Value):
    id: SlugId
    title: Text
    text: Annotated[str, Field(min_length=1, max_length=2000)]
    keywords: tuple[str, ...] = ()


class Canned(Value):
    """A ready-made reply; `{customer.name}` and the like are filled in on insertion."""

    id: SlugId
    title: Text
    text: Text


class Link(Value):
    title: Text
    url: Annotated[str, Field(pattern=r"^https://[a-z0-9.-]+\.example(/[A-Za-z0-9._~/-]*)?$")]


class Channel(Value):
    """Where a case can be handed over to: an expert, another team, the phone."""

    id: Id
    title: Text


class Voice(Value):
    """How the brand writes."""

    address: Literal["vous", "tu", "neutral"] = "neutral"
    emoji: bool = False
    signature: str | None = None
