"""The guard before every format that is a zip archive: DOCX, PPTX and ODT."""

import copy
import zipfile
from pathlib import Path
from typing import IO, Final

from ingest.loaders.office.faults import vendor_edge
from knowledge.errors import DocumentDamaged, DocumentEmpty, DocumentEncrypted, DocumentSuspicious

MOST_UNPACKED: Final = 512 * 2**20
"""Bytes all members may unpack to: decks full of pictures stay well below, a small server still holds it in memory."""
MOST_MEMBERS: Final = 10_000
"""Members an archive may have: a deck of 500 slides has about 3,000."""
MOST_RATIO: Final = 200
"""How many times its packed size a member may unpack to: office XML reaches 20 to 100, a bomb 1,000."""
SMALL_MEMBER: Final = 10 * 2**20
"""Bytes up to which no ratio is suspicious: a short run of zeroes packs as well as a bomb."""

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_OLE_SECTOR: Final = 512
_PACKED_AS_DOCUMENTS_ARE: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED_MEMBER: Final = 0x1
_CHUNK: Final = 2**20


def guard_archive(path: Path) -> None:
    """Raise unless `path` is a whole, unencrypted zip archive that unpacks to a sane size.

    DocumentEmpty for a file of no bytes, DocumentEncrypted for a password-protected Office or ODF file, DocumentDamaged
    for what is no zip or does not unpack, DocumentSuspicious for what unpacks beyond these limits. Declared sizes are
    not believed: every member is unpacked once, in small chunks that are thrown away, and never beyond the limits.
    """
    with path.open("rb") as file, vendor_edge(path):
        _refuse_ole(path, file)
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _refuse_declared(path, members)
            _refuse_encrypted(path, archive)
            _refuse_unpacked(path, archive, members)


def _refuse_ole(path: Path, file: IO[bytes]) -> None:
    """An encrypted Office file is wrapped in an OLE container; an old .doc under a new name is one too, and damaged."""
    head = file.read(_OLE_SECTOR)
    if not head:
        raise DocumentEmpty(path)
    if not head.startswith(_OLE):
        return
    names = head + file.read(SMALL_MEMBER)
    if "EncryptedPackage".encode("utf-16-le") not in names:
        for legacy in ("WordDocument", "PowerPoint Document"):
            if legacy.encode("utf-16-le") in names:
                raise DocumentDamaged(path, fault="legacy format")
    raise DocumentEncrypted(path)


def _refuse_declared(path: Path, members: list[zipfile.ZipInfo]) -> None:
    declared = sum(member.file_size for member in members)
    if declared > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise DocumentSuspicious(path, unpacked=declared, limit=MOST_UNPACKED)
    if any(member.flag_bits & _ENCRYPTED_MEMBER for member in members):
        raise DocumentEncrypted(path)
    if any(member.compress_type not in _PACKED_AS_DOCUMENTS_ARE for member in members):
        raise DocumentDamaged(path, fault="compression")


def _refuse_encrypted(path: Path, archive: zipfile.ZipFile) -> None:
    """ODF encrypts inside plain members and says so in the manifest, or puts everything into one encrypted package."""
    names = archive.NameToInfo
    if "encrypted-package" in names:
        raise DocumentEncrypted(path)
    if "META-INF/manifest.xml" in names:
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(SMALL_MEMBER):
                raise DocumentEncrypted(path)


def _refuse_unpacked(path: Path, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    left = MOST_UNPACKED
    for member in members:
        left -= _unpacked(path, archive, member, left)


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> int:
    """How many bytes `member` really unpacks to; `left` is what the archive may still unpack to.

    zipfile stops at the size an entry declares, while the libraries read a member in one go: so it is told a size that
    the member cannot keep below, and what comes out is counted.
    """
    most = min(left, max(SMALL_MEMBER, MOST_RATIO * member.compress_size))
    unbelieved = copy.copy(member)
    unbelieved.file_size = most + 2 * _CHUNK
    count = 0
    with archive.open(unbelieved) as stream:
        while chunk := stream.read(_CHUNK):
            count += len(chunk)
            if count > most:
                raise DocumentSuspicious(path, unpacked=count, limit=most)
    if count != member.file_size:
        raise DocumentDamaged(path, fault="size")
    return count
