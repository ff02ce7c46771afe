"""From fits to a decision: which entry, how sure, and whether to answer, ask back or decline."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.catalog.model import Cell, Control, Owner, Thing, Use, Verdict
from bot.lookup.frame import Form, Frame
from bot.lookup.index import PARTY, Fit, Index, Question

ANSWER_FROM = 0.5
"""Least confidence for an answer; below it the bot asks back. Chosen on own-worded cases: see
docs/LOOKUP.md.
"""

ASK_BACK_FROM = 0.45
"""Least confidence for "Did you mean ...?"; below it the bot says that it doesn't know."""

ROUTE = {
    (Form.PERMISSION, True): 1.0,
    (Form.PERMISSION, False): 0.62,
    (Form.WHO, True): 0.75,
    (Form.YES_NO, True): 0.75,
    (Form.PHRASE, True): 0.96,
}
"""Factor by form of question and whether the entry is a use: "may I ...?" asks the policy, "who ...?" the
model.
"""

BOUND_HERE, BOUND_ELSEWHERE = 1.04, 0.6
"""Factor for a thing that exists on some services only, when one of them is named or another."""

CONTROL_ALONE, CONTROL_HERE = 1.04, 0.92
"""Factor for a shared control as such: asked alone it is meant; on a named service, or of one party's own
("our staff"), one of its halves is.
"""

_PARTIES = set(PARTY.values())

NOT_MINE = 0.7
"""Factor for a use that is about other people's systems, where the question is about one's own."""

SHARPNESS = 12.0
"""How fast a worse fit loses its say."""

GUIDANCE = 0.85
"""Factor for guidance (who to tell, what happens) where the question is "may I ...?"."""

WEIGHTS = {
    "bias": -9.69,
    "score": 2.6,
    "joint": 1.69,
    "margin": 2.4,
    "unknown": -4.28,
    "mass": 0.53,
    "agree": 2.27,
    "filled": 2.54,
    "other": -5.09,
    "domain": 1.33,
    "count": 2.98,
    "named": 0.92,
    "use": -0.25,
    "permission": 0.63,
}
"""Logistic weights of the evidence, fitted on own-worded cases (bench/calibrate.py)."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry as the answer to this question: its row of the matrix and the side that it comes to
    (`key`).
    """

    entry: Thing | Use
    score: float
    cell: Cell | None
    key: Owner | Verdict | None
    service: str | None
    fit: Fit


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for the best candidate, each between 0 and about 1; see `WEIGHTS`."""

    score: float
    joint: float
    margin: float
    unknown: float
    mass: float
    agree: float
    filled: float
    other: float
    domain: float
    count: float
    named: float
    use: float
    permission: float

    def confidence(self) -> float:
        """Estimated chance that the best candidate's verdict is right."""
        total = WEIGHTS["bias"] + sum(WEIGHTS[name] * getattr(self, name) for name in self.__slots__)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


Rows = Callable[[Thing, str | None], Cell]
"""Row of the matrix for a thing on a service: `bot.catalog.matrix.owner_on`, usually remembered."""


def candidates(rows: Rows, question: Question, frame: Frame, fits: list[Fit]) -> list[Candidate]:
    """The fits as candidates on the service that was asked about, best first."""
    named = question.services or question.hints
    found = [_candidate(rows, question, frame, fit, named) for fit in fits]
    found.sort(key=lambda c: -c.score)
    return found


def _candidate(rows: Rows, question: Question, frame: Frame, fit: Fit, named: tuple[str, ...]) -> Candidate:
    entry = fit.entry
    score = fit.score * ROUTE.get((frame.form, isinstance(entry, Use)), 1.0)
    if isinstance(entry, Use):
        if entry.verdict is None and frame.form is Form.PERMISSION:
            score *= GUIDANCE
        if question.own and fit.others:
            score *= NOT_MINE
        return Candidate(entry, score, None, entry.verdict, None, fit)
    if entry.owner is Owner.SHARED and entry.control is Control.SHARED:
        one_party = len(_PARTIES & question.bag.keys()) == 1
        score *= CONTROL_HERE if question.services or one_party else CONTROL_ALONE
    own = [service for service in named if service in entry.only_on]
    if entry.only_on and question.services:
        score *= BOUND_HERE if own else BOUND_ELSEWHERE
    service = (own or named or (None,))[0]
    cell = rows(entry, service)
    key = cell.exam_answer or cell.owner
    return Candidate(entry, score, cell, key, service, fit)


def weigh(index: Index, question: Question, frame: Frame, found: list[Candidate]) -> Evidence:
    """The evidence for the first candidate."""
    best = found[0]
    rival = next((c.score for c in found if c.key != best.key), 0.0)
    agreeing = [c for c in found if c.key == best.key and c.score >= 0.5 * best.score]
    covered = set().union(*(c.fit.covered for c in agreeing))
    weights = question.bag
    joint = sum(weights[c] for c in covered) / question.total
    mass = sum(weights[c] for c in best.fit.covered) / index.rarest
    return Evidence(
        score=min(best.score, 1.0),
        joint=joint,
        margin=max(best.score - rival, 0.0),
        unknown=question.unknown / question.total,
        mass=min(mass, 1.5) / 1.5,
        agree=_agreement(found),
        filled=min(best.fit.filled, 1.0),
        other=min(question.other, 2) / 2,
        domain=sum(weights[c] for c in best.fit.covered & question.domain) / question.total,
        count=min(len(best.fit.covered - question.tail), 3) / 3,
        named=float(bool(question.services)),
        use=float(isinstance(best.entry, Use)),
        permission=float(isinstance(best.entry, Use) and frame.form is Form.PERMISSION),
    )


def _agreement(found: list[Candidate]) -> float:
    """Share of the say that goes to the first candidate's side, where close fits count most."""
    says = [(math.exp(SHARPNESS * (c.score - found[0].score)), c.key) for c in found]
    return sum(say for say, key in says if key == found[0].key) / sum(say for say, _ in says)
