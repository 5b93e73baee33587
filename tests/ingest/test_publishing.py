"""What reading finds makes a publication, and what staff decided wins."""

from dataclasses import replace

import pytest

from corpus.records import Audience, Fact, Kind, Publication, Quality
from ingest.handover import Reading
from ingest.publishing import Decided, former_of, id_of, publication_of, remarks, waiting_for

GOOD = Quality(pages=10)
FOUND = (
    Fact("title", "Wealdshire Strategy", "cover", 0.9, 1),
    Fact("kind", "strategy", "cover", 0.9),
    Fact("period", "2023/24", "cover", 0.8),
    Fact("area", "Wealdshire", "cover", 0.8),
)
MARKING = Fact("marking", "OFFICIAL-SENSITIVE", "text", 1.0, 1)


def reading(*facts: Fact, quality: Quality = GOOD) -> Reading:
    """A reading that found these facts."""
    return Reading((), (), (), (), quality, (), (), (), "pdfium", facts=facts)


def made(
    found: Reading, former: Publication | None = None, decided: Decided | None = None
) -> Publication:
    """The publication of a reading."""
    return publication_of(found, file_name="a.pdf", decided=decided or Decided(), former=former)


def test_facts_fill_the_publication() -> None:
    """Title, kind, period and area are taken over."""
    publication = made(reading(*FOUND))
    assert (publication.title, publication.kind) == ("Wealdshire Strategy", Kind.STRATEGY)
    assert publication.period is not None
    assert publication.period.first_day == "2023-04-01"
    assert (publication.area, publication.audience) == ("Wealdshire", Audience.PUBLIC)


def test_a_marking_means_staff_until_staff_decide() -> None:
    """A marked file, or a marked new edition of a public one, is for staff alone, and says so."""
    public = made(reading(*FOUND))
    for former in (None, public):
        publication = made(reading(*FOUND, MARKING), former)
        assert publication.audience is Audience.STAFF
        assert "OFFICIAL-SENSITIVE" in " ".join(remarks(publication, GOOD))
    decided = made(reading(*FOUND, MARKING), decided=Decided(audience=Audience.PARTNER))
    assert decided.audience is Audience.PARTNER
    assert made(reading(*FOUND, MARKING), decided).audience is Audience.PARTNER


def test_what_staff_set_stays() -> None:
    """A title set by staff is not overwritten by the next edition."""
    corrected = replace(
        made(reading(*FOUND)),
        title="Our Strategy",
        facts=(Fact("title", "Our Strategy", "staff", 1.0),),
    )
    publication = made(reading(*FOUND), corrected)
    assert publication.title == "Our Strategy"
    assert {fact.found_in for fact in publication.facts if fact.name == "title"} == {"staff"}


def test_a_bad_reading_waits_for_staff() -> None:
    """Mostly unread pages, or unsure ones, do not go public silently; a decision ends the wait."""
    unread = Quality(pages=4, pages_without_text=(1, 2, 3))
    unsure = Quality(pages=4, ocr_pages=(1,), ocr_confidence=0.4)
    assert "3 of 4" in waiting_for(unread)
    assert "0.40" in waiting_for(unsure)
    assert not waiting_for(GOOD)
    assert made(reading(quality=unread)).waiting
    assert not made(reading(quality=unread), decided=Decided(audience=Audience.PUBLIC)).waiting


def named(file_name: str, audience: Audience = Audience.PUBLIC, **known: str) -> Publication:
    """A publication of this file and audience that has no id yet."""
    return replace(Publication("", "", Kind.OTHER, audience, file_name), **known)  # type: ignore[arg-type]


SHA = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [("Kent & Medway VRU_2023.pdf", "kent-medway-vru-2023"), ("???.pdf", "publication")],
)
def test_ids_are_plain(file_name: str, expected: str) -> None:
    """A public id is made of the file's name and nothing else."""
    assert id_of(named(file_name), SHA, lambda _: False) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        named("plan.pdf", Audience.STAFF),
        named("plan.pdf", Audience.PARTNER),
        named("plan.pdf", waiting="2 of 2 pages have no text."),
    ],
)
def test_what_is_hidden_takes_no_public_id(hidden: Publication) -> None:
    """A restricted or waiting publication has an id of its own, though nothing else is there."""
    assert id_of(hidden, SHA, lambda _: False) == "plan-01234567"


def test_a_taken_id_looks_like_any_hidden_ones() -> None:
    """Where an id is taken no number tells how many there are; the piece grows until it is free."""
    assert id_of(named("plan.pdf"), SHA, {"plan"}.__contains__) == "plan-01234567"
    taken = {"plan", "plan-01234567"}
    assert id_of(named("plan.pdf"), SHA, taken.__contains__) == "plan-012345678"


def test_an_edition_never_opens_what_was_before() -> None:
    """A file decided for more readers than its namesake has is no edition of it."""
    public, partner = named("plan.pdf"), named("plan.pdf", Audience.PARTNER)
    assert former_of([public, partner], Decided(Audience.PUBLIC)) is public
    assert former_of([partner], Decided(Audience.PUBLIC)) is None
    assert former_of([public, partner], Decided(Audience.STAFF)) is partner
    assert former_of([public, partner], Decided()) is partner
    assert former_of([], Decided()) is None
