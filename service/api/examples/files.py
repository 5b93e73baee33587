"""Examples of what is no JSON body: references, tables, metrics; what is not text has none.

A test holds the texts to what the writers of `service.export` make of the same quote. They are not
called here, since their libraries take a fifth of a second to load.
"""

from typing import Any

from service.api.examples.report import (
    HEADINGS,
    PAGE,
    PUBLICATION,
    REFERENCE,
    ROW,
    SHA256,
    url_of,
)
from service.export.sheet import HEADS

_ID = f"{PUBLICATION.id}-1"
_URL = url_of(ROW)
_FULL = f"{REFERENCE} Available at: {_URL}"
_TITLE, _PUBLISHER = PUBLICATION.title, PUBLICATION.publisher
_LATEX_ROW = ROW.replace("−", r"\ensuremath{-}").replace("%", r"\%")

RIS = "".join(
    f"{tag}  - {value}\n"
    for tag, value in (
        ("TY", "RPRT"),
        ("TI", _TITLE),
        ("AU", _PUBLISHER),
        ("PB", _PUBLISHER),
        ("PY", "2024"),
        ("SP", PAGE.label),
        ("UR", _URL),
        ("LA", PUBLICATION.language),
        ("N1", ROW),
        ("ER", ""),
    )
)
BIBTEX = "\n".join(
    (
        f"@techreport{{{_ID},",
        f"\tauthor = {{{{{_PUBLISHER}}}}},",
        f"\ttitle = {{{{{_TITLE}}}}},",
        f"\tinstitution = {{{_PUBLISHER}}},",
        "\tyear = {2024},",
        f"\tpages = {{{PAGE.label}}},",
        f"\tnote = {{p. {PAGE.label} (page {PAGE.number} of the file): {_LATEX_ROW}}},",
        f"\turl = {{{_URL}}}",
        "}\n",
    )
)
CSL_JSON = [
    {
        "id": _ID,
        "type": "report",
        "title": _TITLE,
        "page": PAGE.label,
        "URL": _URL,
        "language": PUBLICATION.language,
        "note": ROW,
        "publisher": _PUBLISHER,
        "author": [{"literal": _PUBLISHER}],
        "issued": {"date-parts": [[2024]]},
    }
]
_CELLS = (
    ROW,
    _TITLE,
    "2023/24",
    PUBLICATION.area,
    str(PAGE.number),
    PAGE.label,
    " > ".join(HEADINGS),
    _FULL,
    _URL,
    SHA256,
)
CSV = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in (HEADS, _CELLS))
PLAIN = f"“{ROW}”\n{_FULL}"
METRICS = """# HELP vru_requests_total Requests, by route and how they ended.
# TYPE vru_requests_total counter
vru_requests_total{method="GET",route="/api/v1/search",status="200"} 1843.0
# HELP vru_request_seconds Time to answer, by route.
# TYPE vru_request_seconds histogram
vru_request_seconds_bucket{le="0.01",route="/api/v1/search"} 1501.0
vru_request_seconds_bucket{le="+Inf",route="/api/v1/search"} 1843.0
vru_request_seconds_count{route="/api/v1/search"} 1843.0
vru_request_seconds_sum{route="/api/v1/search"} 15.2
"""

Content = dict[str, Any]


def text(media_type: str, example: str) -> Content:
    """OpenAPI's account of a text, with one."""
    return {media_type: {"schema": {"type": "string"}, "example": example}}


def binary(*media_types: str) -> Content:
    """OpenAPI's account of bytes: their type is all there is to tell."""
    return {
        media_type: {"schema": {"type": "string", "contentMediaType": media_type}}
        for media_type in media_types
    }


EXPORTED: Content = {
    **text("application/x-research-info-systems", RIS),
    **text("application/x-bibtex", BIBTEX),
    "application/vnd.citationstyles.csl+json": {
        "schema": {"type": "array", "items": {"type": "object"}},
        "example": CSL_JSON,
    },
    **text("text/csv", CSV),
    **binary("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    **text("text/plain", PLAIN),
}
"""What `/export` answers, by the media type of each format."""
