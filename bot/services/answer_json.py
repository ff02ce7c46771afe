"""An Answer as the JSON object that other programs rely on (`ask --json`); the only place that maps it."""

from __future__ import annotations

from typing import Any

from bot.lookup.answer import Answer


def answer_json(answer: Answer, elapsed_us: int) -> dict[str, Any]:
    """Every key is always there, in this order; `elapsed_us`: microseconds that the look-up took."""
    about = answer.thing or answer.use
    return {
        "query": answer.query,
        "outcome": answer.outcome.value,
        "kind": answer.kind.value,
        "verdict": answer.verdict.value if answer.verdict else None,
        "exam_answer": answer.exam_answer.value if answer.exam_answer else None,
        "yes_no": answer.yes_no,
        "thing": {"id": about.id, "name": about.name} if about else None,
        "service": {"id": answer.service.id, "name": answer.service.name} if answer.service else None,
        "confidence": round(answer.confidence, 4),
        "alternatives": [
            {
                "id": choice.id,
                "name": choice.name,
                "verdict": choice.verdict.value if choice.verdict else None,
                "confidence": round(choice.confidence, 4),
            }
            for choice in answer.alternatives
        ],
        "explanation": answer.explanation,
        "sources": [{"url": source.url, "checked": source.checked.isoformat()} for source in answer.sources],
        "elapsed_us": elapsed_us,
    }
