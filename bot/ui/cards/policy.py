"""The cards of the Acceptable Use Policy: one use, guidance, and the policy at a glance."""

from __future__ import annotations

from collections.abc import Iterable

from bot.catalog.model import Catalog, Policy, Rule, Use, Verdict
from bot.lookup.answer import Answer
from bot.ui.cards.card import Block, Card, Tone
from bot.ui.cards.words import TONE, citations, sources_line
from bot.ui.escape import authored

_HEAD = {
    Verdict.PROHIBITED: "✕ Prohibited: {name}",
    Verdict.CONDITIONAL: "△ Allowed only if a condition holds: {name}",
    Verdict.ALLOWED: "✓ Allowed: {name}",
    None: "ⓘ {name}",
}

_POINTS = 6  # ours: longer lists do not fit a phone screen


def use_card(answer: Answer, catalog: Catalog) -> Card:
    """A use with its verdict, or guidance where it has none; the policy at a glance where no use is meant."""
    use = answer.use
    if use is None:
        return policy_card(catalog)
    blocks = [
        Block(f"**Only if:** {authored(use.condition)}" if use.condition else "", 0),
        Block(authored(answer.explanation or use.explanation), 0),
        Block("\n".join(f"- {authored(point)}" for point in use.points[:_POINTS]), 1),
        Block(_where(use, catalog.policy), 1),
        Block(f"**Picture it:** {authored(use.example)}" if use.example else "", 5),
        Block(f"**Exam tip:** {authored(use.exam_tip)}" if use.exam_tip else "", 2),
        Block("\n".join(f"**Keys and AWS differ:** {authored(point)}" for point in use.contested[:2]), 3),
    ]
    head = "### " + _HEAD[use.verdict].format(name=authored(use.name))
    shown = tuple(block for block in blocks if block.text)
    return Card(TONE[use.verdict], head, shown, sources_line(answer.sources))


def _where(use: Use, policy: Policy) -> str:
    """Today's clause and the older heading that courses teach."""
    clause = _title(policy.clauses, use.clause)
    heading = _title((*policy.headings, *policy.other_headings), use.heading)
    lines = []
    if clause:
        lines.append(f"**In today's policy:** {clause}")
    if heading:
        lines.append(
            f"**In courses (policy before July 2021):** {heading}" if clause else f"**Topic:** {heading}"
        )
    return "\n".join(lines)


def _title(rules: Iterable[Rule], rule_id: str | None) -> str:
    return next((authored(rule.title) for rule in rules if rule.id == rule_id), "")


def policy_card(catalog: Catalog) -> Card:
    """The policy at a glance: today's clauses, the older four headings, to whom it applies."""
    policy = catalog.policy
    clauses = "\n".join(f"✕ {authored(rule.title)}" for rule in policy.clauses)
    headings = "\n".join(
        f"{place}\\. {authored(rule.title)}" for place, rule in enumerate(policy.headings, start=1)
    )
    blocks = (
        Block(f"**Today it prohibits**\n{clauses}", 0),
        Block(f"**Four headings that courses teach** (policy before July 2021)\n{headings}", 0),
        Block(f"**Applies to:** {authored(policy.applies_to)}", 1),
        *(Block(authored(note), 3) for note in policy.notes[:2]),
        Block("Ask about a use: `/aup use: game server`", 2),
    )
    sources = sources_line(citations(catalog, policy.sources, policy.checked))
    return Card(
        Tone.PLAIN, f"### {authored(policy.name)}", tuple(block for block in blocks if block.text), sources
    )
