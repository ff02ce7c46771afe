"""Questions derived from uses: what is prohibited, allowed, allowed only if; which heading it breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.catalog.model import Option, Question, QuestionKind, Rule, Use, Verdict
from bot.quiz.chance import ranked
from bot.quiz.drafts import Stems, derived_id, question
from bot.quiz.material import Material, first_sentences, full_stop, within

VERDICTS = {
    Verdict.PROHIBITED: "It is prohibited",
    Verdict.ALLOWED: "It is allowed as it is",
    Verdict.CONDITIONAL: "It is allowed under a special condition",
    None: "Each Region has rules of its own on it",
}
"""The options of "may one do this?"; the last is never right."""

MAY = (
    "A user of AWS has this in mind: {act}. What do the rules of AWS say?",
    "Somebody in a forum asks about this on AWS: {act}. Which reply is right?",
    "Is this all right on AWS: {act}?",
    "A customer plans the following on AWS: {act}. What is right?",
)
PROHIBITED = (
    "Which of these does AWS prohibit?",
    "Which of these plans must a customer of AWS give up?",
    "Which of these would break the rules of AWS?",
    "For which of these may AWS suspend an account?",
    "Four customers describe their plans. Whose plan goes against the Acceptable Use Policy?",
    "Which of these would you report as abuse of AWS resources?",
)
ALLOWED = (
    "Which of these may a customer of AWS do?",
    "Which of these is ordinary use of AWS?",
    "Which of these plans breaks no rule of AWS?",
    "Four students describe what they want to do on AWS. Who may go ahead?",
    "Which of these would AWS leave alone, as long as the law is kept?",
    "Which of these needs no excuse before the Acceptable Use Policy?",
    "A provider checks the plans of four customers. Which plan may stay?",
)
NOT_PROHIBITED = (
    "Which of these is NOT prohibited on AWS?",
    "AWS prohibits all of these EXCEPT one. Which one?",
    "Which of these does the Acceptable Use Policy NOT forbid?",
    "Which of these would NOT lead to an abuse report?",
    "Each of these can end an AWS account EXCEPT one. Which one?",
    "Which of these is NOT a reason for AWS to close an account?",
    "A trainer lists bad uses of AWS and slips in one that is NOT bad. Which one?",
)
HEADING = (
    "Under which heading of the older Acceptable Use Policy does this fall: {act}?",
    "A course sorts bad uses under the four older headings. Where does this one belong: {act}?",
    "An exam question names this: {act}. Which of the four headings of the older policy does it break?",
)
UNDER = (
    "Which of these falls under the older heading “{title}”?",
    "Which of these is an example for the older heading “{title}”?",
    "A teacher wants an example for the older heading “{title}”. Which one fits?",
)
UNDER_TWO = (
    "Which TWO of these fall under the older heading “{title}”?",
    "Choose the TWO examples for the older heading “{title}”.",
    "Name the TWO that the older heading “{title}” is about.",
)
TWO_PROHIBITED = (
    "Which TWO of these does AWS prohibit?",
    "Choose the TWO that break the Acceptable Use Policy.",
    "A provider checks five plans of its customers. Which TWO must it stop?",
    "Which TWO of these are bound to lead to abuse reports?",
)
_STAMPS = {
    Verdict.PROHIBITED: "Prohibited.",
    Verdict.ALLOWED: "Allowed.",
    Verdict.CONDITIONAL: "Allowed under a condition.",
}
_RULES = {
    Verdict.PROHIBITED: "no attacks, no deceit, no spam, nothing unlawful, and no help for others who do so.",
    Verdict.ALLOWED: "ordinary lawful use is allowed; look for attack, deceit or spam before you say no.",
    Verdict.CONDITIONAL: "between prohibited and allowed stand things that need an approval or a condition.",
}


class _Uses:
    """The uses by what can be asked of them."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.plain = material.plain_uses()
        self.headings = {rule.id: rule for rule in material.catalog.policy.headings}
        self.prohibited = [use for use in self.plain if use.verdict is Verdict.PROHIBITED]
        self.allowed = [use for use in self.plain if use.verdict is Verdict.ALLOWED]
        self.sorted = [use for use in self.prohibited if self._sorts(use)]

    def _sorts(self, use: Use) -> bool:
        """Whether the older heading is beyond doubt: today's clause came from it, no word gives it away."""
        heading = self.headings.get(use.heading)
        if heading is None or use.clause not in heading.clauses:
            return False
        return not _long_words(self.material.task(use)) & _long_words(heading.title)


def _long_words(text: str) -> set[str]:
    return {word.strip(",.()").casefold() for word in text.split() if len(word) > 3}


def from_uses(material: Material, stems: Stems) -> Iterator[Question]:
    """All questions on the policy."""
    uses = _Uses(material)
    for use in uses.plain:
        yield from _may(uses, stems, use)
    for use in uses.sorted:
        yield from _heading(uses, stems, use)
    for use in ranked_uses(uses.prohibited, "one")[: len(PROHIBITED)]:
        yield from _choice(uses, stems, PROHIBITED, "banned", [use], uses.allowed)
    for use in uses.allowed:
        yield from _choice(uses, stems, ALLOWED, "free", [use], uses.prohibited)
        yield from _choice(uses, stems, NOT_PROHIBITED, "unbanned", [use], uses.prohibited)
    for use in ranked_uses(uses.prohibited, "two")[: len(TWO_PROHIBITED)]:
        second = ranked_uses([one for one in uses.prohibited if one.heading != use.heading], use.id)[0]
        yield from _choice(uses, stems, TWO_PROHIBITED, "banned-two", [use, second], uses.allowed)
    for heading in uses.headings.values():
        yield from _under(uses, stems, heading)


