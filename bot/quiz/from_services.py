"""Questions derived from services: the least to patch, whose on which, moves, kinds of controls."""

from __future__ import annotations

from collections.abc import Iterator

from bot.catalog.model import (
    Control,
    Option,
    Owner,
    Purpose,
    Question,
    QuestionKind,
    Scene,
    Thing,
)
from bot.catalog.questions import PARTIES
from bot.quiz.chance import one_of, ranked
from bot.quiz.drafts import Stems, derived_id, question
from bot.quiz.from_things import explain, task_options, unlike
from bot.quiz.material import Material, first_sentences, full_stop, within

LEAST = (
    "Which of these services leaves the least to patch?",
    "With which of these services is there the least to patch for the customer?",
    "Nobody there wants to patch an operating system. Which of these services fits?",
)
STILL = (
    "On which of these services would the operating system still be the customer's to patch?",
    "Which of these services leaves the operating system to the customer?",
)
WHERE = {
    Owner.AWS: (
        "On which of these services does AWS take care of {task}?",
        "With which of these services is {task} AWS's job?",
    ),
    Owner.CUSTOMER: (
        "On which of these services is the customer responsible for {task}?",
        "On which of these services is {task} left to the customer?",
    ),
}
TAKEN_OVER = (
    "Which of these tasks does AWS take over with the move?",
    "Which of these does the customer no longer have to do afterwards?",
)
KEPT = (
    "Which of these tasks is still the customer's after the move?",
    "What stays with the customer all the same?",
)
INHERITED = (
    "Which of these is an inherited control, one that the customer inherits fully from AWS?",
    "Which of these would you list under inherited controls?",
)
SPECIFIC = (
    "Which of these is a customer-specific control, one that no part of AWS can do for you?",
    "Which of these would you list under customer-specific controls?",
)
OPEN_ASKS = (
    "A colleague asks who is responsible for {task}, but names no service. What is the right reply?",
    "A quiz asks about {task} on AWS and names no service. Who does it?",
)
BOTH_ASKS = (
    "An examiner asks about {task}, for AWS in general. Who carries it?",
    "Asked about {task}, whom do you name?",
)

# The services that learners meet first: examples in answers are taken from here.
WELL_KNOWN = (
    "ec2",
    "rds",
    "lambda",
    "s3",
    "dynamodb",
    "aurora",
    "fargate",
    "lightsail",
    "ecs-ec2",
    "app-runner",
)
_SYSTEM = "operating-system"


def from_services(material: Material, stems: Stems) -> Iterator[Question]:
    """All questions in which services, not tasks, are told apart, and those on kinds of controls."""
    for purpose in material.catalog.purposes:
        yield from _patching(material, stems, purpose)
    for thing in material.plain_things:
        if thing.follows_layer and not thing.only_on:
            yield from _where(material, stems, thing)
            yield from _open(material, stems, thing)
    for scene in material.catalog.scenes:
        if scene.moved_from is not None:
            yield from _move(material, stems, scene)
    yield from _controls(material, stems)
    yield from _both(material, stems)


# ---- the least to patch --------------------------------------------------------------------------------


def _patching(material: Material, stems: Stems, purpose: Purpose) -> Iterator[Question]:
    catalog = material.catalog
    if _SYSTEM not in catalog.things:
        return
    system = catalog.things[_SYSTEM]
    sides = {service: material.side(system.id, service) for service in purpose.services}
    ours = [service for service in purpose.services if sides[service] is Owner.CUSTOMER]
    theirs = [service for service in purpose.services if sides[service] is Owner.AWS]
    for asks, keys, others in ((LEAST, theirs, ours), (STILL, ours, theirs)):
        for key in ranked(keys, purpose.id)[: 2 if asks is LEAST else 1]:
            wrong = ranked(others, purpose.id, key)[:3]
            stem = stems.take([f"{purpose.text} {ask}" for ask in asks], purpose.id, key)
            if stem and len(wrong) == 3:
                name = "least" if asks is LEAST else "still"
                yield _service_question(material, derived_id(name, purpose.id, key), stem, system, key, wrong)


