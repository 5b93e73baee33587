"""Generations: folders of derived files, named by an atomically replaced CURRENT.

One folder for each audience holds its generations; a generation is never changed once CURRENT
names it. What is written here can always be made again from the record. Knows arrays and JSON
documents, not what they mean; `index.build` fills them and `index.search` reads them.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.records import Audience
from index.errors import GenerationDamaged, NoGeneration

FORM = 6
"""Raised whenever the files change their meaning; an older form is built anew."""

CURRENT = "CURRENT"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was made from and what it holds.

    Says nothing of when it was made or of the record's revision: both would tell an audience that
    something changed which it may not see. `files` maps names to SHA-256; `parity` is the model's
    least cosine, in fp32, with what sentence-transformers makes of the same texts.
    """

    name: str
    form: int
    audience: str
    contents: str
    model: str
    dimensions: int
    passages: int
    pages: int
    publications: int
    terms: int
    files: dict[str, str]
    parity: float | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened generation; arrays are mapped from disk, so opening costs little memory."""

    folder: Path
    manifest: Manifest
    arrays: dict[str, NDArray[Any]]
    documents: dict[str, Any]


def write(folder: Path, arrays: Mapping[str, NDArray[Any]], documents: Mapping[str, Any]) -> None:
    """Write arrays and documents into a new folder."""
    folder.mkdir(parents=True)
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array, allow_pickle=False)
    for name, document in documents.items():
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        (folder / f"{name}.json").write_text(text)


def link(source: Path, folder: Path) -> None:
    """Make a new folder with the same files as a finished generation, taking no more room."""
    folder.mkdir(parents=True)
    for path in source.iterdir():
        if path.name == MANIFEST:
            continue
        try:
            (folder / path.name).hardlink_to(path)
        except OSError:
            shutil.copyfile(path, folder / path.name)


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of every file of a generation but its manifest, by name."""
    files = sorted(p for p in folder.iterdir() if p.name != MANIFEST)
    return {path.name: _sha256(path) for path in files}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def publish(aside: Path, root: Path, manifest: Manifest) -> None:
    """Put a finished generation in its place and make CURRENT name it, in one step each."""
    (aside / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, sort_keys=True) + "\n")
    target = root / manifest.name
    if target.exists():
        # Made before, perhaps damaged since: the name says what it holds, so the new one is it.
        shutil.rmtree(target)
    aside.replace(target)
    pointer = root / f".{CURRENT}-{manifest.name}"
    with pointer.open("w") as file:
        file.write(manifest.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(root / CURRENT)
    _sweep(root, manifest.name)


def _sweep(root: Path, current: str) -> None:
    # Nothing older stays, nor what a killed build left behind: it may hold the words of a
    # publication that was removed for good.
    for path in root.iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path, ignore_errors=True)


def folder_of(generations: Path, audience: Audience) -> Path:
    """Where one audience's generations live."""
    return generations / audience.value


def current_name(root: Path) -> str | None:
    """Name of the current generation, or None where there is none."""
    try:
        return (root / CURRENT).read_text().strip() or None
    except FileNotFoundError:
        return None


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation.

    *Raises*: GenerationDamaged.
    """
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise GenerationDamaged(f"Generation {folder.name} has no manifest to be read.") from error


def open_current(root: Path) -> Generation:
    """Open the current generation, every file checked against its manifest.

    *Raises*: NoGeneration, GenerationDamaged.
    """
    name = current_name(root)
    if name is None:
        raise NoGeneration(f"There is no index for the {root.name} audience yet.")
    try:
        return open_generation(root / name)
    except GenerationDamaged:
        # A build may have switched, and swept this one, between the two lines above.
        if current_name(root) == name:
            raise
    return open_current(root)


def open_generation(folder: Path) -> Generation:
    """Open a generation, every file checked against its manifest.

    *Raises*: GenerationDamaged.
    """
    manifest = read_manifest(folder)
    if manifest.form != FORM:
        raise GenerationDamaged(f"Generation {folder.name} was written in an older form.")
    try:
        found = checksums(folder)
        if found != manifest.files:
            wrong = sorted(
                k for k in found | manifest.files if found.get(k) != manifest.files.get(k)
            )
            raise GenerationDamaged(f"Generation {folder.name} is damaged: {', '.join(wrong)}.")
        arrays, documents = read(folder)
    except (OSError, ValueError) as error:
        raise GenerationDamaged(f"Generation {folder.name} cannot be read: {error}") from error
    return Generation(folder, manifest, arrays, documents)


def read(folder: Path) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """The arrays, mapped from disk, and the documents of a folder."""
    arrays = {p.stem: _load(p) for p in sorted(folder.glob("*.npy"))}
    return arrays, {p.stem: json.loads(p.read_text()) for p in _documents(folder)}


def _documents(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.json") if p.name != MANIFEST)


def _load(path: Path) -> NDArray[Any]:
    # As a plain array: numpy's memmap class makes every small slice slow.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
