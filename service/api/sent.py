"""What callers send in, as Pydantic models: what they do not know, they refuse."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from corpus.records import Audience, Kind
from service.api.examples import found, held


def _as_list(value: Any) -> Any:
    if value is None or value == "":
        return []
    return [value] if isinstance(value, str) else value


Texts = Annotated[
    list[str],
    BeforeValidator(_as_list, json_schema_input_type=list[str] | str | None),
    Field(max_length=50),
]
KindsIn = Annotated[
    list[Kind],
    BeforeValidator(_as_list, json_schema_input_type=list[Kind] | Kind | Literal[""] | None),
    Field(max_length=50),
]
YearIn = Annotated[int | None, Field(ge=1900, le=2200)]


class Strict(BaseModel):
    """A body that is sent in: what it does not know, it refuses."""

    model_config = ConfigDict(extra="forbid")


class Question(Strict):
    """A question with its filters."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"question": found.ANSWERED.question, "limit": 10},
                {"question": found.COMPARED.question, "kind": "needs-assessment"},
                {"question": found.NOT_FOUND.question, "year_from": 2023},
            ]
        },
    )

    question: str = Field(min_length=1, max_length=1000)
    kind: KindsIn = []
    area: Texts = []
    publication: Texts = []
    year_from: YearIn = None
    year_to: YearIn = None
    limit: int = Field(10, ge=1, le=50)


class Quote(Strict):
    """Words to look for, as they may stand on a page."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"quote": found.VERIFIED.quote}, {"quote": found.MISQUOTED.quote}]
        },
    )

    quote: str = Field(min_length=1, max_length=5000)


class Changes(Strict):
    """What staff correct of a publication; what is left out stays as it is."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [dict(held.CHANGES)]},
    )

    title: str | None = Field(None, min_length=1, max_length=500)
    kind: Kind | None = None
    audience: Audience | None = None
    area: str | None = Field(None, max_length=200)
    period: str | None = Field(None, max_length=100)
    publisher: str | None = Field(None, max_length=200)
    near_copy_of: str | None = Field(None, max_length=200)
    supersedes: str | None = Field(None, max_length=200)
    withdrawn: StrictBool | None = None