def _service_question(
    material: Material, question_id: str, stem: str, thing: Thing, key: str, wrong: list[str]
) -> Question:
    catalog = material.catalog
    options = [
        Option(
            text=material.service_name(service),
            right=service == key,
            why=material.said_there(thing, service),
            thing=thing.id,
            service=service,
        )
        for service in (key, *wrong)
    ]
    rule = "Remember: the more managed the service, the less is left to you."
    explanation = f"{material.reason_there(thing, key)} {rule}"
    entries = [thing, catalog.services[key]]
    return question(question_id, QuestionKind.SERVICE, stem, options, explanation, entries, level=3)


# ---- whose on which service ----------------------------------------------------------------------------


def _where(material: Material, stems: Stems, thing: Thing) -> Iterator[Question]:
    places = [service for service in WELL_KNOWN if service in material.catalog.services]
    sides = {service: material.side(thing.id, service) for service in places}
    task = within(material.task(thing))
    for side, asks in WHERE.items():
        keys = [service for service in places if sides[service] is side]
        others = [service for service in places if sides[service] not in (side, None)]
        if keys and len(others) >= 3:
            key = one_of(keys, "where", thing.id, side)
            wrong = ranked(others, "where", thing.id, side)[:3]
            if stem := stems.take([ask.format(task=task) for ask in asks], thing.id):
                yield _service_question(
                    material, derived_id("where", side, thing.id), stem, thing, key, wrong
                )


def _open(material: Material, stems: Stems, thing: Thing) -> Iterator[Question]:
    """Without a service the answer is "it depends": shown with a service for each side."""
    if thing.owner is not Owner.DEPENDS or thing.only_on:
        return
    example = {
        side: next((one for one in WELL_KNOWN if material.side(thing.id, one) is side), None)
        for side in (Owner.AWS, Owner.CUSTOMER)
    }
    aws, customer = example[Owner.AWS], example[Owner.CUSTOMER]
    stem = stems.take([ask.format(task=within(material.task(thing))) for ask in OPEN_ASKS], "open", thing.id)
    if stem is None or aws is None or customer is None:
        return
    named = material.service_name
    whys = {
        Owner.AWS: f"True on {named(aws)}, but not on {named(customer)}.",
        Owner.CUSTOMER: f"True on {named(customer)}, but not on {named(aws)}.",
        Owner.SHARED: "On one service it is not shared; it passes from one to the other with the service.",
        Owner.DEPENDS: f"On {named(customer)} it is the customer's, on {named(aws)} AWS's.",
    }
    yield _party_question(material, "open", stem, thing, whys)


def _both(material: Material, stems: Stems) -> Iterator[Question]:
    """Tasks of which each side has a part, whatever the service."""
    for thing in material.plain_things:
        cell = material.cell(thing, None)
        if thing.owner is not Owner.SHARED or thing.split is None or cell.exam_answer is not Owner.SHARED:
            continue
        stem = stems.take(
            [ask.format(task=within(material.task(thing))) for ask in BOTH_ASKS], "both", thing.id
        )
        if stem is None:
            continue
        aws, customer = full_stop(thing.split.aws), full_stop(thing.split.customer)
        whys = {
            Owner.AWS: f"That is one half of it. The customer's part: {customer}",
            Owner.CUSTOMER: f"That is one half of it. AWS's part: {aws}",
            Owner.SHARED: f"AWS's part: {aws} The customer's: {customer}",
            Owner.DEPENDS: "How much each side does depends on the service; that both have a part does not.",
        }
        yield _party_question(material, "both", stem, thing, whys)


def _party_question(
    material: Material, name: str, stem: str, thing: Thing, whys: dict[Owner, str]
) -> Question:
    options = [
        Option(text=text, right=party is thing.owner, why=whys[party]) for party, text in PARTIES.items()
    ]
    explanation = (
        f"{whys[thing.owner]} {material.lesson(thing, 'look for the service in the question; it decides.')}"
    )
    return question(
        derived_id(name, thing.id), QuestionKind.SIDE, stem, options, explanation, [thing], level=2
    )


# ---- moves ---------------------------------------------------------------------------------------------


