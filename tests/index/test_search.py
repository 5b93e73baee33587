"""Searching."""

from datetime import date
from pathlib import Path

import pytest

from corpus.reader import View
from corpus.records import Audience, Kind
from corpus.store import Record
from index.build import build
from index.errors import OtherModel
from index.hits import Filters, Mode, Query
from index.search import NO_MODEL, Searcher
from tests.index.conftest import Asked, Open
from tests.index.fakes import HashingEmbedder, add, publication, year


@pytest.mark.parametrize("district", ["Northgate", "Southmere"])
@pytest.mark.parametrize("asked", ["2022", "2023"])
def test_the_right_district_and_year_come_first(public: Asked, district: str, asked: str) -> None:
    """Of twin pages that differ in place and year, the ones asked for come first."""
    question = f"How many robberies were there in {district} in {asked}?"
    assert public.first(question) == f"{district.lower()}-needs-{asked}"


def test_last_year_counts_from_today(data: Path, searcher: Open) -> None:
    """ "Last year" in 2024 means 2023, in 2023 it means 2022."""
    for today, meant in ((date(2024, 5, 1), "2023"), (date(2023, 5, 1), "2022")):
        query = Query("robberies in Southmere last year", Audience.PUBLIC)
        found = searcher(Audience.PUBLIC).search(query, today=today)
        assert found.understood.years == ((int(meant), int(meant)),)
        known = {
            s.id: p.id for p, s in View(data / "record.sqlite", Audience.PUBLIC).current_passages()
        }
        assert known[found.hits[0].passage_id] == f"southmere-needs-{meant}"


def test_a_wish_hides_nothing(public: Asked) -> None:
    """A place in the question lifts; the other district's pages are still found."""
    areas = {owner.area for owner, _ in public.hits("robberies in Northgate")}
    assert {"Northgate", "Southmere"} <= areas


def test_a_filter_hides_the_rest(public: Asked) -> None:
    """A place as a filter leaves nothing else, written in the query or given beside it."""
    for hits in (
        public.hits("robberies area:Northgate"),
        public.hits("robberies", filters=Filters(areas=("northgate",))),
    ):
        assert {owner.area for owner, _ in hits} == {"Northgate"}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kinds=("strategy",)), {"county-strategy"}),
        (Filters(year_from=2023, year_to=2023, kinds=("needs-assessment",)),
         {"northgate-needs-2023", "southmere-needs-2023"}),
        (Filters(year_to=2021), {"county-strategy"}),
        (Filters(publications=("southmere-needs-2022",)), {"southmere-needs-2022"}),
        (Filters(title="strategy"), {"county-strategy"}),
        (Filters(publications=("never-was",)), set()),
    ],
)  # fmt: skip
def test_filters(public: Asked, filters: Filters, expected: set[str]) -> None:
    """Each filter leaves exactly the publications that satisfy it."""
    hits = public.hits("violence children robberies knife", filters=filters)
    assert {owner.id for owner, _ in hits} == expected


def test_filters_of_query_and_call_both_hold(public: Asked) -> None:
    """Two filters that contradict one another leave nothing."""
    assert public.hits("robberies area:Northgate", filters=Filters(areas=("Southmere",))) == []


def test_pages_filter(public: Asked) -> None:
    """A page range leaves passages on those pages only."""
    assert {passage.page for _, passage in public.hits("Northgate pages:2-9")} == {2}


def test_a_phrase_stands_word_for_word(public: Asked) -> None:
    """A quoted phrase is found where its words stand side by side in order, endings counted."""
    hits = public.hits('"hurt by knife crime"')
    assert [owner.id for owner, _ in hits] == ["county-strategy"]
    assert public.hits('"knife crime hurt by"') == []
    assert public.hits('"hurts by knife crime"') == []


def test_excluded_words_are_absent(public: Asked) -> None:
    """No hit holds a word that was shut out, in any of its forms."""
    hits = public.hits("violence Northgate -telephone")
    assert hits
    assert not any("telephones" in passage.text for _, passage in hits)


