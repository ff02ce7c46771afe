"""Ten ways to type the same question differently. Each takes a text, its kind and a seeded generator.

A way gives back None where it has nothing to change (no word with another spelling, no second word ...).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Way = Callable[[str, str, Random], str | None]

_WORD = re.compile(r"[A-Za-z]{4,}")
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

_FRAME = re.compile(
    r"^(?P<frame>who(?: is|'s)? (?:responsible for|in charge of|handles|manages|takes care of|looks after"
    r"|does|owns)"
    r"|whose (?:job|responsibility|task) is"
    r"|(?:is|are) (?:aws|amazon|the customer|customers|i|we) (?:responsible for|in charge of))"
    r" (?P<rest>.+?)\??$",
    re.IGNORECASE,
)
_OF = re.compile(r"^(?P<head>[\w-]+(?: [\w-]+)?) of (?:the |an? )?(?P<tail>[\w-]+(?: [\w-]+){0,2})$")
_PLACE = re.compile(r"^(?P<head>.+?) (?P<place>(?:on|in|for|at|within|inside|under) (?:(?! (?:on|in)\b).)+)$")
_QUESTION = re.compile(
    r"\?\s*$|^(?:who|whose|what|which|how|when|where|why|is|are|do|does|did|can|could|may|must|should|will"
    r"|would|am|has|have)\b",
    re.IGNORECASE,
)

_SINGULAR_IN_S = {
    *(
        "always",
        "perhaps",
        "across",
        "analysis",
        "redis",
        "windows",
        "kubernetes",
        "https",
        "macos",
        "status",
    ),
    *("this", "does", "whose", "theirs", "yours", "ours", "hers", "less", "unless", "iops", "sometimes"),
}
_NO_NOUN = {
    *(
        "that",
        "with",
        "from",
        "have",
        "been",
        "were",
        "they",
        "them",
        "their",
        "your",
        "mine",
        "what",
        "when",
    ),
    *("where", "which", "while", "will", "would", "could", "should", "must", "about", "after", "before"),
    *("between", "into", "onto", "over", "under", "responsible", "only", "also", "just", "very", "more"),
    *("most", "some", "such", "than", "then", "there", "these", "those", "each", "every", "other", "both"),
    *("amazon", "underlying", "physical", "virtual", "within", "without", "whether", "against", "through"),
}

_BRITISH = {
    "behaviour": "behavior",
    "colour": "color",
    "licence": "license",
    "centre": "center",
    "catalogue": "catalog",
    "programme": "program",
    "defence": "defense",
    "cancelled": "canceled",
    "labelled": "labeled",
    "labelling": "labeling",
    "modelling": "modeling",
    "neighbour": "neighbor",
    "fulfil": "fulfill",
    "storeys": "stories",
    "artefact": "artifact",
    "grey": "gray",
    "cheque": "check",
    "analyse": "analyze",
    "analysing": "analyzing",
}
_AMERICAN = {american: british for british, american in _BRITISH.items()}
_IZE = re.compile(
    r"\b(?P<stem>organ|author|virtual|custom|optim|util|minim|maxim|recogn|synchron|initial|standard|categor"
    r"|centr|central|anonym|random|serial|prior|final|general|special|summar|visual|modern|container|token"
    r"|san[it]*|normal|patron|critic|legal|penal|real|secur)i(?P<letter>[sz])"
    r"(?=(?:e|es|ed|er|ers|ing|ation|ations)\b)",
    re.IGNORECASE,
)

_CHATTY = (
    "hi all, {} thanks!",
    "quick question: {}",
    "sorry if this is a dumb one, but {}",
    "ok so {} please",
    "hey, asking for a friend: {}",
)
_CHATTY_DUTY = (
    "hey quick question, who handles {}?",
    "so um who takes care of {} again?",
    "can anyone tell me whose job {} is?",
    "yo {} - who does that?",
)
_EMOJI = ("\N{THINKING FACE}", "\N{PERSON WITH FOLDED HANDS}", "\N{CLOUD}", "\N{GRINNING FACE}")


def replaced(text: str, kind: str, rng: Random) -> str | None:
    """One letter of one word hit beside its key."""
    return _in_a_word(text, rng, lambda word, at: word[:at] + _beside(word[at], rng) + word[at + 1 :])


def swapped(text: str, kind: str, rng: Random) -> str | None:
    """Two letters of one word in each other's place."""
    changed = _in_a_word(text, rng, lambda w, at: w[: at - 1] + w[at] + w[at - 1] + w[at + 1 :], first=1)
    return None if changed == text else changed


