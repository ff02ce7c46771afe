"""Fits the weights of `bot.lookup.decide.WEIGHTS` on own-worded cases; prints a reliability table.

    python bench/calibrate.py tests/lookups.yaml [more.yaml ...]

Logistic regression by Newton's method with a small ridge; the label of a case is whether the best
candidate's side is the expected one (never for a question that has to be declined).
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from pathlib import Path

import yaml

from bot.catalog.load import default_directory, load
from bot.lookup.decide import WEIGHTS, Evidence, candidates, weigh
from bot.lookup.engine import Lookup
from bot.lookup.frame import Form, read_frame

NAMES = ("bias", *Evidence.__slots__)
RIDGE = 0.05
OUT_OF_SCOPE = 0.5
"""Weight of a case that has to be declined: the tables hold more of them than a server hears."""

SKIPPED = {Form.PRICE, Form.HOW_TO, Form.INFO, Form.OVERVIEW, Form.COMPARISON, Form.DEFINE}


def evidence(lookup: Lookup, text: str) -> tuple[Evidence, set[str]] | None:
    """The evidence for a question and the sides that its best candidate comes to; None where nothing fits."""
    frame = read_frame(lookup.index.vocabulary.mend(text), text.rstrip().endswith("?"))
    question = lookup.index.question(text)
    if frame.form in SKIPPED or question.foreign:
        return None
    found = candidates(lookup.row, question, frame, lookup.index.fits(question))
    if not found:
        return None
    best = found[0]
    sides = {str(best.key), str(best.cell.owner if best.cell else best.key)}
    return weigh(lookup.index, question, frame, found), sides


def cases(paths: Sequence[str]) -> list[tuple[str, str]]:
    """(question, expected answer) of every case that is answered by fit."""
    found = []
    for path in paths:
        for case in yaml.safe_load(Path(path).read_text(encoding="utf-8"))["cases"]:
            found.append((str(case["ask"]), str(case["answer"])))
    return found


def fit(rows: list[tuple[list[float], int, float]], rounds: int = 40) -> list[float]:
    """Weights by Newton's method; each row is ([1, features ...], label, weight)."""
    size = len(rows[0][0])
    weights = [0.0] * size
    for _ in range(rounds):
        gradient = [-RIDGE * w for w in weights]
        hessian = [[RIDGE if i == j else 0.0 for j in range(size)] for i in range(size)]
        for x, label, share in rows:
            p = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, x, strict=True))))
            for i in range(size):
                gradient[i] += share * (label - p) * x[i]
                for j in range(size):
                    hessian[i][j] += share * p * (1 - p) * x[i] * x[j]
        weights = [w + step for w, step in zip(weights, _solve(hessian, gradient), strict=True)]
    return weights


def _solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination with pivoting."""
    size = len(vector)
    rows = [[*matrix[i], vector[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, size):
            factor = rows[r][i] / rows[i][i]
            rows[r] = [a - factor * b for a, b in zip(rows[r], rows[i], strict=True)]
    result = [0.0] * size
    for i in reversed(range(size)):
        result[i] = (rows[i][size] - sum(rows[i][j] * result[j] for j in range(i + 1, size))) / rows[i][i]
    return result


def reliability(pairs: list[tuple[float, int]]) -> str:
    """Ten bins: stated confidence, share right, how many."""
    lines = ["| confidence | mean | right | cases |", "|---|---|---|---|"]
    for low in range(10):
        inside = [(c, r) for c, r in pairs if low / 10 <= c < (low + 1) / 10 or (low == 9 and c == 1)]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            lines.append(
                f"| {low / 10:.1f} to {(low + 1) / 10:.1f} | {mean:.2f} | {right:.2f} | {len(inside)} |"
            )
    return "\n".join(lines)


def main(paths: Sequence[str]) -> None:
    lookup = Lookup(load(default_directory()))
    rows, stated = [], []
    for text, expected in cases(paths):
        read = evidence(lookup, text)
        if read is None:
            continue
        label = int(expected in read[1])
        share = OUT_OF_SCOPE if expected == "none" else 1.0
        rows.append(([1.0, *(getattr(read[0], name) for name in Evidence.__slots__)], label, share))
        stated.append((read[0].confidence(), label))
    fitted = dict(zip(NAMES, fit(rows), strict=True))
    print("in use:", WEIGHTS)
    print("fitted:", {name: round(weight, 2) for name, weight in fitted.items()})
    print(reliability(stated))


if __name__ == "__main__":
    main(sys.argv[1:])
