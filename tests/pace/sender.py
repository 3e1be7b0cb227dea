"""A process that does nothing but send, at the shared pace, until it is killed.

python -m tests.pace.sender DIRECTORY PORT SPACING MOST PER SEED
"""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path
from random import Random

from sync.pace import Pace


def main(directory: str, port: int, spacing: float, most: int, per: float, seed: int) -> None:
    chance = Random(seed)
    host = f"127.0.0.1:{port}"
    pace = Pace(Path(directory), host, time.monotonic, time.sleep, spacing=spacing, most=most, per=per)
    while True:
        pace.wait()
        time.sleep(chance.uniform(0, 0.05))
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(f"{seed % 100}\n".encode())
            connection.recv(1)


if __name__ == "__main__":
    folder, port_text, spacing_text, most_text, per_text, seed_text = sys.argv[1:]
    main(folder, int(port_text), float(spacing_text), int(most_text), float(per_text), int(seed_text))
