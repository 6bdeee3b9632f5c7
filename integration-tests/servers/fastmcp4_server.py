"""A real MCP server on the PyPI package fastmcp 4.x, over stdio or HTTP.

    target/servers/fastmcp4/bin/python servers/fastmcp4_server.py
    target/servers/fastmcp4/bin/fastmcp run servers/fastmcp4_server.py
    target/servers/fastmcp4/bin/python servers/fastmcp4_server.py --http=PORT [--stateless] [--json]
    target/servers/fastmcp4/bin/python servers/fastmcp4_server.py --sse=PORT
"""

import asyncio
import json
import os
import sys
from dataclasses import dataclass

from fastmcp import Context, FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.server.dependencies import get_http_headers
from mcp_types import (
    CreateMessageRequest,
    CreateMessageRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    InputRequiredResult,
    ListRootsRequest,
    SamplingMessage,
    TextContent,
)


@dataclass
class Sum:
    sum: int
    operands: list[int]


# TEST_PAGE_SIZE makes the lists come in pages.
mcp = FastMCP(
    name="fastmcp4-test-server",
    version="1.2.3",
    instructions="A server for integration tests.",
    list_page_size=int(os.environ["TEST_PAGE_SIZE"]) if "TEST_PAGE_SIZE" in os.environ else None,
)


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
async def confirm(ctx: Context, question: str = "Go on?") -> str | InputRequiredResult:
    """Asks the user before it answers (elicitation of the modern era)."""
    if not ctx.input_responses:
        schema = {"type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"]}
        params = ElicitRequestFormParams(message=question, requested_schema=schema)
        return InputRequiredResult(input_requests={"answer": ElicitRequest(params=params)})
    answer = ctx.input_responses["answer"]
    return f"accepted: {json.dumps(answer.content['ok'])}" if answer.action == "accept" else f"not accepted: {answer.action}"


@mcp.tool
async def sample(ctx: Context, prompt: str = "Say something.") -> str | InputRequiredResult:
    """Asks the client's model before it answers (sampling)."""
    messages = [SamplingMessage(role="user", content=TextContent(type="text", text=prompt))]
    if not is_modern(ctx):
        related = ctx.request_id
        answer = await ctx.session.create_message(messages, max_tokens=100, related_request_id=related)
    elif not ctx.input_responses:
        params = CreateMessageRequestParams(messages=messages, max_tokens=100)
        return InputRequiredResult(input_requests={"answer": CreateMessageRequest(params=params)})
    else:
        answer = ctx.input_responses["answer"]
    return f"{answer.model}: {answer.content.text}"


@mcp.tool
async def roots(ctx: Context) -> str | InputRequiredResult:
    """Asks for the roots of the client, and returns their URIs."""
    if not is_modern(ctx):
        answer = await ctx.session.list_roots()
    elif not ctx.input_responses:
        return InputRequiredResult(input_requests={"answer": ListRootsRequest()})
    else:
        answer = ctx.input_responses["answer"]
    return " ".join(str(root.uri) for root in answer.roots)


def is_modern(ctx: Context) -> bool:
    return ctx.request_context.protocol_version >= "2026-07-28"


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


if __name__ == "__main__":
    from http_serving import run

    run(mcp)
