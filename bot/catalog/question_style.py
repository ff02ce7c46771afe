"""What gives a key away or bores a member: lengths, telling words, stems that stand twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.catalog.entries import Draft, Placed
from bot.catalog.mistakes import Mistake
from bot.catalog.model import Question, QuestionKind
from bot.catalog.questions import alike, content

LONGEST_AT_MOST = 0.3
"""Share of the questions of a file in which the longest option may be the key; chance gives a quarter."""

FEWEST_JUDGED = 5
"""Files with fewer questions than this say nothing about lengths."""

ALIKE_FROM = 0.8
"""Share of common words from which two stems count as the same question."""

_TELLING = re.compile(r"\b(always|never|only)\b(?! (?:if|when|with|after|while|once)\b)", re.IGNORECASE)


def findings(draft: Draft) -> list[Mistake]:
    """What an author should mend in hand-written questions although every key is right."""
    placed = draft.of("questions")
    return [*_telling_lengths(placed), *_telling_words(placed), *_twice(placed)]


def longest_is_key(question: Question) -> bool:
    """Whether one option is longer than all others, and is the key."""
    longest, second = sorted(question.options, key=lambda option: -len(option.text))[:2]
    return longest.right and len(longest.text) > len(second.text)


def _telling_lengths(questions: Iterable[Placed]) -> Iterator[Mistake]:
    files: dict[str, list[Placed]] = defaultdict(list)
    for placed in questions:
        if placed.entry.kind in (QuestionKind.ONE, QuestionKind.SERVICE):
            files[placed.document.path].append(placed)
    for group in files.values():
        telling = [placed for placed in group if longest_is_key(placed.entry)]
        if len(group) >= FEWEST_JUDGED and len(telling) > LONGEST_AT_MOST * len(group):
            names = ", ".join(placed.entry.id for placed in telling)
            said = f"the longest option is the key in {len(telling)} of {len(group)} questions here: {names}"
            yield telling[0].mistake(said, "options")


def _telling_words(questions: Iterable[Placed]) -> Iterator[Mistake]:
    for placed in questions:
        words = [set(map(str.casefold, _TELLING.findall(option.text))) for option in placed.entry.options]
        pairs = list(zip(words, placed.entry.options, strict=True))
        in_right = set[str]().union(*(found for found, option in pairs if option.right))
        for number, (found, option) in enumerate(pairs):
            if found and not option.right and not in_right:
                said = (
                    f'"{sorted(found)[0]}" stands in a wrong option and in no right one, which gives it away'
                )
                yield placed.mistake(said, "options", number)


def _twice(questions: Iterable[Placed]) -> Iterator[Mistake]:
    seen: list[tuple[Placed, frozenset[str]]] = []
    for placed in questions:
        words = content(placed.entry.stem)
        for first, others in seen:
            if alike(words, others) >= ALIKE_FROM:
                where = f"{first.document.path}:{first.document.line(first.loc)}"
                yield placed.mistake(f"the stem is nearly that of {first.entry.id} ({where})", "stem")
                break
        seen.append((placed, words))
