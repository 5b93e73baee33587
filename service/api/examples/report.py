"""The report that the examples are of: one page of the sample publications, with two passages.

Wealdshire does not exist. Ids, words, hash and boxes are those of the report in `corpus/samples`,
so that the examples can be tried on a service over the samples; the page is shortened.
"""

from datetime import UTC, datetime

from corpus.citations import link
from corpus.records import (
    Audience,
    Edition,
    Fact,
    Kind,
    Page,
    Passage,
    PassageKind,
    Period,
    Publication,
    Quality,
    Span,
)
from service.export.harvard import reference

BASE = "https://evidence.wealdshire.example"
SHA256 = "f09e8be39cfaae1e6140f06dd66f7ce77b360cf6beb2f7d251aa4642c4cd6ce0"
EDITION_NAME = SHA256[:16]
"""How addresses name the edition."""

PUBLICATION = Publication(
    id="needs-assessment-2023-24",
    title="Wealdshire Strategic Needs Assessment 2023/24",
    kind=Kind.NEEDS_ASSESSMENT,
    audience=Audience.PUBLIC,
    file_name="needs-assessment-2023-24.pdf",
    period=Period("2023-04-01", "2024-03-31", "2023/24"),
    area="Wealdshire",
    publisher="Wealdshire Violence Reduction Unit",
    facts=(
        Fact("area", "Wealdshire", "cover", 0.95, 1),
        Fact("period", "2023/24", "cover", 0.95, 1),
        Fact("title", "Wealdshire Strategic Needs Assessment 2023/24", "cover", 0.95, 1),
    ),
)
EDITION = Edition(
    sha256=SHA256,
    publication_id=PUBLICATION.id,
    file_name=PUBLICATION.file_name,
    page_count=33,
    added_at=datetime(2024, 9, 10, 8, 30, tzinfo=UTC),
    reader="pdfium 5.15.2+8149",
    size_bytes=725390,
    quality=Quality(pages=33, tables=30),
    outline=((1, "8 The eight districts", 17), (2, "8.1 Northgate", 17)),
)

QUOTE = "There were 318 robberies, 196 knife crimes and 201 offences of possessing a weapon."
PARAGRAPH = (
    "In 2023/24 the police recorded 2,537 offences of violence with injury in Northgate, down from "
    "2,728 in the year before. The rate was 14.8 per 1,000 residents, the highest of the eight "
    f"districts; the county rate was 10.8. {QUOTE} "
    "Northgate had about 171,900 residents, of whom 16,800 were aged 10 to 17."
)
ROW = "Knife crime 244 196 −19.7% 1.14 0.73"

PAGE = Page(
    edition_sha256=SHA256,
    number=17,
    label="13",
    text="\n".join(
        (
            "8.1 Northgate",
            PARAGRAPH,
            "Table 15: Northgate at a glance, 2022/23 and 2023/24",
            "Number Rate, 2023/24",
            "Measure 2022/23 2023/24 Change Northgate County",
            "Violence with injury 2,728 2,537 −7.0% 14.8 10.8",
            "Robbery 350 318 −9.1% 1.85 0.91",
            ROW,
            "Possession of weapons 208 201 −3.4% 1.17 0.70",
        )
    ),
    width=595.28,
    height=841.89,
)
HEADINGS = ("8 The eight districts", "8.1 Northgate")


def span_of(words: str, *, within: str = "") -> Span:
    """Where words stand on the page, inside other words where these are given.

    *Raises*: ValueError where they do not.
    """
    outer = within or PAGE.text
    start = PAGE.text.index(outer) + outer.index(words)
    return Span(PAGE.number, start, start + len(words))


def url_of(words: str, *, within: str = "") -> str:
    """The lasting address of words of the page."""
    return link(PUBLICATION.id, SHA256, span_of(words, within=within), words=words, base=BASE)


PROSE = Passage(
    id="0d1fc4685908cb7a7025",
    edition_sha256=SHA256,
    kind=PassageKind.PROSE,
    spans=(span_of(PARAGRAPH),),
    text=PARAGRAPH,
    headings=HEADINGS,
)
TABLE_ROW = Passage(
    id="8cea278c6aaf7b5816b6",
    edition_sha256=SHA256,
    kind=PassageKind.TABLE_ROW,
    spans=(span_of(ROW),),
    text=ROW,
    headings=HEADINGS,
    context=(
        "Table 15: Northgate at a glance, 2022/23 and 2023/24. Knife crime. Measure; Number; "
        "2022/23; 2023/24; Change; Rate, 2023/24; Northgate; County"
    ),
)
REFERENCE = f"{reference(PUBLICATION)} p. {PAGE.label} (page {PAGE.number} of the file)."

Box = tuple[int, float, float, float, float]
BOXES: dict[str, tuple[Box, ...]] = {
    QUOTE: ((17, 507.62, 103.73, 532.91, 113.96), (17, 62.36, 117.8, 403.79, 128.03)),
    "244": ((17, 253.08, 326.3, 266.5, 335.07),),
    "196": ((17, 318.43, 326.3, 331.85, 335.07),),
    ROW: (
        (17, 67.36, 326.3, 109.88, 335.07),
        (17, 253.08, 326.3, 266.5, 335.07),
        (17, 318.43, 326.3, 331.85, 335.07),
        (17, 369.66, 326.3, 397.2, 335.07),
        (17, 446.9, 326.3, 462.56, 335.07),
        (17, 512.25, 326.3, 527.91, 335.07),
    ),
}
"""Where the quotes of the examples stand, a box for each run of words on a line."""
