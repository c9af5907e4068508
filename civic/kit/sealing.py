"""Sealing a document so that two people together, and nobody else, can open it: a box inside a box.

Each holder has an X25519 key pair. The private half is kept only under a code that was shown to its holder once
(argon2id, then XSalsa20-Poly1305); a document is sealed for both public halves one after the other (libsodium's
sealed boxes). Whoever reads the whole database, an administrator included, reads nothing of the document.
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

from nacl import pwhash, secret, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from civic.kit.codes import invitation_code, plain_code
from civic.kit.errors import N_, Refused, sentences


@dataclass(frozen=True)
class HeldKey:
    """A new key pair: the public half, the locked private half, and the code to write down (not kept anywhere)."""

    public: str
    locked: str
    code: str


async def new_key() -> HeldKey:
    """A key pair for one holder. Takes a moment (argon2id), off the loop."""
    code, private = invitation_code(), PrivateKey.generate()
    locked = await asyncio.to_thread(_lock, bytes(private), code)
    return HeldKey(bytes(private.public_key).hex(), locked, code)


async def unlock(locked: str, code: str) -> str:
    """The private half in hex. Raises Refused ``wrong_opening_code``."""
    try:
        private = await asyncio.to_thread(_unlock, bytes.fromhex(locked), code)
    except CryptoError as error:
        raise Refused("wrong_opening_code", "code") from error
    return private.hex()


def seal(document: dict[str, Any], publics: list[str]) -> bytes:
    """Seal a document for all of these public halves, the first one innermost."""
    box = json.dumps(document, ensure_ascii=False, sort_keys=True).encode()
    for public in publics:
        box = SealedBox(PublicKey(bytes.fromhex(public))).encrypt(box)
    return box


def unseal(sealed: bytes, privates: list[str]) -> dict[str, Any]:
    """Open what ``seal`` closed, the private halves in the same order. Raises Refused ``seal_broken``."""
    try:
        for private in reversed(privates):
            sealed = SealedBox(PrivateKey(bytes.fromhex(private))).decrypt(sealed)
    except CryptoError as error:
        raise Refused("seal_broken") from error
    opened: dict[str, Any] = json.loads(sealed)
    return opened


def _key(code: str, salt: bytes) -> bytes:
    return pwhash.argon2id.kdf(
        secret.SecretBox.KEY_SIZE,
        plain_code(code).encode(),
        salt,
        opslimit=pwhash.argon2id.OPSLIMIT_INTERACTIVE,
        memlimit=pwhash.argon2id.MEMLIMIT_INTERACTIVE,
    )


def _lock(private: bytes, code: str) -> str:
    salt = utils.random(pwhash.argon2id.SALTBYTES)
    return (salt + secret.SecretBox(_key(code, salt)).encrypt(private)).hex()


def _unlock(locked: bytes, code: str) -> bytes:
    salt, box = locked[: pwhash.argon2id.SALTBYTES], locked[pwhash.argon2id.SALTBYTES :]
    return bytes(secret.SecretBox(_key(code, salt)).decrypt(box))


sentences(
    wrong_opening_code=N_("开标码不对，请照纸上写的再输一次。"),
    seal_broken=N_("封存的内容打不开，和封存时的钥匙对不上。"),
)
