"""Words that every card shares: the owner in words with its mark, what exam keys expect, and the sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.catalog.model import Catalog, Owner, Reading, Service, ServiceModel, Verdict
from bot.lookup.answer import Citation
from bot.ui.cards.card import Tone
from bot.ui.escape import authored

OWNER = {
    Owner.AWS: "▲ AWS",
    Owner.CUSTOMER: "● You (the customer)",
    Owner.SHARED: "◆ Shared",
    Owner.DEPENDS: "◇ It depends",
    Owner.NONE: "○ Not there",
}
"""The owner in words, after a mark whose shape, not colour, tells the owners apart."""

SHORT = {
    Owner.AWS: "▲ AWS",
    Owner.CUSTOMER: "● you",
    Owner.SHARED: "◆ shared",
    Owner.DEPENDS: "◇ depends",
    Owner.NONE: "○ not there",
}

VERDICT = {
    Verdict.PROHIBITED: "✕ Prohibited",
    Verdict.CONDITIONAL: "△ Allowed only if …",
    Verdict.ALLOWED: "✓ Allowed",
}

TONE = {
    Owner.AWS: Tone.AWS,
    Owner.CUSTOMER: Tone.CUSTOMER,
    Owner.SHARED: Tone.SHARED,
    Owner.DEPENDS: Tone.DEPENDS,
    Owner.NONE: Tone.DEPENDS,
    Verdict.PROHIBITED: Tone.PROHIBITED,
    Verdict.CONDITIONAL: Tone.DEPENDS,
    Verdict.ALLOWED: Tone.ALLOWED,
    None: Tone.PLAIN,
}

_READ = {
    Reading.DOCUMENTATION: "",
    Reading.STORED_COPY: " (stored copy)",
    Reading.QUOTATION: " (quotation)",
    Reading.NOT_OPENED: " (not opened)",
}

MAX_SOURCES = 3
"""Most sources shown on a card; ours, so that it stays about one phone screen."""


def exam_line(verdict: Owner | None, exam_answer: Owner | None) -> str:
    """What an exam key expects where AWS's documentation is less definite; empty where both agree."""
    if exam_answer is None or exam_answer == verdict or verdict not in (Owner.SHARED, Owner.DEPENDS):
        return ""
    documentation = "shared" if verdict is Owner.SHARED else "it depends"
    return f"**AWS documentation:** {documentation}.\n**An exam key expects:** {OWNER[exam_answer]}."


def exam_brackets(owner: Owner, exam_answer: Owner | None) -> str:
    """The same in brackets, for lists."""
    if owner not in (Owner.SHARED, Owner.DEPENDS) or exam_answer is None or exam_answer == owner:
        return ""
    return f" (exam key: {SHORT[exam_answer]})"


def citations(catalog: Catalog, urls: Iterable[str], checked: date) -> tuple[Citation, ...]:
    """The sources of an entry, for cards that are not made from an Answer."""
    known = [catalog.sources[url] for url in urls if url in catalog.sources]
    return tuple(Citation(source.url, source.title, source.read, checked) for source in known)


def sources_line(sources: Iterable[Citation]) -> str:
    """At most MAX_SOURCES links, small, with the day on which the entry was last held against them."""
    shown = list(sources)[:MAX_SOURCES]
    if not shown:
        return ""
    links = " · ".join(_link(citation) for citation in shown)
    return f"-# Sources: {links} · checked {max(citation.checked for citation in shown).isoformat()}"


def _link(citation: Citation) -> str:
    title = citation.title or _title_from(citation.url)
    address = citation.url.replace("(", "%28").replace(")", "%29")
    return f"[{authored(title)}]({address}){_READ[citation.read]}"


def _title_from(url: str) -> str:
    """What a page without a title is called: the last part of its address in words."""
    last = url.removeprefix("https://").split("?")[0].rstrip("/").split("/")[-1]
    words = last.removesuffix(".html").replace("-", " ").replace("_", " ")
    return f"AWS docs: {words}" if url.startswith("https://docs.aws.amazon.com/") else words


def service_name(service: Service | ServiceModel) -> str:
    """The name as a card shows it."""
    return authored(service.name)
