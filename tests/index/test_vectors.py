"""Nearness of a question to passages."""

from pathlib import Path

import numpy as np

from index.vectors import Nearness, save


def unit(rows: int, dimensions: int = 384) -> np.ndarray:
    """Unit vectors drawn with a fixed seed."""
    vectors = np.random.default_rng(5).standard_normal((rows, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_scanning_all_is_near_and_asking_some_is_exact(tmp_path: Path) -> None:
    """The scan is within 0.005 of the cosine for every passage; asked for, it is the cosine."""
    vectors = unit(500)
    save(tmp_path, vectors)
    opened = Nearness.open(tmp_path)
    assert opened is not None
    question = vectors[17]
    expected = vectors @ question
    assert np.abs(opened.of_all(question) - expected).max() < 0.005
    rows = np.array([3, 17, 499])
    assert np.allclose(opened.of_some(question, rows), expected[rows], atol=1e-6)


def test_the_same_question_is_answered_the_same(tmp_path: Path) -> None:
    """Two scans, with one thread and with two, give equal numbers."""
    vectors = unit(300)
    save(tmp_path, vectors)
    found = [Nearness.open(tmp_path, threads=n) for n in (1, 2)]
    assert found[0] is not None
    assert found[1] is not None
    assert np.array_equal(found[0].of_all(vectors[1]), found[1].of_all(vectors[1]))


def test_no_vectors_no_files(tmp_path: Path) -> None:
    """Of no passages nothing is written and nothing opened."""
    save(tmp_path, unit(0))
    assert Nearness.open(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
