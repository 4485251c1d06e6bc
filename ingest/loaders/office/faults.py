"""The edge where what a vendor's library raises becomes one of our errors."""

import errno
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from knowledge.errors import DocumentDamaged, LedfyrError


@contextmanager
def vendor_edge(path: Path) -> Generator[None]:
    """Reading `path` inside it raises only LedfyrError and OSError.

    A library that reads a malformed file may raise nearly anything (KeyError for a part that is not there, SyntaxError
    from the XML parser, RecursionError), so everything else is told as DocumentDamaged with the exception's name as the
    fault. EINVAL is no fault of the disk: zipfile gets it when a broken directory sends it to a negative offset.
    """
    try:
        yield
    except LedfyrError:
        raise
    except Exception as fault:
        if isinstance(fault, OSError) and fault.errno not in (errno.EINVAL, None):
            raise
        raise DocumentDamaged(path, fault=type(fault).__name__) from fault
