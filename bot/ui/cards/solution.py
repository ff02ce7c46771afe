"""The cards of a practice question: which option is right, each with its owner and reason."""

from __future__ import annotations

from bot.catalog.model import Catalog, Thing, Verdict
from bot.lookup.answer import Citation
from bot.lookup.exam import Asked, Target
from bot.lookup.solve import Judgement, Solution
from bot.services.solving import MAX_OPTIONS, MAX_PASTED, Solved, Unread, is_judged
from bot.ui.cards.card import Block, Card, Tone
from bot.ui.cards.words import OWNER, TONE, citations, exam_brackets, sources_line
from bot.ui.escape import authored, clamp, typed

_ASKED = {
    Target.AWS: ("what is AWS's responsibility", "what is **not** AWS's responsibility"),
    Target.CUSTOMER: (
        "what is the customer's responsibility",
        "what is **not** the customer's responsibility",
    ),
    Target.SHARED: ("what AWS and the customer share", "what AWS and the customer do **not** share"),
    Target.INHERITED: ("what customers inherit from AWS", "what customers do **not** inherit from AWS"),
    Target.CUSTOMER_SPECIFIC: ("what is the customer's alone", "what is **not** the customer's alone"),
    Target.PROHIBITED: ("what the policy prohibits", "what the policy does **not** prohibit"),
    Target.ALLOWED: ("what the policy allows", "what the policy does **not** allow"),
    Target.CONTACT: ("whom to tell about abuse", "whom **not** to tell about abuse"),
    Target.TRUE: ("which statement is true", "which statement is **not** true"),
    Target.MOST_MANAGED: ("where AWS does the most", "where AWS does the least"),
    Target.LEAST_MANAGED: ("where the customer does the most", "where the customer does the least"),
    None: ("who is responsible", "who is **not** responsible"),
}
"""What a question can ask for, and the same negated."""

_VERDICT = {
    Verdict.PROHIBITED: "✕ Prohibited.",
    Verdict.CONDITIONAL: "△ Allowed only under a condition.",
    Verdict.ALLOWED: "✓ Allowed.",
}

_COUNT = {2: " Two answers.", 3: " Three answers."}

_UNREAD = {
    Unread.EMPTY: "There is no question in that.",
    Unread.TOO_LONG: f"That is more than {MAX_PASTED:,} characters. Please give just the one question.",
    Unread.NO_OPTIONS: "I can't find the options to choose from in that.",
    Unread.TOO_MANY: f"That is more than {MAX_OPTIONS} options. Please give just the one question.",
}

LAYOUT = """Who patches the hypervisor?
A. AWS
B. The customer"""
"""A question as it can be pasted; a test solves it."""

CANNOT_JUDGE = "I can't judge this one."

_STEM = 240  # characters of the question shown back: its end, which is what asks
_OPTIONS_TEXT, _OPTIONS_WHY = 700, 1000  # characters for all options together; ours: they fit one message
_LONGEST_TEXT, _LONGEST_WHY = 140, 160


def solution_card(solved: Solved, catalog: Catalog) -> Card:
    """The picked options first, then the others, then where exam keys are known to differ."""
    solution = solved.solution
    if not solution.options:
        return _not_ours()
    order = sorted(solved.pasted.options, key=lambda letter: letter not in solution.answer)
    one_for_all = _one_for_all(solution)
    blocks = [
        Block(f"**Asked:** {_asked(solution.asked)}", 1),
        Block(_entry_line(one_for_all) if one_for_all else "", 0),
        *(Block(_option(letter, solved, one_for_all), 0) for letter in order),
        Block("\n".join(f"**Keys and AWS differ:** {authored(text)}" for text in solution.warnings[:2]), 2),
        Block(f"-# “{typed(_end(solved.pasted.stem), _STEM)}”" if solved.pasted.stem.strip() else "", 4),
    ]
    shown = tuple(block for block in blocks if block.text)
    return Card(_tone(solution), f"### {_headline(solution)}", shown, _sources(solution, catalog))


