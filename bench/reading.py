"""How well and how fast PDFs are read, judged against the samples' own source text.

    python bench/reading.py [--boxes 150]             the project's samples against their truth
    python bench/reading.py --rate FOLDER             pages a second on one core, text and blocks
    python bench/reading.py --gold FOLDER QUESTIONS   gold quotes that stand whole on their page

Words in order are the longest common run of words of source and page (difflib); a heading counts
with its page and level; a cell with its row label and column heads; a box by drawing the line it
is said to cover and reading the picture back with tesseract.
"""

import argparse
import json
import random
import re
import subprocess
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from corpus.citations import boxes_of
from corpus.records import BlockKind, Span
from ingest.errors import Refused
from ingest.handover import Job, Reading
from ingest.pdfium import Document
from ingest.pool import Workers
from ingest.reading import read

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
SAME_LINE = 0.8
"""A line read back from its picture is the same from this likeness up: OCR errs a little."""


def main() -> None:
    """Measure what was asked for and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--boxes", type=int, default=150, help="Lines to draw and read back.")
    parser.add_argument("--rate", type=Path, metavar="FOLDER")
    parser.add_argument("--gold", type=Path, nargs=2, metavar=("FOLDER", "QUESTIONS"))
    parser.add_argument("--verbose", action="store_true", help="Print every miss.")
    arguments = parser.parse_args()
    if arguments.rate:
        told = rate(arguments.rate)
    elif arguments.gold:
        told = gold(*arguments.gold, verbose=arguments.verbose)
    else:
        told = samples(arguments.boxes, verbose=arguments.verbose)
    print(json.dumps(told, indent=1))


def rate(folder: Path) -> dict[str, float]:
    """Pages of processor seconds, words, positions, blocks and passages included."""
    pages = 0
    began = time.process_time()
    for path in sorted(folder.glob("*.pdf")):
        try:
            pages += len(read(path, path.stem).pages)
        except Refused:
            continue
    seconds = time.process_time() - began
    return {"pages": pages, "cpu_seconds": round(seconds, 2), "pages_a_second": pages / seconds}


def gold(folder: Path, questions: Path, *, verbose: bool) -> dict[str, float]:
    """Share of gold quotes whole on one of their pages, and whole in one passage."""
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    asked = [question for question in asked if question["answerable"]]
    with Workers() as workers:
        names = {question["doc"] for question in asked}
        readings = {name: _whole(folder / name, workers) for name in names}
    on_page = in_passage = 0
    for question in asked:
        reading, quote = readings[question["doc"]], _plain(question["quote"])
        stands = any(quote in _plain(reading.pages[n - 1].text) for n in question["pages"])
        on_page += stands
        in_passage += any(quote in _plain(passage.text) for passage in reading.passages)
        if verbose and not stands:
            print("miss:", question["id"], question["doc"], question["pages"], quote)
    return {"quotes": len(asked), "on_page": on_page, "in_passage": in_passage}


def _whole(path: Path, workers: Workers) -> Reading:
    """The reading with OCR, through a worker, as an ingest makes it."""
    return workers.read(Job("read", str(path), path.stem, out="", file_name=path.name))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def samples(boxes: int, *, verbose: bool) -> dict[str, float]:
    """Every measure over all samples that have a text layer."""
    totals: dict[str, int] = {}
    drawn: list[tuple[Path, Reading]] = []
    for truth_path in sorted((SAMPLES / "truth").glob("*.json")):
        truth = json.loads(truth_path.read_text(encoding="utf-8"))
        path = SAMPLES / "pdf" / truth["file"]
        reading = read(path, truth_path.stem)
        if reading.wanted_ocr:
            continue
        drawn.append((path, reading))
        for name, count in _counts(reading, truth, verbose=verbose).items():
            totals[name] = totals.get(name, 0) + count
    shares = {
        "words_in_order": totals["words_right"] / totals["words"],
        "words_not_in_source": 1 - totals["words_right"] / totals["words_read"],
        "headings": totals["headings_right"] / totals["headings"],
        "headings_not_in_source": totals["headings_extra"] / totals["headings"],
        "cells": totals["cells_right"] / max(totals["cells"], 1),
        "furniture_in_passages": float(totals["furniture"]),
    }
    if boxes:
        shares["boxes"] = _boxes_right(drawn, boxes, verbose=verbose)
    return {name: round(share, 4) for name, share in shares.items()}


def _counts(reading: Reading, truth: dict[str, Any], *, verbose: bool) -> dict[str, int]:
    counts = _word_counts(reading, truth, verbose=verbose)
    counts |= _heading_counts(reading, truth, verbose=verbose)
    counts |= _cell_counts(reading, truth, verbose=verbose)
    return counts


def _word_counts(reading: Reading, truth: dict[str, Any], *, verbose: bool) -> dict[str, int]:
    counts = {"words": 0, "words_right": 0, "words_read": 0, "furniture": 0}
    for page in truth["pages"]:
        source = _words(b["text"] for b in page["blocks"] if b["kind"] != "figure")
        ours = _words(_texts(reading, page["number"], _LEFT_OUT))
        matcher = SequenceMatcher(None, source, ours, autojunk=False)
        right = sum(block.size for block in matcher.get_matching_blocks())
        counts["words"] += len(source)
        counts["words_right"] += right
        counts["words_read"] += len(ours)
        if verbose and (right < len(source) or right < len(ours)):
            for tag, a0, a1, b0, b1 in matcher.get_opcodes():
                if tag != "equal":
                    print(truth["file"], page["number"], tag, source[a0:a1], "->", ours[b0:b1])
    furniture = {" ".join(_words([text])) for text in _furniture(reading)}
    passages = (" ".join(_words([passage.text])) for passage in reading.passages)
    counts["furniture"] = sum(text in furniture for text in passages)
    return counts


_LEFT_OUT = {BlockKind.FURNITURE, BlockKind.FIGURE}


_MARK = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


def _words(texts: Iterable[str]) -> list[str]:
    # Where a footnote's mark stands is the typesetter's, not the reader's, to say.
    return [word for text in texts for word in _plain(_MARK.sub("", text)).split()]


def _texts(reading: Reading, number: int, left_out: set[BlockKind]) -> Iterator[str]:
    text = reading.pages[number - 1].text
    for block in reading.blocks:
        span = block.spans[0]
        if span.page == number and block.kind not in left_out:
            yield text[span.start : span.end]


def _furniture(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        if block.kind is BlockKind.FURNITURE:
            span = block.spans[0]
            yield reading.pages[span.page - 1].text[span.start : span.end]


def _heading_counts(reading: Reading, truth: dict[str, Any], *, verbose: bool) -> dict[str, int]:
    ours = {
        (block.spans[0].page, _letters(text)): block.level
        for block, text in _headings(reading)
        if block.spans[0].page > 1
    }
    wanted = {
        (h["page"], _letters(h["text"])): h["level"] for h in truth["headings"] if h["page"] > 1
    }
    contents = {key for key in wanted if key[1] == "contents"}
    wanted = {key: level for key, level in wanted.items() if key not in contents}
    right = sum(ours.get(key) == level for key, level in wanted.items())
    extra = [key for key in ours if key not in wanted and key not in contents]
    if verbose:
        for key, level in wanted.items():
            if ours.get(key) != level:
                print(truth["file"], "heading", key, "level", level, "read", ours.get(key))
        for key in extra:
            print(truth["file"], "no heading", key)
    return {"headings": len(wanted), "headings_right": right, "headings_extra": len(extra)}


def _headings(reading: Reading) -> Iterator[tuple[Any, str]]:
    for block in reading.blocks:
        if block.kind is BlockKind.HEADING:
            span = block.spans[0]
            yield block, reading.pages[span.page - 1].text[span.start : span.end]


def _letters(text: str) -> str:
    return "".join(c for c in _plain(text).casefold() if c.isalnum())


def _cell_counts(reading: Reading, truth: dict[str, Any], *, verbose: bool) -> dict[str, int]:
    ours = {
        (row.span.page, _letters(row.cells[0].value), _letters(cell.value), _letters(head))
        for block in reading.blocks
        if block.table
        for row in block.table.rows
        for cell in row.cells
        for head in cell.heads
    }
    wanted = right = 0
    for table in truth.get("tables", ()):
        for row in table["rows"]:
            if row["is_section"]:
                continue
            for column, value in list(zip(table["columns"], row["cells"], strict=False))[1:]:
                key = (row["page"], _letters(row["cells"][0]), _letters(value))
                heads = column.split(" / ")
                found = all((*key, _letters(head)) in ours for head in heads if head)
                wanted += 1
                right += found
                if verbose and not found:
                    print(truth["file"], "cell", key, heads)
    return {"cells": wanted, "cells_right": right}


def _boxes_right(drawn: list[tuple[Path, Reading]], count: int, *, verbose: bool) -> float:
    """Share of lines whose boxes, drawn, read as the words they are said to cover."""
    chosen = random.Random(7)
    right = 0
    for _ in range(count):
        path, reading = chosen.choice(drawn)
        block = chosen.choice([b for b in reading.blocks if b.kind is BlockKind.PARAGRAPH])
        page = reading.pages[block.spans[0].page - 1]
        words = reading.words[page.number - 1]
        box = boxes_of(words, block.spans[0])[0]
        text = _covered(page.text, words, block.spans[0], box)
        seen = _read_back(path, box)
        likeness = SequenceMatcher(None, _letters(text), _letters(seen)).ratio()
        right += likeness >= SAME_LINE
        if verbose and likeness < SAME_LINE:
            print(path.name, page.number, "box", repr(text), "read back", repr(seen))
    return right / count


def _covered(text: str, words: Any, span: Span, box: Any) -> str:
    inside = [
        word
        for word in words
        if span.start <= word.start < span.end
        and box[1] - 0.1 <= word.x0
        and word.x1 <= box[3] + 0.1
        and box[2] - 0.1 <= word.y0
        and word.y1 <= box[4] + 0.1
    ]
    return " ".join(text[word.start : word.end] for word in inside)


def _read_back(path: Path, box: tuple[int, float, float, float, float]) -> str:
    scale = 4.0
    number, x0, y0, x1, y1 = box
    with Document(path) as document, tempfile.TemporaryDirectory() as folder:
        picture = document.picture(number, scale=scale)
        corners = (x0 * scale - 4, y0 * scale - 2, x1 * scale + 4, y1 * scale + 2)
        cropped = picture.crop(tuple(round(c) for c in corners)).convert("L")
        framed = Path(folder) / "line.png"
        canvas = picture.convert("L").resize((cropped.width + 60, cropped.height + 60))
        canvas.paste(cropped.getpixel((1, 1)), (0, 0, canvas.width, canvas.height))
        canvas.paste(cropped, (30, 30))
        canvas.save(framed)
        command = ["tesseract", str(framed), "stdout", "--psm", "6"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout


if __name__ == "__main__":
    main()
