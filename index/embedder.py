"""Turning text into vectors: the seam between finding and whatever model makes them.

`OnnxEmbedder` runs a model that `index.models` made ready; tests bring a deterministic one of
their own. Imports neither torch nor sentence-transformers.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelMissing

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """What makes vectors; `identity` names model, weights and precision."""

    identity: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts. *Shapes*: (texts, dimensions)."""
        ...


class Precision(StrEnum):
    """Which of a model's two graphs runs."""

    FP32 = "fp32"
    EIGHT_BIT = "8bit"


GRAPHS = {Precision.FP32: "model.onnx", Precision.EIGHT_BIT: "model-8bit.onnx"}


class OnnxEmbedder:
    """A sentence-transformers model run by ONNX Runtime; may be used from many threads."""

    def __init__(
        self, card: dict[str, Any], session: Any, tokenizer: Any, identity: str, *, threads: int
    ) -> None:
        self.identity = identity
        self._threads = threads
        self.dimensions: int = card["dimensions"]
        self.parity: float | None = card.get("parity_fp32")
        self._inputs: list[str] = card["inputs"]
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(
        cls, folder: Path, *, threads: int = 1, precision: Precision = Precision.EIGHT_BIT
    ) -> Self:
        """Load a folder that `index.models.prepare` made.

        *Raises*: ModelMissing.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            card = json.loads((folder / "model.json").read_text())
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except OSError as error:
            raise ModelMissing(f"The folder {folder.name} holds no model made ready.") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(card["longest_tokens"])
        session = onnxruntime.InferenceSession(
            folder / GRAPHS[precision], _options(), providers=["CPUExecutionProvider"]
        )
        made = f"{precision}-form{card['form']}"
        identity = f"{card['source']}@{card['weights_sha256'][:12]}-{made}"
        return cls(card, session, tokenizer, identity, threads=threads)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of the texts, in their order. *Shapes*: (texts, dimensions)."""
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if len(texts) < 2 or self._threads < 2:
            for row, text in enumerate(texts):
                vectors[row] = self._encode_one(text)
            return vectors
        with ThreadPoolExecutor(self._threads) as pool:
            for row, vector in enumerate(pool.map(self._encode_one, texts)):
                vectors[row] = vector
        return vectors

    def _encode_one(self, text: str) -> Vectors:
        # One text at a time: eight-bit arithmetic takes its scale from the whole batch, so in
        # company a text's vector would hang on its neighbours; and nothing is spent on padding,
        # which made batches of 512 to 8192 tokens slower on two cores (61 to 37 a second for 66).
        encoding = self._tokenizer.encode(text)
        values = {
            "input_ids": encoding.ids,
            "attention_mask": encoding.attention_mask,
            "token_type_ids": encoding.type_ids,
        }
        feed = {name: np.array([values[name]], dtype=np.int64) for name in self._inputs}
        vector: Vectors = self._session.run(None, feed)[0][0]
        return vector


def _options() -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread a text; several texts at once take several.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The number of texts, as `index.models` calls it: what hangs on it alone is then worked out
    # when the model is opened and not for each text, a twentieth of the time.
    options.add_free_dimension_override_by_name("texts", 1)
    options.log_severity_level = 3
    return options
