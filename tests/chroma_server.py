"""A Chroma server as a process of its own, for the tests that need a real one."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

_STARTING = 30.0  # seconds it gets to answer


def a_free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running_chroma(folder: Path) -> Generator[str]:
    """The URL of a server over `folder`, which ends with the block; the test is skipped where it does not start."""
    program = Path(sys.executable).with_name("chroma")
    if not program.exists():
        pytest.skip("the program chroma is not installed")
    port = a_free_port()
    command = [program, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            if not _answers(url, process):
                pytest.skip(f"chroma run did not answer within {_STARTING:.0f} s")
            yield url
        finally:
            process.kill()


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + _STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1):  # noqa: S310 - loopback
                return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
