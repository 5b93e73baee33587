"""`vru search`, `vru ask`, `vru glossary`: finding, as staff."""

from datetime import MAXYEAR, MINYEAR
from typing import Any

import typer

from corpus.records import Audience
from index.hits import Hit, Mode, Query
from service.answer.claims import Answer, AnswerStatus
from service.cli.options import (
    Areas,
    AsJson,
    Kinds,
    Limit,
    Publications,
    YearFrom,
    YearTo,
    filters_of,
)
from service.cli.output import say, say_json, say_table
from service.runtime import Runtime
from service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(search)
    app.command()(ask)
    app.command()(glossary)


def search(
    query: str,
    kind: Kinds = None,
    area: Areas = None,
    publication: Publications = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    limit: Limit = 10,
    mode: Mode = Mode.HYBRID,
    explain: bool = typer.Option(False, "--explain", help="Say why each passage was found."),
    as_json: AsJson = False,
) -> None:
    """Find passages."""
    from service.present import hits_body

    runtime = Runtime(Settings())
    filters = filters_of(kind, area, publication, (year_from, year_to))
    asked = Query(query, Audience.STAFF, filters, limit=limit, mode=mode)
    found = runtime.search(asked)
    body = hits_body(runtime, asked, found)
    if as_json:
        say_json(body)
        return
    for note in found.degraded:
        say(f"Note: {note}")
    if body["query"]["suggestion"]:
        say(f"Did you mean: {body['query']['suggestion']}?")
    if explain:
        _say_understood(body["query"])
    for shown, hit in zip(body["hits"], found.hits, strict=True):
        _say_hit(shown, hit if explain else None)
    say(f"{body['total']} passages found." if body["hits"] else "Nothing found.")


def _say_understood(read: dict[str, Any]) -> None:
    """How the query was read, one line a part of it."""
    held = {name: value for name, value in read["filters"].items() if value}
    parts = (
        ("Words searched", read["terms"]),
        ("Exact words", read["phrases"]),
        ("Left out", read["excluded"]),
        ("Also searched", read["expanded"]),
        ("Places, lifted", read["places"]),
        ("Years, lifted", [_years(first, last) for first, last in read["years"]]),
        ("Only", [f"{name} {value}" for name, value in held.items()]),
        ("Note", read["notes"]),
    )
    for name, values in parts:
        if values:
            say(f"{name}: {', '.join(values)}")
    say("")


def _years(first: int, last: int) -> str:
    if first <= MINYEAR:
        return f"up to {last}"
    if last >= MAXYEAR:
        return f"{first} and after"
    return str(first) if first == last else f"{first} to {last}"


def _say_hit(shown: dict[str, object], hit: Hit | None) -> None:
    page, publication = shown["page"], shown["publication"]
    assert isinstance(page, dict)
    assert isinstance(publication, dict)
    say(f"{shown['rank']}. {publication['title']}, page {page['label'] or page['number']}")
    say(f"   {shown['text']}")
    say(f"   {shown['url']}")
    if hit:
        for standing in hit.standings:
            say(f"   {standing.retriever}: rank {standing.rank}, score {standing.score:.4f}")
        for reason in hit.why:
            say(f"   {reason}")
    say("")


def ask(
    question: str,
    kind: Kinds = None,
    area: Areas = None,
    publication: Publications = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    limit: Limit = 10,
    as_json: AsJson = False,
) -> None:
    """Ask a question; the answer is made of quotes, each proven on its page."""
    from service.present import answer_body

    runtime = Runtime(Settings())
    filters = filters_of(kind, area, publication, (year_from, year_to))
    answer = runtime.ask(question, audience=Audience.STAFF, filters=filters, limit=limit)
    if as_json:
        say_json(answer_body(runtime, answer, Audience.STAFF))
    else:
        _say_answer(answer)


def _say_answer(answer: Answer) -> None:
    for notice in answer.notices:
        say(notice)
    if answer.status in (AnswerStatus.NOT_FOUND, AnswerStatus.UNAVAILABLE):
        say(answer.reason or "The reports do not say.")
        for evidence in answer.nearest:
            say(f"  nearest: {evidence.publication.title}, page {evidence.page_label}")
            say(f"    {evidence.passage.text}")
        return
    if answer.short:
        say(answer.short)
    for statement in answer.statements:
        marks = "".join(f"[{number}]" for number in statement.citations)
        say(f"{statement.text} {marks}")
    if answer.table:
        heads = ("", *answer.table.columns)
        rows = zip(answer.table.rows, answer.table.cells, strict=True)
        say_table(heads, [(name, *(cell.text for cell in cells)) for name, cells in rows])
    missing = answer.missing and f"Not found in the reports: {answer.missing}"
    for remark in (answer.differs, missing, answer.writer_note):
        if remark:
            say(remark)
    for cited in answer.citations:
        say(f"[{cited.number}] {cited.reference}")
        say(f"    {cited.url}")


def glossary(as_json: AsJson = False) -> None:
    """List the acronyms that the reports define, each with where."""
    from service.present import glossary_body

    body = glossary_body(Runtime(Settings()), Audience.STAFF)
    if as_json:
        say_json(body)
        return
    rows = [
        (entry["term"], entry["meaning"], entry["publication_id"], entry["page"])
        for entry in body["entries"]
    ]
    say_table(("Term", "Meaning", "Publication", "Page"), rows)
