"""The frame of a question: its form (who, yes/no, overview, may I ...), the party it names, its negations.

The frame is read from plain words (see `text.words`); what is asked about is left to the vocabulary, where
the words of a frame weigh nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.catalog.model import Owner


class Form(StrEnum):
    PHRASE = "phrase"
    WHO = "who"
    YES_NO = "yes_no"
    OVERVIEW = "overview"
    COMPARISON = "comparison"
    PERMISSION = "permission"
    DEFINE = "define"
    HOW_TO = "how_to"
    INFO = "info"
    PRICE = "price"


@dataclass(frozen=True, slots=True)
class Frame:
    """`sides` holds the two texts of a comparison; `rest` is what an overview or definition is about,
    else all.
    """

    form: Form
    rest: str
    party: Owner | None = None
    negated: bool = False
    exclusive: bool = False
    sides: tuple[str, str] | None = None


_AWS = r"(?:aws|amazons?|amazon web services|(?:the |our |my )?(?:cloud )?(?:provider|vendor))"
_ME = (
    r"(?:i|we|you|(?:the |a |an |our |my )?(?:end )?(?:customers?|clients?|users?|companys?|company"
    r"|team|organization|tenants?|subscribers?))"
)
_MINE = r"(?:my|our|mine|ours|your|the customers?|customers?|the users?|the companys?)"
_JOB = (
    r"(?:job|responsibility|responsibilities|fault|problem|duty|task|business|concern|issue|call|side"
    r"|part|thing)"
)
_AUX = r"(?:is|are|was|were|does|do|did|will|would|should|must|has|have|need|shall|am)"
_LEAD = (
    r"(?:(?:so|and|but|then|well|hey|hi|hello|ok|okay|please|quick one|quick question|question|just"
    r"|wait|btw|um) )*"
)
_OK = (
    r"\b(?:ok|okay|allowed|permitted|legal|fine|alright|forbidden|prohibited|banned|acceptable|illegal"
    r"|tolerated|against (?:the )?\w+(?: \w+)?)"
)

_ALT = re.compile(
    rf"\b{_AWS}\b(?: \w+){{0,4}} or (?:\w+ ){{0,5}}(?:me|us|i|we|myself|ourselves|mine|ours"
    rf"|customers?|users?|you|my|our)\b"
    rf"|\b(?:me|us|i|we|myself|ourselves|mine|ours|customers?|users?|you|my \w+"
    rf"|our \w+)\b(?: \w+){{0,12}} or (?:\w+ ){{0,4}}{_AWS}\b"
)
_WHO = re.compile(r"\b(?:who|whose|whom|which (?:party|side|one of))\b")
_IS_AWS = re.compile(
    rf"^{_LEAD}{_AUX} (?:not )?(?:it |that |this )?(?:not )?(?:really )?{_AWS}\b"
    rf"|\b(?:is|was) (?:it|that|this) (?:not )?(?:really )?{_AWS} {_JOB}"
    rf"|^{_LEAD}(?:is|are|was) (?:not )?.{{1,80}} {_AWS} (?:own )?(?:job|responsibility|fault"
    rf"|problem|duty|task|business|issue)\b"
    rf"|\b(?:is|are|does|do|will|would|should) (?:not )?{_AWS}\b(?! or\b)"
    rf"|\b{_AWS} (?:is|are) (?:not )?(?:responsible|liable|in charge|to blame|at fault|accountable|supposed)"
)
_IS_ME = re.compile(
    rf"^{_LEAD}(?:is|are|does|do|did|should|must|has|have|need|shall|am|will) (?:not )?(?:it "
    rf"|that )?(?:not )?{_ME}\b"
    rf"|\b(?:is|was) (?:it|that|this|.{{1,60}}) (?:not )?(?:really )?(?:{_MINE} (?:own )?{_JOB}"
    rf"|on (?:me|us)|up to (?:me|us|the customer)|down to (?:me|us))"
    rf"|\b(?:do|does|should|must|am|are) (?:not )?(?:i|we|the customer|customers)\b(?! allowed)"
    rf"|\b(?:i|we|the customer|customers) (?:am|are|is) (?:not )?(?:responsible|liable|in charge"
    rf"|to blame|on the hook|at fault|accountable|supposed)"
    rf"|\b{_MINE} (?:own )?(?:job|responsibility|fault|problem|duty)\b"
)
_THE_ONE = re.compile(r" (?:the )?ones? (?:who|that)\b| (?<=is it )(?:who|that)\b")
_AUX_FIRST = re.compile(rf"^{_LEAD}(?:is|are|does|do|am|should|must|will|has|have) ")
_WHAT_FIRST = re.compile(rf"^{_LEAD}(?:what|which|how)\b(?! if\b| about\b)")
_PARTY = re.compile(rf"\b(?:{_AWS}|{_ME}|me|us)\b(?! side\b)")
_WH = re.compile(r"\b(?:what|which|when|where|why|how)\b")
_SHARED = re.compile(r"\b(?:shared|split|joint|both)\b(?! responsibility model)")
_TAG = re.compile(
    r"(?:\b(?:right|correct|true|yes|no)|\b(?:is|do|does|are|am|must|should) (?:it|i|we|they"
    r"|he)(?: not)?|\b(?:is|do|does|are|will|would|have|has) not (?:it|they|i|we))$"
)
_SAYS_AWS = re.compile(rf"^{_LEAD}{_AWS} (?!or\b|and\b)\w+")
_SAYS_ME = re.compile(
    rf"^{_LEAD}(?:i|we|you|(?:the )?customers?) (?:\w+ )?(?:do not|need not|must|have to|has to"
    rf"|need to|needs to|should|am|are|can not|do|will)\b"
)
_NOT = re.compile(r"\b(?:not|no longer|never|nothing)\b")
_ONLY = re.compile(
    r"\b(?:only|alone|solely|exclusively|entirely|fully|completely|all by (?:my|it|our)sel(?:f|ves)|100)\b"
)
_PERMISSION = re.compile(
    rf"^{_LEAD}(?:can|may|could|might) (?:i|we|you|someone|somebody|anyone|one|people|my|our|a"
    rf"|customers?|users?)\b"
    rf"|\b(?:am|are|is|be) (?:i|we|you|it|this|that|customers?|.{{1,80}})?(?: )?(?:\w+ )?{_OK}(?: |$)"
    rf"|^{_LEAD}{_OK} to\b|\b{_OK}(?: on (?:aws|amazon|ec2|s3|lambda|it)| under .*| here| by .*| in .*)?$"
    rf"|\b(?:does|do|will|would|did) (?:not )?(?:{_AWS}|the (?:aup|policy|acceptable use policy)"
    rf"|aup) (?:\w+ )?(?:allow|permit|forbid|ban|prohibit|let|tolerate|mind|accept|care if)"
    rf"|\b(?:get|getting) (?:me |us |my account )?(?:banned|suspended|in trouble)|\ballowed to\b"
    rf"|\bbreak(?:s|ing)? the (?:aup|policy|rules|acceptable)|\bviolat\w+ (?:the )?(?:aup|policy"
    rf"|rules|aws|acceptable)"
    rf"|\bdo (?:i|we) need (?:\w+ )?(?:approval|permission)"
)
_NOT_PERMISSION = re.compile(
    r"\b(?:can|could) (?:anyone|someone|somebody|you|anybody) (?:tell|explain|help|say|please)\b|"
    rf"\b(?:leave|count|rely|depend|trust)\b.*\b(?:to|on) {_AWS}"
    rf"|^{_LEAD}(?:who|whose|which|what|how)\b|\bwho$|\b(?:control|manage|decide|configure"
    rf"|set)\w* (?:who|what)\b"
)
_PARTY_OF_OVERVIEW = rf"(?P<party>{_AWS}|{_ME}|my|our|customers?)"
_DO = (
    r"(?:responsible for|in charge of|accountable for|taking care of|looking after|supposed to do"
    r"|do|does|manage|manages|handle|handles|own|owns|take care of|takes care of|"
    r"look after|looks after|secure|secures|cover|covers|have to do|has to do|need to do"
    r"|needs to do|need to manage|have to manage|must do|should do|control|controls|protect"
    r"|protects|carry|carries)"
)
_OVERVIEW = re.compile(
    rf"^{_LEAD}(?:what|which (?:things|tasks|parts|layers|duties|responsibilities"
    rf"|jobs))(?: \w+)?? (?:is|are|am|do|does|must|should|would|will|remains?"
    rf"|left) {_PARTY_OF_OVERVIEW}? ?(?:still |left )?{_DO}(?P<rest>(?: .*)?)$"
    rf"|^{_LEAD}(?:(?:what|which) (?:is|are) |list |show (?:me )?|tell me |give me |name "
    rf"|explain )?(?:all )?(?:the )?(?P<party2>{_AWS}|customers?|my|our"
    rf"|users?)(?: the)? (?:responsibilities|duties|responsibility|tasks|jobs|obligations|side|part"
    rf"|half)(?P<rest2>(?: .*)?)$"
    rf"|^{_LEAD}(?:(?:what|which) (?:is|are) |list |show (?:me )?)?(?:the )?(?:responsibilities"
    rf"|duties|tasks|jobs|obligations) of (?:the )?(?P<party3>{_AWS}|{_ME})(?P<rest3>(?: .*)?)$"
    rf"|^{_LEAD}what (?:is|are|remains|stays) (?P<party4>my|our|mine|the customers?|customers?|aws"
    rf"|amazons?) (?:responsibility|job|duty|part|task)(?P<rest4>(?: .*)?)$"
)
_COMPARE = re.compile(
    r"\bdifferen(?:ce|ces|t)\b(?: is there)? (?:between |of |from )?(?P<a>.+?) (?:and|from|versus"
    r"|vs|to|or) (?P<b>.+)$"
    r"|^(?:compare|comparison of|comparing|distinguish(?: between)?) (?P<a2>.+?) (?:and|with|to"
    r"|versus|vs|from) (?P<b2>.+)$"
    r"|^(?P<a3>.+?) (?:vs|versus) (?P<b3>.+)$"
    r"|^how (?:does|do|is|are) (?P<a4>.+?) differ(?:ent)? from (?P<b4>.+)$"
    r"|\bdiffers? (?:for|between|on) (?P<a5>.+?) (?:and|vs|versus) (?P<b5>.+)$"
)
_HOW_TO = re.compile(
    rf"^{_LEAD}(?:how (?:do|can|could|should|would|to|does one)\b|(?:show|tell|teach) me how"
    rf"|steps to|tutorial|guide to|walk me through|what command|where (?:do|can) i (?:click|find))"
)
_PRICE = re.compile(
    r"\bhow (?:much|expensive|cheap) (?:is|are|does|do|did|will|would|for|to|it)\b|\b(?:price"
    r"|prices|pricing|priced|cheapest|cheaper|per gb|per hour|discount|refund|free tier limit"
    r"|savings plans?|spot price)\b|\b(?:what|which) .*\bcosts?$|^(?:what|how) .*\bcosts?\b"
)
_INFO = re.compile(
    r"^max(?:imum)? (?:number|size|length|item|count)|\bmax(?:imum)? \w+ size\b"
    rf"|^what (?:is|are|does|do) (?!{_AWS} (?:do|handle|manage|own)|{_ME} ).+ (?:do|used for|for|good for)$|"
    rf"^{_LEAD}(?:when|where|why|how (?:many|long|often|big|far|fast|large|old|does|is|are))\b"
    r"|^in (?:which|what) (?:year|month|city|country)\b|\bstands? for\b|\bsupport plans?\b"
    r"|\bwhich (?:instance|region|plan|storage class|service"
    r"|database|language|certification|course|exam|book)\b(?!.*\b(?:patch|responsib|manage|side"
    r"|party))"
    r"|^what (?:is|are) the (?:best|cheapest|fastest|maximum|minimum|max|default|limit|capital"
    r"|latest|name|size|meaning|weather|score|answer|time|date|difference in price)\b"
    r"|^(?:what|which) (?:time|year|day|version|size|color)\b|^(?:write|generate|translate"
    r"|tell me a|sing|recommend|summarize|draw|give me a)\b"
)
_ABOUT_DUTY = re.compile(
    r"\bresponsib|\bwho\b|\bpatch|\bdut(?:y|ies)\b|\btasks?\b|\bowns?\b|\bmanages?\b|\bside\b|\bsplit\b"
)
_CONTRAST = re.compile(
    r",\s*(?:and\s+|but\s+)?not\s+(?:the|a|an|of|on|in)\s+[^,.;?!]{1,40}(?=[,.;?!]|$)", re.IGNORECASE
)
_WHAT_IS = re.compile(r"^what (?:is|are) (?!allowed|permitted|prohibited|forbidden|not)")
_POLITE = re.compile(r"(?: (?:please|pls|thanks|thank you|thx|guys|folks|again))+$")
_HOW_MANY = re.compile(r"\bhow (?:many|long|often|big|far|fast|large|old)\b")
_DEFINE = re.compile(
    rf"^{_LEAD}(?:what (?:is|are|does)|what do you mean by|define|explain|describe|meaning of"
    rf"|tell me about)(?: meant by)?(?: the| a| an)? (?P<rest>.+?)(?: mean)?$"
)


def read_frame(words: list[str], asked: bool) -> Frame:
    """The frame of a question; `asked` = the text ended in a question mark."""
    text = _POLITE.sub("", " ".join(words))
    first = _definition if _WHAT_IS.search(text) else _permission
    for reader in (_comparison, _scope, _overview, first, _permission, _responsibility, _definition):
        frame = reader(text, asked)
        if frame is not None:
            return frame
    return Frame(Form.PHRASE, text, negated=bool(_NOT.search(text)))


def about_duty(text: str) -> bool:
    """True where a text speaks of who does or carries something."""
    return bool(_ABOUT_DUTY.search(text.lower()))


def without_contrast(text: str) -> str:
    """The text without what it is not about: "patching the host, not the guest"."""
    return _CONTRAST.sub("", text)


def _comparison(text: str, asked: bool) -> Frame | None:
    match = _COMPARE.search(text)
    if match is None:
        return None
    groups = {k[0]: v for k, v in match.groupdict().items() if v}
    return Frame(Form.COMPARISON, text, sides=(groups["a"], groups["b"]))


def _scope(text: str, asked: bool) -> Frame | None:
    """Questions that are not ours by their form alone: prices, how-to, plain facts."""
    if _PRICE.search(text) and not _WHO.search(text):
        return Frame(Form.PRICE, text)
    if _HOW_TO.search(text):
        return Frame(Form.HOW_TO, text)
    ours = (_ALT, _WHO) if _HOW_MANY.search(text) else (_ALT, _WHO, _IS_AWS, _IS_ME)
    if _INFO.search(text) and not any(pattern.search(text) for pattern in ours):
        return Frame(Form.INFO, text)
    return None


def _overview(text: str, asked: bool) -> Frame | None:
    match = _OVERVIEW.search(text)
    if match is None:
        return None
    groups = {re.sub(r"\d", "", k): v for k, v in match.groupdict().items() if v}
    party = Owner.AWS if re.fullmatch(_AWS, groups.get("party", "")) else Owner.CUSTOMER
    if "party" not in groups:
        return None
    return Frame(Form.OVERVIEW, groups.get("rest", "").strip(), party=party)


def _permission(text: str, asked: bool) -> Frame | None:
    if _PERMISSION.search(text) and not _NOT_PERMISSION.search(text):
        return Frame(Form.PERMISSION, text, negated=bool(_NOT.search(text)))
    return None


def _responsibility(text: str, asked: bool) -> Frame | None:
    text = _THE_ONE.sub(" ", text)
    negated, exclusive = bool(_NOT.search(_TAG.sub("", text))), bool(_ONLY.search(text))
    if _ALT.search(text):
        return Frame(Form.WHO, text, negated=negated)
    who = _WHO.search(text)
    if _WHAT_FIRST.search(text):
        return Frame(Form.WHO, text, negated=negated) if _PARTY.search(text) else None
    asks_who = who and (who.start() < 40 or text.endswith(who.group()) or "whose" in who.group())
    if asks_who and not _AUX_FIRST.search(text):
        return Frame(Form.WHO, text, negated=negated)
    tagged = asked or bool(_TAG.search(text))
    if _AUX_FIRST.search(text) and _SHARED.search(text):
        return Frame(Form.YES_NO, text, Owner.SHARED, negated, exclusive)
    if _IS_AWS.search(text) or (tagged and _SAYS_AWS.search(text)):
        return Frame(Form.YES_NO, text, Owner.AWS, negated, exclusive)
    if _IS_ME.search(text) or (tagged and _SAYS_ME.search(text)):
        return Frame(Form.YES_NO, text, Owner.CUSTOMER, negated, exclusive)
    if (tagged or _AUX_FIRST.search(text)) and not _WH.search(text):
        return _any_party(text, negated, exclusive)
    return None


def _any_party(text: str, negated: bool, exclusive: bool) -> Frame | None:
    """A yes/no question that names its party elsewhere: "the cables are handled by AWS, right?"."""
    if re.search(rf"\b{_AWS}\b", text):
        return Frame(Form.YES_NO, text, Owner.AWS, negated, exclusive)
    if re.search(rf"\b(?:{_ME}|me|us|my|our)\b", text):
        return Frame(Form.YES_NO, text, Owner.CUSTOMER, negated, exclusive)
    return None


def _definition(text: str, asked: bool) -> Frame | None:
    match = _DEFINE.search(text)
    return Frame(Form.DEFINE, match["rest"]) if match else None
