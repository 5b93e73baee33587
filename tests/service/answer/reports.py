"""A small made record for the tests of answering: prose, a list over a page break, a table."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from corpus.reader import View
from corpus.records import (
    Audience,
    Block,
    BlockKind,
    Cell,
    Edition,
    Page,
    Passage,
    PassageKind,
    Period,
    Publication,
    Quality,
    ReadEdition,
    Span,
)
from corpus.store import Record
from index.hits import Found, Hit, Query, Standing, Understood
from service.answer.claims import Evidence
from service.answer.gather import Candidate, candidates_of
from tests.conftest import made_publication

LEAD = "The strategy has three priorities:"
ITEMS = ("• Keep children in school.", "• Support families early.", "• Make town centres safe.")
ROW = "Northgate 143 151"


def report(name: str, year: int, **facts: object) -> Publication:
    """A publication of one financial year."""
    period = Period(f"{year}-04-01", f"{year + 1}-03-31", f"{year}/{(year + 1) % 100}")
    return made_publication(name, period=period, **facts)


def edition(
    publication: Publication,
    pages: Sequence[str],
    blocks: Sequence[Block] = (),
    passages: Sequence[tuple[PassageKind, Sequence[Span], str, tuple[Cell, ...]]] = (),
) -> ReadEdition:
    """An edition of page texts; without passages each page is one."""
    sha256 = hashlib.sha256(repr((publication.id, *pages)).encode()).hexdigest()
    parts = passages or [
        (PassageKind.PROSE, (Span(n, 0, len(text)),), "", ()) for n, text in enumerate(pages, 1)
    ]
    return ReadEdition(
        edition=Edition(
            sha256,
            publication.id,
            publication.file_name,
            len(pages),
            datetime(2026, 1, 2, tzinfo=UTC),
            "made by hand",
            1000,
            Quality(len(pages)),
        ),
        pages=tuple(Page(sha256, n, str(n), text, 595, 842) for n, text in enumerate(pages, 1)),
        words=tuple(() for _ in pages),
        blocks=tuple(blocks),
        passages=tuple(
            Passage(
                id=f"{publication.id}-{number}",
                edition_sha256=sha256,
                kind=kind,
                spans=tuple(spans),
                text=" ".join(pages[s.page - 1][s.start : s.end] for s in spans),
                headings=("Robbery",),
                context=context,
                cells=cells,
            )
            for number, (kind, spans, context, cells) in enumerate(parts, 1)
        ),
    )


def store(path: Path, *read: tuple[Publication, ReadEdition]) -> View:
    """A record of these editions, seen by the public."""
    with Record(path) as record:
        for publication, made in read:
            record.add(publication, made)
    return View(path, Audience.PUBLIC)


def listed() -> tuple[Publication, ReadEdition]:
    """A strategy whose list of three items runs over a page break."""
    publication = report("strategy", 2023)
    first = "\n".join((LEAD, ITEMS[0], ITEMS[1]))
    pages = (first, f"{ITEMS[2]}\nA paragraph follows.")
    blocks = [
        Block(BlockKind.PARAGRAPH, (_span(pages, 1, LEAD),)),
        Block(BlockKind.LIST, (_span(pages, 1, ITEMS[0]),)),
        Block(BlockKind.LIST, (_span(pages, 1, ITEMS[1]),)),
        Block(BlockKind.LIST, (_span(pages, 2, ITEMS[2]),)),
        Block(BlockKind.PARAGRAPH, (_span(pages, 2, "A paragraph follows."),)),
    ]
    return publication, edition(publication, pages, blocks)


def tabled() -> tuple[Publication, ReadEdition]:
    """A report with one table row: Northgate, two years."""
    publication = report("tables", 2023)
    page = f"Robberies by district\n{ROW}\nSouthmere 98 91"
    passages = []
    for row in (ROW, "Southmere 98 91"):
        start = page.index(row)
        label, *values = row.split()
        cells, at = [], start + len(label)
        for head, value in zip(("2022/23", "2023/24"), values, strict=True):
            at = page.index(value, at)
            cells.append(Cell((head,), value, Span(1, at, at + len(value))))
        spans = (Span(1, start, start + len(row)),)
        passages.append((PassageKind.TABLE_ROW, spans, "Robberies by district", tuple(cells)))
    return publication, edition(publication, (page,), (), passages)


def _span(pages: Sequence[str], number: int, words: str) -> Span:
    start = pages[number - 1].index(words)
    return Span(number, start, start + len(words))


def evidence(view: View, passage_id: str, *, rank: int = 1) -> Evidence:
    """A passage as evidence, found at a rank."""
    passage = view.passage(passage_id)
    owner = view.edition(passage.edition_sha256).publication_id
    hit = Hit(passage.id, rank, 1.0 / rank, (Standing("meaning", rank, 0.6),))
    return Evidence(hit, passage, view.publication(owner), str(passage.page))


def candidates(view: View, *passage_ids: str) -> list[Candidate]:
    """All candidates of some passages, in order."""
    return [
        candidate
        for rank, passage_id in enumerate(passage_ids, 1)
        for candidate in candidates_of(view, evidence(view, passage_id, rank=rank))
    ]


class WordSearch:
    """A search by shared words over a whole record, enough for tests; obeys publication filters."""

    def __init__(self, view: View, *, places: Sequence[str] = ()) -> None:
        self.view = view
        self.places = tuple(places)

    def __call__(self, query: Query) -> Found:
        """Every passage that shares a word, the most shared first."""
        asked = set(query.text.casefold().replace("?", "").split())
        wanted = query.filters.publications
        scored = sorted(
            (
                (
                    -len(asked & set(f"{passage.context} {passage.text}".casefold().split())),
                    passage.id,
                )
                for publication, passage in self.view.current_passages()
                if not wanted or publication.id in wanted
            ),
        )
        hits = tuple(
            Hit(passage_id, rank, float(-score), (Standing("meaning", rank, 0.6),))
            for rank, (score, passage_id) in enumerate(scored[: query.limit], 1)
            if score < 0
        )
        named = tuple(p for p in self.places if p.casefold() in query.text.casefold())
        return Found(Understood(query.text, places=named), hits, len(hits))
