"""A client on the PyPI package fastmcp, 2.x (legacy era) or 4.x (modern era). Reads what to do from standard input, prints what it saw: see README.md."""

import asyncio
import hashlib
import json
import os
import sys
import time
from contextlib import AsyncExitStack

import fastmcp
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from pydantic import BaseModel

MODERN = fastmcp.__version__.split(".")[0] != "2"
if MODERN:
    import mcp_types as types
    from mcp.client.subscriptions import listen
    from mcp.shared.exceptions import MCPError as ProtocolError
    from pydantic import AnyUrl
else:
    import mcp.types as types
    from mcp.shared.exceptions import McpError as ProtocolError
    from pydantic import AnyUrl

PATIENCE = 60
LONG = 10_000


def plain(value):
    """What came over the wire: no members that the library has added, long texts by their length and digest."""
    if isinstance(value, BaseModel):
        return plain(value.model_dump(mode="json", by_alias=True, exclude_unset=True))
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str) and len(value) >= LONG:
        return f"{len(value)} characters, {hashlib.sha256(value.encode()).hexdigest()}"
    return value


def without_meta(model) -> dict:
    return {name: value for name, value in plain(model).items() if name != "_meta"}


def filled_in(schema: dict) -> dict:
    """What a patient person would answer."""
    values = {name: value_of(field) for name, field in schema["properties"].items()}
    return {name: value for name, value in values.items() if value is not None}


def value_of(field: dict):
    if "default" in field:
        # Version 1 of the SDK knows no lists in forms.
        return None if isinstance(field["default"], list) else field["default"]
    match field.get("type"):
        case "boolean":
            return True
        case "integer" | "number":
            return field.get("minimum", 1)
        case "string" if "format" not in field:
            return field["enum"][0] if "enum" in field else field["oneOf"][0]["const"] if "oneOf" in field else "Ann"
    return None


