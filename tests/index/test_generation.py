"""Generations on disk."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from corpus.records import Audience
from corpus.store import Record
from index import generation
from index.build import BUILT, build
from index.errors import GenerationDamaged, NoGeneration
from index.hits import Query
from index.search import Searcher
from tests.index.fakes import HashingEmbedder, add, county, publication


def built(folder: Path, embedder: HashingEmbedder | None = None) -> Path:
    """Bring the generations of a data folder up to date; returns where they are."""
    build(
        record=folder / "record.sqlite",
        generations=folder / "generations",
        embedder=embedder or HashingEmbedder(),
    )
    return folder / "generations"


def test_no_generation_is_said_with_what_mends_it(tmp_path: Path) -> None:
    """Searching before anything was built names the command that builds."""
    searcher = Searcher(tmp_path, Audience.PUBLIC, None)
    with pytest.raises(NoGeneration) as caught:
        searcher.search(Query("knife", Audience.PUBLIC))
    assert "vru rebuild" in caught.value.hint


@pytest.mark.parametrize("name", ["vectors.faiss", "scan.onnx", "terms.json", "shares.npy"])
def test_a_changed_byte_is_refused(tmp_path: Path, name: str) -> None:
    """A generation with one byte changed is never searched, and its file is named."""
    county(tmp_path / "record.sqlite")
    root = generation.folder_of(built(tmp_path), Audience.PUBLIC)
    path = root / str(generation.current_name(root)) / name
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(GenerationDamaged, match=name):
        generation.open_current(root)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A generation without one of its files is damaged."""
    county(tmp_path / "record.sqlite")
    root = generation.folder_of(built(tmp_path), Audience.PUBLIC)
    (root / str(generation.current_name(root)) / "page.npy").unlink()
    with pytest.raises(GenerationDamaged):
        generation.open_current(root)


def test_building_mends_a_damaged_generation(tmp_path: Path) -> None:
    """What is damaged is built again although the record has not changed."""
    county(tmp_path / "record.sqlite")
    root = generation.folder_of(built(tmp_path), Audience.PUBLIC)
    (root / str(generation.current_name(root)) / "page.npy").write_bytes(b"")
    built(tmp_path)
    assert generation.open_current(root).manifest.passages == 10


def test_a_searcher_follows_the_switch(tmp_path: Path) -> None:
    """An open searcher finds what a later build added, without being opened anew."""
    county(tmp_path / "record.sqlite")
    searcher = Searcher(built(tmp_path), Audience.PUBLIC, HashingEmbedder())
    assert searcher.search(Query("submarine", Audience.PUBLIC, limit=3)).understood.expanded == ()
    with Record(tmp_path / "record.sqlite") as record:
        add(
            record,
            publication("dive"),
            [[("A submarine was seen off the coast of Southmere.", ())]],
        )
    built(tmp_path)
    found = searcher.search(Query("submarine", Audience.PUBLIC))
    assert (
        searcher.opened().ids[searcher.opened().owner == 1][0].decode() == found.hits[0].passage_id
    )


