"""A practice question -> the right options, each judged with its reason; unsure options are named, never
guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.catalog.matrix import cell
from bot.catalog.model import Control, Owner, Thing, Use, Verdict
from bot.lookup.answer import Kind
from bot.lookup.decide import Candidate, candidates
from bot.lookup.engine import Lookup
from bot.lookup.exam import Asked, Target, asking, mentioned, party_of, read_stem
from bot.lookup.frame import Form, Frame
from bot.lookup.index import Question

SURE = 0.62
"""Least chance at which an option counts as picked; from the project's own practice questions
(bench/solve.py).
"""

LEAD = 0.10
"""Least lead of the last picked option over the best one that is left out."""

FAIR, CLEAR = 0.4, 0.25
"""A fair chance is enough where the lead is clear."""

ABUSE_TEAM = {"report-abuse", "abuse-investigation"}
"""Entries that stand for AWS Trust & Safety, the team that takes reports of abuse."""

POINTS_BACK = re.compile(r"\b(?:it|this|that|them|these|its|their)\b(?: \w+)?[^a-z]*$", re.I)
"""The sentence that asks leaves its subject to the one before: "A disk breaks. Who replaces it?"."""

THIRD_PARTY = re.compile(
    r"\baws\b|\bamazon\b|\bauditors?\b|\bproviders?\b|\bpartners?\b|\bsupport\b|\bmanufacturer\b"
    r"|\bvendor\b|\bteam\b|'s\b",
    re.I,
)
"""Names that are no other name of the customer."""

SWEEPING = re.compile(r"\b(?:every|all|always|never|nothing|everything|entire|only|no one)\b", re.I)
"""Words that make a statement about the model false more often than true."""

DENIED = re.compile(r"\b(?:no longer|not|never|cannot)\b|n't\b", re.I)

CONTROLS = re.compile(
    r"\b(?:inherited|shared|customer[- ]specific|hybrid|physical|common) (?:controls?)\b|^(?:inherited"
    r"|shared|customer[- ]specific)$",
    re.I,
)
DESCRIBED = {
    Control.SHARED: re.compile(r"\bboth\b|\bseparate contexts\b", re.I),
    Control.INHERITED: re.compile(
        r"\b(?:fully|entirely|wholly|completely)\b.*\bfrom aws\b|\btakes? over\b", re.I
    ),
}
"""Words by which a stem describes a kind of control without an example."""

ANYWHERE = re.compile(
    r"\b(?:no matter|regardless|whichever|any|every|all) (?:of )?(?:which |the )?(?:aws )?services?\b", re.I
)
"""A question about all services at once: what shifts from service to service is no answer to it."""

SHARPNESS = 9.0
"""How fast a worse fit loses its say when an option's fits disagree."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One option: the chance that it is a right one, the entry that decided, and why."""

    chance: float
    verdict: Owner | Verdict | None
    entry: Thing | Use | None
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Solution:
    """`outcome`: answer, partial (some options could not be judged) or unknown. `answer`: letters, sorted.

    `warnings`: where exam keys on an entry among the options are known to be dated or contested.
    """

    outcome: str
    answer: tuple[str, ...]
    options: Mapping[str, Judgement]
    asked: Asked
    warnings: tuple[str, ...] = ()


def solve(lookup: Lookup, stem: str, options: Mapping[str, str]) -> Solution:
    """Solves one practice question; never raises for any text."""
    asked = read_stem(stem)
    if len(options) < 2:
        return Solution("unknown", (), {}, asked)
    return _Solver(lookup, stem, asked).solve(options)