class Visit:
    """One connection to one server."""

    def __init__(self, target: dict, era: str, steps: list) -> None:
        assert (era == "modern") == MODERN, f"fastmcp {fastmcp.__version__} is not the client for the {era} era"
        self.steps = steps
        self.events: dict[str, list] = {}
        self.listening = AsyncExitStack()
        if "url" in target:
            transport = StreamableHttpTransport(target["url"])
        else:
            program, *args = target["command"]
            env = {**os.environ, **target.get("env", {})}
            transport = StdioTransport(program, args, env=env, keep_alive=False)
        self.client = fastmcp.Client(
            transport,
            roots=lambda context: self.roots(context),
            sampling_handler=self.sampled,
            elicitation_handler=self.elicited,
            log_handler=self.logged,
            message_handler=self.heard,
            timeout=PATIENCE,
            init_timeout=PATIENCE,
            **({"mode": "auto"} if MODERN else {}),
        )

    def add(self, event: str, content) -> None:
        self.events.setdefault(event, []).append(content)

    async def roots(self, _context) -> list:
        self.add("asked", {"method": "roots/list", "params": {}})
        return [types.Root(uri="file:///work", name="work")]

    async def sampled(self, _messages, params, _context):
        self.add("asked", {"method": "sampling/createMessage", "params": without_meta(params)})
        content = types.TextContent(type="text", text="sampled")
        return types.CreateMessageResult(model="test-model", role="assistant", content=content)

    async def elicited(self, _message, _response_type, params, _context):
        params = without_meta(params)
        self.add("asked", {"method": "elicitation/create", "params": params})
        return filled_in(params["requestedSchema"])

    async def logged(self, message) -> None:
        self.add("log", without_meta(message))

    async def heard(self, message) -> None:
        notification = getattr(message, "root", message)
        method = getattr(notification, "method", "")
        if method == "notifications/resources/updated":
            self.add("updated", str(notification.params.uri))
        elif method.endswith("/list_changed"):
            self.add("changed", method.split("/")[1])

    async def progress(self, progress: float, total: float | None, message: str | None) -> None:
        report = {"progress": progress, "total": total, "message": message}
        self.add("progress", {name: value for name, value in report.items() if value is not None})

    async def run(self) -> list:
        async with self.client, self.listening:
            return [await self.take(step) for step in self.steps]

    async def take(self, step: dict) -> dict:
        self.events = {}
        outcome = {}
        try:
            result = await getattr(self, step["do"])(step)
            if result is not None:
                outcome["result"] = plain(result)
        except ProtocolError as error:
            outcome["error"] = plain(error.error)
        first = step.get("first", {})
        for event, count in {**step.get("await", {}), **first}.items():
            await until(f'{count} of "{event}" in {step}', lambda: len(self.events.get(event, [])) >= count)
        for event, count in first.items():
            del self.events[event][count:]
        for event in step.get("ignore", []):
            self.events.pop(event, None)
        return {**outcome, **self.events}

    async def describe(self, _step) -> dict:
        if MODERN:
            client = self.client
            described = (client.protocol_version, client.server_info, client.server_capabilities, client.instructions)
        else:
            result = self.client.initialize_result
            described = (result.protocolVersion, result.serverInfo, result.capabilities, result.instructions)
        return dict(zip(("version", "server", "capabilities", "instructions"), described, strict=True))

    async def tools(self, _step):
        return await self.client.list_tools()

    async def resources(self, _step):
        return await self.client.list_resources()

    async def templates(self, _step):
        return await self.client.list_resource_templates()

    async def prompts(self, _step):
        return await self.client.list_prompts()

    async def call(self, step):
        long = {name: "x" * length for name, length in step.get("long", {}).items()}
        arguments = {**step.get("arguments", {}), **long}
        return await self.client.call_tool_mcp(step["tool"], arguments, progress_handler=self.progress)

    async def cancel(self, step):
        """Calls a tool, and gives up when it has reported progress as often as "first" says."""
        request = getattr(self.client.session, "_request_id", None)
        call = asyncio.create_task(self.call(step))
        await until(f"progress in {step}", lambda: len(self.events.get("progress", [])) >= step["first"]["progress"])
        if not MODERN:
            # Version 1 of the SDK does not tell the server that a task is cancelled.
            await self.client.cancel(request, "enough")
        call.cancel()
        (outcome,) = await asyncio.gather(call, return_exceptions=True)
        return "given up" if isinstance(outcome, BaseException) else "answered"

    async def offers(self, step):
        """Waits until there is a tool."""

        async def offered() -> bool:
            return any(tool.name == step["tool"] for tool in await self.client.list_tools())

        await until(step["tool"], offered)
        return True

    async def until(self, step):
        """Calls a tool until a member of its structured content is large enough."""

        async def reached() -> bool:
            result = await self.client.call_tool_mcp(step["tool"], {})
            return plain(result)["structuredContent"][step["member"]] >= step["atLeast"]

        await until(f"{step['member']} of {step['tool']}", reached)
        return True

    async def read(self, step):
        return await self.client.read_resource_mcp(step["uri"])

    async def prompt(self, step):
        return await self.client.get_prompt_mcp(step["name"], step.get("arguments"))

    async def complete(self, step):
        ref = step["ref"]
        kinds = {"ref/prompt": types.PromptReference, "ref/resource": types.ResourceTemplateReference}
        result = await self.client.complete_mcp(kinds[ref["type"]](**ref), step["argument"])
        return result.completion

    async def level(self, step):
        """In the modern era fastmcp asks for all messages with each call."""
        if not MODERN:
            await self.client.set_logging_level(step["level"])

    async def listen(self, step):
        """Wants to hear of a resource, and of changed lists: the latter comes by itself in the legacy era."""
        if MODERN:
            lists = {f"{kind}_list_changed": True for kind in ("tools", "resources", "prompts")}
            uris = [step["uri"]]
            await self.listening.enter_async_context(
                listen(self.client.session, resource_subscriptions=uris, **lists)
            )
        else:
            await self.client.session.subscribe_resource(AnyUrl(step["uri"]))

    async def unlisten(self, step):
        if MODERN:
            await self.listening.aclose()
        else:
            await self.client.session.unsubscribe_resource(AnyUrl(step["uri"]))


async def until(what: str, condition) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        met = condition()
        if await met if asyncio.iscoroutine(met) else met:
            return
        if time.monotonic() > end:
            raise TimeoutError(f"in vain waited for {what}")
        await asyncio.sleep(0.01)


async def main() -> None:
    visits = [Visit(**visit) for visit in json.load(sys.stdin)]
    print(json.dumps(await asyncio.gather(*(visit.run() for visit in visits))))


asyncio.run(main())
