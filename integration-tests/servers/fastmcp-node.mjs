// A real MCP server on the npm package fastmcp, over stdio or HTTP.
//
//   node target/servers/npm/fastmcp-node.mjs
//   node target/servers/npm/fastmcp-node.mjs --http=PORT [--stateless] [--json] [--authenticate]
//
// --authenticate  takes any credentials, or none; without it the tool headers sees nothing
//
// The installer copies this file next to node_modules, where its imports resolve.

import { FastMCP, UserError, imageContent } from 'fastmcp';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer } from 'node:http';
import { z } from 'zod';
import { announce, httpPort, parseOptions } from './http-serving.mjs';

const options = parseOptions('--http', '--stateless', '--json', '--authenticate');
const requestedPort = httpPort(options);
// The package logs to standard output, which belongs to the protocol or to the line that announces the port.
console.log = console.error;
console.debug = console.error;
console.info = console.error;

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const STYLES = ['casual', 'cheerful', 'formal'];

const server = new FastMCP({
  name: 'fastmcp-node-test-server',
  version: '1.2.3',
  instructions: 'A server for integration tests.',
  ...(options.has('--authenticate') ? { authenticate: async ({ headers }) => ({ headers }) } : {}),
});

server.addTool({
  name: 'echo',
  description: 'Returns its text',
  parameters: z.object({ text: z.string() }),
  annotations: { readOnlyHint: true, title: 'Echo' },
  execute: async ({ text }) => text,
});

server.addTool({
  name: 'add',
  description: 'Adds two numbers and answers with structured content',
  parameters: z.object({ a: z.number(), b: z.number() }),
  outputSchema: z.object({ sum: z.number(), operands: z.array(z.number()) }),
  execute: async ({ a, b }) => ({ sum: a + b, operands: [a, b] }),
});

server.addTool({
  name: 'slow',
  description: 'Takes steps * stepMillis, reports progress after each step, stops when cancelled',
  parameters: z.object({
    steps: z.number().int().min(1).default(5),
    stepMillis: z.number().int().min(0).default(100),
  }),
  execute: async ({ steps, stepMillis }, { reportProgress, signal }) => {
    for (let step = 1; step <= steps; step++) {
      try {
        await sleep(stepMillis, undefined, { signal });
      } catch {
        console.error(`slow: cancelled in step ${step} of ${steps}`);
        return 'cancelled';
      }
      await reportProgress({ progress: step, total: steps, message: `step ${step} of ${steps}` });
    }
    return `done after ${steps} steps`;
  },
});

server.addTool({
  name: 'fail',
  description: 'Fails with an error that is meant for the user',
  parameters: z.object({ message: z.string().default('it failed') }),
  execute: async ({ message }) => {
    throw new UserError(message);
  },
});

server.addTool({
  name: 'fail-unexpected',
  description: 'Fails with any other error',
  execute: async () => {
    throw new Error('unexpected');
  },
});

server.addTool({
  name: 'log',
  description: 'Sends a log message',
  parameters: z.object({ level: z.enum(['debug', 'info', 'warn', 'error']).default('info'), message: z.string().default('hello') }),
  execute: async ({ level, message }, { log }) => {
    log[level](message, { origin: 'log tool' });
    return 'logged';
  },
});

server.addTool({
  name: 'stream',
  description: 'Streams two pieces of content before it answers',
  annotations: { streamingHint: true },
  execute: async (_args, { streamContent }) => {
    await streamContent({ type: 'text', text: 'first' });
    await streamContent({ type: 'text', text: 'second' });
    return 'last';
  },
});

server.addTool({
  name: 'headers',
  description: 'Returns the headers of the HTTP request',
  execute: async (_args, { session }) => JSON.stringify(session?.headers ?? {}),
});

server.addTool({
  name: 'image',
  description: 'Returns a picture',
  execute: async () => imageContent({ buffer: Buffer.from(PIXEL, 'base64') }),
});

server.addResource({
  uri: 'test://static/greeting',
  name: 'greeting',
  description: 'A text',
  mimeType: 'text/plain',
  load: async () => ({ text: 'Hello, resource!' }),
});

server.addResourceTemplate({
  uriTemplate: 'test://items/{id}',
  name: 'item',
  description: 'One item',
  mimeType: 'application/json',
  arguments: [{ name: 'id', required: true, complete: async (value) => ({ values: ['1', '2', '10'].filter((id) => id.startsWith(value)) }) }],
  load: async ({ id }) => ({ text: JSON.stringify({ id, name: `Item ${id}` }) }),
});

server.addPrompt({
  name: 'greet',
  description: 'Greets somebody',
  arguments: [
    { name: 'name', description: 'Who is greeted', required: true },
    { name: 'style', description: 'How', enum: STYLES },
  ],
  load: async ({ name, style }) => `Greet ${name} in a ${style ?? 'casual'} style.`,
});

if (requestedPort === undefined) {
  await server.start({ transportType: 'stdio' });
} else {
  const port = requestedPort || await freePort();
  await server.start({
    transportType: 'httpStream',
    httpStream: { host: '127.0.0.1', port, stateless: options.has('--stateless'), enableJsonResponse: options.has('--json') },
  });
  announce(port, '/mcp');
}

// The package does not tell the port that the system chose.
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
