"""Making a cross-encoder ready to read the best hits: sentence-transformers once, then ONNX.

`prepare` starts this module as a child process, which alone imports torch for it. The child traces
any CrossEncoder that gives one score, proves that its log-odds are those of
`CrossEncoder.predict`, and leaves a folder that `index.reader.Reader` opens like the reader that
comes along. Does not score hits; `index.rerank` does.

Source: Nogueira and Cho (2019), "Passage Re-ranking with BERT"; the eight-bit form as in
`index.models`.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import models
from index.errors import ModelDiffers, ModelMissing
from index.reader import CONFIG, Reader

OWN = "own"
"""The setting that names the reader that comes along, in `index.reader`."""

WHOLE, EIGHT_BIT = "model.onnx", "model-8bit.onnx"

MOST_APART = 0.001
"""Most that a probe's log-odds in fp32 may differ from those of sentence-transformers."""

MOST_MOVED = 0.1
"""Most that eight-bit weights may move a probe's chance (0 to 1); where they do, fp32 serves."""

LONGEST_TOKENS = 512
"""What no model reads beyond here: a passage and its heading have a quarter of it."""

FORM = 1
"""Raised when what `prepare` writes changes, so that older folders are made again."""

INPUTS = ("input_ids", "attention_mask", "token_type_ids")

HINT = (
    "Set VRU_RERANKER to own, to a folder that holds a sentence-transformers CrossEncoder with one "
    "score (num_labels 1), or leave it empty; then: vru refresh"
)


def prepare(name: str, models_dir: Path) -> Path:
    """The folder of a cross-encoder that `Reader` can open, made first where there is none.

    *Raises*: ModelMissing, ModelDiffers.
    """
    try:
        source = models.locate(name, holding="config.json")
        _check_one_score(source)
        target = _folder(name, models_dir)
        if not models.is_ready(target, source, form=FORM):
            models.make(source, target, by="index.cross_encoders")
    except (ModelMissing, ModelDiffers) as error:
        told = error.hint if models.FETCH in error.hint else HINT
        raise type(error)(f"VRU_RERANKER: {error}", hint=told) from error
    return target


def made(name: str, models_dir: Path) -> Path | None:
    """The folder that `prepare` made of a cross-encoder before, or None; makes nothing."""
    folder = _folder(name, models_dir)
    return folder if models.card_of(folder).get("form") == FORM else None


def _folder(name: str, models_dir: Path) -> Path:
    # Apart from the embedding models, since a name may be used for both by mistake.
    return models_dir / f"cross-{models.folder_name(name)}"


def _check_one_score(source: Path) -> None:
    """Refuse what gives several scores before torch is started for it."""
    try:
        config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelDiffers(f"The config.json of {source.name} cannot be read.") from error
    # transformers writes the labels only where they are not the two that it takes for granted.
    labels = len(config.get("id2label") or (0, 1))
    if labels != 1:
        raise ModelDiffers(f"{source.name} gives {labels} scores for a pair, and one is wanted.")


def export(source: Path, target: Path) -> dict[str, Any]:
    """Write graph, tokenizer, configuration and card; returns the card.

    Runs in the child process only, since it imports torch.
    *Raises*: ModelDiffers where the graph's log-odds are not the original's.
    """
    import torch
    from sentence_transformers import CrossEncoder

    # Eager attention: the fused kernels of newer transformers do not trace into plain ONNX.
    model = CrossEncoder(
        str(source), device="cpu", model_kwargs={"attn_implementation": "eager"}
    ).eval()
    longest = min(int(model.max_length or LONGEST_TOKENS), LONGEST_TOKENS)
    model.max_length = longest
    _trace(model, target / WHOLE)
    models.quantise(target / WHOLE, target / EIGHT_BIT)
    model.tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    expected = model.predict(_probes(), activation_fn=torch.nn.Identity())
    whole = _scored(target, WHOLE, longest)
    apart = float(np.abs(whole - expected).max())
    if not apart <= MOST_APART:
        raise ModelDiffers(f"The exported model's log-odds are {apart:.6f} off.")
    moved = float(np.abs(_chance(_scored(target, EIGHT_BIT, longest)) - _chance(whole)).max())
    serving = EIGHT_BIT if moved <= MOST_MOVED else WHOLE
    _configure(target, serving, longest)
    (target / (WHOLE if serving == EIGHT_BIT else EIGHT_BIT)).unlink()
    card = models.origin_of(source) | {
        "form": FORM,
        "serves": serving,
        "parity_fp32": round(apart, 6),
        "moved_8bit": round(moved, 4),
    }
    models.write_card(target, card)
    return card


def _probes() -> list[tuple[str, str]]:
    questions = (models.PROBES[1], models.PROBES[0])
    return [(question, text) for question in questions for text in models.PROBES]


def _scored(target: Path, graph: str, longest: int) -> NDArray[np.float32]:
    _configure(target, graph, longest)
    reader = Reader(target)
    return np.concatenate([reader.score(question, [text]) for question, text in _probes()])


def _chance(odds: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.float32(1) / (np.float32(1) + np.exp(-odds))


def _configure(target: Path, graph: str, longest: int) -> None:
    config = {
        "model": graph,
        "model_sha256": models.sha256(target / graph),
        "tokenizer": "tokenizer.json",
        "tokenizer_sha256": models.sha256(target / "tokenizer.json"),
        "longest_tokens": longest,
    }
    (target / CONFIG).write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


def _trace(model: Any, path: Path) -> None:
    import torch

    tokens = model.tokenizer(["a probe"], ["of the graph"], return_tensors="pt")
    names = [name for name in INPUTS if name in tokens]

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *values: Any) -> Any:
            return self.model(dict(zip(names, values, strict=True)))["scores"].reshape(-1, 1)

    torch.onnx.export(
        Whole(),
        tuple(tokens[name] for name in names),
        str(path),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={n: {0: "pairs", 1: "tokens"} for n in names} | {"logits": {0: "pairs"}},
        opset_version=17,
        dynamo=False,
    )
    _take_all_inputs(path)


def _take_all_inputs(path: Path) -> None:
    """Let a graph be given what `Reader` gives, where its model does not look at all of it."""
    import onnx

    graph = onnx.load(path)
    known = {value.name for value in graph.graph.input}
    for name in INPUTS:
        if name not in known:
            shape = ["pairs", "tokens"]
            made = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.INT64, shape)
            graph.graph.input.append(made)
    onnx.save(graph, path)


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
