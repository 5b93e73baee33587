"""Making a model ready, and embedding with it."""

import json
from pathlib import Path

import numpy as np
import pytest

from index import models
from index.embedder import OnnxEmbedder, Precision
from index.errors import ModelDiffers, ModelMissing


def test_a_model_that_is_nowhere_is_named(tmp_path: Path) -> None:
    """A name that is neither a folder nor a package with a model is refused by name."""
    with pytest.raises(ModelMissing, match="no-such-model"):
        models.prepare("no-such-model", tmp_path)


def test_a_package_without_a_model_is_refused(tmp_path: Path) -> None:
    """A package that exists and holds no model is not taken for one."""
    with pytest.raises(ModelMissing):
        models.prepare("json", tmp_path)


def test_a_hubs_name_is_looked_up_in_its_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A model by a hub's name is taken from this machine's cache, and else the fetching is told."""
    snapshot = tmp_path / "models--maker--small" / "snapshots" / "abc"
    snapshot.mkdir(parents=True)
    (snapshot / "modules.json").write_text("[]")
    (snapshot / "model.safetensors").write_bytes(b"weights")
    references = tmp_path / "models--maker--small" / "refs"
    references.mkdir()
    (references / "main").write_text("abc")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert models.locate("maker/small") == snapshot
    assert models.origin_of(snapshot)["source"] == "small"
    with pytest.raises(ModelMissing) as caught:
        models.locate("maker/other")
    assert caught.value.hint.endswith("hf download maker/other")


def test_weights_other_than_the_checked_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The packaged model must have the weights that were checked, bit for bit."""
    monkeypatch.setitem(models.PINNED, models.DEFAULT, "0" * 64)
    with pytest.raises(ModelDiffers):
        models.prepare("", tmp_path)
    assert models.made("", tmp_path) is None


def test_a_folder_without_a_model_cannot_be_opened(tmp_path: Path) -> None:
    """Opening a folder that `prepare` did not make says so."""
    with pytest.raises(ModelMissing):
        OnnxEmbedder.open(tmp_path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged model, made ready once."""
    return models.prepare("", tmp_path_factory.mktemp("models"))


@pytest.mark.model
def test_the_exported_model_is_the_original(folder: Path) -> None:
    """In fp32 every probe's vector agrees with sentence-transformers' to a cosine of 0.9999."""
    card = json.loads((folder / "model.json").read_text())
    assert card["parity_fp32"] >= models.LEAST_PARITY
    assert OnnxEmbedder.open(folder).parity == card["parity_fp32"]
    assert card["parity_8bit"] >= 0.97
    assert card["weights_sha256"] == models.PINNED[models.DEFAULT]


@pytest.mark.model
def test_vectors_are_unit_and_near_what_is_like(folder: Path) -> None:
    """Vectors have length one, and a paraphrase is nearer than another subject."""
    embedder = OnnxEmbedder.open(folder, threads=2)
    vectors = embedder.encode(
        ["knife crime among teenagers", "stabbings of young people", "the price of bread"]
    )
    assert vectors.shape == (3, embedder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


@pytest.mark.model
def test_a_texts_vector_does_not_hang_on_its_neighbours(folder: Path) -> None:
    """A text has the same vector alone and in any company, with one thread or two."""
    alone = OnnxEmbedder.open(folder, threads=1).encode(["violence in Northgate"])[0]
    company = ["violence in Northgate", "x", "a much longer text about robbery " * 20]
    together = OnnxEmbedder.open(folder, threads=2).encode(company)
    assert np.array_equal(alone, together[0])


@pytest.mark.model
def test_the_two_precisions_have_two_names(folder: Path) -> None:
    """Vectors of one precision are never taken for those of the other."""
    names = {OnnxEmbedder.open(folder, precision=p).identity for p in Precision}
    assert len(names) == 2


@pytest.mark.model
def test_what_is_made_is_not_made_again(folder: Path) -> None:
    """A model that is ready is used as it is."""
    before = (folder / "model.onnx").stat().st_mtime_ns
    assert models.prepare("", folder.parent) == folder
    assert models.made("", folder.parent) == folder
    assert (folder / "model.onnx").stat().st_mtime_ns == before
