"""The look-up: one index over a Catalog that answers questions and completes names."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from bot.catalog import collector
from bot.catalog.matrix import owner_on
from bot.catalog.model import Catalog, Cell, Owner, Service, ServiceModel, Thing, Use, Verdict
from bot.lookup import explain, suggest
from bot.lookup.answer import Answer, Choice, Kind, Outcome, Reason
from bot.lookup.decide import ANSWER_FROM, ASK_BACK_FROM, Candidate, candidates, weigh
from bot.lookup.frame import Form, Frame, about_duty, read_frame, without_contrast
from bot.lookup.index import Index, Question
from bot.lookup.text import looks_like_code, words

MAX_QUESTION = 300
"""Longest question that is read, in characters; ours, so that an answer stays under a millisecond."""

_OUT_OF_SCOPE = {Form.PRICE: Reason.PRICES, Form.HOW_TO: Reason.HOW_TO, Form.INFO: Reason.OFF_TOPIC}
TAUGHT = {"governance", "data-encryption"}
"""Topics whose notions the bot explains and compares."""

_DEFINED_FROM = 0.8
_NAMED_FROM, _HALF_SAID = 0.6, 0.6
"""A prohibition of which less than this share is named ("can a bank ...") is worth that much less."""

_GUIDED_FROM = 0.7
_COMPARED_FROM = 0.6


class Lookup:
    """Answers questions out of one Catalog. Immutable after construction; safe to share."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        with collector.resting():
            self.index = Index(catalog)
            self._suggestions = suggest.Suggestions(catalog, self.index, self.row)
        self._rows: dict[tuple[str, str | None], Cell] = {}

    def row(self, thing: Thing, service_id: str | None) -> Cell:
        """The row of the matrix that answers for a thing on a service, remembered."""
        found = self._rows.get((thing.id, service_id))
        if found is None:
            found = self._rows[thing.id, service_id] = owner_on(self.catalog, thing, service_id)
        return found

    # ---- asking ----------------------------------------------------------------------------------------

    def ask(self, text: str, service: str | None = None) -> Answer:
        """The answer to a question in words; `service` is what the asker gave apart (any name or alias of
        it).

        Never raises for any text: blank, over-long and unknown questions give outcome `unknown` with a
        Reason.
        """
        if len(text) > MAX_QUESTION or len(service or "") > MAX_QUESTION:
            return self._decline(text, Reason.TOO_LONG)
        if not words(text) and not (service and words(service)):
            return self._decline(text, Reason.EMPTY)
        if looks_like_code(text):
            return self._decline(text, Reason.NOT_KNOWN)
        if exact := self.index.exact(text):
            return self._exact(text, exact, service)
        frame = read_frame(self.index.vocabulary.mend(text), text.rstrip().endswith("?"))
        subject = frame.party if frame.form is Form.YES_NO else None
        question = self.index.question(without_contrast(text), service, subject)
        if question.foreign:
            return self._decline(text, Reason.OTHER_CLOUD)
        if frame.form is Form.HOW_TO and (guidance := self._guidance(question)):
            return self._about_use(text, guidance, 0.8)
        if frame.form in _OUT_OF_SCOPE:
            return self._decline(text, _OUT_OF_SCOPE[frame.form])
        answer = self._by_form(text, frame, question, service)
        if service and words(service) and answer.outcome is Outcome.ANSWER and answer.service is None:
            return replace(answer, explanation=f"{explain.NO_SUCH_SERVICE} {answer.explanation}")
        return answer

    def _by_form(self, text: str, frame: Frame, question: Question, service: str | None) -> Answer:
        if frame.form is Form.COMPARISON and frame.sides:
            compared = self._compare(text, *frame.sides)
            if compared is not None or not about_duty(text):
                return compared or self._decline(text, Reason.OFF_TOPIC)
        if frame.form in (Form.OVERVIEW, Form.DEFINE):
            about = self.index.question(frame.rest, service)
            if frame.form is Form.OVERVIEW and not _content(about):
                return self._overview(text, frame, about)
            if frame.form is Form.DEFINE and not _content(about) and not about_duty(text):
                return self._decline(text, Reason.OFF_TOPIC)
            if frame.form is Form.DEFINE:
                return self._define(text, frame, about)
            question = about
        if not _content(question):
            return self._service(text, question)
        return self._decide(text, frame, question)

    def _decide(self, text: str, frame: Frame, question: Question) -> Answer:
        found = candidates(self.row, question, frame, self.index.fits(question))
        if not found:
            return self._decline(text, Reason.NOT_KNOWN)
        confidence = weigh(self.index, question, frame, found).confidence()
        if found[0].key is Verdict.PROHIBITED and found[0].fit.filled < _NAMED_FROM:
            confidence *= _HALF_SAID
        if confidence >= ANSWER_FROM:
            return self._answer(text, frame, found[0], confidence)
        if confidence >= ASK_BACK_FROM:
            return self._ask_back(text, found, confidence)
        return self._decline(text, Reason.NOT_KNOWN)

    def _guidance(self, question: Question) -> Use | None:
        """What the policy says on how to go about it: "how do I answer an abuse notice?"."""
        fits = self.index.fits(question, 1)
        best = fits[0].entry if fits and fits[0].score >= _GUIDED_FROM else None
        return best if isinstance(best, Use) and best.verdict is None else None

    def _exact(self, text: str, entry: Thing | Use, service: str | None) -> Answer:
        """The text is an entry's very name or one of its aliases."""
        if isinstance(entry, Use):
            return self._about_use(text, entry, 1.0)
        question = self.index.question(text, service)
        named = question.services or question.hints or (None,)
        return self._about_thing(text, entry, named[0], 1.0)

    # ---- answers of each kind --------------------------------------------------------------------------

    def answer_for(self, kind: Kind, entry_id: str, service_id: str | None = None, query: str = "") -> Answer:
        """The answer about one entry by its id, as behind a "Did you mean" button. KeyError: no such
        entry any more.
        """
        if kind is Kind.AUP:
            return self._about_use(query, self.catalog.uses[entry_id], 1.0)
        if kind is Kind.SERVICE:
            return self._about_service(query, self._place(entry_id), 1.0)
        if service_id is not None:
            self._place(service_id)
        return self._about_thing(query, self.catalog.things[entry_id], service_id, 1.0)

    def _place(self, service_id: str) -> Service | ServiceModel:
        return self.catalog.services.get(service_id) or self.catalog.models[service_id]

    def _about_thing(self, text: str, thing: Thing, service_id: str | None, confidence: float) -> Answer:
        cell = self.row(thing, service_id)
        service = self._place(service_id) if service_id else None
        entries = (thing, service) if service else (thing,)
        return Answer(
            query=text,
            outcome=Outcome.ANSWER,
            kind=Kind.RESPONSIBILITY,
            verdict=None if cell.owner is Owner.NONE else cell.owner,
            exam_answer=cell.exam_answer,
            thing=thing,
            service=service,
            cell=cell,
            confidence=confidence,
            explanation=explain.responsibility(thing, cell, service),
            sources=explain.citations(self.catalog, *entries),
        )

    def _about_use(self, text: str, use: Use, confidence: float) -> Answer:
        return Answer(
            query=text,
            outcome=Outcome.ANSWER,
            kind=Kind.AUP,
            verdict=use.verdict,
            use=use,
            confidence=confidence,
            explanation=explain.use(use),
            sources=explain.citations(self.catalog, use),
        )

    def _about_service(self, text: str, service: Service | ServiceModel, confidence: float) -> Answer:
        return Answer(
            query=text,
            outcome=Outcome.ANSWER,
            kind=Kind.SERVICE,
            service=service,
            confidence=confidence,
            explanation=service.meaning if isinstance(service, ServiceModel) else service.plain_model,
            sources=explain.citations(self.catalog, service),
        )

    def _answer(self, text: str, frame: Frame, best: Candidate, confidence: float) -> Answer:
        if isinstance(best.entry, Use):
            return self._about_use(text, best.entry, confidence)
        answer = self._about_thing(text, best.entry, best.service, confidence)
        if frame.form is not Form.YES_NO:
            return answer
        yes_no = _yes_no(answer.verdict, answer.exam_answer, frame)
        return replace(answer, yes_no=yes_no, party=frame.party, negated=frame.negated)

    def _service(self, text: str, question: Question) -> Answer:
        named = question.services or question.hints
        if not named:
            return self._decline(text, Reason.NOT_KNOWN)
        return self._about_service(text, self._place(named[0]), 0.95)

    def _overview(self, text: str, frame: Frame, question: Question) -> Answer:
        named = question.services or question.hints
        service = self._place(named[0]) if named else None
        party = frame.party or Owner.CUSTOMER
        return Answer(
            query=text,
            outcome=Outcome.ANSWER,
            kind=Kind.OVERVIEW,
            party=party,
            service=service,
            confidence=0.95,
            explanation=explain.overview(party, service),
            sources=explain.citations(self.catalog, *([service] if service else [])),
        )

    def _define(self, text: str, frame: Frame, about: Question) -> Answer:
        if not _content(about):
            return self._service(text, about)
        if exact := self.index.exact(frame.rest):
            return self._exact(text, exact, None) if _taught(exact) else self._decline(text, Reason.OFF_TOPIC)
        found = candidates(self.row, about, frame, self.index.fits(about))
        if not found or found[0].score < _DEFINED_FROM or about.unknown or not _taught(found[0].entry):
            return self._decline(text, Reason.NOT_KNOWN)
        return self._answer(text, frame, found[0], min(found[0].score, 0.95))

    def _compare(self, text: str, left: str, right: str) -> Answer | None:
        """Two entries side by side; two services only where the text speaks of who does what."""
        first = self._entry(left) or self._entry(" ".join([left, *right.split()[-1:]]))
        second = self._entry(right)
        if first is None or second is None or first.id == second.id:
            return None
        if not about_duty(text) and not (_taught(first) and _taught(second)):
            return None
        return Answer(
            query=text,
            outcome=Outcome.ANSWER,
            kind=Kind.COMPARISON,
            compared=(first, second),
            confidence=0.9,
            explanation=explain.comparison(first, second),
            sources=explain.citations(self.catalog, first, second),
        )

    def _entry(self, text: str) -> Thing | Use | Service | ServiceModel | None:
        question = self.index.question(text)
        if question.services and (not _content(question) or about_duty(text)):
            return self._place(question.services[0]) if question.services else None
        fits = self.index.fits(question, 1)
        return fits[0].entry if fits and fits[0].score >= _COMPARED_FROM else None

    def _ask_back(self, text: str, found: list[Candidate], confidence: float) -> Answer:
        choices = suggest.choices(found[:3], confidence)
        return Answer(
            query=text,
            outcome=Outcome.ASK_BACK,
            kind=choices[0].kind,
            confidence=confidence,
            alternatives=choices,
            explanation="I am not sure which one you mean.",
        )

    def _decline(self, text: str, reason: Reason) -> Answer:
        return Answer(
            query=text,
            outcome=Outcome.UNKNOWN,
            kind=Kind.UNKNOWN,
            reason=reason,
            explanation=explain.decline(reason),
        )

    # ---- completing ------------------------------------------------------------------------------------

    def suggest_things(self, text: str, service: str | None = None, limit: int = 25) -> list[Choice]:
        """Things for autocomplete, best first; empty text gives what exams ask most."""
        return self._suggestions.things(text, service, limit)

    def suggest_services(self, text: str, thing: str | None = None, limit: int = 25) -> list[Choice]:
        """Services for autocomplete, best first; `thing` (text) puts services first where it exists."""
        return self._suggestions.services(text, thing, limit)

    def suggest_uses(self, text: str, limit: int = 25) -> list[Choice]:
        """Uses under the Acceptable Use Policy for autocomplete, best first."""
        return self._suggestions.uses(text, limit)


def _taught(entry: Thing | Use | Service | ServiceModel) -> bool:
    """True for what the model itself is made of: its controls, its encryption, its policy.

    "What is ...?" about anything else asks what it does, not whose it is.
    """
    return isinstance(entry, Use | ServiceModel) or (isinstance(entry, Thing) and entry.topic in TAUGHT)


def _content(question: Question) -> bool:
    """True where something is named beside services, parties and acts that fit everything."""
    return any(t.kind in ("object", "quality", "act", "word", "unknown") for t in question.tokens)


def _yes_no(verdict: object, exam_answer: Owner | None, frame: Frame) -> Literal["yes", "no"] | None:
    if verdict is None:
        return None
    side = verdict
    if verdict is Owner.DEPENDS:
        side = exam_answer or Owner.SHARED
    if side is Owner.SHARED:
        return "no" if frame.exclusive else "yes"
    return "yes" if side is frame.party else "no"
