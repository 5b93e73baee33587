"""The sample publications: what they are, that they agree with each other, that questions hold."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from typing import Any

import pypdf
import pypdfium2
import pytest

from corpus.samples.publications import HERE, LABEL, PDF, SOURCE, TRUTH, Sample, samples
from corpus.samples.questions import QuoteMissingError, locate, questions, squash
from corpus.samples.scan import scan
from corpus.samples.structure import Node, Run, join
from corpus.samples.truth import truth
from corpus.samples.typeset import typeset

SAMPLES = samples()
WITH_TEXT = tuple(sample for sample in SAMPLES if not sample.is_scanned)
SCANS = tuple(sample for sample in SAMPLES if sample.is_scanned)
ASSESSMENTS = {s.period: s for s in SAMPLES if s.kind == "needs-assessment"}
FIGURES = tomllib.loads((SOURCE / "figures.toml").read_text(encoding="utf-8"))
YEARS: list[str] = FIGURES["years"]
QUESTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in (HERE / "questions.jsonl").read_text("utf-8").splitlines()
]
MEASURES = {
    "Violence with injury": ("violence", "population", 1000, 1),
    "Robbery": ("robbery", "population", 1000, 2),
    "Knife crime": ("knife", "population", 1000, 2),
    "Possession of weapons": ("possession", "population", 1000, 2),
    "Sexual offences": ("sexual", "population", 1000, 1),
    "Domestic abuse": ("domestic", "population", 1000, 1),
    "Hospital admissions, sharp object": ("hospital", "population", 100_000, 1),
    "Suspensions from school": ("suspensions", "pupils", 1000, 1),
    "Permanent exclusions": ("exclusions", "pupils", 1000, 2),
    "First-time entrants, aged 10 to 17": ("entrants", "aged_10_to_17", 1000, 2),
}


@cache
def page_texts(key: str) -> tuple[str, ...]:
    """What pdfium reads on each page; of a scan, what was printed before it was scanned."""
    sample = next(each for each in SAMPLES if each.key == key)
    made = PDF / sample.file_name
    source = typeset(sample, is_tagged=False) if sample.is_scanned else made.read_bytes()
    with pypdfium2.PdfDocument(source) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


@cache
def known(key: str) -> dict[str, Any]:
    """The truth file of a sample."""
    loaded: dict[str, Any] = json.loads((TRUTH / f"{key}.json").read_text(encoding="utf-8"))
    return loaded


def tables(key: str, caption: str) -> list[dict[str, Any]]:
    """The tables of a sample whose caption holds these words."""
    return [table for table in known(key)["tables"] if caption in table["caption"]]


def printed(name: str, count: int) -> str:
    """A count as the tables print it."""
    is_hidden = name.startswith("Hospital") and count < 5
    return "<5" if is_hidden else f"{count:,}"


def test_there_are_enough_samples_of_every_kind_asked_for() -> None:
    """Nine publications and 120 pages at the least, of every kind, period and audience."""
    kinds = [sample.kind for sample in SAMPLES]
    assert len(SAMPLES) >= 9
    assert sum(len(page_texts(sample.key)) for sample in SAMPLES) >= 120
    assert kinds.count("strategy") == 2
    assert kinds.count("annual-report") == 3
    assert set(ASSESSMENTS) == {"2021/22", "2022/23", "2023/24"}
    assert {sample.audience for sample in SAMPLES} == {"public", "partner", "staff"}
    assert [s.marking for s in SAMPLES if s.audience == "staff"] == ["OFFICIAL-SENSITIVE"]


def test_files_stay_small() -> None:
    """No PDF above 2.5 MB, and all of them under 8 MB together."""
    sizes = [(PDF / sample.file_name).stat().st_size for sample in SAMPLES]
    assert max(sizes) < 2_500_000
    assert sum(sizes) < 8_000_000


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_every_page_says_that_it_is_a_sample(sample: Sample) -> None:
    """No page can be mistaken for one about a real place, the printed form of the scan included."""
    assert all(LABEL in " ".join(text.split()) for text in page_texts(sample.key))


@pytest.mark.parametrize("sample", WITH_TEXT, ids=lambda sample: sample.key)
def test_committed_pdf_is_what_the_source_makes(sample: Sample) -> None:
    """Setting the source again gives the committed file byte for byte."""
    assert typeset(sample, is_tagged=sample.is_tagged) == (PDF / sample.file_name).read_bytes()


@pytest.mark.parametrize("sample", WITH_TEXT, ids=lambda sample: sample.key)
def test_pages_are_numbered_roman_then_arabic(sample: Sample) -> None:
    """After the cover come i, ii and so on, then 1, 2 to the end."""
    labels = pypdf.PdfReader(PDF / sample.file_name).page_labels[1:]
    front = labels.index("1")
    assert labels[:front] == ["i", "ii", "iii", "iv", "v"][:front]
    assert front >= 1
    assert labels[front:] == [str(n) for n in range(1, len(labels) - front + 1)]


@pytest.mark.parametrize("sample", WITH_TEXT, ids=lambda sample: sample.key)
def test_outline_metadata_and_faces_are_there(sample: Sample) -> None:
    """Each PDF has an outline, its title and date, and no face that is not embedded."""
    reader = pypdf.PdfReader(PDF / sample.file_name)
    assert len(reader.outline) >= 2
    assert reader.metadata is not None
    assert reader.metadata.title == sample.title
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == sample.published
    assert ("/StructTreeRoot" in reader.root_object) is sample.is_tagged
    for font in reader.pages[-1]["/Resources"]["/Font"].values():  # type: ignore[index]
        described = font["/DescendantFonts"][0]["/FontDescriptor"]
        assert any(key.startswith("/FontFile") for key in described)


@pytest.mark.parametrize("sample", SCANS, ids=lambda sample: sample.key)
def test_scan_has_pictures_and_no_text(sample: Sample) -> None:
    """The scanned document holds one picture a page and not one character."""
    with pypdfium2.PdfDocument(PDF / sample.file_name) as document:
        assert len(document) == len(page_texts(sample.key))
        for page in document:
            assert page.get_textpage().count_chars() == 0
            assert [thing.type for thing in page.get_objects()] == [3]


def test_scanning_twice_gives_the_same_bytes() -> None:
    """Skew and speckles come from fixed seeds."""
    printed_page = typeset(SCANS[0], is_tagged=False)
    assert scan(SCANS[0], printed_page) == scan(SCANS[0], printed_page)


def test_manifest_says_what_the_source_says() -> None:
    """The manifest lists every publication with the facts on its cover and its pages."""
    listed = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))
    assert [entry["file"] for entry in listed] == [sample.file_name for sample in SAMPLES]
    for entry, sample in zip(listed, SAMPLES, strict=True):
        cover = " ".join(page_texts(sample.key)[0].split())
        assert (entry["title"], entry["kind"]) == (sample.title, sample.kind)
        assert entry["pages"] == len(page_texts(sample.key))
        assert squash(sample.title) in squash(cover)


@pytest.mark.parametrize("year", ASSESSMENTS)
def test_appendix_counts_are_those_of_the_data_file(year: str) -> None:
    """Every count of every measure, district and year in Appendix A is the one in the data."""
    (table,) = tables(ASSESSMENTS[year].key, "Counts by measure")
    shown = YEARS[: YEARS.index(year) + 1]
    assert table["columns"][1:] == [f"Year to March / {each}" for each in shown]
    rows = iter(table["rows"])
    for name, (measure, *_) in MEASURES.items():
        assert next(rows)["cells"] == [name]
        counts = FIGURES["counts"][measure]
        for district in FIGURES["districts"]:
            expected = [printed(name, c) for c in counts[district["key"]][: len(shown)]]
            assert next(rows)["cells"] == [district["name"], *expected]
        sums = [sum(column) for column in zip(*counts.values(), strict=True)]
        assert next(rows)["cells"] == ["Wealdshire", *[f"{n:,}" for n in sums[: len(shown)]]]
    assert len(table["pages"]) > 1, "the long table runs over pages"


@pytest.mark.parametrize("year", ASSESSMENTS)
def test_district_pages_give_counts_and_rates_of_the_data_file(year: str) -> None:
    """Each district's table gives both years and a rate worked out here again, and no other's."""
    at = YEARS.index(year)
    for district in FIGURES["districts"]:
        (table,) = tables(ASSESSMENTS[year].key, f"{district['name']} at a glance")
        for row in table["rows"]:
            measure, over, per, places = MEASURES[row["cells"][0]]
            counts = FIGURES["counts"][measure][district["key"]]
            then, now = (printed(row["cells"][0], c) for c in counts[at - 1 : at + 1])
            rate = counts[at] / district[over][at] * per
            assert row["cells"][1:3] == [then, now]
            if now != "<5":
                assert abs(float(row["cells"][4]) - rate) <= 0.5001 * 10**-places


def test_months_and_shares_add_up() -> None:
    """Months add up to the year's offences, and shares in per cent to a hundred."""
    for at, year in enumerate(YEARS):
        offences = sum(counts[at] for counts in FIGURES["counts"]["violence"].values())
        assert sum(FIGURES["monthly_violence"][year]) == offences
    for group in ("under_25_time_of_day", "victim_age"):
        for year in ASSESSMENTS:
            assert sum(FIGURES[group][year]) == 100


