"""The bundle as files: packed so that the same ballot always gives the same bytes, and read back unchanged or not at all."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile

from votes.publication.recount.findings import Findings

SUMS = "SHA256SUMS"


def packed(files: dict[str, bytes]) -> bytes:
    """A zip without times, owners or compression: nothing in it depends on who packs it, when or where."""
    with io.BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system = 3
                entry.external_attr = 0o644 << 16
                box.writestr(entry, files[name])
        return out.getvalue()


def sums(files: dict[str, bytes]) -> bytes:
    """Name and SHA-256 of every file, as ``sha256sum -c`` reads them."""
    named = sorted(name for name in files if name != SUMS)
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in named).encode()


def opened(path: str, findings: Findings) -> dict[str, bytes] | None:
    """The files of a bundle (a zip, or a folder it was unpacked into); None when one byte of them is not as packed."""
    try:
        files = _of_folder(path) if os.path.isdir(path) else _of_zip(path, findings)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        findings.check(False, "读不出这个文件", "This file cannot be read", f"{path} ({error})")
        return None
    good = findings.wrong == 0
    published, found = files.get(SUMS, b""), sums(files)
    if published != found:
        good = False
        findings.check(
            False, "和清单不一样的文件", "Files that differ from the list", _different(published, found)
        )
    else:
        count = str(len(files) - 1)
        findings.check(True, "每个文件都和清单一样", "Every file is as listed", count)
    return files if good else None


def fingerprint(files: dict[str, bytes]) -> str:
    """One number for the whole bundle: the SHA-256 of the list of sums."""
    return hashlib.sha256(files[SUMS]).hexdigest()


def _of_folder(path: str) -> dict[str, bytes]:
    """The listed files only: a computer may have put others beside them."""
    files = {SUMS: _bytes(os.path.join(path, SUMS))}
    for line in files[SUMS].decode("utf-8", "replace").splitlines():
        name = line[66:]
        whole = os.path.join(path, name)
        if name and os.path.basename(name) == name and os.path.isfile(whole):
            files[name] = _bytes(whole)
    return files


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _of_zip(path: str, findings: Findings) -> dict[str, bytes]:
    raw = _bytes(path)
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        files = {name: box.read(name) for name in box.namelist()}
    findings.check(
        packed(files) == raw, "压缩包和当初打包时一个字节也不差", "The zip is as it was packed, byte by byte"
    )
    return files


def _different(published: bytes, found: bytes) -> str:
    lines = set(published.decode("utf-8", "replace").splitlines()) ^ set(found.decode().splitlines())
    names = sorted({line[66:] if len(line) > 66 else line for line in lines})
    return ", ".join(names[:8]) or SUMS