def _move(material: Material, stems: Stems, scene: Scene) -> Iterator[Question]:
    catalog = material.catalog
    fallen, kept = _moved(material, scene), [catalog.things[thing] for thing in scene.things]
    for thing in ranked([one.id for one in fallen], "move", scene.service)[:2]:
        key = catalog.things[thing]
        wrong = unlike(material, [key], _ranked_things(kept, thing, scene.service), 3)
        yield from _move_question(material, stems, scene, TAKEN_OVER, key, wrong)
    below = [
        catalog.things[thing] for thing in ("hardware-maintenance", "hypervisor") if thing in catalog.things
    ]
    for thing in ranked([one.id for one in kept], "move", scene.service)[:2]:
        key = catalog.things[thing]
        wrong = unlike(material, [key], [*_ranked_things(fallen, thing), *below], 3)
        yield from _move_question(material, stems, scene, KEPT, key, wrong)


def _moved(material: Material, scene: Scene) -> list[Thing]:
    """Plain things that were the customer's before the move and are AWS's after it."""
    return [
        thing
        for thing in material.plain_things
        if thing.follows_layer
        and not thing.only_on
        and thing.id not in scene.left_out
        and material.side(thing.id, scene.moved_from) is Owner.CUSTOMER
        and material.side(thing.id, scene.service) is Owner.AWS
    ]


def _ranked_things(things: list[Thing], *parts: object) -> list[Thing]:
    by_id = {thing.id: thing for thing in things}
    return [by_id[one] for one in ranked(by_id, *parts)]


def _move_question(
    material: Material, stems: Stems, scene: Scene, asks: tuple[str, ...], key: Thing, wrong: list[Thing]
) -> Iterator[Question]:
    stem = stems.take([f"{text} {ask}" for text in scene.texts for ask in asks], "move", key.id)
    if stem is None or len(wrong) < 3:
        return
    name = "move" if asks is TAKEN_OVER else "kept"
    options = task_options(material, [key], wrong, scene.service)
    yield question(
        derived_id(name, key.id, scene.service),
        QuestionKind.ONE,
        stem,
        options,
        explain(material, [key], scene.service),
        [key, material.catalog.services[scene.service or ""]],
        level=3,
        service=scene.service,
    )


# ---- kinds of controls ---------------------------------------------------------------------------------


def _controls(material: Material, stems: Stems) -> Iterator[Question]:
    """Inherited controls among customer-specific ones and the other way round."""
    by_kind = {
        kind: [thing for thing in material.plain_things if thing.control is kind and not thing.only_on]
        for kind in (Control.INHERITED, Control.CUSTOMER_SPECIFIC)
    }
    both = (
        (INHERITED, Control.INHERITED, Control.CUSTOMER_SPECIFIC),
        (SPECIFIC, Control.CUSTOMER_SPECIFIC, Control.INHERITED),
    )
    scenes = [text for scene in material.catalog.scenes if scene.service is None for text in scene.texts]
    for asks, kind, other in both:
        choices = [f"{text} {ask}" for text in scenes for ask in asks]
        for key in _ranked_things(_general(material, by_kind[kind]), kind)[:7]:
            wrong = _ranked_things(_general(material, by_kind[other]), key.id)[:3]
            stem = stems.take(choices, "control", key.id)
            if stem and len(wrong) == 3:
                yield _control_question(material, stem, key, wrong)


def _general(material: Material, things: list[Thing]) -> list[Thing]:
    return [thing for thing in things if material.side(thing.id, None)]


def _control_question(material: Material, stem: str, key: Thing, wrong: list[Thing]) -> Question:
    options = [
        Option(
            text=material.task(thing), right=thing is key, why=_why_control(material, thing), thing=thing.id
        )
        for thing in (key, *wrong)
    ]
    rule = "Remember: inherited = physical and environmental; customer-specific = yours alone."
    explanation = f"{_why_control(material, key)} {rule}"
    return question(
        derived_id("control", key.id), QuestionKind.ONE, stem, options, explanation, [key], level=2
    )


def _why_control(material: Material, thing: Thing) -> str:
    kind = "An inherited control" if thing.control is Control.INHERITED else "A customer-specific control"
    return f"{kind}. {first_sentences(thing.explanation, 1)}"
