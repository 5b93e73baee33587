"""Made-up content for the component gallery: every component in every state, from no real report.

Invented on purpose, so that the gallery shows states which a collection may not have.
"""

from typing import Any

from service.answer.claims import ComparisonTable, TableCell
from service.present import table_body
from service.web.asked import Asked
from service.web.chart import chart_of
from service.web.hits import ShownCell
from service.web.marking import segments
from service.web.search import FacetValue

PUBLICATION = {
    "id": "sample",
    "title": "Wealdshire needs assessment (made up)",
    "kind": "needs-assessment",
    "period": "2023/24",
    "area": "Wealdshire",
    "file_name": "sample.pdf",
}
QUOTE = "Police recorded 214 knife offences in 2023/24, down from 240 the year before."
REFERENCE = "Wealdshire VRU (2023/24) Wealdshire needs assessment. p. 14."


def hit(rank: int, **changes: Any) -> dict[str, Any]:
    """A made-up hit."""
    made = {
        "rank": rank,
        "passage_id": "sample-passage",
        "text": QUOTE,
        "segments": segments(QUOTE, [(16, 30)]),
        "cells": (),
        "context": "",
        "headings": ["Violence in Wealdshire", "Knife crime"],
        "publication": PUBLICATION,
        "page": {"number": 16, "label": "14"},
        "url": "#found",
        "standings": [
            {"retriever": "words", "rank": 1, "score": 9.1},
            {"retriever": "meaning", "rank": 3, "score": 0.7},
        ],
        "why": [],
    }
    return made | changes


def answer(status: str, **changes: Any) -> dict[str, Any]:
    """A made-up answer."""
    cited = {
        "number": 1,
        "passage_id": "sample-passage",
        "publication": PUBLICATION,
        "page": {"number": 16, "label": "14"},
        "headings": ["Violence in Wealdshire"],
        "quote": QUOTE,
        "row": "",
        "read_by": "text",
        "url": "#found",
        "reference": REFERENCE,
    }
    made = {
        "pack": "",
        "status": status,
        "reason": "",
        "short": "214",
        "statements": [{"text": QUOTE, "citations": [1]}],
        "citations": [cited],
        "table": None,
        "chart": None,
        "differs": "",
        "missing": "",
        "nearest": [],
        "method": "extractive",
        "writer_note": "",
        "notices": [],
    }
    return made | changes


def comparison() -> dict[str, Any]:
    """A made-up comparison with its chart."""

    def row(*values: str) -> tuple[TableCell, ...]:
        return tuple(TableCell(value, 1 if value else None) for value in values)

    table = ComparisonTable(
        caption="Knife offences",
        columns=("2021/22", "2022/23", "2023/24"),
        rows=("Northmere", "Ashcombe"),
        cells=(row("131", "120", "104"), row("118", "", "110")),
    )
    return {"table": table_body(table), "chart": chart_of(table)}


def gallery() -> dict[str, Any]:
    """Everything the gallery shows."""
    return {
        "answers": {
            "answered": answer("answered"),
            "partial": answer(
                "partial",
                missing="the figure for Ashcombe.",
                differs="another report gives 216 for the same year.",
            ),
            "compared": answer("answered", short="", **comparison()),
            "generated": answer("answered", method="generated"),
            "written-again": answer(
                "answered",
                writer_note="The language model took too long, so the quotes stand alone.",
            ),
            "not-found": answer("not_found", statements=[], citations=[], short=""),
            "unavailable": answer("unavailable", statements=[], citations=[], short=""),
        },
        "support": (
            "If anyone is in immediate danger, call 999.",
            "Childline, for anyone under 19: 0800 1111, free, day and night.",
        ),
        "hits": [
            hit(1),
            hit(
                2,
                context="Table 3: knife offences by district",
                why=["Same year"],
                cells=(
                    ShownCell("District", segments("Northmere", ())),
                    ShownCell("2022/23", segments("120", ())),
                    ShownCell("2023/24", segments("104", [(0, 3)])),
                ),
            ),
        ],
        "asked": Asked("knife crime", kinds=("needs-assessment",), errors=_ERRORS),
        "facets": {
            "kind": [FacetValue("needs-assessment", "needs-assessment", 12, True)],
            "area": [FacetValue(f"Area {i}", f"Area {i}", 20 - i, False) for i in range(1, 10)],
            "publication": [],
        },
        "years": [{"value": "2023", "count": 8}, {"value": "2024", "count": 4}],
    }


_ERRORS = {"year_from": "Enter the first year as four figures, such as 2023."}
