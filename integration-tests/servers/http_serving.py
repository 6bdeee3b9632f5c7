"""How the Python servers serve HTTP: their options, the line that tells where they listen, their end."""

import argparse
import os
import socket
import sys
import threading

import uvicorn


def parse() -> argparse.Namespace:
    """Reads the command line. A port of 0 lets the system choose one."""
    parser = argparse.ArgumentParser()
    transport = parser.add_mutually_exclusive_group()
    transport.add_argument("--http", type=int, metavar="PORT", help="streamable HTTP on /mcp")
    transport.add_argument("--sse", type=int, metavar="PORT", help="HTTP+SSE of 2024-11-05 on /sse")
    transport.add_argument("--websocket", type=int, metavar="PORT", help="WebSocket on /ws (fastmcp2 only)")
    parser.add_argument("--stateless", action="store_true", help="streamable HTTP without sessions")
    parser.add_argument("--json", action="store_true", help="streamable HTTP answers with JSON, never with a stream")
    return parser.parse_args()


def run(mcp, websocket=None) -> None:
    """Runs a FastMCP server as the command line says; websocket is its WebSocket application, if it has one."""
    options = parse()
    if options.http is not None:
        app = mcp.http_app(transport="http", stateless_http=options.stateless, json_response=options.json)
        serve(app, options.http, "http", "/mcp")
    elif options.sse is not None:
        serve(mcp.http_app(transport="sse"), options.sse, "http", "/sse")
    elif options.websocket is not None:
        if websocket is None:
            sys.exit("this server has no WebSocket transport")
        serve(websocket, options.websocket, "ws", "/ws")
    else:
        mcp.run()


def serve(app, port: int, scheme: str, path: str) -> None:
    # asyncio turns off Nagle's algorithm only where the protocol is named.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    # A restart on the same port must not wait for the connections of the one before.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    url = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}{path}"
    threading.Thread(target=end_with_stdin, daemon=True).start()
    # Zero seconds of grace: an open event stream must not keep the process alive after SIGTERM.
    config = uvicorn.Config(
        app,
        ws="websockets-sansio" if scheme == "ws" else "none",
        log_level="warning",
        timeout_graceful_shutdown=0,
    )
    Announcing(config, url).run(sockets=[listener])


class Announcing(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, url: str) -> None:
        super().__init__(config)
        self.url = url

    async def startup(self, sockets=None) -> None:
        await super().startup(sockets=sockets)
        print(f"listening on {self.url}", flush=True)


def end_with_stdin() -> None:
    while sys.stdin.buffer.read1(4096):
        pass
    os._exit(0)
