"""The doctor's findings as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.ops.doctor import Finding, State

WORDS = {State.FINE: "fine", State.HINT: "hint", State.MISTAKE: "MISTAKE"}


def print_findings(findings: Iterable[Finding], console: Console) -> bool:
    """Prints the table; False where one of the findings is a mistake."""
    table = Table("what", "state", "found", "remedy", title="Doctor", title_justify="left")
    sound = True
    for finding in findings:
        sound = sound and finding.state is not State.MISTAKE
        table.add_row(finding.subject, WORDS[finding.state], escape(finding.found), escape(finding.remedy))
    console.print(table)
    return sound
