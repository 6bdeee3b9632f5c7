// A real MCP server that takes only requests with an access token of its authorization server: see README.md.
//
//   node target/authorization/protected-mcp.mjs '{"issuer": "http://127.0.0.1:PORT", ...}'
//
// The installer copies this file next to node_modules, where its imports resolve.

import { NodeStreamableHTTPServerTransport, toNodeHandler } from '@modelcontextprotocol/node';
import { McpServer, createMcpHandler } from '@modelcontextprotocol/server';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { z } from 'zod';
import { Access, Refusal } from './access.mjs';
import { announce, answerJson, bodyOf, listen, readOptions, serveControl, setOptions } from './serving.mjs';

const PATH = '/mcp';
const METADATA = '/.well-known/oauth-protected-resource';

const options = readOptions('PROTECTED_SERVER', {
  // Where it listens; 0: the system chooses.
  port: 0,
  // Whose tokens it takes, and which authorization server its metadata names.
  issuer: undefined,
  // both; modern or legacy alone. Legacy alone has sessions.
  era: 'both',
  // The scope that every request needs, and those that some tools need in addition.
  scope: 'mcp:read',
  toolScopes: { 'write-note': 'mcp:write' },
  // What the metadata says; empty: nothing.
  scopesSupported: ['mcp:read', 'mcp:write'],
  // Where the metadata is: both, path, root or none; and whether challenges tell it.
  metadataAt: 'both',
  metadataInChallenge: true,
  scopeInChallenge: true,
  requireDpop: false,
  dpopNonce: false,
});
const access = new Access(options);
const notes = [];
const requests = [];
const handler = options.era === 'legacy' ? sessions() : toNodeHandler(createMcpHandler(build, {
  legacy: options.era === 'modern' ? 'reject' : 'stateless',
}));

const server = createServer(async (request, response) => {
  try {
    await serve(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});
const origin = `http://127.0.0.1:${await listen(server, options.port)}`;
const resource = `${origin}${PATH}`;

const control = await serveControl({
  'GET /requests': () => requests,
  'POST /requests/reset': () => void requests.splice(0),
  'POST /options': (changes) => void setOptions(options, changes),
  'POST /tokens/reject': () => access.rejectSeen(),
  'POST /nonce/change': () => access.changeNonce(),
});
announce({ url: resource, control });

async function serve(request, response) {
  const path = new URL(request.url, origin).pathname;
  if (path === PATH) await serveMcp(request, response);
  else if (path.startsWith(METADATA)) serveMetadata(path, response);
  else response.writeHead(404).end();
}

function serveMetadata(path, response) {
  const here = { both: ['', PATH], path: [PATH], root: [''], none: [] }[options.metadataAt].map((each) => METADATA + each);
  if (!here.includes(path)) {
    response.writeHead(404).end();
    return;
  }
  answerJson(response, 200, {
    resource,
    authorization_servers: [options.issuer],
    ...(options.scopesSupported.length > 0 ? { scopes_supported: options.scopesSupported } : {}),
    bearer_methods_supported: ['header'],
    resource_name: 'Protected notes',
    ...(options.requireDpop ? { dpop_bound_access_tokens_required: true } : {}),
  });
}

async function serveMcp(request, response) {
  // Bodies are small here, and the scope depends on the tool.
  const body = request.method === 'POST' ? parsed(await bodyOf(request)) : undefined;
  const note = { method: request.method, rpc: body?.method, tool: body?.params?.name, scheme: schemeOf(request), authorized: false };
  requests.push(note);
  try {
    const claims = await access.check(request, resource);
    note.authorized = true;
    if (request.method === 'POST' && body === undefined) {
      note.status = 400;
      answerJson(response, 400, { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } });
      return;
    }
    demandScope(claims, options.scope);
    if (body?.method === 'tools/call') demandScope(claims, options.toolScopes[body.params?.name]);
    const scopes = claims.scope?.split(' ') ?? [];
    request.auth = { token: 'kept back', clientId: claims.client_id, scopes, expiresAt: claims.exp, extra: { sub: claims.sub } };
    note.status = 200;
    if (options.dpopNonce) response.setHeader('dpop-nonce', access.nonce);
    await handler(request, response, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    note.status = error.status;
    refuse(response, error);
  }
}

/** A JSON value; undefined if it is none, which matters only to those who may ask. */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function schemeOf(request) {
  return request.headers.authorization?.split(' ')[0];
}

function demandScope(claims, scope) {
  if (scope !== undefined && !(claims.scope ?? '').split(' ').includes(scope)) {
    throw new Refusal(403, { error: 'insufficient_scope', scope, error_description: `This needs the scope ${scope}` });
  }
}

function refuse(response, { status, scheme, parameters, message }) {
  const all = {
    ...parameters,
    ...(status === 401 && options.scopeInChallenge && options.scope ? { scope: options.scope } : {}),
    ...(options.metadataInChallenge ? { resource_metadata: metadataAddress() } : {}),
  };
  const challenge = `${scheme} ${Object.entries(all).map(([name, value]) => `${name}="${value}"`).join(', ')}`.trim();
  answerJson(response, status, { error: parameters.error ?? 'unauthorized', error_description: message }, {
    'www-authenticate': challenge,
    ...(options.dpopNonce ? { 'dpop-nonce': access.nonce } : {}),
  });
}

function metadataAddress() {
  return `${origin}${METADATA}${options.metadataAt === 'root' ? '' : PATH}`;
}

function build() {
  const mcp = new McpServer({ name: 'protected-test-server', version: '1.2.3' });
  const text = (value) => ({ content: [{ type: 'text', text: value }] });

  mcp.registerTool('whoami', {
    description: 'Returns who calls',
    outputSchema: z.object({ sub: z.string(), clientId: z.string(), scopes: z.array(z.string()) }),
  }, ({ http }) => {
    const { clientId, scopes, extra } = http.authInfo;
    const structuredContent = { sub: extra.sub, clientId, scopes };
    return { ...text(JSON.stringify(structuredContent)), structuredContent };
  });

  mcp.registerTool('echo', { description: 'Returns its text', inputSchema: z.object({ text: z.string() }) },
    ({ text: value }) => text(value));

  mcp.registerTool('write-note', {
    description: 'Keeps a note; needs the scope mcp:write',
    inputSchema: z.object({ text: z.string() }),
  }, ({ text: value }) => text(`note ${notes.push(value)}: ${value}`));
  return mcp;
}

// A server of the legacy era with sessions, each with a transport of its own.
function sessions() {
  const transports = new Map();
  return async (request, response, body) => {
    const id = request.headers['mcp-session-id'];
    let transport = transports.get(id);
    if (transport === undefined) {
      if (id !== undefined) {
        answerJson(response, 404, { jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null });
        return;
      }
      transport = new NodeStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (session) => transports.set(session, transport),
        onsessionclosed: (session) => transports.delete(session),
      });
      await build().connect(transport);
    }
    await transport.handleRequest(request, response, body);
  };
}
