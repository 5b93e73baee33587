"""Examples of what is found in the reports: hits, answers, passages, checked words, acronyms."""

from typing import Any

from corpus.records import Passage
from service.api import bodies
from service.api.examples.report import (
    BOXES,
    PAGE,
    PROSE,
    PUBLICATION,
    QUOTE,
    REFERENCE,
    ROW,
    SHA256,
    TABLE_ROW,
    url_of,
)
from service.highlights import highlights
from service.present import publication_brief

BRIEF = bodies.PublicationBrief.model_validate(publication_brief(PUBLICATION))
PAGE_NAME = bodies.PageName(number=PAGE.number, label=PAGE.label)


def _placed(passage: Passage) -> bodies.Passage:
    return bodies.Passage(
        passage_id=passage.id,
        kind=passage.kind.value,
        text=passage.text,
        context=passage.context,
        headings=list(passage.headings),
        publication=BRIEF,
        edition_sha256=SHA256,
        page=PAGE_NAME,
        url=url_of(passage.text),
        citation=REFERENCE,
    )


def _hit(passage: Passage, wanted: tuple[str, ...], **found: Any) -> bodies.Hit:
    marked = highlights(passage.text, wanted)
    return bodies.Hit(**_placed(passage).model_dump(), **found, highlights=marked)


def _cited(number: int, passage: Passage, quote: str) -> bodies.Citation:
    url = url_of(quote, within=passage.text)
    return bodies.Citation(
        number=number,
        passage_id=passage.id,
        publication=BRIEF,
        edition_sha256=SHA256,
        page=PAGE_NAME,
        headings=list(passage.headings),
        quote=quote,
        row="",
        boxes=[list(box) for box in BOXES[quote]],
        read_by=PAGE.read_by,
        url=url,
        reference=f"{REFERENCE} Available at: {url}",
    )


def _standing(retriever: str, rank: int, score: float) -> bodies.Standing:
    return bodies.Standing(retriever=retriever, rank=rank, score=score)


def _all_in(value: str) -> list[bodies.FacetValue]:
    return [bodies.FacetValue(value=value, count=248)]


PASSAGE = _placed(PROSE)
SOUGHT = ("knife", "crime", "northgate")
EXPANDED = ("stabbing", "offensive weapon", "bladed article", "sharp object")
HITS = bodies.Hits(
    query=bodies.Understood(
        text="knife crime in Northgate",
        terms=list(SOUGHT),
        phrases=[],
        excluded=[],
        expanded=list(EXPANDED),
        places=["Northgate"],
        years=[],
        kinds=[],
        suggestion=None,
        filters=bodies.FiltersBody(
            kind=[],
            area=[],
            publication=[PUBLICATION.id],
            year_from=None,
            year_to=None,
            title="",
            page_from=None,
            page_to=None,
        ),
        notes=[],
    ),
    total=248,
    hits=[
        _hit(
            TABLE_ROW,
            (*SOUGHT, *EXPANDED),
            rank=1,
            score=2.484369,
            standings=[_standing("words", 1, 7.454869), _standing("meaning", 3, 0.577774)],
            why=["about Northgate (+1.00)", "the newest of its area (+0.10)"],
        ),
        _hit(
            PROSE,
            (*SOUGHT, *EXPANDED),
            rank=2,
            score=1.513891,
            standings=[_standing("words", 6, 5.923652)],
            why=["about Northgate (+1.00)", "the newest of its area (+0.10)"],
        ),
    ],
    facets=bodies.Facets(
        kind=_all_in("needs-assessment"),
        year=[*_all_in("2024"), *_all_in("2023")],
        area=_all_in("Wealdshire"),
        publication=_all_in(PUBLICATION.id),
    ),
    degraded=[],
    took_ms=6.1,
)

SAID = bodies.Statement(text=QUOTE, citations=[1])
CITED = _cited(1, PROSE, QUOTE)
ANSWERED = bodies.Answer(
    question="How many knife offences were recorded in Northgate in 2023/24?",
    status="answered",
    reason="",
    short="196",
    statements=[SAID],
    text=SAID.text,
    citations=[CITED],
    table=None,
    differs="",
    missing="",
    nearest=[],
    method="extractive",
    writer_note="",
    confidence=0.9929,
    notices=[],
    took_ms=164.3,
)

WORDED = bodies.Statement(
    text="Police recorded 196 knife crimes in Northgate in 2023/24.", citations=[1]
)
GENERATED = ANSWERED.model_copy(
    update={"statements": [WORDED], "text": WORDED.text, "method": "generated", "took_ms": 2140.7}
)
"""The same answer where a language model words it."""

ASKED_OVER_YEARS = "How did knife crime in Northgate change between 2022/23 and 2023/24?"
IN_A_ROW = bodies.Statement(
    text="Measure: Knife crime; Number, 2022/23: 244; Number, 2023/24: 196", citations=[3]
)
COMPARED = ANSWERED.model_copy(
    update={
        "question": ASKED_OVER_YEARS,
        "short": "",
        "statements": [IN_A_ROW],
        "text": IN_A_ROW.text,
        "citations": [
            _cited(1, TABLE_ROW, "244"),
            _cited(2, TABLE_ROW, "196"),
            _cited(3, TABLE_ROW, ROW),
        ],
        "table": bodies.Table(
            caption=ASKED_OVER_YEARS,
            unit="number",
            columns=["2022/23", "2023/24"],
            rows=["Northgate"],
            cells=[
                [
                    bodies.Cell(text="244", citation=1, more=[]),
                    bodies.Cell(text="196", citation=2, more=[]),
                ]
            ],
        ),
        "confidence": 1.0,
        "took_ms": 77.3,
    }
)
NOT_FOUND = ANSWERED.model_copy(
    update={
        "question": "How many knife crimes were recorded in Eastleigh in 2023/24?",
        "status": "not_found",
        "reason": "The reports searched say nothing on this for Eastleigh.",
        "short": "",
        "statements": [],
        "text": "",
        "citations": [],
        "nearest": [
            _hit(
                PROSE,
                ("knife", "crimes", "recorded", "eastleigh", "2023", "24"),
                rank=1,
                score=0.647843,
                standings=[_standing("words", 4, 5.301176), _standing("meaning", 12, 0.306675)],
                why=["of the time asked for (+0.60)"],
            )
        ],
        "confidence": 0.0004,
        "took_ms": 116.0,
    }
)

STANDS = bodies.Place(
    publication=BRIEF,
    edition_sha256=SHA256,
    is_current=True,
    page=PAGE_NAME,
    quote=QUOTE,
    boxes=CITED.boxes,
    url=CITED.url,
    reference=CITED.reference,
    alike=1.0,
    differences=[],
)
MISQUOTE = QUOTE.replace("196", "169")
VERIFIED = bodies.Verified(quote=QUOTE, too_short=False, found=[STANDS], near=[])
MISQUOTED = bodies.Verified(
    quote=MISQUOTE,
    too_short=False,
    found=[],
    near=[
        STANDS.model_copy(
            update={
                "alike": 0.9286,
                "differences": [bodies.Difference(quoted="169", printed="196", is_figure=True)],
            }
        )
    ],
)

GLOSSARY = bodies.Glossary(
    entries=[
        bodies.GlossaryEntry(
            term="CBT",
            meaning="Cognitive behavioural therapy",
            passage_id="434f63afc6d9206ef5b9",
            publication_id=PUBLICATION.id,
            page=32,
            count=1,
        )
    ]
)