class _Solver:
    def __init__(self, lookup: Lookup, stem: str, asked: Asked) -> None:
        self.lookup, self.asked, self.stem = lookup, asked, stem
        self.subject = lookup.index.question(stem[-1500:])
        self.place = self._place()
        self.anywhere = bool(ANYWHERE.search(stem))

    def solve(self, options: Mapping[str, str]) -> Solution:
        judged = self._judge(options)
        if judged is None:
            return Solution("unknown", (), {}, self.asked)
        ranked = sorted(judged, key=lambda letter: -judged[letter].chance)
        choose = self.asked.choose
        picked, left = ranked[:choose], ranked[choose:]
        warnings = self._warnings(judged, picked)
        weakest = judged[picked[-1]].chance
        lead = weakest - (judged[left[0]].chance if left else 0.0)
        if (weakest >= SURE and lead >= LEAD) or (weakest >= FAIR and lead >= CLEAR):
            return Solution("answer", tuple(sorted(picked)), judged, self.asked, warnings)
        sure = tuple(sorted(letter for letter in picked if judged[letter].chance >= SURE))
        return Solution(
            "partial" if sure and lead >= LEAD else "unknown",
            sure if lead >= LEAD else (),
            judged,
            self.asked,
            warnings,
        )

    # ---- ways to judge -------------------------------------------------------------------------------------

    def _judge(self, options: Mapping[str, str]) -> dict[str, Judgement] | None:
        target = self.asked.target
        if target is Target.CONTACT:
            return {letter: self._contact(text) for letter, text in options.items()}
        if target is Target.TRUE and not any(party_of(text)[0] for text in options.values()):
            target = mentioned(asking(self.stem).lower()) or mentioned(self.stem.lower())
            self.asked = replace(self.asked, target=target)
        parties = [party_of(text) for text in options.values()]
        named = sum(party is not None for party, _ in parties)
        bare = sum(party is not None and not said for party, said in parties)
        if bare >= max(1, len(options) - 3) and (self.asked.who or bare >= len(options) - 1):
            return self._who(options)
        if sum(bool(CONTROLS.search(text)) for text in options.values()) >= len(options) - 1:
            return {letter: self._control(text) for letter, text in options.items()}
        services = {letter: self._service(text) for letter, text in options.items()}
        placed = sum(s is not None for s in services.values()) >= len(options) - 1
        if placed and (self._asks_service() or all(map(self._bare_service, options.values()))):
            return self._services(options, services)
        if self.asked.who and named >= 2:
            return self._who_says(options)
        if target is Target.TRUE or named >= len(options) - 1:
            return {letter: self._statement(text) for letter, text in options.items()}
        if target is None or target in (Target.MOST_MANAGED, Target.LEAST_MANAGED):
            return None
        return {letter: self._task(text) for letter, text in options.items()}

    def _control(self, text: str) -> Judgement:
        """An option that names a kind of control, where the stem describes one."""
        kind = CONTROLS.search(text)
        found = self._candidates(asking(self.stem), Form.WHO)
        if kind is None or not found:
            return Judgement(0.05, None, None, 0.0, "")
        named = _control_named(kind[0])
        if described := next((c for c, pattern in DESCRIBED.items() if pattern.search(self.stem)), None):
            return Judgement(0.95 if named is described else 0.03, None, None, 0.9, "")
        return self._weigh(
            found,
            lambda c: float(isinstance(c.entry, Thing) and c.entry.control is named),
            self.asked.negated,
        )

    def _who_says(self, options: Mapping[str, str]) -> dict[str, Judgement]:
        """Options name a party and what it does: the party of the stem's thing, then what is true."""
        found = self._candidates(self.stem, Form.WHO)
        judged = {}
        for letter, text in options.items():
            party, _ = party_of(text)
            side = self._party(found, text) if party else Judgement(0.05, None, None, 0.5, "")
            chance = side.chance * (0.6 + 0.4 * self._clause(text).chance)
            judged[letter] = replace(side, chance=chance)
        return judged

    def _contact(self, text: str) -> Judgement:
        """Whom to tell about abuse: the team that AWS names for it."""
        found = self._candidates(text, Form.PHRASE)
        return self._weigh(found, lambda c: float(c.entry.id in ABUSE_TEAM), self.asked.negated)

    def _task(self, text: str) -> Judgement:
        """An option that names a task, control or use."""
        target = self.asked.target
        assert target is not None
        use = target in (Target.PROHIBITED, Target.ALLOWED)
        found = self._candidates(text, Form.PERMISSION if use else Form.WHO)
        if use:
            found = [c for c in found if isinstance(c.entry, Use) and c.entry.verdict]
        doubt = {Target.PROHIBITED: 0.12, Target.ALLOWED: 0.55}.get(target, 0.25)
        return self._weigh(found, lambda c: self._has(c, target), self.asked.negated, doubt)

    def _weigh(
        self,
        found: list[Candidate],
        has: Callable[[Candidate], float],
        negated: bool,
        doubt: float = 0.25,
    ) -> Judgement:
        """The chance that an option is right: what its fits say, `doubt` as far as none of them fits well."""
        if not found:
            return Judgement(doubt * 0.8, None, None, 0.0, "")
        top = found[0].score
        weights = [math.exp(SHARPNESS * (c.score - top)) for c in found[:6]]
        chance = sum(w * has(c) for w, c in zip(weights, found, strict=False)) / sum(weights)
        known = min(1.0, top / (0.75 if isinstance(found[0].entry, Use) else 0.55))
        chance = (1 - chance if negated else chance) * known + doubt * (1 - known)
        best = found[0]
        sure = known * max(chance, 1 - chance)
        return Judgement(chance, _verdict(best), best.entry, sure, best.entry.explanation)

    def _has(self, candidate: Candidate, target: Target) -> float:
        """How far an entry is what is asked for: 1, 0, or between where both sides have a part."""
        entry = candidate.entry
        if isinstance(entry, Use):
            if target is Target.PROHIBITED:
                return {Verdict.PROHIBITED: 1.0, Verdict.CONDITIONAL: 0.35, Verdict.ALLOWED: 0.0}.get(
                    entry.verdict or Verdict.ALLOWED, 0.0
                )
            if target is Target.ALLOWED:
                return {Verdict.PROHIBITED: 0.0, Verdict.CONDITIONAL: 0.6, Verdict.ALLOWED: 1.0}.get(
                    entry.verdict or Verdict.ALLOWED, 0.0
                )
            return 0.0
        if target is Target.INHERITED:
            return 1.0 if entry.control is Control.INHERITED else 0.0
        if target is Target.CUSTOMER_SPECIFIC:
            return {None: 0.1, Control.CUSTOMER_SPECIFIC: 0.6 + 0.4 * (entry.layer == "network_config")}.get(
                entry.control, 0.0
            )
        side = _side(candidate)
        if entry.follows_layer and self.anywhere:
            return 0.3
        if target is Target.SHARED:
            return 1.0 if side is Owner.SHARED else 0.0
        if side is Owner.SHARED:
            return 0.5
        return 1.0 if side == target.value else 0.0

    def _who(self, options: Mapping[str, str]) -> dict[str, Judgement]:
        """Options are parties: the stem itself is the look-up, its asking sentence before all of it."""
        sentence = asking(self.stem)
        found = self._candidates(sentence, Form.WHO)
        if not found or found[0].score < 0.5 or POINTS_BACK.search(sentence):
            found = self._candidates(self._ending(), Form.WHO)
        return {letter: self._party(found, text) for letter, text in options.items()}

    def _party(self, found: list[Candidate], text: str) -> Judgement:
        party = party_of(text)[0] or self._actor(text)
        if party is None:
            chance = 0.9 if self.asked.negated else 0.02
            return Judgement(chance, None, None, 0.9, "That is neither AWS nor the customer.")
        judged = self._weigh(found, lambda c: float(_side(c) is party), self.asked.negated)
        own = self._candidates(text, Form.WHO)
        fits = bool(own and found and own[0].entry is found[0].entry)
        return replace(judged, chance=judged.chance * (1.0 if fits else 0.92))

    def _actor(self, text: str) -> Owner | None:
        """The customer under another name: "The law firm", where the stem speaks of a law firm."""
        if THIRD_PARTY.search(text):
            return None
        name = re.sub(r"^(?:the|a|an|its|each)\s+", "", text.strip().rstrip(".").lower())
        return Owner.CUSTOMER if name and name in self.stem.lower() else None

    def _statement(self, text: str) -> Judgement:
        """A statement such as "AWS patches the hosts; customers patch their guest operating systems"."""
        parts = [
            p
            for p in re.split(r"[;.]\s*|, (?:and |while |but )?(?=(?:AWS|the customer|customers)\b)", text)
            if p.strip()
        ]
        judged = [self._clause(part) for part in parts]
        if not judged:
            return Judgement(0.0, None, None, 0.0, "")
        worst = min(judged, key=lambda j: j.chance)
        negated = self.asked.negated and self.asked.target is Target.TRUE
        chance = math.prod(j.chance for j in judged) ** (1 / len(judged))
        if SWEEPING.search(text):
            chance *= 0.7
        return Judgement(
            1 - chance if negated else chance, worst.verdict, worst.entry, worst.confidence, worst.why
        )

    def _clause(self, text: str) -> Judgement:
        """One claim of a statement: the party that it names really has what it says."""
        party, said = party_of(text)
        if text.lower().startswith("nothing"):
            found = self._candidates(self.stem, Form.WHO)
            return self._weigh(found, lambda c: float(_side(c) is Owner.AWS), False)
        found = self._candidates(said or text, Form.WHO)
        if not found or found[0].score < 0.6:
            found = self._candidates(f"{self.stem} {said}", Form.WHO)
        if party is None or party is Owner.SHARED:
            return Judgement(0.3, None, None, 0.0, "")
        if denied := DENIED.search(said):
            found = self._candidates(said[denied.end() :], Form.WHO)
            return self._weigh(found, lambda c: float(_side(c) not in (party, Owner.SHARED)), False)
        target = self.asked.target
        judged = self._weigh(
            found, lambda c: 1.0 if _side(c) is party else 0.4 * (_side(c) is Owner.SHARED), False
        )
        wanted = {Target.AWS: Owner.AWS, Target.CUSTOMER: Owner.CUSTOMER}.get(target) if target else None
        if wanted is not None and (party is wanted) == self.asked.negated:
            return Judgement(judged.chance * 0.3, judged.verdict, judged.entry, judged.confidence, judged.why)
        return judged

    # ---- services as options -------------------------------------------------------------------------------

    def _bare_service(self, text: str) -> bool:
        question = self.lookup.index.question(text)
        return bool(question.services) and not any(t.kind in ("object", "act") for t in question.tokens)

    def _asks_service(self) -> bool:
        return bool(
            re.search(
                r"\bservices?\b|\boptions?\b|\bchoices?\b|\bsetups?\b|\bwhere\b|\bscenarios?\b"
                r"|\bsituations?\b|\bcases?\b|\bmodel\b"
                r"|\bofferings?\b|\bplatform\b",
                self.stem,
                re.IGNORECASE,
            )
        )

    def _services(
        self, options: Mapping[str, str], services: Mapping[str, str | None]
    ) -> dict[str, Judgement] | None:
        managed = {letter: self._managed(service, options[letter]) for letter, service in services.items()}
        if self.asked.target in (Target.MOST_MANAGED, Target.LEAST_MANAGED):
            return self._by_share(managed)
        if self.asked.target not in (Target.AWS, Target.CUSTOMER):
            return None
        found = self._candidates(self.stem, Form.WHO, bare=True)
        thing = next((c.entry for c in found if isinstance(c.entry, Thing) and c.entry.follows_layer), None)
        if thing is None:
            return self._by_share(managed)
        return {
            letter: self._thing_on(thing, service, managed[letter]) for letter, service in services.items()
        }

    def _thing_on(self, thing: Thing, service: str | None, share: float) -> Judgement:
        if service is None:
            return Judgement(0.1, None, None, 0.0, "")
        row = self.lookup.answer_for(Kind.RESPONSIBILITY, thing.id, service)
        side = row.exam_answer or row.verdict
        target = Owner.AWS if self.asked.target is Target.AWS else Owner.CUSTOMER
        has = 1.0 if side is target else 0.4 if side in (Owner.SHARED, Owner.DEPENDS) else 0.05
        lean = 0.04 * (share if target is Owner.AWS else 1 - share)
        chance = (1 - has if self.asked.negated else has) * 0.95 + lean * (-1 if self.asked.negated else 1)
        return Judgement(min(max(chance, 0.0), 1.0), row.verdict, thing, 0.9, row.explanation)

    def _by_share(self, managed: Mapping[str, float]) -> dict[str, Judgement]:
        """Ranks services by the share of layers that AWS carries."""
        fewest = self.asked.target is Target.LEAST_MANAGED
        ranked = sorted(managed, key=lambda letter: managed[letter], reverse=not fewest)
        top, low = managed[ranked[0]], managed[ranked[-1]]
        width = max(abs(top - low), 0.01)
        return {
            letter: Judgement(
                max(0.0, 1 - 1.5 * abs(top - share) / width),
                None,
                None,
                0.8,
                f"AWS carries {share:.0%} of its layers.",
            )
            for letter, share in managed.items()
        }

    def _managed(self, service: str | None, text: str) -> float:
        if service is None or re.search(
            r"\bown (?:data cent|server|hardware)|\bon[- ]premises\b", text, re.IGNORECASE
        ):
            return 0.0
        rows = [cell(self.lookup.catalog, service, layer) for layer in self.lookup.catalog.layers]
        sides = [row.exam_answer or row.owner for row in rows if row.owner is not Owner.NONE]
        points = {Owner.AWS: 1.0, Owner.SHARED: 0.5, Owner.DEPENDS: 0.5}
        share = sum(points.get(side, 0.0) if side else 0.0 for side in sides) / max(len(sides), 1)
        model = (
            self.lookup.catalog.services[service].model
            if service in self.lookup.catalog.services
            else service
        )
        return share + {"abstracted": 0.15, "infrastructure": -0.15}.get(model, 0.0)

    # ---- parts ---------------------------------------------------------------------------------------------

    def _place(self) -> str | None:
        """The service that the stem is about: the last one named ("moves from EC2 to RDS")."""
        return self.subject.services[-1] if self.subject.services else None

    def _ending(self) -> str:
        """The last two sentences: the question and what it points back to."""
        sentences = [part for part in re.split(r"(?<=[.?!])\s+", self.stem.strip()) if part]
        return " ".join(sentences[-2:])

    def _service(self, text: str) -> str | None:
        services = self.lookup.index.question(text).services
        return services[-1] if services else None

    def _candidates(self, text: str, form: Form, bare: bool = False) -> list[Candidate]:
        question = self.lookup.index.question(text[-1000:])
        if bare:
            question = _without_services(question)
        elif not question.services and self.place:
            question = _with_service(question, self.place)
        if not question.bag:
            return []
        found = candidates(self.lookup.row, question, Frame(form, text), self.lookup.index.fits(question))
        exact = self.lookup.index.exact(text)
        named = [c for c in found if c.entry is exact]
        return named or found

    def _warnings(self, judged: Mapping[str, Judgement], picked: list[str]) -> tuple[str, ...]:
        texts: dict[str, None] = {}
        for letter in picked:
            entry = judged[letter].entry
            if entry is not None:
                texts.update(dict.fromkeys(entry.contested))
        return tuple(texts)


def _without_services(question: Question) -> Question:
    return replace(question, services=(), hints=())


def _with_service(question: Question, service: str) -> Question:
    return replace(question, services=(service,))


def _side(candidate: Candidate) -> Owner | Verdict | None:
    row = candidate.cell
    return (row.exam_answer or row.owner) if row else None


def _verdict(candidate: Candidate) -> Owner | Verdict | None:
    if isinstance(candidate.entry, Use):
        return candidate.entry.verdict
    return candidate.cell.owner if candidate.cell else None


def _control_named(text: str) -> Control | None:
    low = text.lower()
    if "inherited" in low or "physical" in low:
        return Control.INHERITED
    return Control.SHARED if "shared" in low else Control.CUSTOMER_SPECIFIC
