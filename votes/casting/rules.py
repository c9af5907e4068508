"""Keys and receipts, which tie a voter's slip of paper to the published list and to nothing else; and where a voter stands."""

import base64
import hashlib
import json
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from civic.kit import sealing
from civic.kit.codes import LETTERS, plain_code
from civic.kit.errors import N_, sentences
from votes.rules import Channel, Filled, Phase, Question

RECEIPT_LETTERS = 10
# two letters at a time: half the divisions
_PAIRS = tuple(first + second for second in LETTERS for first in LETTERS)
_RECEIPTS = len(LETTERS) ** RECEIPT_LETTERS
NONCE_LETTERS = 32
# what lies in a sealed box is filled up to whole kilobytes, so that its length tells nothing
BLOCK = 1024
_NONCE = re.compile(r"[0-9a-f]{32}")


def new_nonce() -> str:
    """128 random bits that the ballot page carries and nobody keeps."""
    return secrets.token_hex(NONCE_LETTERS // 2)


def as_nonce(sent: str) -> str:
    """A nonce as a page sends it; a fresh one in place of anything else."""
    return sent if _NONCE.fullmatch(sent) else new_nonce()


def nonces_in(typed: str) -> list[str]:
    """The nonces in what a person or a page wrote as the code for changing a paper: grouped or one after the other."""
    plain = "".join(letter for letter in typed.lower() if letter in "0123456789abcdef")
    whole = len(plain) - len(plain) % NONCE_LETTERS
    return [plain[start : start + NONCE_LETTERS] for start in range(0, whole, NONCE_LETTERS)]


def key_of(ballot_id: int, entry_id: int, nonce: str) -> str:
    """The key of the paper that a page makes for an entry of the roll: 128 bits of SHA-256.

    The same page sent twice makes the same key, so a lost answer can be given again although nothing that is stored
    leads from the voter to the paper: the nonce is on the voter's device only. A page that is passed on makes another
    key for another entry.
    """
    return hashlib.sha256(f"civic paper {ballot_id} {entry_id} {nonce}".encode()).hexdigest()[:32]


def receipt_of(key: str) -> str:
    """Ten letters in groups (45 bits), derived from the key and not leading back to it: ``ACD-EFGH-JKM``."""
    number = int.from_bytes(hashlib.sha256(f"civic receipt {key}".encode()).digest(), "big") % _RECEIPTS
    letters = ""
    for _ in range(RECEIPT_LETTERS // 2):
        number, pair = divmod(number, len(_PAIRS))
        letters += _PAIRS[pair]
    return f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"


def leaf(key: str, choices: str, reason: str) -> bytes:
    """A paper as the published list holds it and as its Merkle tree is built: receipt, choices, and a reason if any."""
    return "\t".join((receipt_of(key), choices, *((reason,) if reason else ()))).encode()


def boxed(question: Question, text: str, reason: str) -> tuple[str, str]:
    """A paper as it lies in the box: in clear, or sealed for both key holders and of the same length as all others."""
    if not question.seals:
        return text, reason
    paper = {"choices": text, "reason": reason, "filling": ""}
    length = len(json.dumps(paper, ensure_ascii=False, sort_keys=True).encode())
    paper["filling"] = " " * (-length % BLOCK)
    return base64.b64encode(sealing.seal(paper, list(question.seals))).decode(), ""


def unboxed(sealed: str, privates: list[str]) -> tuple[str, str]:
    """Text and reason of a paper from a sealed box. Raises Refused ``seal_broken``."""
    paper = sealing.unseal(base64.b64decode(sealed), privates)
    return paper["choices"], paper["reason"]


def plain(receipt: str) -> str:
    """A receipt as typed by a person, in the spelling of the list; empty when it cannot be one."""
    typed = plain_code(receipt)
    return f"{typed[:3]}-{typed[3:7]}-{typed[7:]}" if len(typed) == RECEIPT_LETTERS else ""


@dataclass(frozen=True)
class Permit:
    """The right to cast for one entry without an account: who holds a slip, or sits at a kiosk."""

    entry_id: int
    #: uses the right up, in the transaction of the cast; may refuse
    spend: Callable[[], Awaitable[None]] | None = None


class Slip(NamedTuple):
    """One paper on its way to the box: for an entry that is known, or for that of a person on the roll."""

    ballot_id: int
    filled: Filled
    nonce: str
    person_id: int | None = None
    entry_id: int | None = None
    channel: Channel = Channel.PHONE
    spend: Callable[[], Awaitable[None]] | None = None
    #: nonces of the paper this one takes the place of
    replaces: tuple[str, ...] = ()


@dataclass(frozen=True)
class LoosePaper:
    """A paper from a ballot box of wood: its voter was ticked off before, and nobody knows which paper is whose."""

    text: str
    reason: str = ""
    #: named ballots only
    entry_id: int | None = None


class Door(StrEnum):
    """What someone who comes to the ballot can do at this moment."""

    NOT_YET = "not_yet"
    SIGN_IN = "sign_in"
    NOT_ON_ROLL = "not_on_roll"
    VOTE = "vote"
    VOTED = "voted"
    ENDED = "ended"
    VOID = "void"


def door(phase: Phase, known: bool, entitled: bool, voted: bool) -> Door:
    """Which of the ballot page's faces is shown. ``known``: signed in, or holding a slip."""
    if phase is Phase.VOID:
        return Door.VOID
    if voted:
        return Door.VOTED
    if phase in (Phase.PREPARING, Phase.ANNOUNCED):
        return Door.NOT_YET
    if phase is not Phase.VOTING:
        return Door.ENDED
    if not known:
        return Door.SIGN_IN
    return Door.VOTE if entitled else Door.NOT_ON_ROLL


@dataclass(frozen=True)
class Standing:
    """How someone stands to a ballot: what the page offers, and what is known of their paper (that, not what)."""

    door: Door
    #: the line of the roll they may cast for
    entry_id: int | None = None
    voted_on: date | None = None
    #: the ballot takes changes and papers are still taken
    may_change: bool = False
    #: another member of the household who cast its paper
    by_name: str = ""
    channel: Channel = Channel.PHONE


sentences(
    ballot_cast_elsewhere=N_("这张票已经投过了。要改，请用投票的那部手机，或者填上改票码。"),
    box_still_shut=N_("票箱还锁着。请两位拿钥匙的人到“开箱”一页，各自输入开箱码。"),
    box_turnout_differs=N_("投了票的有 {turnout} 人，票箱里有 {papers} 张票，对不上，不能封箱。请先查清楚。"),
)
