"""Making cross-encoders ready, and reading with them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import cross_encoders
from index.errors import ModelDiffers, ModelMissing
from index.reader import Reader

PAIRS = [("how many robberies", "robbery fell by 9 %"), ("who leads", "the board met twice " * 60)]

TINY = """
import json, sys
from pathlib import Path
import torch
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

folder, spread, pairs = Path(sys.argv[1]), float(sys.argv[2]), json.loads(sys.argv[3])
torch.manual_seed(7)
letters = [chr(code) for code in range(97, 123)] + list("0123456789.,?%")
vocab = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *("##" + c for c in letters)]
shape = dict(hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64)
config = BertConfig(
    vocab_size=len(vocab), max_position_embeddings=128, num_labels=1, initializer_range=spread,
    **shape,
)
BertForSequenceClassification(config).save_pretrained(folder)
BertTokenizerFast(vocab={word: i for i, word in enumerate(vocab)}).save_pretrained(folder)
model = CrossEncoder(str(folder), device="cpu")
found = model.predict([tuple(pair) for pair in pairs])
(folder / "expected.json").write_text(json.dumps(found.tolist()))
"""
"""A cross-encoder of two layers with random weights, and what sentence-transformers says by it."""


def tiny(folder: Path, *, spread: float) -> Path:
    """A small cross-encoder in a folder; the wider its weights, the more eight bits lose."""
    folder.mkdir()
    command = [sys.executable, "-W", "ignore", "-c", TINY, str(folder), str(spread)]
    environment = os.environ | {"HF_HUB_OFFLINE": "1"}
    subprocess.run([*command, json.dumps(PAIRS)], check=True, capture_output=True, env=environment)
    return folder


def refused(folder: Path, config: str) -> Path:
    """A folder that looks like a model by its configuration alone."""
    folder.mkdir()
    (folder / "config.json").write_text(config)
    return folder


@pytest.mark.model
@pytest.mark.parametrize(
    ("spread", "serves"), [(0.5, cross_encoders.WHOLE), (0.02, cross_encoders.EIGHT_BIT)]
)
def test_any_cross_encoder_reads_as_its_original(
    tmp_path: Path, spread: float, serves: str
) -> None:
    """A cross-encoder by path scores as CrossEncoder.predict; eight bits serve where they may."""
    source = tiny(tmp_path / "tiny", spread=spread)
    folder = cross_encoders.prepare(str(source), tmp_path / "models")
    assert cross_encoders.made(str(source), tmp_path / "models") == folder
    card = json.loads((folder / "model.json").read_text())
    assert card["parity_fp32"] <= cross_encoders.MOST_APART
    assert card["serves"] == serves
    assert [path.name for path in folder.glob("*.onnx")] == [serves]
    odds = np.concatenate([Reader(folder).score(q, [text]) for q, text in PAIRS])
    expected = json.loads((source / "expected.json").read_text())
    apart = 1e-4 if serves == cross_encoders.WHOLE else cross_encoders.MOST_MOVED
    assert np.allclose(1 / (1 + np.exp(-odds)), expected, atol=apart)
    before = (folder / serves).stat().st_mtime_ns
    cross_encoders.prepare(str(source), tmp_path / "models")
    assert (folder / serves).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ('{"id2label": {"0": "no", "1": "maybe", "2": "yes"}}', "3 scores"),
        ("{}", "2 scores"),
        ("{", "cannot be read"),
    ],
)
def test_what_gives_no_single_score_is_refused(tmp_path: Path, config: str, says: str) -> None:
    """A model with several labels, or none that can be told, is refused before it is loaded."""
    source = refused(tmp_path / "other", config)
    with pytest.raises(ModelDiffers, match=says) as caught:
        cross_encoders.prepare(str(source), tmp_path / "models")
    assert "VRU_RERANKER" in str(caught.value)
    assert caught.value.hint == cross_encoders.HINT
    assert cross_encoders.made(str(source), tmp_path / "models") is None


def test_a_cross_encoder_that_is_nowhere_is_named(tmp_path: Path) -> None:
    """A name that is no folder, no package and in no cache is refused with what mends it."""
    with pytest.raises(ModelMissing, match="no-such-model") as caught:
        cross_encoders.prepare("no-such-model", tmp_path)
    assert caught.value.hint == cross_encoders.HINT
    with pytest.raises(ModelMissing) as caught:
        cross_encoders.prepare("some-maker/no-such-model", tmp_path)
    assert caught.value.hint.endswith("hf download some-maker/no-such-model")


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    """A configuration alone is no model, and the hint is about the cross-encoder."""
    source = refused(tmp_path / "empty", '{"id2label": {"0": "LABEL_0"}}')
    with pytest.raises(ModelMissing, match="no weights") as caught:
        cross_encoders.prepare(str(source), tmp_path / "models")
    assert caught.value.hint == cross_encoders.HINT
