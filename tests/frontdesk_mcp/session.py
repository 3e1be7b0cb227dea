"""`recur mcp` in a process of its own, spoken to by the protocol library's own client; or by hand, line by line."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent, Tool

Made = TypeVar("Made")
COMMAND = (sys.executable, "-c", "from frontdesk.cli import main; raise SystemExit(main())", "mcp")
ROOT = Path(__file__).resolve().parents[2]


def talked(
    talk: Callable[[Client], Awaitable[Made]], folder: Path, environ: Mapping[str, str] | None = None
) -> Made:
    """What a conversation with a server for this folder comes to."""
    start = StdioServerParameters(
        command=COMMAND[0],
        args=[*COMMAND[1:], "--root", str(folder)],
        env={**os.environ, **(environ or {})},
        cwd=ROOT,
    )

    async def whole() -> Made:
        async with Client(start, read_timeout_seconds=30) as client:
            return await talk(client)

    return asyncio.run(whole())


async def tools_of(client: Client) -> list[Tool]:
    """Every tool that is listed."""
    return [*(await client.list_tools()).tools]


def text_of(result: CallToolResult) -> str:
    """The text of an answer."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def by_hand(messages: Sequence[Mapping[str, Any]], folder: Path) -> subprocess.CompletedProcess[str]:
    """What the server writes when these messages are its whole input."""
    text = "".join(json.dumps({"jsonrpc": "2.0", **message}) + "\n" for message in messages)
    return subprocess.run(
        [*COMMAND, "--root", str(folder)],
        input=text,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
