"""A real MCP server on the PyPI package fastmcp 2.x, over stdio or HTTP.

    target/servers/fastmcp2/bin/python servers/fastmcp2_server.py
    target/servers/fastmcp2/bin/fastmcp run servers/fastmcp2_server.py
    target/servers/fastmcp2/bin/python servers/fastmcp2_server.py --http=PORT [--stateless] [--json]
    target/servers/fastmcp2/bin/python servers/fastmcp2_server.py --sse=PORT
    target/servers/fastmcp2/bin/python servers/fastmcp2_server.py --websocket=PORT
"""

import asyncio
import json
import os
import sys
from dataclasses import dataclass

from fastmcp import Context, FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.server.dependencies import get_http_headers
from mcp.server.websocket import websocket_server


@dataclass
class Sum:
    sum: int
    operands: list[int]


mcp = FastMCP(name="fastmcp2-test-server", version="1.2.3", instructions="A server for integration tests.")


@mcp.tool(annotations={"readOnlyHint": True, "title": "Echo"})
def echo(text: str) -> str:
    """Returns its text."""
    return text


@mcp.tool
def add(a: int, b: int) -> Sum:
    """Adds two numbers and answers with structured content."""
    return Sum(sum=a + b, operands=[a, b])


@mcp.tool
def numbers(count: int = 3) -> list[int]:
    """Returns a list, whose structured content is wrapped in an object."""
    return list(range(count))


@mcp.tool
async def slow(ctx: Context, steps: int = 5, step_millis: int = 100) -> str:
    """Takes steps * step_millis and reports progress after each step."""
    try:
        for step in range(1, steps + 1):
            await asyncio.sleep(step_millis / 1000)
            await ctx.report_progress(step, steps, f"step {step} of {steps}")
    except asyncio.CancelledError:
        print("slow: cancelled", file=sys.stderr, flush=True)
        raise
    return f"done after {steps} steps"


@mcp.tool
def fail(message: str = "it failed") -> str:
    """Fails with an error that is meant for the client."""
    raise ToolError(message)


@mcp.tool
def fail_unexpected() -> str:
    """Fails with any other error."""
    raise ValueError("unexpected")


@mcp.tool
async def log(ctx: Context, level: str = "info", message: str = "hello") -> str:
    """Sends a log message."""
    await ctx.log(message, level=level, logger_name="test-logger")
    return "logged"


@mcp.tool
async def ask(ctx: Context, question: str = "What is your name?") -> str:
    """Asks the user for a text (elicitation)."""
    result = await ctx.elicit(question, response_type=str)
    return f"{result.action}: {result.data}" if result.action == "accept" else result.action


@mcp.tool
async def sample(ctx: Context, prompt: str = "Say something.") -> str:
    """Asks the client's model before it answers (sampling)."""
    answer = await ctx.sample(prompt, max_tokens=100)
    return answer.text


@mcp.tool
async def roots(ctx: Context) -> str:
    """Asks for the roots of the client, and returns their URIs."""
    return " ".join(str(root.uri) for root in await ctx.list_roots())


@mcp.tool
def environment(name: str) -> dict:
    """Returns one environment variable, the working directory and the process id."""
    return {"value": os.environ.get(name), "cwd": os.getcwd(), "pid": os.getpid()}


@mcp.tool
def headers() -> dict:
    """Returns the headers of the HTTP request."""
    return get_http_headers(include_all=True)


@mcp.resource("test://static/greeting", name="greeting", description="A text", mime_type="text/plain")
def greeting() -> str:
    return "Hello, resource!"


@mcp.resource("test://items/{id}", name="item", description="One item", mime_type="application/json")
def item(id: str) -> str:
    return json.dumps({"id": id, "name": f"Item {id}"})


@mcp.prompt
def greet(name: str, style: str = "casual") -> str:
    """Greets somebody."""
    return f"Greet {name} in a {style} style."


async def websocket(scope, receive, send) -> None:
    """The WebSocket transport of the Python SDK 1.x, on any path."""
    if scope["type"] != "websocket":
        return
    async with websocket_server(scope, receive, send) as (incoming, outgoing):
        server = mcp._mcp_server
        await server.run(incoming, outgoing, server.create_initialization_options())


if __name__ == "__main__":
    from http_serving import run

    run(mcp, websocket)
