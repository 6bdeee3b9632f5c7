// What the servers on the TypeScript SDK v2 offer: tools, resources and prompts. modern.mjs starts them.

import { McpServer, ResourceTemplate, acceptedContent, completable, inputRequired } from '@modelcontextprotocol/server';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const STYLES = ['casual', 'cheerful', 'formal'];
const ITEMS = ['1', '2', '3', '10', '11'];
const text = (value) => ({ content: [{ type: 'text', text: value }] });

// Shared by all instances that the factory makes in this process.
const counters = { slowStarted: 0, slowFinished: 0, slowCancelled: 0 };

// Over HTTP each modern request has a server of its own, so what grow adds is kept here.
const grown = new Set();

// Announces changes to the subscriptions of 2026-07-28, which over HTTP belong to no server instance.
let notifier;

export function announceChangesBy(value) {
  notifier = value;
}

export function build({ era, noise = () => {} }) {
  const subscribed = new Set();
  const server = new McpServer(
    { name: 'modern-test-server', title: 'Modern Test Server', version: '1.2.3' },
    {
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true, subscribe: true },
        prompts: { listChanged: true },
        completions: {},
        logging: {},
      },
      instructions: 'A server for integration tests.',
      cacheHints: { 'tools/list': { ttlMs: 60000, cacheScope: 'public' } },
    },
  );

  server.registerTool('echo', {
    title: 'Echo',
    description: 'Returns its text',
    inputSchema: z.object({ text: z.string().describe('The text to return') }),
    annotations: { readOnlyHint: true, idempotentHint: true },
  }, ({ text: value }) => {
    noise(`echo called with ${value}`);
    return text(value);
  });

  server.registerTool('add', {
    description: 'Adds two numbers and answers with structured content',
    inputSchema: z.object({ a: z.number(), b: z.number() }),
    outputSchema: z.object({ sum: z.number(), operands: z.array(z.number()) }),
  }, ({ a, b }) => {
    const structuredContent = { sum: a + b, operands: [a, b] };
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  });

  server.registerTool('slow', {
    description: 'Takes steps * stepMillis, reports progress after each step, stops when cancelled',
    inputSchema: z.object({
      steps: z.number().int().min(1).default(5),
      stepMillis: z.number().int().min(0).default(100),
    }),
  }, async ({ steps, stepMillis }, ctx) => {
    const progressToken = ctx.mcpReq._meta?.progressToken;
    counters.slowStarted++;
    for (let step = 1; step <= steps; step++) {
      try {
        await sleep(stepMillis, undefined, { signal: ctx.mcpReq.signal });
      } catch {
        counters.slowCancelled++;
        console.error(`slow: cancelled in step ${step} of ${steps}`);
        return text('cancelled');
      }
      if (progressToken !== undefined) {
        await ctx.mcpReq.notify({
          method: 'notifications/progress',
          params: { progressToken, progress: step, total: steps, message: `step ${step} of ${steps}` },
        });
      }
    }
    counters.slowFinished++;
    return text(`done after ${steps} steps`);
  });

  server.registerTool('stats', {
    description: 'How many calls of slow were started, finished and cancelled in this process',
    outputSchema: z.object({ slowStarted: z.number(), slowFinished: z.number(), slowCancelled: z.number() }),
  }, () => ({ content: [{ type: 'text', text: JSON.stringify(counters) }], structuredContent: { ...counters } }));

  server.registerTool('fail', {
    description: 'Always fails',
    inputSchema: z.object({ message: z.string().default('it failed') }),
  }, ({ message }) => {
    throw new Error(message);
  });

  server.registerTool('log', {
    description: 'Sends a log message',
    inputSchema: z.object({
      level: z.enum(['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency']).default('info'),
      message: z.string().default('hello'),
    }),
  }, async ({ level, message }, ctx) => {
    await ctx.mcpReq.log(level, { message }, 'test-logger');
    return text('logged');
  });

  server.registerTool('media', {
    description: 'Returns text, an image, a resource link and an embedded resource',
  }, () => ({
    content: [
      { type: 'text', text: 'media follows' },
      { type: 'image', data: PIXEL, mimeType: 'image/png' },
      { type: 'resource_link', uri: 'test://static/greeting', name: 'greeting', mimeType: 'text/plain' },
      { type: 'resource', resource: { uri: 'test://static/greeting', mimeType: 'text/plain', text: 'Hello, resource!' } },
    ],
  }));

  server.registerTool('confirm', {
    description: 'Asks the user before it answers (elicitation)',
    inputSchema: z.object({ question: z.string().default('Go on?') }),
  }, ({ question }, ctx) => {
    const schema = z.object({ ok: z.boolean() });
    const responses = ctx.mcpReq.inputResponses;
    if (responses?.answer === undefined) {
      return inputRequired({ inputRequests: { answer: inputRequired.elicit({ message: question, requestedSchema: schema }) } });
    }
    const accepted = acceptedContent(responses, 'answer', schema);
    return text(accepted === undefined ? `not accepted: ${responses.answer.action}` : `accepted: ${accepted.ok}`);
  });

  server.registerTool('sample', {
    description: "Asks the client's model before it answers (sampling)",
    inputSchema: z.object({ prompt: z.string().default('Say something.') }),
  }, ({ prompt }, ctx) => {
    const answer = ctx.mcpReq.inputResponses?.answer;
    if (answer === undefined) {
      const messages = [{ role: 'user', content: { type: 'text', text: prompt } }];
      return inputRequired({ inputRequests: { answer: inputRequired.createMessage({ messages, maxTokens: 100 }) } });
    }
    const [content] = [answer.content].flat();
    return text(`${answer.model}: ${content.text}`);
  });

  server.registerTool('roots', {
    description: 'Asks for the roots of the client, and returns their URIs',
  }, (ctx) => {
    const answer = ctx.mcpReq.inputResponses?.answer;
    if (answer === undefined) return inputRequired({ inputRequests: { answer: inputRequired.listRoots() } });
    return text(answer.roots.map(({ uri }) => uri).join(' '));
  });

  server.registerTool('visit', {
    description: 'Sends the user to a page before it answers (elicitation by URL)',
    inputSchema: z.object({ url: z.string() }),
  }, ({ url }, ctx) => {
    const answer = ctx.mcpReq.inputResponses?.answer;
    if (answer === undefined) {
      return inputRequired({ inputRequests: { answer: inputRequired.elicitUrl({ message: 'Please log in.', url }) } });
    }
    return text(answer.action);
  });

  server.registerTool('environment', {
    description: 'Returns one environment variable, the working directory and the process id',
    inputSchema: z.object({ name: z.string() }),
    outputSchema: z.object({ value: z.string().nullable(), cwd: z.string(), pid: z.number() }),
  }, ({ name }) => {
    const structuredContent = { value: process.env[name] ?? null, cwd: process.cwd(), pid: process.pid };
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent };
  });

  server.registerTool('large', {
    description: 'Returns a text of the given number of characters',
    inputSchema: z.object({ size: z.number().int().min(0).max(50000000) }),
  }, ({ size }) => text('x'.repeat(size)));

  server.registerTool('crash', {
    description: 'Ends the process without an answer',
    inputSchema: z.object({ code: z.number().int().default(3) }),
  }, ({ code }) => {
    console.error(`crash: leaving with ${code}`);
    process.exit(code);
  });

  server.registerTool('grow', {
    description: 'Registers one more tool, which changes the list of tools',
    inputSchema: z.object({ name: z.string() }),
  }, ({ name }) => {
    grown.add(name);
    addGrown(name);
    if (era === 'modern') notifier?.toolsChanged();
    return text(`registered ${name}`);
  });

  server.registerTool('touch', {
    description: 'Announces that a resource was updated, to a client that has subscribed to it',
    inputSchema: z.object({ uri: z.string().default('test://static/greeting') }),
  }, async ({ uri }) => {
    // The SDK filters by the subscriptions of 2026-07-28 itself.
    if (era === 'modern' && notifier !== undefined) notifier.resourceUpdated(uri);
    else if (era === 'modern' || subscribed.has(uri)) await server.server.sendResourceUpdated({ uri });
    return text(`touched ${uri}`);
  });

  server.registerTool('headers', {
    description: 'Returns the headers of the HTTP request',
  }, (ctx) => text(JSON.stringify(Object.fromEntries(ctx.http?.req?.headers ?? []))));

  server.registerTool('route', {
    description: 'Has parameters that a client also sends as headers, and returns them as the server received them',
    inputSchema: z.object({
      region: z.string().meta({ 'x-mcp-header': 'Region' }),
      priority: z.number().int().optional().meta({ 'x-mcp-header': 'Priority' }),
      dryRun: z.boolean().optional().meta({ 'x-mcp-header': 'DryRun' }),
      tenant: z.object({ id: z.string().optional().meta({ 'x-mcp-header': 'TenantId' }) }).optional(),
      note: z.string().optional(),
    }),
  }, (args, ctx) => {
    const headers = [...(ctx.http?.req?.headers ?? [])].filter(([name]) => name.startsWith('mcp-param-'));
    return text(JSON.stringify({ arguments: args, headers: Object.fromEntries(headers) }));
  });

  server.registerTool('interrupt', {
    description: 'Ends the event stream of its own call, and goes on: the result waits for the client to resume the stream',
    inputSchema: z.object({ millis: z.number().int().min(0).default(200) }),
  }, async ({ millis }, ctx) => {
    if (ctx.http?.closeSSE === undefined) return text('not resumable');
    ctx.http.closeSSE();
    await sleep(millis);
    return text('resumed');
  });

  function addGrown(name) {
    server.registerTool(name, { description: 'Added by grow' }, () => text(`I am ${name}`));
  }
  grown.forEach(addGrown);

  server.registerResource('greeting', 'test://static/greeting', {
    title: 'Greeting', description: 'A text', mimeType: 'text/plain',
    cacheHint: { ttlMs: 5000, cacheScope: 'public' },
  }, (uri) => ({ contents: [{ uri: uri.href, mimeType: 'text/plain', text: 'Hello, resource!' }] }));

  server.registerResource('pixel', 'test://static/pixel', { description: 'A picture', mimeType: 'image/png' },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: 'image/png', blob: PIXEL }] }));

  server.registerResource('item', new ResourceTemplate('test://items/{id}', {
    list: undefined,
    complete: { id: (value) => ITEMS.filter((id) => id.startsWith(value)) },
  }), { description: 'One item', mimeType: 'application/json' }, (uri, { id }) => ({
    contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify({ id, name: `Item ${id}` }) }],
  }));

  if (era === 'legacy') {
    server.server.setRequestHandler('resources/subscribe', ({ params }) => {
      subscribed.add(params.uri);
      return {};
    });
    server.server.setRequestHandler('resources/unsubscribe', ({ params }) => {
      subscribed.delete(params.uri);
      return {};
    });
  }

  server.registerPrompt('plain', { description: 'A prompt without arguments' }, () => ({
    messages: [{ role: 'user', content: { type: 'text', text: 'Say hello.' } }],
  }));

  server.registerPrompt('greet', {
    title: 'Greet',
    description: 'Greets somebody',
    argsSchema: z.object({
      name: z.string().describe('Who is greeted'),
      style: completable(z.string().describe('How'), (value) => STYLES.filter((style) => style.startsWith(value)))
        .optional(),
    }),
  }, ({ name, style }) => ({
    description: 'A greeting',
    messages: [
      { role: 'user', content: { type: 'text', text: `Greet ${name} in a ${style ?? 'casual'} style.` } },
      { role: 'assistant', content: { type: 'text', text: `Hello, ${name}!` } },
    ],
  }));

  return server;
}
