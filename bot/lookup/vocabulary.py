"""Words -> concepts: phrases, synonyms, service names, and the mending of typos and missing spaces."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.catalog.model import Catalog
from bot.lookup.text import stem, words

SERVICE = "service"
UNKNOWN = "unknown"
OTHER = "other"

COMMON = 20
"""Names that hold a word before three letters are taken for it with one left out."""

_ENDINGS = (
    *(
        "",
        "s",
        "e",
        "es",
        "ed",
        "d",
        "ing",
        "er",
        "ers",
        "or",
        "ors",
        "ly",
        "al",
        "able",
        "ible",
        "ive",
        "ity",
    ),
    *(
        "ion",
        "ions",
        "ation",
        "ations",
        "ment",
        "ments",
        "ize",
        "ized",
        "izing",
        "ization",
        "ic",
        "ical",
        "ance",
        "ence",
    ),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or phrase of a text.

    `concept` is the id that all words of one meaning share (a stem where no concept claims the word);
    `kind` is the concept's (act, object, quality, generic, party), `service`, `noise`, `foreign`, `word`
    or `unknown`. `service` is the id of the service or service model that the token names or hints at.
    `mended` = a typo was corrected.
    """

    text: str
    concept: str
    kind: str
    service: str | None = None
    mended: bool = False


