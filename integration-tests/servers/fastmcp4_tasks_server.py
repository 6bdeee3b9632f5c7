"""A real MCP server on the PyPI package fastmcp 4.x with its tasks, over stdio or HTTP.

    target/servers/fastmcp4tasks/bin/python servers/fastmcp4_tasks_server.py
    target/servers/fastmcp4tasks/bin/python servers/fastmcp4_tasks_server.py --http=PORT
"""

import asyncio
import sys

from fastmcp import Context, FastMCP
from fastmcp.exceptions import ToolError
from fastmcp.utilities.tasks import TaskConfig
from fastmcp_tasks import TasksExtension
from mcp_types import (
    CreateMessageRequest,
    CreateMessageRequestParams,
    ElicitRequest,
    ElicitRequestFormParams,
    InputRequiredResult,
    SamplingMessage,
    TextContent,
)

mcp = FastMCP(name="fastmcp4-tasks-test-server", version="1.2.3", instructions="A server for integration tests.")
mcp.add_extension(TasksExtension(url="memory://"))


@mcp.tool
def echo(text: str) -> str:
    """Returns its text, and is never a task."""
    return text


@mcp.tool(task=True)
async def brew(what: str, millis: int = 300) -> str:
    """Takes its time; a task if the client likes."""
    print(f"brew: begun {what}", file=sys.stderr, flush=True)
    try:
        await asyncio.sleep(millis / 1000)
    except asyncio.CancelledError:
        print("brew: cancelled", file=sys.stderr, flush=True)
        raise
    return f"a pot of {what}"


@mcp.tool(task=TaskConfig(mode="required"))
async def ferment(what: str) -> str:
    """Is a task, or nothing."""
    return f"{what}, well kept"


@mcp.tool(task=True)
async def spill(what: str) -> str:
    """Fails in the end."""
    await asyncio.sleep(0.1)
    raise ToolError(f"no {what} left")


@mcp.tool(task=True)
async def serve(ctx: Context) -> str | InputRequiredResult:
    """Asks the user what to serve, and then the client's model how it is praised."""
    if not ctx.input_responses:
        schema = {"type": "object", "properties": {"what": {"type": "string"}}, "required": ["what"]}
        params = ElicitRequestFormParams(message="Tea or coffee?", requested_schema=schema)
        return InputRequiredResult(input_requests={"order": ElicitRequest(params=params)})
    if "praise" not in ctx.input_responses:
        what = ctx.input_responses["order"].content["what"]
        messages = [SamplingMessage(role="user", content=TextContent(type="text", text=f"Praise this {what}."))]
        params = CreateMessageRequestParams(messages=messages, max_tokens=100)
        return InputRequiredResult(
            input_requests={"praise": CreateMessageRequest(params=params)}, request_state=what
        )
    return f"{ctx.request_state}: {ctx.input_responses['praise'].content.text}"


if __name__ == "__main__":
    from http_serving import run

    run(mcp)
