"""Weak pairs from real reports: questions made by template from figures, abbreviations, headings.

Only every report whose council is not held out is used, so that the rest can measure what was
learnt. Does not read the question sets that measure.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2

from training.groups import Group, framed
from training.scope import PLACES, first_year
from training.sentences import cut, overlap, words
from training.templates import GRADE, question_on, reworded

_BULLET = re.compile(r"^\s*(?:[-–•▪◼]|\d{1,3}\.)\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a report with the heading it stands under."""

    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class Report:
    """A report as training sees it."""

    title: str
    place: str
    year: str
    lines: tuple[Line, ...]


def _is_heading(line: str) -> bool:
    begins_and_ends = line[:1].isupper() and line[-1] not in ".;:,"
    return 6 < len(line) < 90 and line.count(" ") < 12 and begins_and_ends


def page_lines(pages: list[str]) -> Iterator[Line]:
    """The sentences of pages of text with the headings they stand under, in order."""
    heading, running = "", ""
    for raw in "\n".join(pages).splitlines():
        line = raw.strip()
        starts = bool(_BULLET.match(raw)) or raw.startswith((" ", "\uf0b7", "•"))
        closed = not running or running[-1] in ".:;!?" or GRADE.match(running)
        if _is_heading(line) and closed and not GRADE.match(line):
            yield from (Line(s, heading) for s in cut(running))
            heading, running = line, ""
        elif starts or not line or GRADE.match(line):
            yield from (Line(s, heading) for s in cut(running))
            running = _BULLET.sub("", line).lstrip("\uf0b7• ")
        else:
            running = f"{running} {line}".strip()
    yield from (Line(s, heading) for s in cut(running))


def read_report(path: Path) -> Report:
    """The sentences of one report, with its file name's words as title."""
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_bounded().replace("\r", "") for page in document]
    title = " ".join(words(path.stem))
    place = path.stem.split("-children-s-services")[0].replace("-", " ").title()
    lines = tuple(line for line in page_lines(pages) if 25 <= len(line.text) <= 500)
    return Report(title, place, first_year(title) or "", lines)


def _scoped(question: str, report: Report, rng: random.Random) -> str:
    """The question as a reader of this report might ask it: with place, year, both or neither."""
    bare, place, year = question.rstrip("?"), report.place, report.year
    forms = [
        f"{bare} in {place}?",
        f"{bare} in {place} in {year}?",
        f"{bare} in {place} in the {year} report?",
        f"{place} {year}: {bare[0].lower()}{bare[1:]}?",
        f"In {place}'s {year} inspection, {bare[0].lower()}{bare[1:]}?",
        f"{bare} according to the {year} {place} report?",
        f"{bare}?",
    ]
    return rng.choice(forms)


def _header(report: Report, line: Line, rng: random.Random) -> str:
    heading = f" | {line.heading}" if line.heading and rng.random() < 0.6 else ""
    return report.title + heading


def _answers_too(question: str, kind: str, text: str, right: str) -> bool:
    """Whether another line may answer as well, so that it must not be called wrong."""
    if kind == "count":
        return overlap(question, text) >= 0.7 and bool(re.search(r"\d", text))
    if kind == "abbreviation":
        return "(" in text
    return overlap(right, text) > 0.5 or overlap(question, text) > 0.75


def _renamed(text: str, report: Report, name: str, year: str) -> str:
    text = re.sub(re.escape(report.place), name, text)
    text = re.sub(re.escape(report.place.lower()), name.lower(), text)
    return text.replace(report.year, year) if report.year else text


def _twin_text(
    asked: str, header_line: tuple[Report, Line], others: list[Report], rng: random.Random
) -> str | None:
    """What misleads most: the line under another report's title, or that report's closest line."""
    report, line = header_line
    if report.place not in asked:
        return None
    twin = rng.choice(others)
    dated = bool(report.year) and report.year in asked
    later = [r for r in others if r.place == report.place and r.year != report.year]
    if dated and later and rng.random() < 0.6:
        twin = rng.choice(later)
    if twin.place == report.place and not (dated and twin.year != report.year):
        return None
    close = max(twin.lines, key=lambda x: overlap(line.text, x.text))
    text = close.text if rng.random() < 0.5 else line.text
    return None if report.place in text else framed(_header(twin, line, rng), text)


def _group(report: Report, line: Line, others: list[Report], rng: random.Random) -> Group | None:
    made = question_on(line.text, rng)
    if made is None:
        return None
    question, kind = made
    ranked = sorted(report.lines, key=lambda x: -overlap(question, x.text))[:8]
    wrong = [
        x
        for x in ranked
        if x.text != line.text and not _answers_too(question, kind, x.text, line.text)
    ]
    worded = reworded(question, rng) if kind != "grade" and rng.random() < 0.5 else question
    asked = _scoped(worded, report, rng)
    twin = _twin_text(asked, (report, line), others, rng)
    texts = [framed(_header(report, line, rng), line.text)] + ([twin] if twin else [])
    texts += [framed(_header(report, x, rng), x.text) for x in wrong[: 4 - len(texts)]]
    if len(texts) < 2:
        return None
    return Group(asked, tuple(texts), (1, *[0] * (len(texts) - 1)), "report")


def _with_new_names(group: Group, report: Report, rng: random.Random) -> Group:
    """The same group told of another place and year, so that no name is learnt by heart."""
    name = rng.choice(PLACES)
    year = str(int(report.year) + rng.randint(-3, 3)) if report.year else ""
    if any(name.lower() in text.lower() or (year and year in text) for text in group.texts):
        return group
    return replace(
        group,
        question=_renamed(group.question, report, name, year),
        texts=tuple(_renamed(text, report, name, year) for text in group.texts),
    )


def report_groups(
    folder: Path, held_out: frozenset[str], *, rng: random.Random, limit: int
) -> list[Group]:
    """Groups from every report in the folder whose place is not held out."""
    reports = [read_report(path) for path in sorted(folder.glob("*.pdf"))]
    reports = [r for r in reports if r.place not in held_out and r.lines]
    lines = [(r, line) for r in reports for line in r.lines]
    rng.shuffle(lines)
    groups: list[Group] = []
    for report, line in lines:
        others = [r for r in reports if r is not report]
        group = _group(report, line, others, rng)
        if group:
            groups.append(_with_new_names(group, report, rng) if rng.random() < 0.7 else group)
        if len(groups) >= limit:
            break
    return groups
