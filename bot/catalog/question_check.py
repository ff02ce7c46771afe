"""What makes a question wrong: unknown ids, a miscounted key, options that the matrix judges otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.catalog.entries import Draft, Placed
from bot.catalog.matrix import cell as layer_of
from bot.catalog.matrix import owner_on
from bot.catalog.mistakes import Mistake
from bot.catalog.model import Catalog, Cell, Option, Owner, Question, QuestionKind, Use, Verdict
from bot.catalog.questions import DERIVED, OPTIONS, PARTIES, RIGHT_ONES
from bot.catalog.sentences import listed

_TWO_SIDED = (Owner.SHARED, Owner.DEPENDS)
_NEGATION = re.compile(r"\b(NOT|EXCEPT)\b")
_WHOSE = {
    Owner.AWS: "AWS's",
    Owner.CUSTOMER: "the customer's",
    Owner.SHARED: "shared",
    Owner.DEPENDS: "a matter of settings",
    Owner.NONE: "nobody's",
}
_CONTROLS = re.compile(r"\b(inherited|shared control|customer.specific)", re.IGNORECASE)
_HEADINGS = re.compile(r"\b(heading|categor)", re.IGNORECASE)
_AMOUNTS = re.compile(r"\b(least|most|fewest|less|more)\b", re.IGNORECASE)
# An option that names a party ("AWS, as it owns the host") says more than which thing it is about.
_CLAIM = re.compile(r"^(AWS|Amazon|The customer|Customers?|You|Your|Both|Neither|Nobody|Yes|No)\b")
_PARTY = re.compile(
    r"^(?:(AWS(?:'s)?(?=,|$| (?:alone|does|did|has|is|and)\b))|((?:The customer|You|Your)(?:'s)?\b))"
)


def within_questions(draft: Draft) -> Iterator[Mistake]:
    """Mistakes of the questions that can be seen without knowing who owns what."""
    for placed in draft.of("questions"):
        yield from _ids(draft, placed)
        yield from _counts(placed)
        yield from _form(placed)
    for placed in draft.of("wordings"):
        yield from _references(draft, placed, placed.entry, ("thing", "use"))
    for placed in draft.of("scenes"):
        yield from _references(draft, placed, placed.entry, ("service", "moved_from"))
        for field in ("things", "left_out"):
            yield from _listed(draft, placed, field, "thing")
    for placed in draft.of("purposes"):
        yield from _listed(draft, placed, "services", "service")


def judged(draft: Draft, catalog: Catalog) -> Iterator[Mistake]:
    """Keys that the matrix contradicts, and distractors that are right. `catalog` is the draft, joined."""
    for placed in draft.of("questions"):
        if placed.entry.kind is QuestionKind.SIDE:
            yield from _judged_side(placed, catalog)
        elif placed.entry.use is not None:
            yield from _judged_uses(placed, catalog)
        elif placed.entry.kind is QuestionKind.SERVICE:
            yield from _judged_services(placed, catalog)
        else:
            yield from _judged_things(placed, catalog)


def claims(option: Option) -> bool:
    """Whether an option is a sentence about somebody: it may be false of a thing on the side of the key."""
    return _CLAIM.search(option.text) is not None


def named_party(option: Option) -> Owner | None:
    """The side that an option starts with: AWS for "AWS, with the next patch", else None."""
    found = _PARTY.search(option.text)
    return None if found is None else Owner.AWS if found[1] else Owner.CUSTOMER


def compares_controls(question: Question) -> bool:
    """Whether inherited, shared and customer-specific controls are told apart, rather than sides."""
    return _CONTROLS.search(question.stem) is not None


# ---- ids, counts and form ------------------------------------------------------------------------------


def _ids(draft: Draft, placed: Placed) -> Iterator[Mistake]:
    question: Question = placed.entry
    yield from _references(draft, placed, question, ("thing", "use", "service"))
    for number, option in enumerate(question.options):
        yield from _references(draft, placed, option, ("thing", "use", "service"), "options", number)
    if (question.thing is None) == (question.use is None):
        yield placed.mistake("name either the thing or the use that the key rests on", "id")
    if question.id.startswith(DERIVED):
        yield placed.mistake(f"an id may not start with {DERIVED}: that marks derived questions", "id")
    topics = {one.entry.topic for one in draft.of("things")} | {one.entry.heading for one in draft.of("uses")}
    if question.topic not in topics and not draft.unread & {"things", "uses"}:
        yield placed.mistake(
            f"there is no topic {question.topic}; it is the name of a file of things or uses", "topic"
        )
    for number, url in enumerate(question.sources):
        if url not in draft.named.get("sources", {}) and "sources" not in draft.unread:
            said = f"{url} is not in sources.yaml; add it there with how it was read"
            yield placed.mistake(said, "sources", number)


_LISTS = {"thing": ("things",), "use": ("uses",), "service": ("services", "service_models")}
_LISTS["moved_from"] = _LISTS["service"]


def _known(draft: Draft, what: str, name: str) -> bool:
    return any(name in draft.named.get(key, {}) or key in draft.unread for key in _LISTS[what])


def _references(
    draft: Draft, placed: Placed, entry: object, fields: tuple[str, ...], *loc: str | int
) -> Iterator[Mistake]:
    for field in fields:
        name = getattr(entry, field)
        if name is not None and not _known(draft, field, name):
            yield placed.mistake(f"there is no {field} {name}", *loc, field)


def _listed(draft: Draft, placed: Placed, field: str, what: str) -> Iterator[Mistake]:
    for number, name in enumerate(getattr(placed.entry, field)):
        if not _known(draft, what, name):
            yield placed.mistake(f"there is no {what} {name}", field, number)


def _counts(placed: Placed) -> Iterator[Mistake]:
    question: Question = placed.entry
    kind, found = question.kind, len(question.options)
    if found != OPTIONS[kind]:
        yield placed.mistake(
            f"a question of the kind {kind} has {OPTIONS[kind]} options, not {found}", "options"
        )
    right = sum(option.right for option in question.options)
    if right != RIGHT_ONES[kind]:
        noun = "option" if RIGHT_ONES[kind] == 1 else "options"
        said = f"a question of the kind {kind} has {RIGHT_ONES[kind]} right {noun}, not {right}"
        yield placed.mistake(said, "options")
    seen: set[str] = set()
    for number, option in enumerate(question.options):
        if option.text.casefold() in seen:
            yield placed.mistake(f'the option "{option.text}" stands here twice', "options", number)
        seen.add(option.text.casefold())


def _form(placed: Placed) -> Iterator[Mistake]:
    question: Question = placed.entry
    marked = _NEGATION.search(question.stem) is not None
    if question.negated and not marked:
        yield placed.mistake("a negated question has NOT or EXCEPT in capitals", "stem")
    if marked and not question.negated:
        yield placed.mistake("the stem has NOT or EXCEPT, so write negated: true", "stem")
    texts = tuple(option.text for option in question.options)
    if question.kind is QuestionKind.SIDE and texts != tuple(PARTIES.values()):
        parties = listed(list(PARTIES.values()), "and")
        said = f"the options of a question of the kind side are, in this order, {parties}"
        yield placed.mistake(said, "options")


# ---- against the matrix --------------------------------------------------------------------------------


def _cell(catalog: Catalog, question: Question, option: Option) -> Cell:
    assert option.thing is not None
    return owner_on(catalog, catalog.things[option.thing], option.service or question.service)


def _contested(cell: Cell) -> bool:
    """Whether an exam key expects another side than the documentation gives."""
    return cell.exam_answer is not None and cell.exam_answer is not cell.owner


def _judged_side(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    question: Question = placed.entry
    if question.thing is None:
        yield placed.mistake("a question of the kind side needs the thing that it asks for", "id")
        return
    cell = owner_on(catalog, catalog.things[question.thing], question.service)
    keys = [owner for owner, option in zip(PARTIES, question.options, strict=True) if option.right]
    if cell.owner not in keys:
        said = f"the key says {listed([str(owner) for owner in keys], 'and')}"
        yield placed.mistake(f"{said}, but {_named(question, None)} is {_whose(cell)}", "options")
    elif _contested(cell) and question.service is not None:
        yield placed.mistake(f"{_named(question, None)} is contested: {_whose(cell)}", "thing")


def _judged_things(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    question: Question = placed.entry
    judged = [(number, option) for number, option in enumerate(question.options) if option.thing]
    for number, option in judged:
        if option.says is not None:
            yield from _judged_claim(placed, catalog, number, option)
    yield from _judged_parties(placed, catalog)
    if compares_controls(question):
        yield from _judged_controls(placed, catalog)
        return
    plain = [(number, option) for number, option in judged if option.says is None and not claims(option)]
    keys = {_cell(catalog, question, option).owner for _, option in plain if option.right}
    for number, option in plain:
        cell = _cell(catalog, question, option)
        said = f"{_named(question, option)} is {_whose(cell)}"
        if option.right and _contested(cell):
            yield placed.mistake(f"the key is contested: {said}", "options", number)
        elif not option.right and cell.owner in keys:
            yield placed.mistake(f"this distractor is right: {said}, as the key is", "options", number)
        elif not option.right and keys and cell.owner in _TWO_SIDED and not keys & {*_TWO_SIDED}:
            yield placed.mistake(f"this distractor is half right: {said}", "options", number)


def _judged_parties(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    """The key may not name the other side; a distractor may name the right one and add what is wrong."""
    question: Question = placed.entry
    if question.thing is None or question.negated:
        return
    cell = owner_on(catalog, catalog.things[question.thing], question.service)
    for number, option in enumerate(question.options):
        party = None if option.thing else named_party(option)
        if option.right and party and party not in (cell.owner, cell.exam_answer):
            said = f"the key names {party}, but {_named(question, None)} is {_whose(cell)}"
            yield placed.mistake(said, "options", number)


def _judged_claim(placed: Placed, catalog: Catalog, number: int, option: Option) -> Iterator[Mistake]:
    question: Question = placed.entry
    cell = _cell(catalog, question, option)
    true = option.says in (cell.owner, cell.exam_answer)
    if true != (option.right != question.negated):
        said = f"{_named(question, option)} is {_whose(cell)}, so this statement is {str(true).lower()}"
        yield placed.mistake(
            f"{said}, which makes the option {'wrong' if option.right else 'right'}", "options", number
        )


def _judged_controls(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    question: Question = placed.entry
    kinds = [catalog.things[option.thing].control if option.thing else None for option in question.options]
    keys = {kind for kind, option in zip(kinds, question.options, strict=True) if option.right and kind}
    for number, option in enumerate(question.options):
        if not option.right and option.says is None and kinds[number] in keys and not claims(option):
            said = f"this distractor is right: {option.thing} is {kinds[number]} as a control, as the key is"
            yield placed.mistake(said, "options", number)


def _judged_services(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    """Each option is a service; the thing of the question must be another party's there than on the key."""
    question: Question = placed.entry
    if question.thing is None or _AMOUNTS.search(question.stem):
        yield from _judged_amounts(placed, catalog)
        return
    thing = catalog.things[question.thing]
    cells = [
        owner_on(catalog, thing, option.service) if option.service else None for option in question.options
    ]
    keys = {cell.owner for cell, option in zip(cells, question.options, strict=True) if cell and option.right}
    for number, (cell, option) in enumerate(zip(cells, question.options, strict=True)):
        if cell and not option.right and cell.owner in keys:
            said = (
                f"this distractor is right: {thing.id} on {option.service} is {_whose(cell)}, as on the key"
            )
            yield placed.mistake(said, "options", number)


