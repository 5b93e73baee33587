"""Items for the tests of the formats, one of them with everything a format could trip over."""

from corpus.records import Audience, Citation, Kind, Period, Publication, Span
from service.export.items import Item

SHA256 = "ab" * 32
URL = "https://evidence.example/publications/needs-assessment/pages/12?edition=abab&at=0-5"


def item(quote: str = "Robbery rose by 12 % & fell_again.", **facts: object) -> Item:
    """A quote on page 12, printed as "10", of a needs assessment of 2023/24."""
    values: dict[str, object] = {
        "id": "needs-assessment",
        "title": "Strategic Needs Assessment: 50% & more",
        "kind": Kind.NEEDS_ASSESSMENT,
        "audience": Audience.PUBLIC,
        "file_name": "sna.pdf",
        "period": Period("2023-04-01", "2024-03-31", "2023/24"),
        "publisher": "Wealdshire Violence Reduction Unit",
        "area": "Wealdshire",
    }
    publication = Publication(**{**values, **facts})  # type: ignore[arg-type]
    boxes = ((12, 10.0, 10.0, 60.0, 20.0),)
    span = Span(12, 0, len(quote))
    citation = Citation(publication.id, SHA256, 12, "10", quote, span, boxes)
    return Item(publication, citation, ("Robbery",), URL)
