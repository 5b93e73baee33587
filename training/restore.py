"""Turn the shipped reader back into a model to train, so that training can go on from what ships.

Eight-bit weights become numbers again, each within half a step of what was trained. The lowest
layers, held as they are in training, are taken from the base model exactly.
"""

import argparse
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper

from training.train import BASE, FROZEN_LAYERS, load_model

PREFIX = "model."
FROZEN = re.compile(
    rf"bert\.(embeddings|encoder\.layer\.[{''.join(map(str, range(FROZEN_LAYERS)))}])\."
)


def restored(path: Path) -> dict[str, NDArray[np.float32]]:
    """Weights of a shipped model by their name in training. *Shapes*: (out, in) for matrices."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name.removeprefix(PREFIX): array
        for name, array in held.items()
        if name.startswith(PREFIX) and name.endswith(("weight", "bias"))
    }
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            name = _trained_name(node)
            stem = node.input[1].removesuffix("_quantized")
            points = held[f"{stem}_zero_point"].astype(np.float32)
            whole = (held[f"{stem}_quantized"].astype(np.float32) - points) * held[f"{stem}_scale"]
            found[name] = np.ascontiguousarray(whole.T, dtype=np.float32)
    return found


def _trained_name(node: onnx.NodeProto) -> str:
    """`/model/bert/pooler/dense/Gemm_MatMul_quant` is `bert.pooler.dense.weight` in training."""
    parts = node.name.strip("/").split("/")[1:-1]
    return ".".join((*parts, "weight"))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shipped", type=Path)
    parser.add_argument("trained", type=Path)
    given = parser.parse_args()
    model = load_model(BASE)
    weights = model.state_dict()
    for name, array in restored(given.shipped / "reader.onnx").items():
        if not FROZEN.match(name):
            weights[name].copy_(torch.from_numpy(array.copy()).reshape(weights[name].shape))
    model.load_state_dict(weights)
    model.save_pretrained(given.trained)


if __name__ == "__main__":
    main()
