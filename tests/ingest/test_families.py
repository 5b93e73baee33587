"""Near-duplicates told from neighbouring districts and years."""

from ingest.families import Kin, Sketch, nearest_kin, sketch_of

DISTRICTS = ["Northgate", "Southmere", "Castlebridge", "Thornhythe", "Kingsbrook", "Oxmoor"]


def report(seed: int, *, area: str = "Northgate", pages: int = 8) -> list[str]:
    """A report's pages: the same boilerplate for every seed, with that seed's own figures."""
    return [
        "\n".join(_sentence(seed, area, page, line) for line in range(1, 9))
        for page in range(1, pages + 1)
    ]


def _sentence(seed: int, area: str, page: int, line: int) -> str:
    offences = (seed * 37 + page * 91 + line) % 900 + 17
    feeling = "welcomed" if (page * line) % 3 else "regretted"
    return (
        f"On page {page} the partnership in {area} recorded {offences} offences of kind "
        f"{DISTRICTS[(page + line) % 6]} during period {line}, which members {feeling} "
        f"at meeting {page}{line} of board {line * page}."
    )


FULL = report(1)


def test_the_same_report_with_a_new_cover_is_kin() -> None:
    """Other first and last pages do not hide that the rest is the same."""
    new = sketch_of(["A new cover, a new foreword and a new address.", *FULL[1:], "Our partners"])
    found = nearest_kin(new, {"full": sketch_of(FULL)})
    assert found is not None
    assert (found.publication_id, found.is_part) == ("full", False)
    assert found.share > 0.8


def test_a_summary_is_kin_of_its_full_report() -> None:
    """Of two kin the smaller is the part, whichever came first."""
    summary, full = sketch_of(FULL[:3]), sketch_of(FULL)
    onto_full = nearest_kin(summary, {"full": full})
    onto_summary = nearest_kin(full, {"summary": summary})
    assert onto_full == Kin("full", 1.0, is_part=False)
    assert onto_summary == Kin("summary", 1.0, is_part=True)


def test_a_neighbour_with_the_same_words_and_other_figures_is_no_kin() -> None:
    """Another year's report shares its sentences, not its figures."""
    assert nearest_kin(sketch_of(report(2)), {"other year": sketch_of(FULL)}) is None
    assert nearest_kin(sketch_of(report(3, area="Oxmoor")), {"other": sketch_of(FULL)}) is None


def test_the_whole_is_named_rather_than_another_part() -> None:
    """Where a full report and its summary are both there, a third copy belongs to the full one."""
    others = {"summary": sketch_of(FULL[:3]), "full": sketch_of(FULL)}
    found = nearest_kin(sketch_of(["New cover.", *FULL]), others)
    assert found is not None
    assert found.publication_id == "full"


def test_too_few_words_say_nothing() -> None:
    """Leaflets and empty scans are nobody's kin."""
    leaflet = sketch_of(["Call us on 101 at any time."])
    assert nearest_kin(leaflet, {"same": leaflet, "empty": sketch_of([""])}) is None


def test_a_sketch_survives_packing() -> None:
    """A sketch read back from its bytes is the same sketch."""
    sketch = sketch_of(FULL)
    assert Sketch.unpacked(sketch.packed()) == sketch
    assert Sketch.unpacked(sketch_of([""]).packed()) == Sketch(frozenset(), frozenset())