def missing(text: str, kind: str, rng: Random) -> str | None:
    """One letter of one word left out."""
    return _in_a_word(text, rng, lambda word, at: word[:at] + word[at + 1 :])


def doubled(text: str, kind: str, rng: Random) -> str | None:
    """One letter of one word twice."""
    return _in_a_word(text, rng, lambda word, at: word[:at] + word[at] + word[at:])


def reordered(text: str, kind: str, rng: Random) -> str | None:
    """Another word order that says the same; None where a plain rule can't be sure of that."""
    if match := _FRAME.match(text):
        return f"{match['rest']}: {match['frame']} that?"
    if _QUESTION.search(text):
        return None
    if match := _OF.match(text):
        return f"{match['tail']} {match['head']}"
    if match := _PLACE.match(text):
        return f"{match['place']}, {match['head']}"
    first, _, rest = text.partition(" ")
    return f"{rest} {first}" if rest and len(text.split()) <= 4 else None


def renumbered(text: str, kind: str, rng: Random) -> str | None:
    """One noun in its plural where it was singular, or the other way round."""
    nouns = [match for match in _WORD.finditer(text) if _countable(match[0])]
    if not nouns:
        return None
    noun = rng.choice(nouns)
    return text[: noun.start()] + _other_number(noun[0]) + text[noun.end() :]


def respelled(text: str, kind: str, rng: Random) -> str | None:
    """British spelling where it was American, American where it was British."""
    changed = _IZE.sub(lambda m: f"{m['stem']}i{'z' if m['letter'] in 'sS' else 's'}", text)
    for one, other in (*_BRITISH.items(), *_AMERICAN.items()):
        found = re.sub(rf"\b{one}(?=s?\b)", other, changed, flags=re.IGNORECASE)
        if found != changed:
            return found
    return None if changed == text else changed


def chatty(text: str, kind: str, rng: Random) -> str | None:
    """The question as somebody chats it; a bare phrase about a duty becomes a question."""
    frames = _CHATTY if kind != "lookup" or _QUESTION.search(text) else _CHATTY + _CHATTY_DUTY
    return rng.choice(frames).format(text)


def joined(text: str, kind: str, rng: Random) -> str | None:
    """One space between two words of three letters or more left out."""
    spaces = [match.start() + 3 for match in re.finditer(r"[a-zA-Z]{3} (?=[a-zA-Z]{3})", text)]
    if not spaces:
        return None
    at = rng.choice(spaces)
    return text[:at] + text[at + 1 :]


def loud(text: str, kind: str, rng: Random) -> str | None:
    """Upper case with an emoji at the end, or only one of both."""
    shown = rng.choice(_EMOJI)
    return rng.choice((text.upper(), f"{text} {shown}", f"{text.upper()} {shown}"))


WAYS: dict[str, Way] = {
    "a letter replaced": replaced,
    "two letters swapped": swapped,
    "a letter missing": missing,
    "a letter doubled": doubled,
    "other word order": reordered,
    "singular or plural": renumbered,
    "British or American": respelled,
    "a chatty frame": chatty,
    "a missing space": joined,
    "upper case, emoji": loud,
}
"""All ten, as they are called in the table."""


def _in_a_word(text: str, rng: Random, slip: Callable[[str, int], str], first: int = 0) -> str | None:
    words = list(_WORD.finditer(text))
    if not words:
        return None
    word = rng.choice(words)
    at = rng.randrange(first, len(word[0]))
    return text[: word.start()] + slip(word[0], at) + text[word.end() :]


def _beside(letter: str, rng: Random) -> str:
    row = next(row for row in _KEYS if letter.lower() in row)
    at = row.index(letter.lower())
    return rng.choice(row[max(at - 1, 0) : at] + row[at + 1 : at + 2])


def _countable(word: str) -> bool:
    """True for words that look like a noun in small letters."""
    return (
        word.islower()
        and word not in _NO_NOUN
        and word not in _SINGULAR_IN_S
        and not word.endswith(("ing", "ed", "ly", "ss", "us", "is", "able", "ity"))
    )


def _other_number(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    if word.endswith("s"):
        return word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x")) else "s")
