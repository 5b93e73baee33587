"""The reader: a small cross-encoder of our own that says how well a text answers a question.

It reads question and text together, so it sees what an embedding cannot: that the asked figure,
place or year is or is not there. It does not find texts and does not decide what to show.
How it was trained and on what: `MODEL_CARD.md` beside this file.
*Source*: Nogueira and Cho (2019), "Passage Re-ranking with BERT"; eight-bit weights after Jacob et
al. (2018), one scale for each output channel.
"""

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.errors import ModelDiffers, ModelMissing

HOME = Path(__file__).parent
CONFIG = "reader.json"
_REPAIR = "The reader's files come with the software: install it again."
_LONGEST_CHARACTERS = 2_000


def framed(header: str, text: str) -> str:
    """A text as the reader was taught to see it: its report's title and heading come first."""
    return f"{header}: {text}" if header else text


class Reader:
    """A loaded cross-encoder; safe to share between threads."""

    def __init__(self, folder: Path = HOME, *, threads: int = 1) -> None:
        """Load the model and check that it is the one its configuration names.

        *Raises*: ModelMissing, ModelDiffers.
        """
        config = _read_config(folder)
        tokenizer = _checked(folder / config["tokenizer"], config["tokenizer_sha256"])
        model = _checked(folder / config["model"], config["model_sha256"])
        self._tokenizer = Tokenizer.from_str(tokenizer.decode())
        # The longer of the two is cut, at its end: so the text, unless the question is endless.
        self._tokenizer.enable_truncation(int(config["longest_tokens"]), strategy="longest_first")
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        # Pairs are short: two side by side, each on one core, are done sooner than one on both.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._workers = ThreadPoolExecutor(threads, "reader") if threads > 1 else None

    def score(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """How well each text answers the question.

        *Shapes*: (texts,). *Order*: that of the texts. *Units*: log-odds; 0 is an even chance.
        """
        read = partial(self._score_one, question[:_LONGEST_CHARACTERS])
        scores = self._workers.map(read, texts) if self._workers else map(read, texts)
        return np.array(list(scores), dtype=np.float32)

    def _score_one(self, question: str, text: str) -> np.float32:
        # One pair at a time: eight-bit arithmetic takes its scale from the whole batch, so in
        # company a text's score would hang on its neighbours; and nothing is spent on padding.
        encoded = self._tokenizer.encode(question, text[:_LONGEST_CHARACTERS])
        feeds = {
            "input_ids": np.array([encoded.ids], dtype=np.int64),
            "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
            "token_type_ids": np.array([encoded.type_ids], dtype=np.int64),
        }
        logits: NDArray[np.float32] = self._session.run(["logits"], feeds)[0]
        score: np.float32 = logits[0, 0]
        return score


def _read_config(folder: Path) -> dict[str, str]:
    try:
        config: dict[str, str] = json.loads((folder / CONFIG).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ModelMissing(f"no reader in {folder}", hint=_REPAIR) from error
    return config


def _checked(path: Path, sha256: str) -> bytes:
    """A file's bytes, known to be the right ones."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ModelMissing(f"{path.name} is missing from the reader", hint=_REPAIR) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ModelDiffers(f"{path.name} is not the reader's own file", hint=_REPAIR)
    return content