_PATCHED = ("guest_os", "platform_engine")
_WEIGHTS = {Owner.CUSTOMER: 4, Owner.SHARED: 2, Owner.DEPENDS: 2}
_MODELS = ("abstracted", "container", "infrastructure")


def burden(catalog: Catalog, service_id: str) -> int:
    """How much of the operating system and the platform the customer patches on a service, as a number."""
    model = catalog.services[service_id].model if service_id in catalog.services else service_id
    cells = [layer_of(catalog, service_id, layer) for layer in _PATCHED if layer in catalog.layers]
    weight = sum(_WEIGHTS.get(one.owner or Owner.NONE, 0) for one in cells)
    return 3 * weight + (_MODELS.index(model) if model in _MODELS else 0)


def _judged_amounts(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    question: Question = placed.entry
    burdens = [burden(catalog, option.service) if option.service else None for option in question.options]
    keys = [found for found, option in zip(burdens, question.options, strict=True) if option.right]
    if "patch" not in question.stem.casefold() or None in keys:
        return
    for number, (found, option) in enumerate(zip(burdens, question.options, strict=True)):
        if not option.right and found in keys:
            said = f"this distractor is right: {option.service} leaves as much to patch as the key"
            yield placed.mistake(said, "options", number)


def _judged_uses(placed: Placed, catalog: Catalog) -> Iterator[Mistake]:
    question: Question = placed.entry
    by_heading = _HEADINGS.search(question.stem) is not None
    uses = [catalog.uses[option.use] if option.use else None for option in question.options]
    keys = {
        _side(use, by_heading)
        for use, option in zip(uses, question.options, strict=True)
        if option.right and use
    }
    for number, (use, option) in enumerate(zip(uses, question.options, strict=True)):
        if use is None or option.right or claims(option):
            continue
        side = _side(use, by_heading)
        # A conditional use may be met or not in the scene: only the author knows.
        if side in keys and side not in (None, Verdict.CONDITIONAL):
            yield placed.mistake(
                f"this distractor is right: {use.id} is {side}, as the key is", "options", number
            )


def _side(use: Use, by_heading: bool) -> str | None:
    return use.heading if by_heading else use.verdict


def _named(question: Question, option: Option | None) -> str:
    thing = option.thing if option else question.thing
    service = (option.service if option else None) or question.service
    return f"{thing} on {service}" if service else f"{thing}"


def _whose(cell: Cell) -> str:
    said = _WHOSE[cell.owner or Owner.NONE]
    return f"{said} (an exam key says {cell.exam_answer})" if _contested(cell) else said
