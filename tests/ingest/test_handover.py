"""What a worker leaves is taken over as our own nouns, or refused."""

import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.records import Fact, Quality
from ingest.errors import Damaged
from ingest.handover import Job, Reading, Refusal, packed, unpacked

READING = Reading(
    (), (), (), (), Quality(2, (1,)), (), (("Title", "Plan"),), (), "pdfium", (),
    (Fact("title", "Plan", "cover", 0.9, 1),),
)  # fmt: skip


class Calls:
    """Something whose pickle calls a function when it is loaded."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self._call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._call


@pytest.mark.parametrize("result", [READING, Refusal("Encrypted", "It needs a password.")])
def test_our_nouns_cross(result: object) -> None:
    """What a worker says comes back equal."""
    assert unpacked(packed(result)) == result


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_nothing_is_called(tmp_path: Path, protocol: int) -> None:
    """A pickle that would call a builtin or a library is refused before it does."""
    owned = tmp_path / "owned"
    for call in (Calls(open, str(owned), "w"), Calls(Path.touch, owned), Calls(eval, "1")):
        with pytest.raises(Damaged):
            unpacked(pickle.dumps(call, protocol=protocol))
    assert not owned.exists()


@pytest.mark.parametrize("name", ["dataclass", "Path", "json", "pickle.loads", "Job.save"])
def test_only_what_a_module_defines_is_taken(name: str) -> None:
    """What our modules import, or what hangs on their nouns, is no noun of ours."""
    parts = [b"\x80\x04"]
    for words in ("ingest.handover", name):
        parts.append(b"\x8c" + bytes([len(words)]) + words.encode())
    with pytest.raises(Damaged):
        unpacked(b"".join([*parts, b"\x93."]))


def test_other_types_are_refused() -> None:
    """Even a harmless type that is not ours does not cross."""
    with pytest.raises(Damaged):
        unpacked(pickle.dumps(date(2024, 1, 1)))


def test_what_was_cut_short_is_refused() -> None:
    """A worker killed while it wrote leaves nothing that is taken for a reading."""
    whole = packed(READING)
    for length in range(len(whole)):
        with pytest.raises(Damaged, match="nonsense"):
            unpacked(whole[:length])


def test_a_job_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Pages and sizes of a job come back as they were."""
    job = Job("ocr", "a.pdf", "a" * 64, "out", pages=(2, 5), most_words=99)
    job.save(tmp_path / "job.json")
    assert Job.load(tmp_path / "job.json") == job
