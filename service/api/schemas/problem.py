"""Problem details (RFC 9457) as the specification shows them."""

from pydantic import BaseModel, ConfigDict, Field


class ProblemBrief(BaseModel):
    """Why a job failed."""

    type: str
    detail: str


class WrongField(BaseModel):
    """One field and what is wrong with it."""

    field: str
    message: str


class Problem(BaseModel):
    """Every error has this shape."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="urn:variorum:problem:CODE; stable, programs may rely on it.")
    title: str = Field(description="The same for all problems of a type.")
    status: int
    detail: str = Field(description="A sentence for a person.")
    request_id: str | None = Field(None, description="Names the request in the logs.")
    errors: list[WrongField] | None = Field(None, description="Fields that are wrong.")
    error: str | None = Field(None, description="As `detail`, at LibreTranslate's addresses alone.")
