"""What an exam question asks for: whose task, which control, which service, what the policy forbids."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.catalog.model import Owner


class Target(StrEnum):
    """What the right options have in common."""

    AWS = "aws"
    CUSTOMER = "customer"
    SHARED = "shared"
    INHERITED = "inherited"
    CUSTOMER_SPECIFIC = "customer-specific"
    PROHIBITED = "prohibited"
    ALLOWED = "allowed"
    TRUE = "true"
    CONTACT = "contact"
    MOST_MANAGED = "most-managed"
    LEAST_MANAGED = "least-managed"


@dataclass(frozen=True, slots=True)
class Asked:
    """`negated` = the options that do *not* have it are right; `who` = the options are parties; `choose`
    = how many.
    """

    target: Target | None
    negated: bool
    who: bool
    choose: int


_MODEL = re.compile(
    r"(?:(?:according to|under|in|within|with|as part of|following|per"
    r"|based on)\s+)?(?:the\s+)?(?:aws\s+)?shared[- ]respons\w+(?:[- ](?:model|diagram|picture))(?:'s)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:on|in|to|into|use|uses|using|of|with) (?:the )?(?:aws"
    r"|amazon web services)(?: cloud)?(?= (?:cloud|account|environment|resources|services"
    r"|workloads?|region)|,)"
    r"|\baws (?:cloud|account|accounts|resources|services|service|customers?|environment"
    r"|workloads?|region|regions)\b",
    re.IGNORECASE,
)
_CHOOSE = re.compile(
    r"\b(?:choose|select|pick|which|what|name|the|are|give|list)\b[^.?]{0,12}\b(two|three|2"
    r"|3)\b(?! (?:parties|sides|halves|partners))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r",? (?:and |but |rather than |instead of )(?:not )?(?:by )?(?:the )?(?:aws|customers?|company)\b,?"
    r"|\band therefore no longer\b.*",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\bnot\b|\bisnt\b|\bdoesnt\b|\barent\b|\bdont\b|\bexcept(?:ion)?\b|\bdisappears?\b"
    r"|\bany ?more\b|\bexcluding\b|n't\b|\bno longer\b|\bstops? (?:doing|having)\b|\bcannot\b"
    r"|\bnever\b|\bother than\b"
    r"|\bfree(?:s|d)? (?:the|a|its) \w+ (?:from|of)\b|\brelieves?\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(?:who|whom|whose|which party|which side)\b|\bwhere does\b.*\b(?:lie|rest)\b", re.IGNORECASE
)
_USER = (
    r"(?:customers?|compan(?:y|ies)|organi[sz]ations?|teams?|users?|developers?|clients?|you"
    r"|business(?:es)?|enterprises?|firms?|start-?ups?|banks?|agenc(?:y|ies)|it staff|"
    r"administrators?|universit(?:y|ies)|retailers?|provider)"
)
_DUTY = (
    r"(?:respons\w*|dut(?:y|ies)|tasks?|jobs?|to-do|obligations?|side|half|accountab\w*|liab\w*|in charge)"
)
_AWS_AGENT = (
    rf"\baws(?:'s|')? (?:own )?{_DUTY}",
    r"\baws (?:is|are|will|does|do|must|has|takes?|handles?|performs?|manages?|owns?|protects?"
    r"|provides?|would|now|treats?|keeps?|carries|looks?|should|itself|alone)\b",
    rf"\b(?:{_DUTY}) (?:of|for|with|to|on|belongs? to|falls? to|lies with|rests with) aws\b",
    r"\b(?:by|does|will|must|is|to|with|lie with|rests? with|falls? to|belongs? to|left to) aws\b",
    r"\bsecurity of the cloud\b",
)
_USER_AGENT = (
    rf"\b{_USER}(?:'s|s'|')? (?:own )?{_DUTY}",
    rf"\b{_USER}(?: \w+)? (?:is|are|will|does|do|must|has to|have to|needs? to|takes? care|handles?"
    rf"|performs?|manages?|owns?|retains?|keeps?|carries|should|still|itself|required|remains?)\b",
    rf"\b{_DUTY}[^.?]{{0,30}} (?:of|for|with|to|on|belongs? to|falls? to|lies with|remains? with"
    rf"|stays? with) (?:the |a |an |its |their )?{_USER}\b",
    rf"\b(?:by|does|do|must|is|are|should|can|required of|expected of|left to|belongs? to"
    rf"|remains? with|for) (?:the |a |an |its |their )?{_USER}\b",
    rf"\b(?:requires?|leaves?|expects?|asks?|obliges?) (?:the |a |its )?{_USER}\b",
    r"\b(?:must|does|do|should|will|would) (?:the|a|an|this) (?!aws)\w+\b",
    r"\b(?:the|a|this) (?!aws)\w+ (?:must|has to|needs to|should)\b",
    r"\bsecurity in the cloud\b",
    r"\bitself\b|\b(?:its|their) own\b",
)
_POLICY = re.compile(
    r"\bacceptable\b|\baup\b|\b(?:allowed|permitted) on aws\b|\baws (?:not )?(?:allow|permit)"
    r"|\bprohibit|\bforbid|\babuse\b"
    r"|\bviolat|\bbreaks? the\b|\bmust (?:a |the )?(?:customer|company|user) not\b|\bmust not\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\bprohibit|\bforbid|\bviolat|\bbreak|\babuse\b|\bbanned\b|\bagainst\b|\bdisallow|\bmay not\b"
    r"|\bnot (?:allow(?:ed)?|permit(?:ted)?|acceptable)|\bunacceptable\b|\bsuspen|\bterminat"
    r"|\bmust (?:a |the )?(?:customer|company|user) not\b|\bmust not\b|\b(?:drop|avoid|refuse"
    r"|reject"
    r"|give up|abandon|stop)\b|\bcannot\b",
    re.IGNORECASE,
)
_PERMITTED = re.compile(
    r"\ballow|\bpermit|\bacceptable\b|\bcomplies\b|\bin line with\b|\bmay (?:a|the|you)\b", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"\bsupport plans?\b|\bpillars?\b|\badvantages?\b|\bbenefits?\b|\bpricing\b"
    r"|\bpurchas\w+ option|\bstorage class"
    r"|\bdiscount|\bcheapest\b|\bcosts? the least|\bestimate\b|\bconsolidated\b|\bperspectives?\b",
    re.IGNORECASE,
)
_DUTIES = re.compile(r"\brespons|\bacceptable use\b|\bdut(?:y|ies)\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"\b(?:contact|inform|notify|report|tell|turn to|alert|what should (?:someone|a person|the|a"
    r"|an|you)\b.*\bdo\b)",
    re.IGNORECASE,
)
_ABUSE = re.compile(
    r"\babus|\bintrusion|\bspam|\battack|\bport scan|\bmalware|\bphishing|\bmalicious|\bsuspicious",
    re.IGNORECASE,
)
_OF_THE_CLOUD = re.compile(r"\bsecurity of the cloud\b", re.IGNORECASE)
_IN_THE_CLOUD = re.compile(r"\bsecurity in the cloud\b", re.IGNORECASE)
_STATEMENT = re.compile(
    r"\bstatements?\b|\b(?:which|what) split\b|\bis (?:true|correct)\b|\bdescribes\b.*\bmodel\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:most|greatest|largest|biggest|more|maximum|highest)\b[^?]{0,60}\b(?:aws|managed"
    r"|responsibilit|work)|\bleast\b[^?]{0,60}\b(?:patch|manage|operat|administ|maint|responsib"
    r"|overhead|work|effort|customer)"
    r"|\b(?:service|option|choice)s?\b[^?]{0,40}\bshifts?\b[^?]{0,60}\bto aws\b|\bfully managed\b",
    re.IGNORECASE,
)
_LEAST = re.compile(
    r"\b(?:most|greatest|largest|biggest|more|highest)\b[^?]{0,60}\b(?:customer|company|user"
    r"|control)\b|\bleast managed\b",
    re.IGNORECASE,
)


def read_stem(stem: str) -> Asked:
    """What a stem asks for; `target` None where it is not a question of ours."""
    choose = _CHOOSE.search(stem)
    many = {"two": 2, "2": 2, "three": 3, "3": 3}[choose[1].lower()] if choose else 1
    plain = asking(stem)
    target, flip = _target(stem, plain)
    negated = bool(_NOT.search(plain)) != flip
    return Asked(target, negated, bool(_WHO.search(plain)), many)


def asking(stem: str) -> str:
    """The sentence that asks, without the name of the model and the places where AWS is no party."""
    sentences = [s for s in re.split(r"(?<=[.?!:])\s+", stem.strip()) if s]
    asking = next((s for s in reversed(sentences) if "?" in s), None)
    asking = asking or next((s for s in reversed(sentences) if not _CHOOSE.search(s)), stem)
    return _BESIDE.sub(" ", _PLACE.sub(" ", _MODEL.sub(" ", asking))).strip()


def _target(stem: str, plain: str) -> tuple[Target | None, bool]:
    """The target and whether the negation in the wording is already part of it."""
    low = plain.lower()
    if _ELSEWHERE.search(stem) and not _DUTIES.search(stem):
        return None, False
    if _CONTACT.search(stem) and _ABUSE.search(stem):
        return Target.CONTACT, False
    if _OF_THE_CLOUD.search(stem):
        return Target.AWS, False
    if _IN_THE_CLOUD.search(stem):
        return Target.CUSTOMER, False
    if _POLICY.search(stem) and not _WHO.search(plain):
        return _policy(low)
    if "inherit" in low or re.search(r"\btakes? over\b.*\bfrom aws\b", stem.lower()):
        return Target.INHERITED, False
    if re.search(r"customer[- ]specific|solely (?:with|to|the) ", low):
        return Target.CUSTOMER_SPECIFIC, False
    if re.search(
        r"\bshared\b|\bboth (?:aws|the customer|customers|sides|parties|layers)|\bto both\b"
        r"|\bdo both\b|\bjoint|\bseparate contexts",
        low,
    ):
        return Target.SHARED, False
    if _STATEMENT.search(low):
        return Target.TRUE, bool(
            re.search(r"\b(?:not|in)correct|\bfalse\b|\bwrong\b", low)
        ) and "not" not in low
    if _LEAST.search(low):
        return Target.LEAST_MANAGED, False
    if _MOST.search(low):
        return Target.MOST_MANAGED, False
    return _agent(plain), False


def _policy(low: str) -> tuple[Target | None, bool]:
    if re.search(r"\bnot (?:be )?(?:prohibited|forbidden|banned|violat|break|against)", low):
        return Target.ALLOWED, True
    if _FORBIDDEN.search(low):
        return Target.PROHIBITED, bool(_NOT.search(low))
    if _PERMITTED.search(low):
        return Target.ALLOWED, False
    return None, False


def _agent(plain: str) -> Target | None:
    """The party that the asked task belongs to: the one named closest to a word of duty."""
    low = re.sub(r"\b(?:aws|amazon) (?=[A-Z0-9])", "", plain).lower()
    aws = sum(bool(re.search(pattern, low)) for pattern in _AWS_AGENT)
    user = sum(bool(re.search(pattern, low)) for pattern in _USER_AGENT)
    if re.search(
        r"\b(?:passes?|moves?|handed over|shifts?|goes|transferred|taken over)\b[^?]{0,80}\b(?:to|by) aws\b",
        low,
    ):
        return Target.AWS
    if aws == user == 0:
        return mentioned(low)
    if aws == user:
        return (
            Target.AWS
            if low.find("aws") > -1 and re.search(r"\b(?:will|does|must|is|by) aws\b", low)
            else Target.CUSTOMER
        )
    return Target.AWS if aws > user else Target.CUSTOMER


def mentioned(low: str) -> Target | None:
    """The one party that a sentence names at all; "its" stands for the customer."""
    aws = bool(re.search(r"\baws\b", low))
    user = bool(re.search(rf"\b{_USER}\b|\bits\b|\btheir\b", low))
    if aws == user:
        return None
    return Target.AWS if aws else Target.CUSTOMER


_SIDE = rf"(?:(?:the |a |each |your |that )(?:{_USER[3:-1]})|customers?|users?|clients?|you)"
_PARTY_OPTION = re.compile(
    r"^(?:with |by |that of |only |solely )?"
    rf"(?:(?P<both>both\b.*|(?:aws|{_SIDE}) and (?:the )?(?:aws|customers?|company|users?)\b.*"
    rf"|shared\b.*|.*\b(?:equally|jointly|together)\b.*)"
    r"|(?P<aws>aws(?!\s+(?:customers?|users?|support|partner|trust|professional|marketplace"
    r"|artifact|billing|account|config))\b(?!'s))"
    rf"|(?P<user>(?:aws )?{_SIDE}\b(?!'s|s')))(?P<rest>.*)$",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"^\s*(?:[,;:(-]|because\b|since\b|but\b|only\b|together\b|alone\b|itself\b|that\b|who\b|whose\b|which\b)"
)


def party_of(option: str) -> tuple[Owner | None, str]:
    """(party, what is said of it) where an option is or starts with a party.

    "AWS" and "The customer, since it installed it" say nothing more of the party; "AWS patches the hosts"
    does.
    """
    match = _PARTY_OPTION.match(option.strip().rstrip("."))
    if match is None:
        return None, ""
    if match["both"]:
        return Owner.SHARED, ""
    said = "" if _REASON.match(match["rest"]) else match["rest"].strip()
    return (Owner.AWS if match["aws"] else Owner.CUSTOMER), said
