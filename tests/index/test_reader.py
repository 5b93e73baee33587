"""Tests of `index.reader`, on the reader that ships and on invented sentences."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelDiffers, ModelMissing
from index.reader import CONFIG, HOME, Reader, framed

QUESTION = "How many knife offences were recorded in Wealdshire in 2022?"
HEADER = "Wealdshire violence needs assessment 2022"
ANSWER = "Police recorded 412 knife offences in the year, most of them in the town centre."


@pytest.fixture(scope="module")
def reader() -> Reader:
    """The reader that ships."""
    return Reader()


@pytest.mark.parametrize(
    ("header", "text"),
    [
        (HEADER, "The partnership meets every month and is chaired by the chief constable."),
        (HEADER, "Residents say that they worry about knife offences near schools."),
        ("Ashmoor violence needs assessment 2022", ANSWER),
    ],
    ids=["other topic", "no figure", "other place"],
)
def test_the_answering_sentence_comes_before_one_that_misleads(
    reader: Reader, header: str, text: str
) -> None:
    """A text that answers scores above one off the topic, without the figure or of elsewhere."""
    right, wrong = reader.score(QUESTION, [framed(HEADER, ANSWER), framed(header, text)])
    assert right > wrong


def test_a_score_depends_on_nothing_but_question_and_text(reader: Reader) -> None:
    """A text has the same score alone, in company and in any order."""
    texts = [framed(HEADER, ANSWER), "Short.", "A longer text about something else. " * 20]
    together = reader.score(QUESTION, texts)
    backwards = reader.score(QUESTION, texts[::-1])[::-1]
    alone = [reader.score(QUESTION, [text])[0] for text in texts]
    assert together.dtype == np.float32
    assert together.tolist() == backwards.tolist() == alone


def test_no_texts_have_no_scores(reader: Reader) -> None:
    """Nothing in, nothing out."""
    assert reader.score(QUESTION, []).shape == (0,)


def test_overlong_and_empty_input_is_scored_all_the_same(reader: Reader) -> None:
    """Whatever the lengths, every text gets a finite score."""
    for question in ("", "why " * 5_000):
        scores = reader.score(question, ["", "word " * 50_000, "\x00\ufffd"])
        assert np.isfinite(scores).all()


def test_a_long_text_is_read_from_its_start(reader: Reader) -> None:
    """What stands beyond the reader's length is cut from the text's end, not the question's."""
    filler = "The report has many pages. " * 200
    first, last = reader.score(QUESTION, [f"{ANSWER} {filler}", f"{filler} {ANSWER}"])
    assert first > last


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    """One other byte in the weights and the reader does not load."""
    folder = _copy(tmp_path)
    model = folder / json.loads((folder / CONFIG).read_text())["model"]
    content = bytearray(model.read_bytes())
    content[len(content) // 2] ^= 1
    model.write_bytes(content)
    with pytest.raises(ModelDiffers):
        Reader(folder)


@pytest.mark.parametrize("name", [CONFIG, "reader.onnx", "tokenizer.json"])
def test_a_missing_file_is_named_as_missing(tmp_path: Path, name: str) -> None:
    """Without any one of its files the reader says that it is missing."""
    folder = _copy(tmp_path)
    (folder / name).unlink()
    with pytest.raises(ModelMissing):
        Reader(folder)


def test_the_reader_needs_no_training_library() -> None:
    """Loading the reader loads neither torch nor transformers."""
    code = (
        "import sys; from index.reader import Reader; Reader();"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(HOME, tmp_path / "reader"))