def unread_card(reason: Unread) -> Card:
    """Says why nothing was tried, and how a question can be given."""
    layout = f"**Paste it like this**\n```\n{LAYOUT}\n```"
    return Card(
        Tone.PLAIN,
        f"### {_UNREAD[reason]}",
        (Block(layout, 0), Block("A question without options goes to `/who` or `/aup`.", 1)),
    )


def unread_sentence(reason: Unread) -> str:
    """The same in one sentence, without markup."""
    return _UNREAD[reason]


def _not_ours() -> Card:
    return Card(
        Tone.PLAIN,
        "### I can't tell what this question asks, and I would rather say so than guess.",
        (
            Block(
                "I solve questions on who is responsible for what on AWS, and on what its Acceptable Use "
                "Policy prohibits or allows.",
                0,
            ),
        ),
    )


def _headline(solution: Solution) -> str:
    letters = " and ".join(authored(clamp(letter, 10)) for letter in solution.answer)
    if solution.outcome == "answer":
        return f"Answer: {letters}"
    if solution.answer:
        return f"I am sure of {letters} only"
    return "I can't pick an answer here, and I would rather say so than guess."


def _asked(asked: Asked) -> str:
    return f"{_ASKED[asked.target][asked.negated]}.{_COUNT.get(asked.choose, '')}"


def _one_for_all(solution: Solution) -> Judgement | None:
    """The judgement behind every option, where these are parties and the question itself names the thing."""
    entries = [one for one in solution.options.values() if one.entry is not None]
    same = {(one.entry.id if one.entry else "", one.verdict, one.why) for one in entries}
    explained = all(one.entry or one.why for one in solution.options.values())
    return entries[0] if len(same) == 1 and len(entries) > 1 and explained else None


def _entry_line(one: Judgement) -> str:
    name = authored(one.entry.name) if one.entry else ""
    return f"**{name}:** {_verdict(one)}\n{_why(one, _LONGEST_WHY)}"


def _option(letter: str, solved: Solved, one_for_all: Judgement | None) -> str:
    """One option in two lines: its letter and text, and whose it is and why."""
    count = len(solved.pasted.options)
    text = typed(solved.pasted.options[letter], min(_LONGEST_TEXT, _OPTIONS_TEXT // count))
    mark = "✔ " if letter in solved.solution.answer else ""
    first = f"{mark}**{authored(clamp(letter, 10))}.** {text}"
    if not is_judged(solved.solution, letter):
        return f"{first}\n{CANNOT_JUDGE}"
    one = solved.solution.options[letter]
    if one_for_all is not None and one.entry is one_for_all.entry:
        return first
    said = " ".join(
        part for part in (_verdict(one), _why(one, min(_LONGEST_WHY, _OPTIONS_WHY // count))) if part
    )
    return f"{first}\n{said}"


def _verdict(one: Judgement) -> str:
    """The owner or the policy's verdict in words, with the side that exam keys expect."""
    if one.verdict is None:
        return ""
    if isinstance(one.verdict, Verdict):
        return _VERDICT[one.verdict]
    thing = one.entry if isinstance(one.entry, Thing) and one.entry.owner is one.verdict else None
    return OWNER[one.verdict] + exam_brackets(one.verdict, thing.exam_answer if thing else None) + "."


def _why(one: Judgement, limit: int) -> str:
    """The first sentence of the reason, or as much of it as there is room for."""
    first, _, rest = one.why.partition(". ")
    return authored(clamp(f"{first}." if rest else first, limit))


def _end(stem: str) -> str:
    return stem if len(stem) <= _STEM - 2 else f"… {stem[2 - _STEM :]}"


def _tone(solution: Solution) -> Tone:
    """The colour of the picked options where they agree."""
    verdicts = {solution.options[letter].verdict for letter in solution.answer}
    return TONE[verdicts.pop()] if len(verdicts) == 1 else Tone.PLAIN


def _sources(solution: Solution, catalog: Catalog) -> str:
    """The sources of the entries behind the picked options, each once."""
    cited: dict[str, Citation] = {}
    for letter in solution.answer:
        entry = solution.options[letter].entry
        if entry is not None:
            cited.update({one.url: one for one in citations(catalog, entry.sources, entry.checked)})
    return sources_line(cited.values())
