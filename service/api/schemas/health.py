"""Whether the service is well."""

from pydantic import BaseModel


class Health(BaseModel):
    """`version` is the program's."""

    status: str
    version: str
