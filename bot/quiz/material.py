"""What questions are derived from: which things fit a scene, whose they are there, and how both are said."""

from __future__ import annotations

import re
from functools import cache

from bot.catalog.matrix import owner_on
from bot.catalog.model import Catalog, Cell, Owner, Scene, Thing, Use, Wording

PLAIN = (Owner.AWS, Owner.CUSTOMER)

WHOSE = {Owner.AWS: "AWS's task.", Owner.CUSTOMER: "The customer's task."}
RULES = {
    Owner.AWS: "AWS secures what lies below, from the building to the software of its services.",
    Owner.CUSTOMER: "what you create, configure or bring along is yours to look after.",
}
"""What to remember, where the entry has no tip of its own."""

# Tips that speak of practice keys or of course notes help in a look-up, not after a question.
_SHOPTALK = re.compile(
    r"\b(keys?|dump|notes|papers?|practice|distractor|old|row|box|boxes|below|categor\w+|wording|literal|appears|"
    r"named by|pairs|exam|examine\w+|expect|see|sentence|diagram|option)\b|->|→",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])(?<!incl\.)\s+(?=[A-Z\"'])")
# A name that says whose it is would be its own answer.
_TELLS = re.compile(r"\b(you|your|own|AWS's|customer|customer's|AWS)\b", re.IGNORECASE)
_SERVICE_NAMES = re.compile(
    r"AWS (?:WAF|KMS|Config|Lambda|Artifact|Shield|Network Firewall|Systems Manager|Outposts|account)"
)
_PROPER = (
    "Kubernetes",
    "Lambda",
    "Shield",
    "Tor",
    "Ponzi",
    "CloudTrail",
    "GuardDuty",
    "IAM",
    "Auto",
    "Amazon",
    "AWS",
)


class Material:
    """One Catalog, seen by those who derive questions from it. Immutable after construction."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog
        self._things = {wording.thing: wording for wording in catalog.wordings if wording.thing}
        self._uses = {wording.use: wording for wording in catalog.wordings if wording.use}
        self.plain_things = [thing for thing in catalog.things.values() if self._askable(thing)]
        """Things that can be asked for and offered: not contested, and their wording does not tell whose."""
        self.side = cache(self._side)
        self._fitting: dict[tuple[str, ...], tuple[str, ...]] = {}

    # ---- what may be asked -----------------------------------------------------------------------------

    def plain_uses(self) -> list[Use]:
        """Uses with a settled verdict."""
        uses = self.catalog.uses.values()
        return [
            use
            for use in uses
            if use.verdict and not use.contested and not use.unverified and self._asked(use)
        ]

    def _askable(self, thing: Thing) -> bool:
        said = _SERVICE_NAMES.sub("", self.task(thing))
        return self._asked(thing) and not thing.contested and not thing.unverified and not _TELLS.search(said)

    def _asked(self, entry: Thing | Use) -> bool:
        wording = self._wording(entry)
        return wording is None or wording.asked

    def _wording(self, entry: Thing | Use) -> Wording | None:
        return (self._things if isinstance(entry, Thing) else self._uses).get(entry.id)

    # ---- whose it is -----------------------------------------------------------------------------------

    def cell(self, thing: Thing, service: str | None) -> Cell:
        """The row of the matrix."""
        return owner_on(self.catalog, thing, service)

    def _side(self, thing_id: str, service: str | None) -> Owner | None:
        """AWS or the customer where that is beyond doubt, else None."""
        cell = self.cell(self.catalog.things[thing_id], service)
        settled = cell.owner in PLAIN and cell.exam_answer in (None, cell.owner)
        return cell.owner if settled else None

    def fitting(self, scene: Scene) -> tuple[str, ...]:
        """Ids of the plain things that a member would meet in a scene and that are one side's there."""
        if scene.texts not in self._fitting:
            fits = (thing.id for thing in self.plain_things if _fits(thing, scene))
            self._fitting[scene.texts] = tuple(one for one in fits if self.side(one, scene.service))
        return self._fitting[scene.texts]

    # ---- how it is said --------------------------------------------------------------------------------

    def task(self, entry: Thing | Use) -> str:
        """The entry in a few words, as an option starts."""
        wording = self._wording(entry)
        return (wording.text if wording else None) or entry.name

    def service_name(self, service: str) -> str:
        """What members see."""
        return (self.catalog.services.get(service) or self.catalog.models[service]).name

    def reason(self, thing: Thing, service: str | None) -> str:
        """Why the thing is whose it is there, in at most two sentences."""
        cell = self.cell(thing, service)
        if service is None or cell.owner is thing.owner:
            return first_sentences(thing.explanation, 2)
        return self.reason_there(thing, service)

    def said_there(self, thing: Thing, service: str) -> str:
        """Whose the thing is on the service, with the note of the matrix where there is one."""
        cell = self.cell(thing, service)
        whose = "AWS's task" if cell.owner is Owner.AWS else "the customer's"
        said = f"On {self.service_name(service)}, {within(self.task(thing))} is {whose}."
        return first_sentences(f"{said} {full_stop(cell.note)}", 2) if cell.note else said

    def reason_there(self, thing: Thing, service: str) -> str:
        """The same; without a note, with the meaning of the service's model."""
        if self.cell(thing, service).note:
            return self.said_there(thing, service)
        base = self.catalog.models[self.catalog.services[service].model]
        return f"{self.said_there(thing, service)} {first_sentences(base.meaning, 1)}"

    def why(self, thing: Thing, service: str | None) -> str:
        """Whose it is there, and why."""
        side = self.side(thing.id, service)
        return f"{WHOSE[side]} {self.reason(thing, service)}" if side else self.reason(thing, service)

    def lesson(self, entry: Thing | Use, rule: str) -> str:
        """What to remember: the entry's own tip, or else the rule."""
        tip = entry.exam_tip
        return f"Remember: {full_stop(tip) if tip and not _SHOPTALK.search(tip) else rule}"


def _fits(thing: Thing, scene: Scene) -> bool:
    if thing.id in scene.left_out:
        return False
    if thing.id in scene.things:
        return True
    if scene.service is None:
        anywhere = not thing.only_on and not thing.follows_layer and not thing.on
        return anywhere and thing.object in scene.objects
    if thing.only_on:
        return scene.service in thing.only_on
    return thing.object in scene.objects


def first_sentences(text: str, count: int) -> str:
    """The first sentences of a text."""
    return " ".join(_SENTENCE.split(text)[:count])


def full_stop(text: str) -> str:
    """The text as a sentence: a capital at its start, a full stop at its end."""
    whole = text[0].upper() + text[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def within(text: str) -> str:
    """A text as it stands in the middle of a sentence: small, unless it starts with a name or an acronym."""
    first = text.split(maxsplit=1)[0].strip(",.:")
    is_name = first in _PROPER or any(letter.isupper() or letter.isdigit() for letter in first[1:])
    return text if is_name else text[0].lower() + text[1:]


_SPELLED = {
    word.casefold(): word
    for word in (
        "I",
        "SSH",
        "MySQL",
        "Linux",
        "Windows",
        "Docker",
        "Django",
        "WordPress",
        "SQL",
        "MFA",
        "OS",
        "RDP",
    )
}
_LETTERS = re.compile(r"[A-Za-z]+")


def spelled(phrase: str) -> str:
    """An everyday phrase, stored in small letters, with the capitals that its names have."""
    return _LETTERS.sub(lambda word: _SPELLED.get(word[0], word[0]), phrase)