_LONE = (1,)
"""Sizes of the phrases that begin with a word that begins none but perhaps itself."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    forms: tuple[str, ...]
    stems: tuple[str, ...]
    concept: str
    kind: str
    service: str | None


class Vocabulary:
    """Every word that the knowledge base knows. Immutable after construction."""

    def __init__(self, catalog: Catalog, texts: Iterable[list[str]]) -> None:
        """`texts` are the names and aliases whose words count as known beside the catalog's own
        vocabulary.
        """
        self._spellings = dict(catalog.words.spellings)
        self._sizes: dict[str, tuple[int, ...]] = {}
        self._claimed: dict[tuple[str, ...], dict[tuple[str, ...], _Phrase]] = defaultdict(dict)
        self._known: Counter[str] = Counter()
        self._claim_words(catalog)
        self._claim_services(catalog)
        for text in texts:
            self._known.update(text)
        self._known.update(self._spellings.keys())
        for first, size in sorted({(stems[0], len(stems)) for stems in self._claimed}, reverse=True):
            self._sizes[first] = (*self._sizes.get(first, ()), size)
        self._roots = {stem(word) for word in self._known}
        self._ends: dict[tuple[bool, str, int], list[str]] = defaultdict(list)
        self._long: dict[str, list[str]] = defaultdict(list)
        self._index_ends()
        self._shared: dict[str, Token] = {}
        self._mended: dict[str, str | None] = {}

    # ---- building --------------------------------------------------------------------------------------

    def _spelled(self, word: str) -> str:
        """The word as the knowledge base spells it ("centres" -> "centers")."""
        if word in self._spellings:
            return self._spellings[word]
        if word.endswith("s") and word[:-1] in self._spellings:
            return self._spellings[word[:-1]] + "s"
        return word

    def _claim(self, text: str, concept: str, kind: str, service: str | None = None) -> None:
        """Gives a phrase to a concept; the first claim of a form holds, a service only adds its id to it."""
        forms = tuple(self._spelled(word) for word in words(text))
        if not forms:
            return
        self._known.update(forms)
        stems = tuple(stem(form) for form in forms)
        same = self._claimed[stems]
        held = same.get(forms) or (next(iter(same.values())) if same and kind == SERVICE else None)
        if held is None:
            same[forms] = _Phrase(forms, stems, concept, kind, service)
        elif service is not None and held.service is None:
            same[held.forms] = replace(held, service=service)

    def _claim_words(self, catalog: Catalog) -> None:
        for concept in catalog.words.concepts:
            for word in concept.words:
                self._claim(word, concept.id, concept.kind)
        for word in catalog.words.foreign:
            self._claim(word, "foreign", "foreign")
        for word in catalog.words.noise:
            self._claim(word, "", "noise")
        for word in catalog.words.other:
            self._claim(word, "other", OTHER)
        for word in catalog.words.light:
            self._claim(word, stem("".join(words(word)[:1])), "light")

    def _claim_services(self, catalog: Catalog) -> None:
        for entry in (*catalog.services.values(), *catalog.models.values()):
            for name in (entry.name, *entry.aliases):
                self._claim(name, f"service:{entry.id}", SERVICE, entry.id)

    def _index_ends(self) -> None:
        """Where a typo's correction is looked for: words by their length and first or last letter, one of
        which no single slip can change; long words by first letter.
        """
        for word in self._known:
            if len(word) >= 4 and word.isalpha():
                self._ends[True, word[0], len(word)].append(word)
                self._ends[False, word[-1], len(word)].append(word)
                if len(word) >= 7:
                    self._long[word[0]].append(word)

    # ---- reading ---------------------------------------------------------------------------------------

    def read(self, text: str) -> list[Token]:
        """The tokens of a text, in order, noise included."""
        return self.read_words(words(text))

    def read_words(self, plain: list[str]) -> list[Token]:
        """The same for a text that is already in plain words."""
        return self._tokens(self._mend([self._spelled(w) for w in plain]))

    def mend(self, text: str) -> list[str]:
        """The words of a text with typos, spellings and missing spaces put right."""
        return [word for word, _, _ in self._mend([self._spelled(w) for w in words(text)])]

    def _tokens(self, mended: list[tuple[str, bool, bool]]) -> list[Token]:
        stems = [stem(word) for word, _, _ in mended]
        tokens: list[Token] = []
        at = 0
        while at < len(stems):
            word, fixed, known = mended[at]
            sizes = self._sizes.get(stems[at], _LONE)
            if sizes == _LONE and not fixed and (token := self._shared.get(word)):
                tokens.append(token)
                at += 1
                continue
            phrase = self._longest(sizes, mended, stems, at)
            if phrase is None or len(phrase.stems) == 1:
                tokens.append(self._lone(word, fixed, known, stems[at], phrase))
                at += 1
                continue
            piece = mended[at : at + len(phrase.stems)]
            text = " ".join(word for word, _, _ in piece)
            fixed = any(fixed for _, fixed, _ in piece)
            tokens.append(Token(text, phrase.concept, phrase.kind, phrase.service, fixed))
            at += len(piece)
        return tokens

    def _lone(self, word: str, fixed: bool, known: bool, root: str, phrase: _Phrase | None) -> Token:
        """The token of one word. Known words share theirs: names are made of a few thousand words."""
        if word in self._shared and not fixed:
            return self._shared[word]
        if phrase:
            token = Token(word, phrase.concept, phrase.kind, phrase.service, fixed)
        else:
            token = Token(word, root, "word" if known else UNKNOWN, None, fixed)
        if known and not fixed and word in self._known:
            self._shared[word] = token
        return token

    def _longest(
        self,
        sizes: tuple[int, ...],
        mended: list[tuple[str, bool, bool]],
        stems: list[str],
        at: int,
    ) -> _Phrase | None:
        """The longest phrase that starts here; of phrases that differ in their endings only, the one as
        written.
        """
        for size in sizes:
            if same := self._claimed.get(tuple(stems[at : at + size])):
                forms = tuple([word for word, _, _ in mended[at : at + size]])
                found = same.get(forms) or next((p for p in same.values() if _inflects(p, forms)), None)
                if found is not None:
                    return found
        return None

    def _mend(self, found: list[str]) -> list[tuple[str, bool, bool]]:
        """(word, mended, known) for each word, after joining, splitting and correcting what is unknown."""
        result: list[tuple[str, bool, bool]] = []
        at = 0
        while at < len(found):
            word = found[at]
            joined = word + found[at + 1] if at + 1 < len(found) else ""
            if joined and self._should_join(word, found[at + 1], joined):
                result.append((joined, False, True))
                at += 2
                continue
            result.extend(self._mend_word(word))
            at += 1
        return result

    def _should_join(self, left: str, right: str, joined: str) -> bool:
        if len(joined) < 5 or joined not in self._known or (stem(left), stem(right)) in self._claimed:
            return False
        return left not in self._known or right not in self._known or len(left) > 1 < len(right)

    def _mend_word(self, word: str) -> list[tuple[str, bool, bool]]:
        if self._is_known(word):
            return [(word, False, True)]
        if len(word) < 3 or not word.isalpha():
            return [(word, False, False)]
        if word not in self._mended:
            if len(self._mended) > 20_000:
                self._mended.clear()
            self._mended[word] = self._correct(word)
        corrected = self._mended[word]
        if corrected is None:
            return [(word, False, False)]
        return [(part, True, True) for part in corrected.split()]

    def _is_known(self, word: str) -> bool:
        """True for known words and their regular endings ("patchable"), not for what a typo makes of them."""
        if word in self._known or word.isdigit():
            return True
        root = stem(word)
        return (
            root in self._roots
            and word[: len(root) - 1] == root[:-1]
            and word[len(root) - 1 :] in _endings(root)
        )

    def _correct(self, word: str) -> str | None:
        """The known word (or two) that an unknown one was meant to be, else None.

        One slip anywhere is found among words of about the length with the same first or last letter; two
        slips, in words of eight letters and more, only among words with the same first letter.
        """
        close = self._one_slip_off(word)
        if len(word) == 3:
            # Three letters are mended only to a common word of four ("dta", "kys").
            close = [known for known in close if len(known) == 4 and self._known[known] >= COMMON]
        if close:
            return max(close, key=lambda known: (self._known[known], known))
        if len(word) >= 8:
            found = process.extractOne(word, self._long[word[0]], scorer=OSA.distance, score_cutoff=2)
            if found is not None:
                return found[0]
        return self._split(word)

    def _one_slip_off(self, word: str) -> list[str]:
        """All known words that one slip makes this word of."""
        sizes = (len(word) - 1, len(word), len(word) + 1)
        ends = ((True, word[0]), (False, word[-1]))
        near = {known for size in sizes for end in ends for known in self._ends.get((*end, size), ())}
        return [known for known in near if OSA.distance(word, known, score_cutoff=1) <= 1]

    def _split(self, word: str) -> str | None:
        for cut in range(3, len(word) - 2):
            left, right = word[:cut], word[cut:]
            if left in self._known and right in self._known:
                return f"{left} {right}"
        return None


def _inflects(phrase: _Phrase, forms: tuple[str, ...]) -> bool:
    """True where the words as written are a phrase but for its endings.

    A lone word may end in any way that leaves its stem ("encrypts", "encryption"); the words of a longer
    phrase only in -s, -ed and -ing ("patch manager" is not "patch management"); a service's one-word name
    in none ("connect").
    """
    if len(forms) == 1:
        return phrase.kind != SERVICE
    return all(_bare(a) == _bare(b) for a, b in zip(phrase.forms, forms, strict=True))


def _bare(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word.removesuffix(ending)
    return word


def _endings(root: str) -> set[str]:
    """What may follow a stem but for its last letter: the letter itself or "y"/"i" and a regular ending."""
    return {last + ending for last in (root[-1], "y", "i", root[-1] * 2) for ending in _ENDINGS}
