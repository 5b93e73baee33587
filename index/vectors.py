"""Nearness of a question to passages: of every passage nearly, of the best exactly.

Two files hold a generation's vectors. In eight-bit steps they are one matrix that ONNX Runtime
multiplies with the question, a quarter of the bytes and a tenth of the time of comparing floats;
what is lost is under 0.005 of cosine. The vectors as they are lie in a FAISS flat index, mapped
from disk, which gives the exact inner product of the few passages that may be shown. No passage is
left out of the comparison. Does not make vectors; `index.embedder` does.

Source: FAISS, Douze et al. (2024), "The Faiss library", section 4; steps and scales as in Jacob et
al. (2018), "Quantization and Training of Neural Networks", section 2.1.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

EXACT, SCAN, SCALES = "vectors.faiss", "scan.onnx", "scan-scales.npy"

STEPS = 63
"""Steps of a passage's largest number; more would overflow where the processor adds in 16 bits."""

MIDDLE = 128
"""Which step of the question's numbers stands for nought."""


def save(folder: Path, vectors: Floats) -> None:
    """Write the files of unit vectors into a generation's folder; none where there are none.

    *Shapes*: (passages, dimensions).
    """
    if not len(vectors):
        return
    import faiss

    exact = faiss.IndexFlatIP(vectors.shape[1])
    exact.add(vectors)
    faiss.write_index(exact, str(folder / EXACT))
    largest = np.maximum(np.abs(vectors).max(axis=1), 1e-9)
    steps = np.round(vectors / largest[:, None] * STEPS).astype(np.int8)
    np.save(folder / SCALES, (largest / STEPS).astype(np.float32))
    (folder / SCAN).write_bytes(_scan_graph(np.ascontiguousarray(steps.T)))


def _scan_graph(steps: NDArray[np.int8]) -> bytes:
    from onnx import TensorProto, helper

    dimensions, count = steps.shape
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["question", "passages", "middle"], ["sums"])],
        "scan",
        [helper.make_tensor_value_info("question", TensorProto.UINT8, [1, dimensions])],
        [helper.make_tensor_value_info("sums", TensorProto.INT32, [1, count])],
        [
            helper.make_tensor(
                "passages", TensorProto.INT8, steps.shape, steps.tobytes(), raw=True
            ),
            helper.make_tensor("middle", TensorProto.UINT8, [], [MIDDLE]),
        ],
    )
    opset = [helper.make_opsetid("", 17)]
    serialised: bytes = helper.make_model(
        graph, opset_imports=opset, ir_version=8
    ).SerializeToString()
    return serialised


class Nearness:
    """A generation's vectors, opened; may be used from many threads."""

    def __init__(self, scan: Any, exact: Any, scales: Floats) -> None:
        self._scan = scan
        self._exact = exact
        self._scales = scales

    @classmethod
    def open(cls, folder: Path, *, threads: int = 2) -> "Nearness | None":
        """Open what `save` wrote, or None where it wrote nothing."""
        if not (folder / EXACT).exists():
            return None
        import faiss
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        scan = onnxruntime.InferenceSession(
            folder / SCAN, options, providers=["CPUExecutionProvider"]
        )
        # A few hundred products are done before a second thread has woken.
        faiss.omp_set_num_threads(1)
        exact = faiss.read_index(str(folder / EXACT), faiss.IO_FLAG_MMAP_IFC)
        return cls(scan, exact, np.load(folder / SCALES))

    def of_all(self, question: Floats) -> Floats:
        """Cosine of the question with every passage, within 0.005. *Shapes*: (passages,)."""
        largest = max(float(np.abs(question).max()), 1e-9)
        steps = np.round(question / largest * (MIDDLE - 1)) + MIDDLE
        feed = {"question": steps.astype(np.uint8)[None]}
        (sums,) = self._scan.run(None, feed)
        found: Floats = sums[0] * (self._scales * np.float32(largest / (MIDDLE - 1)))
        return found

    def of_some(self, question: Floats, rows: NDArray[np.int64]) -> Floats:
        """Exact cosine of the question with these passages. *Shapes*: (rows,)."""
        import faiss

        # OpenMP keeps this for each thread: without it every worker thread starts a team of its
        # own, which was measured to treble the processor time of a search over HTTP.
        faiss.omp_set_num_threads(1)
        asked = np.ascontiguousarray(question[None], dtype=np.float32)
        wanted = np.ascontiguousarray(rows[None], dtype=np.int64)
        found = np.empty((1, len(rows)), dtype=np.float32)
        self._exact.compute_distance_subset(
            1,
            faiss.swig_ptr(asked),
            len(rows),
            faiss.swig_ptr(found),
            faiss.swig_ptr(wanted),
        )
        exact: Floats = found[0]
        return exact
