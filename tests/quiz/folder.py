"""A small sound folder of knowledge with one sound question, which tests break on purpose."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

from tests.catalog.folder import SOURCE, edit
from tests.catalog.folder import write_folder as write_knowledge

QUESTIONS = "questions/compute.yaml"

MORE_THINGS = f"""
  - id: badges
    name: Badges at the door
    topic: compute
    aliases:
      - badge
    owner: aws
    layer: physical
    explanation: The door is AWS's.
    exam_weight: 1
    sources:
      - {SOURCE}
    checked: 2026-11-23
  - id: fences
    name: Fences around the site
    topic: compute
    aliases:
      - fence
    owner: aws
    layer: physical
    explanation: The site is AWS's.
    exam_weight: 1
    sources:
      - {SOURCE}
    checked: 2026-11-23
  - id: generators
    name: Generators
    topic: compute
    aliases:
      - generator
    owner: aws
    layer: physical
    explanation: Power is AWS's.
    exam_weight: 1
    sources:
      - {SOURCE}
    checked: 2026-11-23
  - id: budgets
    name: Budgets
    topic: compute
    aliases:
      - budget
    owner: customer
    layer: encryption_at_rest
    explanation: Money is the customer's.
    exam_weight: 1
    sources:
      - {SOURCE}
    checked: 2026-11-23
  - id: floods
    name: Floods
    topic: compute
    aliases:
      - flood
    owner: shared
    exam_answer: shared
    layer: physical
    explanation: Both carry it.
    split:
      aws: Pumps.
      customer: Copies.
    exam_weight: 1
    sources:
      - {SOURCE}
    checked: 2026-11-23
"""


def option(text: str, thing: str = "", right: bool = False, **fields: str) -> str:
    """An option as an author writes it."""
    lines = [f"- text: {text}", *(["  right: true"] if right else []), "  why: It is so."]
    lines += [f"  thing: {thing}"] if thing else []
    lines += [f"  {name}: {value}" for name, value in fields.items()]
    return "\n".join(lines)


OPTIONS = (
    option("Patching the guest", "guest-os-patching", right=True),
    option("Badges at the door", "badges"),
    option("Fences around it", "fences"),
    option("Running generators", "generators"),
)


def question(
    question_id: str = "first",
    stem: str = "A bakery bakes on EC2. Which task is its own?",
    options: tuple[str, ...] = OPTIONS,
    kind: str = "one",
    **fields: str,
) -> str:
    """A question as an author writes it; further fields go before the options."""
    head = {"thing": "guest-os-patching", "service": "ec2", "topic": "compute"} | fields
    lines = [f"- id: {question_id}", f"  kind: {kind}", "  level: 1", "  exam: CLF-C02", f'  stem: "{stem}"']
    lines += [f"  {name}: {value}" for name, value in head.items() if value]
    lines += ["  options:", indent("\n".join(options), "    ")]
    lines += ["  explanation: It is so. Remember it.", f"  sources: [{SOURCE}]", "  checked: 2026-11-23"]
    return "\n".join(lines)


def write_questions(folder: Path, *questions: str) -> None:
    """Writes a file of questions into a folder of knowledge."""
    file = folder / QUESTIONS
    file.parent.mkdir(exist_ok=True)
    file.write_text("questions:\n" + indent("\n".join(questions), "  ") + "\n", encoding="utf-8")


def write_folder(directory: Path) -> Path:
    """The small folder of the catalog's tests, with five more things and one question."""
    folder = write_knowledge(directory)
    file = folder / "things/compute.yaml"
    file.write_text(file.read_text().rstrip() + "\n" + MORE_THINGS.strip("\n") + "\n")
    write_questions(folder, question())
    return folder


__all__ = ["OPTIONS", "QUESTIONS", "edit", "option", "question", "write_folder", "write_questions"]