def test_alternatives_need_one(public: Asked) -> None:
    """Of words joined by OR every hit holds one at least."""
    hits = public.hits("navigator OR mentor children police")
    assert len(hits) == 2
    assert all("navigator" in p.text or "mentor" in p.text for _, p in hits)


def test_only_filters_lists_everything_that_passes(public: Asked) -> None:
    """A query of filters alone finds every passage that satisfies them."""
    assert public.found("kind:strategy").total == 2


def test_facets_are_what_choosing_them_leaves(public: Asked) -> None:
    """Each facet's count is the total that remains when its value is chosen as a filter."""
    question = "violence robberies children knife crime"
    facets = public.found(question).facets
    for value in facets["kind"]:
        chosen = Filters(kinds=(value.value,))
        assert public.found(question, filters=chosen).total == value.count
    for value in facets["area"]:
        chosen = Filters(areas=(value.value,))
        assert public.found(question, filters=chosen).total == value.count
    for value in facets["publication"]:
        chosen = Filters(publications=(value.value,))
        assert public.found(question, filters=chosen).total == value.count
    for value in facets["year"]:
        chosen = Filters(year_from=int(value.value), year_to=int(value.value))
        assert public.found(question, filters=chosen).total == value.count


def test_the_public_never_meets_staff_words(public: Asked, staff: Asked) -> None:
    """Staff find their profile; to the public its words are unknown, in spelling and facets too."""
    assert staff.first("Zebrafish Crew") == "profile"
    found = public.found("Zebrafsh Crew gang")
    assert "profile" not in {owner.id for owner, _ in public.hits("Zebrafsh Crew gang")}
    assert "zebrafish" not in repr(found).lower()
    assert "briefing" not in {value.value for value in found.facets["kind"]}


def test_spelling_is_suggested_and_searched(public: Asked) -> None:
    """A mistyped word is found by what it most likely means, and the right spelling offered."""
    found = public.found("robbries in Southmere")
    assert found.understood.suggestion == "robberies in Southmere"
    assert "robberies" in public.hits("robbries in Southmere")[0][1].text


def test_acronyms_work_both_ways(public: Asked) -> None:
    """An acronym leads to its meaning and the meaning to it, as the reports define them."""
    assert "Violence Reduction Unit" in public.found("What is the VRU?").understood.expanded
    assert "VRU" in public.found("the violence reduction unit").understood.expanded


def test_a_question_of_meaning_finds_the_definition(public: Asked) -> None:
    """What a short form stands for is answered by the passage that defines it."""
    found = public.found("What does VRU stand for?")
    assert any("says what VRU stands for" in reason for reason in found.hits[0].why)


def test_synonyms_find_what_the_report_calls_it(public: Asked) -> None:
    """The public's words find the passage that uses the field's."""
    assert "excluded" in public.hits("kids kicked out of school")[0][1].text


def test_the_glossary_says_where(public: Asked) -> None:
    """The glossary names the passage that defines a term."""
    (entry,) = public.searcher.glossary()
    assert (entry.term, entry.meaning) == ("VRU", "Violence Reduction Unit")
    assert "(VRU)" in public._known[entry.passage_id][1].text


def test_hits_explain_themselves(public: Asked) -> None:
    """A hit says each retriever's rank and score and what else lifted it."""
    hit = public.found("How many robberies were there in Northgate in 2022?").hits[0]
    assert {standing.retriever for standing in hit.standings} == {"words", "meaning"}
    assert hit.standings[0].rank >= 1
    assert {reason.rsplit(" ", 1)[0] for reason in hit.why} >= {
        "about Northgate", "of the time asked for", "states a figure",
    }  # fmt: skip


def test_the_same_query_gives_the_same_hits(public: Asked, data: Path) -> None:
    """Two searchers, and one asked twice, give equal answers."""
    other = Asked(data, Searcher(data / "generations", Audience.PUBLIC, HashingEmbedder()))
    question = "violence in the county"
    assert public.found(question) == public.found(question) == other.found(question)


