"""What people ask that is not the library's business, by example (content, loaded once)."""

from functools import cache
from pathlib import Path
from typing import Final, cast

import yaml

_FILE: Final = Path(__file__).parent / "content" / "elsewhere.yaml"


@cache
def elsewhere() -> tuple[str, ...]:
    """The examples, each embedded beside the library so that a question can be held against them."""
    return tuple(cast("list[str]", yaml.safe_load(_FILE.read_text(encoding="utf-8"))))
