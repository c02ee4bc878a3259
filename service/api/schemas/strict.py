"""The ground of all models of requests: nothing is guessed, nothing unknown is passed over."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError


class Strict(BaseModel):
    """A body. A number is no string, and a field that is not known is an error."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Lenient(BaseModel):
    """Parameters of a query, which are all strings; one that is not known is an error."""

    model_config = ConfigDict(extra="forbid")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "must be a string that is not empty")
    return value


Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S"), AfterValidator(_not_blank)]
"""A short string with something in it."""
Code = Annotated[str, Field(min_length=1, max_length=35, pattern=r"\S"), AfterValidator(_not_blank)]
"""A BCP 47 code; whether it names a language is looked at later."""
