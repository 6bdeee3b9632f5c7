// What the servers of this folder have in common: their options, their control port, the line that says they are ready.

import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** The options: defaults, overridden by the JSON object in the environment variable, then by that in the first argument. */
export function readOptions(variable, defaults) {
  const options = { ...defaults };
  for (const json of [process.env[variable], process.argv[2]]) if (json) setOptions(options, JSON.parse(json));
  return options;
}

/** Changes options, and refuses a name that is none. */
export function setOptions(options, changes) {
  for (const name of Object.keys(changes)) {
    if (!Object.hasOwn(options, name)) throw new Error(`unknown option: ${name}; known are ${Object.keys(options).join(', ')}`);
  }
  return Object.assign(options, changes);
}

/** Listens on the loopback address and answers the port. */
export function listen(server, port = 0) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server.address().port));
  });
}

export async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

export function answerJson(response, status, value, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify(value));
}

/** Serves functions from a JSON value to a JSON value, by 'METHOD /path', on a port of their own. Answers the address. */
export async function serveControl(routes) {
  const server = createServer(async (request, response) => {
    try {
      const route = routes[`${request.method} ${request.url}`];
      if (route === undefined) throw new Error(`no such control: ${request.method} ${request.url}`);
      const body = await bodyOf(request);
      answerJson(response, 200, await route(body === '' ? {} : JSON.parse(body)) ?? {});
    } catch (error) {
      answerJson(response, 400, { error: error.message });
    }
  });
  return `http://127.0.0.1:${await listen(server)}`;
}

/** Tells the starter that the server is ready, and ends this process when the starter closes standard input. */
export function announce(ready) {
  process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
  process.stdout.write(`${JSON.stringify(ready)}\n`);
}

/** Answers with options.failures.status as often as options.failures.times says, after options.delayMillis. True: answered. */
export async function misbehave(options, response) {
  if (options.delayMillis > 0) await sleep(options.delayMillis);
  if (!(options.failures?.times > 0)) return false;
  options.failures.times--;
  answerJson(response, options.failures.status ?? 503, { error: 'temporarily_unavailable' });
  return true;
}
