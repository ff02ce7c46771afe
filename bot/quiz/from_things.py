"""Questions derived from things: which task is whose in a scene, which is not, which two, and which side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.catalog.model import Option, Owner, Question, QuestionKind, Scene, Thing
from bot.catalog.questions import PARTIES, content
from bot.quiz.chance import ranked
from bot.quiz.drafts import Stems, derived_id, question
from bot.quiz.material import RULES, Material, spelled, within

ASKS = {
    ("one", Owner.CUSTOMER): (
        "Which of these tasks is the customer's?",
        "Which of these is left to the customer?",
        "Which task lies on the customer's side of the shared responsibility model?",
        "Which of these does AWS leave to the customer?",
    ),
    ("one", Owner.AWS): (
        "Which of these tasks does AWS take care of?",
        "Which of these is AWS's task?",
        "Which task lies on AWS's side of the shared responsibility model?",
        "Which of these need not worry the customer, because AWS does it?",
    ),
    ("not", Owner.AWS): (
        "Which of these is NOT a task of the customer?",
        "All of these are the customer's tasks EXCEPT one. Which one?",
        "Which of these does the customer NOT have to do?",
    ),
    ("not", Owner.CUSTOMER): (
        "Which of these does AWS NOT take care of?",
        "AWS does all of these EXCEPT one. Which one?",
        "Which of these is NOT on AWS's side of the shared responsibility model?",
    ),
    ("two", Owner.CUSTOMER): (
        "Which TWO of these tasks are the customer's?",
        "Choose the TWO tasks that are left to the customer.",
    ),
    ("two", Owner.AWS): (
        "Which TWO of these tasks does AWS take care of?",
        "Choose the TWO tasks that AWS carries.",
    ),
}
"""By template and by whose the key is."""

SIDE_ASKS = ("Who is responsible for {task}?", "Whose responsibility is {task}?", "Who takes care of {task}?")
PHRASE_ASKS = (
    "A customer asks who is in charge of “{phrase}”. What is the right answer?",
    "Somebody in a study group mentions “{phrase}”. Whose responsibility is that?",
    "A customer writes “{phrase}” on a list of tasks. Whose task is it?",
    "Put plainly: who sees to “{phrase}” when a company uses AWS?",
)
_NO_GERUNDS = ("missing",)

ALIKE_WORDS = 3
"""Two options with so many words in common would be told apart by their wording, not by whose they are."""

TEMPLATES = ("one", "not", "two", "side")
_OTHER = {Owner.AWS: Owner.CUSTOMER, Owner.CUSTOMER: Owner.AWS}


def from_things(material: Material, stems: Stems) -> Iterator[Question]:
    """As many questions on each plain thing as its weight in the exam (1 to 3), each in another form."""
    scenes = [scene for scene in material.catalog.scenes if scene.moved_from is None]
    for thing in material.plain_things:
        places = [scene for scene in scenes if thing.id in material.fitting(scene)]
        for template in ranked(TEMPLATES, "template", thing.id)[: thing.exam_weight]:
            if template == "side":
                found = _side(material, stems, thing, places)
            else:
                found = _choice(material, stems, thing, places, template)
            if found:
                yield found


def _ranked_scenes(scenes: list[Scene], *parts: object) -> list[Scene]:
    by_text = {scene.texts[0]: scene for scene in scenes}
    return [by_text[text] for text in ranked(by_text, *parts)]


# ---- which side ----------------------------------------------------------------------------------------


def _side(material: Material, stems: Stems, thing: Thing, places: list[Scene]) -> Question | None:
    phrases = [phrase for phrase in thing.phrases if _is_gerund(phrase)]
    if phrases and material.side(thing.id, None) and not thing.on and not thing.follows_layer:
        asks = [ask.format(phrase=spelled(phrase)) for ask in PHRASE_ASKS for phrase in phrases]
        stem, service = stems.take(asks, "phrase", thing.id), None
    else:
        named = [scene for scene in places if scene.service]
        if not named:
            return None
        scene = _ranked_scenes(named, "side", thing.id)[0]
        task = within(material.task(thing))
        asks = [f"{text} {ask.format(task=task)}" for text in scene.texts for ask in SIDE_ASKS]
        stem, service = stems.take(asks, "side", thing.id), scene.service
    return _side_question(material, thing, stem, service) if stem else None


def _is_gerund(phrase: str) -> bool:
    """Whether a phrase fits after "who sees to": `getting my files back`, not `my certificate ran out`."""
    first = phrase.split()[0]
    return first.endswith("ing") and first not in _NO_GERUNDS and "amazon" not in phrase


def _side_question(material: Material, thing: Thing, stem: str, service: str | None) -> Question:
    side = material.side(thing.id, service)
    assert side is not None
    entries = [thing, material.catalog.services[service]] if service else [thing]
    reason = material.reason(thing, service)
    options = [
        Option(
            text=text,
            right=party is side,
            why=material.why(thing, service) if party is side else _why_not(party, side, service),
        )
        for party, text in PARTIES.items()
    ]
    explanation = f"{reason} {material.lesson(thing, RULES[side])}"
    return question(
        derived_id("side", thing.id, service),
        QuestionKind.SIDE,
        stem,
        options,
        explanation,
        entries,
        level=2 if service else 1,
        service=service,
    )


def _why_not(party: Owner, side: Owner, service: str | None) -> str:
    """Why a party is the wrong answer where `side` is the right one."""
    if party is Owner.SHARED:
        return f"A shared task has a part for each side; this one lies with {_named(side)}."
    if party is Owner.DEPENDS:
        if service:
            return f"The service is named, so it is settled: {_named(side)} does this."
        return f"This does not move with the service: it stays with {_named(side)}."
    if party is Owner.AWS:
        return "AWS looks after what lies beneath; this part is in the customer's hands."
    return "The customer neither does this nor has to: it lies on AWS's side."


def _named(side: Owner) -> str:
    return "AWS" if side is Owner.AWS else "the customer"


# ---- which task ----------------------------------------------------------------------------------------


def _choice(
    material: Material, stems: Stems, thing: Thing, places: list[Scene], template: str
) -> Question | None:
    for scene in _ranked_scenes(places, template, thing.id):
        side = material.side(thing.id, scene.service)
        if side is None:
            continue
        right, wrong = _options(material, thing, scene, side, template)
        needed = (2, 3) if template == "two" else (1, 3)
        asks = [f"{text} {ask}" for text in scene.texts for ask in ASKS[template, side]]
        if (len(right), len(wrong)) == needed and (stem := stems.take(asks, template, thing.id)):
            return _choice_question(material, template, stem, scene.service, right, wrong)
    return None


def _options(
    material: Material, thing: Thing, scene: Scene, side: Owner, template: str
) -> tuple[list[Thing], list[Thing]]:
    fitting = [material.catalog.things[found] for found in material.fitting(scene) if found != thing.id]
    order = ranked([one.id for one in fitting], template, thing.id, scene.service)
    things = [material.catalog.things[found] for found in order]
    same = [one for one in things if material.side(one.id, scene.service) is side]
    other = [one for one in things if material.side(one.id, scene.service) is _OTHER[side]]
    right = [thing, *unlike(material, [thing], same, 1)] if template == "two" else [thing]
    return right, _wrong(material, right, other)


def _wrong(material: Material, right: list[Thing], other: list[Thing]) -> list[Thing]:
    """Three distractors: one that sounds like the key, where there is one, and two on something else."""
    said = content(material.task(right[0]))
    alike = max(other, key=lambda one: len(said & content(material.task(one))), default=None)
    if alike is None or not said & content(material.task(alike)):
        return unlike(material, right, other, 3)
    return [alike, *unlike(material, [*right, alike], (one for one in other if one is not alike), 2)]


def unlike(
    material: Material, taken: Iterable[Thing], candidates: Iterable[Thing], count: int
) -> list[Thing]:
    """The first candidates whose words are not nearly those of one taken, or of each other."""
    said = [content(material.task(one)) for one in taken]
    found: list[Thing] = []
    for one in candidates:
        words = content(material.task(one))
        if len(found) < count and all(len(words & others) < ALIKE_WORDS for others in said):
            said.append(words)
            found.append(one)
    return found


def _choice_question(
    material: Material, template: str, stem: str, service: str | None, right: list[Thing], wrong: list[Thing]
) -> Question:
    return question(
        derived_id(template, right[0].id, service),
        QuestionKind.TWO if template == "two" else QuestionKind.ONE,
        stem,
        task_options(material, right, wrong, service),
        explain(material, right, service),
        right,
        level=1 if service is None and template == "one" else 2,
        service=service,
        negated=template == "not",
    )


def task_options(
    material: Material, right: list[Thing], wrong: list[Thing], service: str | None
) -> Iterator[Option]:
    """The tasks as options, the right ones first (a post shuffles them)."""
    for thing in (*right, *wrong):
        yield Option(
            text=material.task(thing), right=thing in right, why=material.why(thing, service), thing=thing.id
        )


def explain(material: Material, right: list[Thing], service: str | None) -> str:
    """Why the key is the key, and what to remember."""
    side = material.side(right[0].id, service) or Owner.CUSTOMER
    reasons = " ".join(dict.fromkeys(material.reason(thing, service) for thing in right))
    return f"{reasons} {material.lesson(right[0], RULES[side])}"
