"""The body of a verification: where words stand, or nearly do, on every face alike."""

from corpus.citations import permalink
from service.audit import quoting
from service.export.harvard import reference
from service.present import Body, publication_brief
from service.verify import Place, Verification


def verified_body(found: Verification, *, base: str = "") -> Body:
    """Where words stand, or nearly do."""
    return {
        "quote": found.quote,
        "too_short": found.too_short,
        "found": [_place_body(place, base) for place in found.found],
        "near": [_place_body(place, base) for place in found.near],
    }


def _place_body(place: Place, base: str) -> Body:
    first = place.citations[0]
    url = permalink(first, base=base)
    return {
        "publication": publication_brief(quoting(place.publication)),
        "edition_sha256": first.edition_sha256,
        "is_current": place.is_current,
        "page": {"number": first.page_number, "label": first.page_label},
        "quote": " ".join(citation.quote for citation in place.citations),
        "boxes": [list(box) for citation in place.citations for box in citation.boxes],
        "url": url,
        "reference": reference(place.publication, first, url=url),
        "alike": round(place.alike, 4),
        "differences": [
            {"quoted": d.quoted, "printed": d.printed, "is_figure": d.is_figure}
            for d in place.differences
        ],
    }