def ranked_uses(uses: Sequence[Use], *parts: object) -> list[Use]:
    """The uses in an order of their own for these parts."""
    by_id = {use.id: use for use in uses}
    return [by_id[one] for one in ranked(by_id, *parts)]


# ---- may one do it -------------------------------------------------------------------------------------


def _may(uses: _Uses, stems: Stems, use: Use) -> Iterator[Question]:
    act = within(uses.material.task(use))
    stem = stems.take([ask.format(act=act) for ask in MAY], "may", use.id)
    if stem is None:
        return
    options = [
        Option(text=text, right=verdict is use.verdict, why=_why_verdict(use, verdict))
        for verdict, text in VERDICTS.items()
    ]
    yield question(
        derived_id("may", use.id),
        QuestionKind.ONE,
        stem,
        options,
        _explanation(uses, use),
        [use],
        level=2 if use.verdict is Verdict.CONDITIONAL else 1,
    )


def _why_verdict(use: Use, verdict: Verdict | None) -> str:
    if verdict is None:
        return "The policy is one and the same in every Region."
    if verdict is use.verdict:
        return _reason(use)
    if verdict is Verdict.PROHIBITED:
        return "Nothing in the rules forbids this as such."
    if verdict is Verdict.ALLOWED:
        return (
            "The rules forbid it."
            if use.verdict is Verdict.PROHIBITED
            else "There is a special condition to it."
        )
    return (
        "No condition makes it right."
        if use.verdict is Verdict.PROHIBITED
        else "It needs no special condition; the law and others' rights count as everywhere."
    )


def _reason(use: Use) -> str:
    condition = f"The condition: {within(full_stop(use.condition))} " if use.condition else ""
    return f"{condition}{first_sentences(use.explanation, 2)}"


def _explanation(uses: _Uses, *found: Use) -> str:
    reasons = " ".join(dict.fromkeys(_reason(use) for use in found))
    rule = _RULES[found[0].verdict or Verdict.ALLOWED]
    return f"{reasons} {uses.material.lesson(found[0], rule)}"


# ---- which one -----------------------------------------------------------------------------------------


def _choice(
    uses: _Uses, stems: Stems, asks: tuple[str, ...], name: str, right: list[Use], others: list[Use]
) -> Iterator[Question]:
    wrong = ranked_uses(others, name, right[0].id)[:3]
    stem = stems.take(asks, name, right[0].id)
    if stem is None or len(wrong) < 3:
        return
    kind = QuestionKind.TWO if len(right) == 2 else QuestionKind.ONE
    options = [
        Option(text=uses.material.task(use), right=use in right, why=_stamped(use), use=use.id)
        for use in (*right, *wrong)
    ]
    yield question(
        derived_id(name, right[0].id),
        kind,
        stem,
        options,
        _explanation(uses, *right),
        right,
        level=2,
        negated=asks is NOT_PROHIBITED,
    )


def _stamped(use: Use) -> str:
    stamp = _STAMPS[use.verdict] if use.verdict else ""
    return f"{stamp} {_reason(use)}".strip()


# ---- headings ------------------------------------------------------------------------------------------


def _heading(uses: _Uses, stems: Stems, use: Use) -> Iterator[Question]:
    act = within(uses.material.task(use))
    stem = stems.take([ask.format(act=act) for ask in HEADING], "heading", use.id)
    if stem is None:
        return
    options = [
        Option(text=rule.title, right=rule.id == use.heading, why=full_stop(_about(rule)))
        for rule in uses.headings.values()
    ]
    title = uses.headings[use.heading].title
    explanation = f"{first_sentences(use.explanation, 2)} Remember the older heading: {title}."
    yield question(
        derived_id("heading", use.id), QuestionKind.ONE, stem, options, explanation, [use], level=2
    )


def _about(rule: Rule) -> str:
    return f"this heading is about {within(rule.meaning)}"


def _under(uses: _Uses, stems: Stems, rule: Rule) -> Iterator[Question]:
    inside = [use for use in uses.sorted if use.heading == rule.id]
    outside = [use for use in uses.sorted if use.heading != rule.id]
    for use in ranked_uses(inside, "under")[:3]:
        yield from _under_question(uses, stems, UNDER, rule, [use], outside)
    for use in ranked_uses(inside, "under two")[:3]:
        second = ranked_uses([one for one in inside if one is not use], use.id)[:1]
        yield from _under_question(uses, stems, UNDER_TWO, rule, [use, *second], outside)


def _under_question(
    uses: _Uses, stems: Stems, asks: tuple[str, ...], rule: Rule, right: list[Use], outside: list[Use]
) -> Iterator[Question]:
    two = asks is UNDER_TWO
    wrong = ranked_uses(outside, "under", right[0].id, len(right))[:3]
    stem = stems.take([ask.format(title=rule.title) for ask in asks], "under", right[0].id)
    if stem is None or len(right) != 1 + two or len(wrong) < 3:
        return
    options = [
        Option(text=uses.material.task(use), right=use in right, why=_filed(uses, use), use=use.id)
        for use in (*right, *wrong)
    ]
    explanation = f"{' '.join(first_sentences(use.explanation, 1) for use in right)} Remember: {_about(rule)}"
    kind = QuestionKind.TWO if two else QuestionKind.ONE
    name = "under-two" if two else "under"
    yield question(derived_id(name, right[0].id), kind, stem, options, explanation, right, level=2)


def _filed(uses: _Uses, use: Use) -> str:
    return f"Falls under “{uses.headings[use.heading].title}”. {first_sentences(use.explanation, 1)}"
