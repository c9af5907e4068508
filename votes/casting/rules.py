"""Keys and receipts: what ties a voter's slip of paper to the published list, and to nothing else."""

import hashlib
import secrets

from civic.kit.codes import LETTERS, plain_code

RECEIPT_LETTERS = 10


def new_nonce() -> str:
    """128 random bits that the ballot page carries and nobody keeps."""
    return secrets.token_hex(16)


def key_of(ballot_id: int, nonce: str) -> str:
    """The key of the paper a page makes: 128 bits of SHA-256 over its nonce.

    The same page sent twice makes the same key, so a lost answer can be given again although nothing that is stored
    leads from the voter to the paper.
    """
    return hashlib.sha256(f"civic paper {ballot_id} {nonce}".encode()).hexdigest()[:32]


def receipt_of(key: str) -> str:
    """Ten letters in groups (45 bits), derived from the key and not leading back to it: ``ACD-EFGH-JKM``."""
    number = int.from_bytes(hashlib.sha256(f"civic receipt {key}".encode()).digest(), "big")
    letters = ""
    for _ in range(RECEIPT_LETTERS):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"


def leaf(key: str, choices: str, reason: str) -> bytes:
    """A paper as the published list holds it and as its Merkle tree is built: receipt, choices, and a reason if any."""
    return "\t".join((receipt_of(key), choices, *((reason,) if reason else ()))).encode()


def plain(receipt: str) -> str:
    """A receipt as typed by a person, in the spelling of the list; empty when it cannot be one."""
    typed = plain_code(receipt)
    return f"{typed[:3]}-{typed[3:7]}-{typed[7:]}" if len(typed) == RECEIPT_LETTERS else ""
