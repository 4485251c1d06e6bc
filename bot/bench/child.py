"""Runs one command and reports how long it took and how much memory it had: `python -m bot.bench.child COMMAND…`.

It stands between, small, because a process begins with the peak of the one that started it.
"""

import json
import os
import subprocess
import sys
import time
from tempfile import TemporaryFile
from typing import Final

_HEARD: Final = 2_000  # bytes of what a command complains of


def main() -> None:
    """Run the command and print one JSON object: exit code, seconds, peak (as the system counts it), complaints."""
    with TemporaryFile() as complaints:
        begun = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=complaints
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        complaints.seek(0)
        heard = complaints.read(_HEARD).decode("utf-8", "replace").strip()
    ran = {"code": process.returncode, "seconds": seconds, "peak": usage.ru_maxrss, "complaints": heard}
    sys.stdout.write(json.dumps(ran))


if __name__ == "__main__":
    main()