@pytest.mark.parametrize("year", ASSESSMENTS)
def test_money_in_annual_reports_adds_up(year: str) -> None:
    """Totals of income and spending in the annual report are the sums of their rows."""
    (table,) = tables(f"annual-report-{year.replace('/', '-')}", "Income")
    amounts = {row["cells"][0]: row["cells"][-1].lstrip("£") for row in table["rows"]}
    pounds = {name: int(v.replace(",", "")) for name, v in amounts.items() if v[0].isdigit()}
    names = list(pounds)
    income, spent = names.index("Total income"), names.index("Total spending")
    assert sum(pounds[n] for n in names[:income]) == pounds["Total income"]
    assert sum(pounds[n] for n in names[income + 1 : spent]) == pounds["Total spending"]
    assert 0 <= pounds["Total income"] - pounds["Total spending"] < 60_000


def test_one_year_is_told_alike_in_the_assessments_that_show_it() -> None:
    """The later year of one assessment is the earlier year of the next, cell for cell."""
    for earlier, later in (("2021/22", "2022/23"), ("2022/23", "2023/24")):
        for name in ("Violence with injury", "Robbery", "Knife crime", "Permanent exclusions"):
            (old,) = tables(ASSESSMENTS[earlier].key, f": {name} by district")
            (new,) = tables(ASSESSMENTS[later].key, f": {name} by district")
            assert [r["cells"][2] for r in old["rows"]] == [r["cells"][1] for r in new["rows"]]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.key)
