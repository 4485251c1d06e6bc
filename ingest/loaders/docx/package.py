"""Opening a DOCX package, also one whose relations lead to parts that are gone."""

import io
import posixpath
import zipfile
from pathlib import Path
from typing import Final

import docx
from docx.document import Document

from ingest.loaders.office.markup import Node, children, parse_xml, unparsed

_RELATIONS: Final = ".rels"


def open_docx(path: Path) -> Document:
    """The document at `path`; raises whatever python-docx raises where it cannot be read.

    Word leaves relations to "NULL" behind when a linked picture is removed. python-docx raises KeyError for those, so
    the package is then read again from a copy in memory without them.
    """
    try:
        return docx.Document(str(path))
    except KeyError:
        return docx.Document(_mended(path))


def _mended(path: Path) -> io.BytesIO:
    copy = io.BytesIO()
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as mended:
        names = frozenset(archive.namelist())
        for name in names:
            data = archive.read(name)
            mended.writestr(name, _without_dangling(name, data, names) if name.endswith(_RELATIONS) else data)
    copy.seek(0)
    return copy


def _without_dangling(name: str, data: bytes, names: frozenset[str]) -> bytes:
    root = parse_xml(data)
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in children(root):
        if relation.get("TargetMode") != "External" and _target(relation, folder) not in names:
            root.remove(relation)
    return unparsed(root)


def _target(relation: Node, folder: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, relation.get("Target") or "")).lstrip("/")
