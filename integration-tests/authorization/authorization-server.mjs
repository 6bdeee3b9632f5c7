// A real OAuth 2.1 authorization server on oidc-provider, with a port from which tests control it: see README.md.
//
//   node target/authorization/authorization-server.mjs ['{"accessTokenSeconds": 5, ...}']
//
// The installer copies this file next to node_modules, where its imports resolve.

import { createServer } from 'node:http';
import { consentPage, loginPage } from './pages.mjs';
import { Counts, DEFAULTS, DENIED, approve, makeProvider } from './provider.mjs';
import { announce, bodyOf, listen, misbehave, readOptions, serveControl, setOptions } from './serving.mjs';
import { Store } from './store.mjs';

const WELL_KNOWN = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];

const options = readOptions('AUTHORIZATION_SERVER', DEFAULTS);
const counts = new Counts();
let current = await start(options.port);

const control = await serveControl({
  'GET /': () => ({ issuer: current.issuer, clients: current.store.clients() }),
  'GET /counts': () => counts.summary,
  'GET /requests': () => counts.requests,
  'POST /counts/reset': () => void counts.requests.splice(0),
  'POST /options': (changes) => void setOptions(options, changes),
  'POST /documents': (documents) => void Object.assign(options.documents, documents),
  'POST /grants/revoke': ({ clientId }) => ({ revoked: current.store.revokeGrants(clientId) }),
  'POST /clients/delete': ({ clientId }) => ({ deleted: current.store.deleteClient(clientId) }),
  'POST /forget': () => current.store.clear(),
  'POST /move': move,
});
announce({ issuer: current.issuer, control });

/** Starts an issuer with an empty store and a new key. */
async function start(port) {
  const server = createServer();
  const issuer = `http://127.0.0.1:${await listen(server, port)}${options.path}`;
  const store = new Store();
  const provider = await makeProvider(issuer, options.path, options, store);
  provider.use(async (ctx, next) => {
    const { path } = ctx;
    await next();
    if (!WELL_KNOWN.includes(path)) counts.note({ path, ctx });
  });
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    try {
      await serve(provider, handle, request, response);
    } catch (error) {
      console.error(error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  return { issuer, store, server };
}

async function move({ keepOld = false }) {
  const old = current;
  current = await start(0);
  if (!keepOld) {
    old.server.close();
    old.server.closeAllConnections();
  }
  return { issuer: current.issuer };
}

async function serve(provider, handle, request, response) {
  const { path } = options;
  const inserted = WELL_KNOWN.find((each) => path !== '' && request.url === `${each}${path}`);
  if (inserted === undefined && !request.url.startsWith(`${path}/`)) {
    response.writeHead(404).end();
    return;
  }
  // oidc-provider finds out where it is mounted by comparing the two.
  request.originalUrl = inserted === undefined ? request.url : `${path}${inserted}`;
  request.url = request.originalUrl.slice(path.length);
  if (request.url.startsWith('/interaction/')) await interact(provider, request, response);
  else if (request.url === '/token' && await misbehave(options, response)) counts.noteFailure('/token', response.statusCode);
  else await handle(request, response);
}

async function interact(provider, request, response) {
  const details = await provider.interactionDetails(request, response);
  let { answer, user } = options;
  if (request.method === 'POST') {
    const form = new URLSearchParams(await bodyOf(request));
    answer = form.get('answer');
    user = form.get('username');
  } else if (answer === 'none') {
    await show(provider, details, request, response);
    return;
  }
  const result = answer === 'approve' ? await approve(provider, details, user) : DENIED;
  await provider.interactionFinished(request, response, result);
}

async function show(provider, { prompt, params }, request, response) {
  const client = await provider.Client.find(params.client_id);
  const html = prompt.name === 'login'
    ? loginPage(request.originalUrl)
    : consentPage(request.originalUrl, {
      clientName: client.clientName ?? client.clientId,
      scopes: (params.scope ?? '').split(' '),
      resource: params.resource,
    });
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}
