"""Text as people type it -> plain lower-case words: Unicode, contractions, punctuation, emoji."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import Stemmer

_CONTRACTIONS = {
    "who's": "who is",
    "whos": "who is",
    "what's": "what is",
    "whats": "what is",
    "it's": "it is",
    "that's": "that is",
    "i'm": "i am",
    "i've": "i have",
    "i'd": "i would",
    "we're": "we are",
    "we've": "we have",
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "cant": "can not",
    "shan't": "shall not",
    "ain't": "is not",
    "aint": "is not",
    "dont": "do not",
    "doesnt": "does not",
    "isnt": "is not",
    "arent": "are not",
    "wont": "will not",
    "shouldnt": "should not",
    "neednt": "need not",
    "wouldnt": "would not",
    "n": "and",
    "&": "and",
    "+": "and",
    "w/": "with",
    "e-mail": "email",
    "e-mails": "emails",
    "u": "you",
    "ur": "your",
    "r": "are",
    "gonna": "going to",
    "gotta": "have to",
    "hafta": "have to",
    "im": "i am",
    "ive": "i have",
}
_QUOTES = str.maketrans(
    {
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT SINGLE QUOTATION MARK}": "'",
        "`": "'",
        "\N{ACUTE ACCENT}": "'",
        "\N{EN DASH}": " - ",
        "\N{EM DASH}": " - ",
    }
)
_WORD = re.compile(r"[a-z0-9]+(?:['.@/:-][a-z0-9]+)*|[&+]")
_NOT = re.compile(r"^(is|are|was|were|do|does|did|should|would|could|need|must|has|have|will)n't$")
_POSSESSIVE = re.compile(r"'s?$")

_CODE = re.compile(
    r"</?\w+[^>]*>|\{\{.*\}\}|\$\{|--\s*$|\bunion\s+select\b|\bdrop\s+table\b|;\s*--", re.IGNORECASE
)
_MARKS = "<>{}[]%;=*\\|$#^~_"

_stemmer = Stemmer.Stemmer("english", 0)  # without a cache of its own: stem() has one


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of one plain word (Porter 2); words with digits and short names keep their form."""
    if len(word) <= 3 or any(c.isdigit() for c in word):
        return word
    return str(_stemmer.stemWord(word))


def fold(text: str) -> str:
    """Compatibility-normalised, case-folded text with accents, emoji and invisible marks taken out."""
    if text.isascii():
        return text.replace("`", "'").lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_QUOTES)).casefold()
    return "".join(c for c in decomposed if c.isascii() or unicodedata.category(c)[0] in "LN")


def words(text: str) -> list[str]:
    """Plain words in order: contractions spelled out, possessive endings cut, compounds split at their
    hyphens.
    """
    found: list[str] = []
    for raw in _WORD.findall(fold(text)):
        if raw.isalnum() and raw not in _CONTRACTIONS:
            found.append(raw)
        else:
            found.extend(_expand(raw))
    return found


def _expand(raw: str) -> list[str]:
    if raw in _CONTRACTIONS:
        return _CONTRACTIONS[raw].split()
    if negated := _NOT.match(raw):
        return [negated[1], "not"]
    parts = (
        re.split(r"['.@/:-]", _POSSESSIVE.sub("", raw)) if not raw[0].isdigit() else re.split(r"[/:-]", raw)
    )
    return [part for part in parts if part]


def readable(text: str) -> bool:
    """True where the text holds at least one letter of any script."""
    return any(unicodedata.category(c).startswith("L") for c in text)


def looks_like_code(text: str) -> bool:
    """True for markup, templates and queries rather than words: "<script>", "{{7*7}}", "' UNION SELECT
    ... --".
    """
    return bool(_CODE.search(text)) or sum(text.count(mark) for mark in _MARKS) * 6 > len(text)
