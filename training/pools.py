"""The candidates on which the reader is measured: passages and sentences found for each question.

A stand-in for the product's search, so that training can be judged without it: BM25 with the words
of the file name before each passage, cosine of the embedding model, and their blend. Files are
read as `reports` reads them, so a table or a list is cut more roughly than the product does it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import pypdfium2
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import BertModel

from training.groups import framed
from training.reports import page_lines
from training.sentences import words
from training.train import BASE

PASSAGE_WORDS = 100
PASSAGES_KEPT = 20
PASSAGES_CUT = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage or sentence found for a question, with what the first stage gave it."""

    doc: str
    page: int
    header: str
    text: str
    bm25: float
    cosine: float
    right: bool


@dataclass(frozen=True, slots=True)
class Pool:
    """A question with its passages (best first) and their sentences."""

    id: str
    question: str
    answerable: bool
    doc: str
    passages: tuple[Candidate, ...]
    sentences: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one page."""

    doc: str
    page: int
    header: str
    text: str
    parts: tuple[str, ...]


def read_pieces(path: Path) -> list[Piece]:
    """Passages of about a hundred words, none over a page's end."""
    pieces: list[Piece] = []
    document = pypdfium2.PdfDocument(path)
    title = " ".join(words(path.stem))
    for number, page in enumerate(document, start=1):
        lines = page_lines([page.get_textpage().get_text_bounded().replace("\r", "")])
        held: list[str] = []
        for line in [*lines, None]:
            full = sum(len(text.split()) for text in held) >= PASSAGE_WORDS
            if held and (line is None or full):
                pieces.append(Piece(path.name, number, title, " ".join(held), tuple(held)))
                held = []
            if line is not None:
                held.append(line.text)
    return pieces


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Unit vectors of the embedding model. *Shapes*: (texts, 384)."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.enable_truncation(128)
    tokenizer.enable_padding()
    model = BertModel.from_pretrained(BASE).eval()
    vectors = np.empty((len(texts), 384), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), 32):
        chosen = order[start : start + 32]
        encoded = tokenizer.encode_batch([texts[i] for i in chosen])
        ids = torch.tensor([e.ids for e in encoded])
        mask = torch.tensor([e.attention_mask for e in encoded])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            states = model(input_ids=ids, attention_mask=mask).last_hidden_state.float()
        mean = (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)
        vectors[chosen] = torch.nn.functional.normalize(mean, dim=1).numpy()
    return vectors


def _is_right(row: dict[str, Any], doc: str, page: int, text: str) -> bool:
    """Whether a text stands on a right page and shares most of its words with the quote."""
    places = [(row["doc"], p) for p in row["pages"]] + [(a["doc"], a["page"]) for a in row["also"]]
    if (doc, page) not in places:
        return False
    quote, held = Counter(words(row["quote"])), Counter(words(text))
    shared = (quote & held).total()
    # Elsewhere the same fact may stand in other words or figures; half is enough there.
    least = 0.6 if doc == row["doc"] else 0.5
    return shared >= 3 and shared >= least * min(quote.total(), held.total())


def standard(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The values with mean nought and spread one."""
    made: NDArray[np.float32] = (values - values.mean()) / (values.std() + 1e-6)
    return made


def blend(bm25: Iterable[float], cosine: Iterable[float]) -> NDArray[np.float32]:
    """BM25 and cosine made alike in scale and added."""
    return standard(np.array(list(bm25), np.float32)) + standard(np.array(list(cosine), np.float32))


def make_pools(questions: list[dict[str, Any]], files: Sequence[Path]) -> list[Pool]:
    """A pool for each question over these files."""
    pieces = [piece for path in files for piece in read_pieces(path)]
    search = bm25s.BM25()
    search.index([words(f"{p.header} {p.text}") for p in pieces], show_progress=False)
    found, scores = search.retrieve(
        [words(row["question"]) for row in questions],
        k=min(PASSAGES_KEPT, len(pieces)),
        show_progress=False,
    )
    cut = [row[:PASSAGES_CUT] for row in found]
    parts = {framed(pieces[j].header, t) for row in cut for j in row for t in pieces[j].parts}
    wholes = {framed(pieces[j].header, pieces[j].text) for row in found for j in row}
    texts = [*sorted(parts | wholes), *[row["question"] for row in questions]]
    near = dict(zip(texts, embed(texts), strict=True))
    return [
        _pool(row, [pieces[j] for j in indices], values, near)
        for row, indices, values in zip(questions, found, scores, strict=True)
    ]


def _pool(
    row: dict[str, Any],
    found: list[Piece],
    scores: NDArray[np.float32],
    near: dict[str, NDArray[np.float32]],
) -> Pool:
    asked = near[row["question"]]

    def candidate(piece: Piece, text: str, bm25: float) -> Candidate:
        cosine = float(asked @ near[framed(piece.header, text)])
        right = row["answerable"] and _is_right(row, piece.doc, piece.page, text)
        return Candidate(piece.doc, piece.page, piece.header, text, bm25, cosine, right)

    passages = [candidate(p, p.text, float(v)) for p, v in zip(found, scores, strict=True)]
    order = np.argsort(-blend([p.bm25 for p in passages], [p.cosine for p in passages]))
    sentences = [candidate(p, t, 0.0) for p in found[:PASSAGES_CUT] for t in p.parts]
    return Pool(
        id=row["id"],
        question=row["question"],
        answerable=row["answerable"],
        doc=row["doc"] or "",
        passages=tuple(passages[i] for i in order),
        sentences=_with_bm25(row["question"], sentences),
    )


def _with_bm25(question: str, sentences: list[Candidate]) -> tuple[Candidate, ...]:
    """The sentences with their BM25 score among themselves, headers included."""
    search = bm25s.BM25()
    search.index([words(f"{s.header} {s.text}") for s in sentences], show_progress=False)
    scores = search.get_scores(words(question))
    return tuple(
        Candidate(s.doc, s.page, s.header, s.text, float(v), s.cosine, s.right)
        for s, v in zip(sentences, scores, strict=True)
    )


def read_questions(path: Path) -> list[dict[str, Any]]:
    """A question set, rows as they stand."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def load_pools(data: Path, cache: Path) -> list[Pool]:
    """The pools of both question sets, made once and kept."""
    if cache.exists():
        lines = cache.read_text(encoding="utf-8").splitlines()
        return [_from_row(json.loads(line)) for line in lines]
    pools = make_pools(
        read_questions(data / "volume-questions.jsonl"), sorted((data / "volume").glob("*.pdf"))
    )
    other = [path for path in sorted((data / "pdfs").glob("*.pdf")) if _readable(path)]
    pools += make_pools(read_questions(data / "questions.jsonl"), other)
    rows = [json.dumps(asdict(pool), ensure_ascii=False) for pool in pools]
    cache.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return pools


def _readable(path: Path) -> bool:
    """Whether the file opens and holds text; broken files are the product's concern, not ours."""
    try:
        return bool(read_pieces(path))
    except pypdfium2.PdfiumError:
        return False


def _from_row(row: dict[str, Any]) -> Pool:
    passages = tuple(Candidate(**c) for c in row["passages"])
    sentences = tuple(Candidate(**c) for c in row["sentences"])
    return Pool(row["id"], row["question"], row["answerable"], row["doc"], passages, sentences)