def test_pages_of_results_are_cut_from_one_order(public: Asked) -> None:
    """Results asked for in slices are the same as asked for at once."""
    whole = [h.passage_id for h in public.found("violence children robberies", limit=9).hits]
    sliced = [
        public.found("violence children robberies", limit=3, offset=at).hits for at in (0, 3, 6)
    ]
    assert [hit.passage_id for part in sliced for hit in part] == whole
    assert [hit.rank for part in sliced for hit in part] == list(range(1, len(whole) + 1))


def test_scores_fall_with_rank(public: Asked) -> None:
    """No hit shows a higher score than the one before it."""
    scores = [hit.score for hit in public.found("violence children robberies", limit=9).hits]
    assert scores == sorted(scores, reverse=True)


def test_modes(public: Asked) -> None:
    """Words alone and meaning alone each search without the other."""
    for mode, retriever in ((Mode.LEXICAL, "words"), (Mode.SEMANTIC, "meaning")):
        found = public.found("robberies of telephones", mode=mode)
        assert found.hits
        assert {s.retriever for hit in found.hits for s in hit.standings} == {retriever}


def test_without_a_model_words_are_searched_and_it_is_said(data: Path) -> None:
    """Without an embedder the search goes on by words and says so."""
    found = Searcher(data / "generations", Audience.PUBLIC, None).search(
        Query("navigator scheme", Audience.PUBLIC)
    )
    assert found.hits
    assert found.degraded == (NO_MODEL,)


def test_what_is_asked_again_is_not_embedded_again(data: Path) -> None:
    """The next page of the same results needs no second vector, and shows the same order."""
    embedder = HashingEmbedder()
    searcher = Searcher(data / "generations", Audience.PUBLIC, embedder)
    whole = searcher.search(Query("robbery of young people", Audience.PUBLIC))
    rest = searcher.search(Query("robbery of young people", Audience.PUBLIC, offset=2))
    assert embedder.encoded == 1
    assert [hit.passage_id for hit in rest.hits][:3] == [h.passage_id for h in whole.hits][2:5]


def test_another_models_generation_is_refused(data: Path) -> None:
    """A generation made by another model is never searched, and the command that mends is named."""
    searcher = Searcher(data / "generations", Audience.PUBLIC, HashingEmbedder("another"))
    with pytest.raises(OtherModel) as caught:
        searcher.search(Query("knife", Audience.PUBLIC))
    assert "vru rebuild" in caught.value.hint


def test_near_copies_do_not_fill_the_first_page(tmp_path: Path) -> None:
    """Passages that differ only in place and figure come twice among the first, others follow."""
    with Record(tmp_path / "record.sqlite") as record:
        for number in range(12):
            text = f"In Ward{number} the police recorded {number} robberies near the bus station."
            add(record, publication(f"ward-{number:02}", period=year(2023)), [[(text, ())]])
        other = "Robberies near the bus station fell after the lights were mended and staff stayed."
        add(record, publication("lights", kind=Kind.EVALUATION), [[(other, ())]])
    build(
        record=tmp_path / "record.sqlite",
        generations=tmp_path / "generations",
        embedder=HashingEmbedder(),
    )
    asked = Asked(tmp_path, Searcher(tmp_path / "generations", Audience.PUBLIC, HashingEmbedder()))
    hits = [owner.id for owner, _ in asked.hits("police recorded robberies near the bus station")]
    assert hits.index("lights") == 2
    assert len(asked.hits("police recorded robberies bus station", limit=20)) == 13


@pytest.mark.parametrize("text", ["", " ", "?", "-", '"', "the of and", "\u0000", "🗡️" * 500])
def test_any_text_is_answered(public: Asked, text: str) -> None:
    """No text whatever fails, and what is found counts at least what is shown."""
    found = public.found(text)
    assert found.total >= len(found.hits)


@pytest.mark.parametrize("text", ["robberies in Medway", "a stabbing", "offensive weapons"])
def test_places_and_synonyms_are_no_slips(public: Asked, text: str) -> None:
    """What no report holds is not respelt where it is a place's name or a word of the synonyms."""
    assert public.found(text).understood.suggestion == ""


def test_a_suggestion_keeps_the_filters(public: Asked) -> None:
    """The respelt query offered is the whole query, filters and all."""
    found = public.found("robbries kind:sna")
    assert found.understood.suggestion == "robberies kind:sna"
