"""Opening the models that the settings name, for building and for serving alike."""

from pathlib import Path

import structlog

from index import cross_encoders
from index.embedder import Embedder, OnnxEmbedder
from index.errors import FindingError, ModelMissing
from index.models import prepare
from index.reader import Reader
from service.settings import Settings

log = structlog.get_logger()


def open_embedder(settings: Settings) -> Embedder:
    """The embedder, its ONNX files made once beside the record.

    *Raises*: index errors where the model cannot be had or is not the pinned one.
    """
    folder = prepare(settings.model, settings.models_dir)
    return OnnxEmbedder.open(folder, threads=settings.threads)


def prepare_reranker(settings: Settings) -> None:
    """Make the cross-encoder ready that the settings name, if they name any but our own.

    *Raises*: index errors where it cannot be had or is not one that gives a single score.
    """
    if settings.reranker not in ("", cross_encoders.OWN):
        cross_encoders.prepare(settings.reranker, settings.models_dir)


def open_made(folder: Path) -> Embedder | None:
    """The embedder of a folder made ready before, None where its files are gone."""
    # One thread a query: requests already run side by side, and a single query gains nothing.
    try:
        return OnnxEmbedder.open(folder, threads=1)
    except ModelMissing:
        return None


def open_reader(folder: Path | None = None) -> Reader | None:
    """A cross-encoder, our own where no folder is given; None where it cannot run."""
    try:
        # Two threads: 103 ms an answer, one thread 126, on two cores.
        return Reader(folder, threads=2) if folder else Reader(threads=2)
    except FindingError as error:
        log.warning("no reader", kind=type(error).__name__)
        return None
