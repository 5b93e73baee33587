"""The bodies of publications, their editions and pages, as OpenAPI tells of them."""

from pydantic import BaseModel, ConfigDict, Field

from corpus.records import Audience
from service.api.bodies import PageName, PublicationBrief


class FactBody(BaseModel):
    """Something known of a publication, and where it was found."""

    name: str
    value: str
    found_in: str
    confidence: float
    page_number: int | None


class QualityBody(BaseModel):
    """What reading an edition was like."""

    pages: int
    pages_without_text: list[int]
    ocr_pages: list[int]
    ocr_confidence: float | None
    garbled_pages: list[int]
    hidden_text_pages: list[int]
    tables: int
    notes: list[str]


class OutlineEntry(BaseModel):
    """An entry of the document's own outline."""

    level: int
    title: str
    page: int


class EditionBody(BaseModel):
    """The bytes of a publication at one time."""

    sha256: str
    file_name: str
    page_count: int
    added_at: str
    reader: str
    size_bytes: int
    quality: QualityBody
    outline: list[OutlineEntry]


class PublicationBody(PublicationBrief):
    """A publication, and its editions when asked for alone."""

    audience: Audience
    marking: str
    publisher: str
    language: str
    source: str
    first_day: str | None
    last_day: str | None
    supersedes: str | None
    near_copy_of: str | None
    withdrawn: bool
    waiting: str
    held: bool
    facts: list[FactBody]
    editions: list[EditionBody] = Field(default_factory=list)


class Publications(BaseModel):
    """A page of the list of publications."""

    total: int
    publications: list[PublicationBody]


class PageBody(BaseModel):
    """A page as text, with where its picture is."""

    publication: PublicationBrief
    edition_sha256: str
    page: PageName
    pages: int
    text: str
    width: float
    height: float
    read_by: str
    picture: str


class Metadata(BaseModel):
    """A publication as a schema.org Report; see https://schema.org/Report."""

    model_config = ConfigDict(extra="allow")

    name: str
    url: str
    numberOfPages: int  # noqa: N815  schema.org's own spelling
