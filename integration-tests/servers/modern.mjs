// A real MCP server on the TypeScript SDK v2 (@modelcontextprotocol/server), over stdio or HTTP.
//
//   node target/servers/npm/modern.mjs [--modern-only | --legacy-only] [--noise]
//   node target/servers/npm/modern.mjs --http=PORT [--modern-only | --legacy-only] [--answers=sse|json] [--keep-alive-millis=N]
//
// no mode         2026-07-28 and, when the client speaks a legacy revision, 2025-11-25 and older (over HTTP without a session)
// --modern-only   serveStdio() or createMcpHandler() with legacy: "reject"
// --legacy-only   McpServer.connect(transport): the handshake only, over HTTP with sessions and resumable streams
// --noise         writes lines that are no JSON-RPC to standard output, as careless servers do
// --answers       over HTTP: always an event stream, or always JSON; else JSON, and a stream when notifications precede the result
//
// The installer copies this file next to node_modules, where its imports resolve.

import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { announce, httpPort, parseOptions, refuse } from './http-serving.mjs';
import { announceChangesBy, build } from './modern-tools.mjs';

const options = parseOptions('--http', '--modern-only', '--legacy-only', '--noise', '--answers', '--keep-alive-millis');
const port = httpPort(options);
const answers = options.get('--answers') ?? 'auto';
if (!['auto', 'sse', 'json'].includes(answers)) refuse(`--answers is sse or json: ${answers}`);
const keepAliveMs = Number(options.get('--keep-alive-millis') ?? 15000);
const legacyOnly = options.has('--legacy-only');
const modernOnly = options.has('--modern-only');
const onerror = (error) => console.error(`modern.mjs: ${error.message}`);

function noise(line) {
  if (options.has('--noise')) process.stdout.write(`${line}\n`);
}

const factory = ({ era }) => build({ era, noise });

if (port !== undefined) {
  const handler = legacyOnly ? sessions() : modern();
  const server = createServer((request, response) => {
    if (new URL(request.url, 'http://localhost').pathname === '/mcp') handler(request, response);
    else response.writeHead(404).end();
  });
  server.listen(port, '127.0.0.1', () => announce(server.address().port, '/mcp'));
} else {
  noise('modern-test-server is starting');
  if (legacyOnly) await factory({ era: 'legacy' }).connect(new StdioServerTransport());
  else serveStdio(factory, { legacy: modernOnly ? 'reject' : 'serve', onerror });
}

function modern() {
  const handler = createMcpHandler(factory, {
    legacy: modernOnly ? 'reject' : 'stateless', responseMode: answers, keepAliveMs, onerror,
  });
  announceChangesBy(handler.notify);
  return toNodeHandler(handler, { onerror });
}

// The SDK has transports with a session, but leaves it to its users to find the one of a request.
function sessions() {
  const transports = new Map();
  return async (request, response) => {
    const id = request.headers['mcp-session-id'];
    if (id !== undefined && !transports.has(id)) {
      response.writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null }));
      return;
    }
    let transport = transports.get(id);
    if (transport === undefined) {
      transport = new NodeStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        enableJsonResponse: answers === 'json',
        eventStore: new Events(),
        retryInterval: 500,
        keepAliveMs,
        onsessioninitialized: (session) => transports.set(session, transport),
        onsessionclosed: (session) => transports.delete(session),
      });
      await factory({ era: 'legacy' }).connect(transport);
    }
    await transport.handleRequest(request, response);
  };
}

class Events {
  #events = [];

  async storeEvent(stream, message) {
    this.#events.push({ stream, message });
    return `${stream}/${this.#events.length - 1}`;
  }

  async getStreamIdForEventId(id) {
    return id.slice(0, id.lastIndexOf('/'));
  }

  async replayEventsAfter(last, { send }) {
    const stream = await this.getStreamIdForEventId(last);
    const position = Number(last.slice(stream.length + 1));
    for (const [index, event] of this.#events.entries()) {
      if (index > position && event.stream === stream) await send(`${stream}/${index}`, event.message);
    }
    return stream;
  }
}
