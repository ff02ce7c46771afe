"""A small sound knowledge folder that tests break on purpose."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

SOURCE = "https://aws.amazon.com/compliance/shared-responsibility-model/"

FILES = {
    "layers.yaml": """
        layers:
          - id: physical
            name: Buildings
            meaning: Buildings and hardware.
            below: true
          - id: guest_os
            name: Guest operating system
            meaning: The operating system of the workload.
          - id: encryption_at_rest
            name: Encryption at rest
            meaning: Encryption of stored data.
        service_models:
          - id: infrastructure
            name: Infrastructure services
            meaning: Virtual hardware.
            cells:
              physical:
                owner: aws
              guest_os:
                owner: customer
              encryption_at_rest:
                owner: shared
                exam_answer: customer
    """,
    "services/compute.yaml": f"""
        services:
          - id: ec2
            name: Amazon EC2
            aliases:
              - elastic compute cloud
            category: compute
            model: infrastructure
            plain_model: IaaS
            cells:
              guest_os:
                owner: depends
                exam_answer: customer
                note: It depends on the day.
            sources:
              - {SOURCE}
            checked: 2026-11-23
    """,
    "things/compute.yaml": f"""
        things:
          - id: guest-os-patching
            name: Guest OS patching
            topic: compute
            aliases:
              - patching the guest
            owner: shared
            exam_answer: customer
            layer: guest_os
            follows_layer: true
            explanation: It is so.
            split:
              aws: One half.
              customer: The other half.
            on:
              ec2:
                owner: customer
                reason: The inside is the customer's.
            exam_weight: 3
            sources:
              - {SOURCE}
            checked: 2026-11-23
    """,
    "uses/message-abuse.yaml": f"""
        uses:
          - id: spam
            name: Spam
            aliases:
              - junk mail
            heading: message-abuse
            clause: unsolicited
            verdict: conditional
            condition: Never.
            explanation: Nobody asked for it.
            sources:
              - {SOURCE}
            checked: 2026-11-23
    """,
    "policy.yaml": f"""
        policy:
          name: The policy
          aliases:
            - AUP
          applies_to: Everyone.
          clauses:
            - id: unsolicited
              title: Spam
              meaning: Unsolicited mail.
          headings:
            - id: message-abuse
              title: Message abuse
              meaning: Spam.
              clauses:
                - unsolicited
          sources:
            - {SOURCE}
          checked: 2026-11-23
    """,
    "sources.yaml": f"""
        sources:
          - url: {SOURCE}
            read: stored copy
    """,
    "words.yaml": """
        concepts: []
    """,
}


def write_folder(directory: Path) -> Path:
    """Writes the sound folder to `directory`/knowledge and returns it."""
    folder = directory / "knowledge"
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(dedent(text).lstrip(), encoding="utf-8")
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Replaces `old`, which must be there, in a file of the folder."""
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {name}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