def test_truth_holds_the_words_of_each_page(sample: Sample) -> None:
    """Every word of the truth's page stands on that page of the PDF."""
    for number, page in enumerate(known(sample.key)["pages"]):
        on_page = set(squash(page_texts(sample.key)[number]).split())
        words = squash(" ".join(b["text"] for b in page["blocks"])).split()
        missing = [word for word in words if word not in on_page]
        assert len(missing) <= 0.02 * len(words) + 2, (page["number"], missing)


def test_truth_keeps_furniture_out_and_columns_in_order() -> None:
    """Running heads and feet are not in the truth, and a left column is read before its right."""
    pages = [page["text"] for page in known("needs-assessment-2022-23")["pages"]]
    (page,) = [text for text in pages if "Poverty is uneven" in text]
    assert LABEL not in page
    assert page.count("The county and its people") == 1
    assert page.index("can change how safe people feel for months.") < page.index("Poverty is")


def test_questions_are_as_the_source_and_the_pages_say() -> None:
    """Looking the questions up again gives the committed file."""
    assert questions({s.key: page_texts(s.key) for s in SAMPLES}) == QUESTIONS


def test_questions_have_the_fields_of_the_question_set() -> None:
    """Ids are unique, seventy and more are asked, a fifth and more cannot be answered."""
    assert len({ask["id"] for ask in QUESTIONS}) == len(QUESTIONS) >= 70
    unanswerable = [ask for ask in QUESTIONS if not ask["answerable"]]
    assert len(unanswerable) >= len(QUESTIONS) / 5
    kinds = {ask["kind"] for ask in QUESTIONS}
    assert kinds >= {"number", "fact", "date", "definition", "acronym", "list", "comparison"}
    for ask in QUESTIONS:
        assert set(ask) - {"audience"} == {
            "id", "question", "answerable", "doc", "pages", "also", "quote", "answer", "kind",
        }  # fmt: skip


@pytest.mark.parametrize("ask", [a for a in QUESTIONS if a["answerable"]], ids=lambda a: a["id"])
def test_gold_quote_stands_on_its_page(ask: dict[str, Any]) -> None:
    """The quote is on the page named, and who may not see that page is not the one asked for."""
    sample = next(each for each in SAMPLES if each.file_name == ask["doc"])
    assert ask["pages"][0] in locate(ask["quote"], page_texts(sample.key))
    assert ask["answer"]
    assert ask.get("audience", "public") == sample.audience


def test_a_quote_that_is_not_there_is_found_out() -> None:
    """Building the questions fails, naming the question, when a publication stops saying so."""
    texts = {sample.key: ("nothing",) for sample in SAMPLES}
    with pytest.raises(QuoteMissingError, match="s01: needs-assessment-2022-23 does not say"):
        questions(texts)


def test_lines_are_joined_as_a_reader_would() -> None:
    """A soft hyphen goes, a hard one stays without a space, another line end is one space."""
    lines = ["vio\x02", "lence after", "a well-", "known day"]
    runs = tuple(Run(1, text, 0, 50, 700 - 14 * i) for i, text in enumerate(lines))
    assert join(runs) == "violence after a well-known day"


def test_footnotes_come_last_on_their_page() -> None:
    """A footnote in the middle of a paragraph is read after all the rest of that page."""
    note = Node("Note", (Run(1, "The note.", 0, 9, 50),))
    paragraph = Node("P", (Run(1, "First.", 0, 9, 700), note))
    after = Node("P", (Run(1, "Second.", 0, 9, 600),))
    found = truth("x.pdf", 1, Node("Root", (paragraph, after)))
    assert found["pages"][0]["text"] == "First.\nSecond.\nThe note."  # type: ignore[index]
