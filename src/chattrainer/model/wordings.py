"""The texts and ids that files of content are made of."""

from typing import Annotated

from pydantic import Field

Text = Annotated[str, Field(min_length=1, max_length=4000)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
SlugId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Texts = tuple[Text, ...]
Bubbles = Text | tuple[Text, ...]