def test_current_names_the_old_until_the_new_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that dies before the switch leaves CURRENT and the old generation as they were."""
    county(tmp_path / "record.sqlite")
    root = generation.folder_of(built(tmp_path), Audience.PUBLIC)
    before = generation.current_name(root)
    with Record(tmp_path / "record.sqlite") as record:
        add(record, publication("more"), [[("Something new to find.", ())]])

    def dies(_: Path) -> dict[str, str]:
        raise KeyboardInterrupt

    monkeypatch.setattr(generation, "checksums", dies)
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path)
    monkeypatch.undo()
    assert generation.current_name(root) == before
    assert generation.open_current(root).manifest.passages == 10
    assert sorted(p.name for p in root.iterdir()) == sorted([generation.CURRENT, str(before)])


def test_nothing_is_built_twice(tmp_path: Path) -> None:
    """An unchanged record and model build nothing and embed nothing."""
    county(tmp_path / "record.sqlite")
    built(tmp_path)
    second = HashingEmbedder()
    built(tmp_path, second)
    assert second.encoded == 0


def test_only_new_texts_are_embedded(tmp_path: Path) -> None:
    """Vectors are kept by their text: a new publication costs its own passages alone."""
    county(tmp_path / "record.sqlite")
    built(tmp_path)
    with Record(tmp_path / "record.sqlite") as record:
        add(record, publication("more"), [[("One passage that was not there before.", ())]])
    second = HashingEmbedder()
    built(tmp_path, second)
    assert second.encoded == 1


def test_public_is_the_same_with_or_without_staff_documents(tmp_path: Path) -> None:
    """Every file of the public index is byte for byte the same whether staff documents exist."""
    for name in ("with", "without"):
        county(tmp_path / name / "record.sqlite")
    with Record(tmp_path / "without" / "record.sqlite") as record:
        record.remove("profile")
    files = []
    for name in ("with", "without"):
        root = generation.folder_of(built(tmp_path / name), Audience.PUBLIC)
        files.append({p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()})
    assert files[0] == files[1]


def test_an_empty_record_can_be_searched(tmp_path: Path) -> None:
    """With no publication at all a search finds nothing and fails nowhere."""
    Record(tmp_path / "record.sqlite").close()
    searcher = Searcher(built(tmp_path), Audience.PUBLIC, HashingEmbedder())
    found = searcher.search(Query("knife crime in Northgate 2023", Audience.PUBLIC))
    assert (found.total, found.hits) == (0, ())


def test_the_build_says_which_revision_it_reached(tmp_path: Path) -> None:
    """What was built from stands beside the audiences' folders and in none of them."""
    county(tmp_path / "record.sqlite")
    generations = built(tmp_path)
    assert (generations / BUILT).is_file()
    for audience in Audience:
        root = generation.folder_of(generations, audience)
        manifest = (root / str(generation.current_name(root)) / generation.MANIFEST).read_text()
        assert "revision" not in manifest


def test_arrays_are_mapped_from_disk(tmp_path: Path) -> None:
    """Opening reads no array into memory; the largest are mapped."""
    county(tmp_path / "record.sqlite")
    opened = generation.open_current(generation.folder_of(built(tmp_path), Audience.PUBLIC))
    assert isinstance(opened.arrays["shares"].base, np.memmap)


def test_of_a_removed_publication_nothing_stays(tmp_path: Path) -> None:
    """After removing and building, no generation and no cached vector of its words is left."""
    county(tmp_path / "record.sqlite")
    generations = built(tmp_path)
    with Record(tmp_path / "record.sqlite") as record:
        record.remove("profile")
    built(tmp_path)
    left = [p for p in generations.rglob("*") if p.is_file() and b"zebrafish" in p.read_bytes()]
    assert left == []
    with sqlite3.connect(tmp_path / "record.sqlite") as connection:
        (count,) = connection.execute("SELECT COUNT(*) FROM vector").fetchone()
    assert count == 8  # two openings, four of robbery, two of the strategy


def test_audiences_that_see_the_same_share_their_files(tmp_path: Path) -> None:
    """Where two audiences see the same publications, the second takes no more room or time."""
    county(tmp_path / "record.sqlite")
    generations = built(tmp_path)
    names = {a: generation.current_name(generation.folder_of(generations, a)) for a in Audience}
    assert names[Audience.PUBLIC] == names[Audience.PARTNER] != names[Audience.STAFF]
    files = [
        generation.folder_of(generations, a) / str(names[a]) / "shares.npy"
        for a in (Audience.PUBLIC, Audience.PARTNER)
    ]
    assert files[0].samefile(files[1])


def test_a_generation_records_how_near_its_model_is_to_the_original(tmp_path: Path) -> None:
    """The parity of an exported model stands in the manifest, and none for a model without."""
    county(tmp_path / "record.sqlite")
    embedder = HashingEmbedder()
    root = generation.folder_of(built(tmp_path, embedder), Audience.PUBLIC)
    assert generation.open_current(root).manifest.parity is None
    exported = HashingEmbedder("exported")
    exported.parity = 0.99997  # type: ignore[attr-defined]
    built(tmp_path, exported)
    assert generation.open_current(root).manifest.parity == 0.99997
