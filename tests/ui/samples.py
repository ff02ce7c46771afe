"""A small knowledge base in code and answers out of it, for tests of the wording."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.catalog.matrix import owner_on
from bot.catalog.model import (
    Catalog,
    Cell,
    Layer,
    OwnAnswer,
    Owner,
    Policy,
    Reading,
    Rule,
    Service,
    ServiceModel,
    Source,
    Split,
    Thing,
    Use,
    Verdict,
    Words,
)
from bot.lookup.answer import Answer, Choice, Citation, Kind, Outcome, Reason

PAGE = "https://aws.example/model"
CHECKED = date(2026, 11, 23)
CITED = Citation(PAGE, "The model", Reading.DOCUMENTATION, CHECKED)
SOURCED: dict[str, Any] = {"sources": (PAGE,), "checked": CHECKED}


def _model(model_id: str, name: str, os: Owner, backup: Owner) -> ServiceModel:
    cells = {
        "physical": Cell(owner=Owner.AWS),
        "guest_os": Cell(owner=os),
        "data": Cell(owner=Owner.CUSTOMER),
    }
    return ServiceModel(
        id=model_id, name=name, meaning=f"{name} in words", cells={**cells, "backup": Cell(owner=backup)}
    )


def _service(service_id: str, name: str, model: str, **fields: Any) -> Service:
    return Service(
        id=service_id,
        name=name,
        aliases=(service_id,),
        category="test",
        model=model,
        plain_model="Plain",
        **fields,
        **SOURCED,
    )


def thing(thing_id: str, owner: Owner, **fields: Any) -> Thing:
    """A thing with what a test names, the rest made up."""
    made = {
        "name": thing_id.replace("-", " ").capitalize(),
        "topic": "test",
        "aliases": (),
        "layer": "guest_os",
        "explanation": "Because it is so.",
        "exam_weight": 3,
    }
    return Thing(id=thing_id, owner=owner, **{**made, **SOURCED, **fields})


MODELS = [
    _model("infrastructure", "IaaS", Owner.CUSTOMER, Owner.CUSTOMER),
    _model("container", "Managed", Owner.AWS, Owner.SHARED),
    _model("abstracted", "Serverless", Owner.AWS, Owner.NONE),
]
SERVICES = [
    _service("ec2", "Amazon EC2", "infrastructure"),
    _service(
        "rds",
        "Amazon RDS",
        "container",
        cells={
            "backup": Cell(owner=Owner.SHARED, exam_answer=Owner.AWS, note="AWS takes them, you keep them.")
        },
        notes=("No connections until you allow them.",),
        exam_tip="OS and engine: AWS.",
    ),
    _service("lambda", "AWS Lambda", "abstracted"),
]
THINGS = [
    thing(
        "data-center-guards",
        Owner.AWS,
        layer="physical",
        topic="facilities",
        example="The landlord locks the house.",
    ),
    thing("customer-data", Owner.CUSTOMER, layer="data", exam_tip="Always yours."),
    thing(
        "patching",
        Owner.SHARED,
        exam_answer=Owner.CUSTOMER,
        split=Split(aws="Hosts.", customer="Guests."),
        contested=("Keys say customer, AWS says shared.",),
    ),
    thing(
        "os-patching",
        Owner.DEPENDS,
        exam_answer=Owner.CUSTOMER,
        follows_layer=True,
        on={"rds": OwnAnswer(owner=Owner.AWS, reason="Managed.")},
    ),
]
USES = [
    Use(
        id="spam",
        name="Sending spam",
        aliases=(),
        heading="email",
        clause="mass",
        verdict=Verdict.PROHIBITED,
        explanation="Nobody asked.",
        **SOURCED,
    ),
    Use(
        id="ddos-test",
        name="A simulated DDoS attack",
        aliases=(),
        heading="testing",
        verdict=Verdict.CONDITIONAL,
        condition="A partner of AWS runs it.",
        explanation="It loads the network of others.",
        **SOURCED,
    ),
    Use(
        id="game-server",
        name="A game server",
        aliases=(),
        heading="testing",
        verdict=Verdict.ALLOWED,
        explanation="Why not.",
        **SOURCED,
    ),
    Use(
        id="report",
        name="Reporting abuse",
        aliases=(),
        heading="testing",
        explanation="Write to AWS.",
        points=("Times", "Logs"),
        **SOURCED,
    ),
]
CATALOG = Catalog(
    things={each.id: each for each in THINGS},
    services={each.id: each for each in SERVICES},
    models={each.id: each for each in MODELS},
    layers={
        layer_id: Layer(id=layer_id, name=name, meaning=name, below=layer_id == "physical")
        for layer_id, name in [
            ("physical", "Buildings"),
            ("guest_os", "Guest OS"),
            ("data", "Data"),
            ("backup", "Backup"),
        ]
    },
    uses={each.id: each for each in USES},
    policy=Policy(
        name="Acceptable Use Policy",
        aliases=("AUP",),
        applies_to="Everyone.",
        clauses=(Rule(id="mass", title="Spam", meaning="Mass mail."),),
        headings=(Rule(id="email", title="No e-mail abuse", meaning="Spam.", clauses=("mass",)),),
        other_headings=(Rule(id="testing", title="Security testing", meaning="Tests."),),
        **SOURCED,
    ),
    words=Words(),
    sources={PAGE: Source(url=PAGE, title="The model", read=Reading.DOCUMENTATION)},
)


def about(thing_id: str, service_id: str | None = None, **fields: Any) -> Answer:
    """The answer about a thing, on a service if one is named."""
    asked = CATALOG.things[thing_id]
    cell = owner_on(CATALOG, asked, service_id)
    given: dict[str, Any] = {
        "query": "q",
        "outcome": Outcome.ANSWER,
        "kind": Kind.RESPONSIBILITY,
        "verdict": None if cell.owner is Owner.NONE else cell.owner,
        "exam_answer": cell.exam_answer,
        "thing": asked,
        "service": CATALOG.services[service_id] if service_id else None,
        "explanation": asked.explanation,
        "sources": (CITED,),
    }
    return Answer(**{**given, **fields})


def about_use(use_id: str | None) -> Answer:
    """The answer about a use; None = about the policy itself."""
    use = CATALOG.uses[use_id] if use_id else None
    return Answer(
        query="q",
        outcome=Outcome.ANSWER,
        kind=Kind.AUP,
        use=use,
        verdict=use.verdict if use else None,
        explanation=use.explanation if use else "",
        sources=(CITED,),
    )


def declined(reason: Reason, query: str = "q") -> Answer:
    """An answer that says no."""
    return Answer(query=query, outcome=Outcome.UNKNOWN, kind=Kind.UNKNOWN, reason=reason)


def asked_back(*choices: Choice, query: str = "q") -> Answer:
    """An answer that asks back."""
    return Answer(query=query, outcome=Outcome.ASK_BACK, kind=choices[0].kind, alternatives=choices)


def choice(
    entry_id: str, name: str, kind: Kind = Kind.RESPONSIBILITY, service_id: str | None = None
) -> Choice:
    """A choice to ask back with."""
    return Choice(kind, entry_id, name, None, 0.4, service_id)
