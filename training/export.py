"""Turn a trained model into what ships: ONNX with eight-bit weights, tokenizer and configuration.

Writes `reader.onnx`, `tokenizer.json` and `reader.json`; with --fp32 the weights stay as they are,
to measure what eight bits cost.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.train import BASE, LONGEST_TOKENS, load_model

NAMES = ("input_ids", "attention_mask", "token_type_ids")


class _Logits(torch.nn.Module):
    """The model with plain tensors in and out, as tracing needs."""

    def __init__(self, model: torch.nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        out = self.model(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        )
        logits: torch.Tensor = out.logits
        return logits


def export_fp32(trained: Path, target: Path) -> None:
    """Trace the trained model with free batch and length."""
    model = _Logits(load_model(trained).eval())
    # Two rows of unlike length, so that the mask is traced as data and not as a constant.
    ids = torch.tensor([[101, 2054, 102, 2023, 102], [101, 2054, 102, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    axes = {name: {0: "pairs", 1: "tokens"} for name in NAMES}
    torch.onnx.export(
        model,
        (ids, mask, torch.zeros_like(ids)),
        str(target),
        dynamo=False,
        opset_version=17,
        input_names=list(NAMES),
        output_names=["logits"],
        dynamic_axes={**axes, "logits": {0: "pairs"}},
    )


def export(trained: Path, folder: Path, *, eight_bit: bool) -> None:
    """Write the shipped folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as aside:
        full, ready = Path(aside) / "full.onnx", Path(aside) / "ready.onnx"
        export_fp32(trained, full)
        if eight_bit:
            quant_pre_process(str(full), str(ready), skip_symbolic_shape=True)
            # Signed weights run nearly twice as fast as unsigned ones where the processor
            # multiplies eight-bit numbers itself; seven bits of them cannot overflow where not.
            quantize_dynamic(
                ready,
                folder / "reader.onnx",
                weight_type=QuantType.QInt8,
                per_channel=True,
                reduce_range=True,
            )
        else:
            shutil.copy(full, folder / "reader.onnx")
    shutil.copy(BASE / "tokenizer.json", folder / "tokenizer.json")
    config = {
        "model": "reader.onnx",
        "model_sha256": _sha256(folder / "reader.onnx"),
        "tokenizer": "tokenizer.json",
        "tokenizer_sha256": _sha256(folder / "tokenizer.json"),
        "longest_tokens": LONGEST_TOKENS,
    }
    (folder / "reader.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trained", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fp32", action="store_true")
    arguments = parser.parse_args()
    export(arguments.trained, arguments.folder, eight_bit=not arguments.fp32)


if __name__ == "__main__":
    main()
