// A client on the TypeScript SDK v2 (@modelcontextprotocol/client). Reads what to do from standard input, prints what it saw: see README.md.
//
// The installer copies this file next to node_modules, where its imports resolve.

import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { text } from 'node:stream/consumers';

const MODERN = '2026-07-28';
const PATIENCE = 60_000;
const LONG = 10_000;

/** Long texts are told by their length and digest. */
function abbreviated(key, value) {
  if (typeof value !== 'string' || value.length < LONG) return value;
  return `${value.length} characters, ${createHash('sha256').update(value).digest('hex')}`;
}

/** One connection to one server. */
class Visit {
  #events = {};
  #level = 'debug';
  #listening;

  constructor({ target, era, steps }) {
    this.steps = steps;
    this.modern = era === 'modern';
    this.transport = target.url === undefined
      ? new StdioClientTransport({ command: target.command[0], args: target.command.slice(1), env: { ...process.env, ...target.env }, stderr: 'inherit' })
      : new StreamableHTTPClientTransport(new URL(target.url));
    this.client = new Client({ name: 'typescript-client', version: '1.0.0' }, {
      capabilities: { elicitation: { form: {} }, sampling: {}, roots: {} },
      versionNegotiation: { mode: this.modern ? { pin: MODERN } : 'legacy' },
    });
    this.#answerQuestions();
    this.#hear('notifications/message', 'log', ({ _meta, ...message }) => message);
    this.#hear('notifications/resources/updated', 'updated', ({ uri }) => uri);
    for (const kind of ['tools', 'resources', 'prompts']) this.#hear(`notifications/${kind}/list_changed`, 'changed', () => kind);
  }

  #answerQuestions() {
    const answers = {
      'elicitation/create': ({ requestedSchema }) => ({ action: 'accept', content: filledIn(requestedSchema) }),
      'sampling/createMessage': () => ({ model: 'test-model', role: 'assistant', content: { type: 'text', text: 'sampled' } }),
      'roots/list': () => ({ roots: [{ uri: 'file:///work', name: 'work' }] }),
    };
    for (const [method, answer] of Object.entries(answers)) {
      this.client.setRequestHandler(method, ({ params: { _meta, ...params } = {} }) => {
        this.#add('asked', { method, params });
        return answer(params);
      });
    }
  }

  #hear(method, event, content) {
    this.client.setNotificationHandler(method, ({ params }) => this.#add(event, content(params)));
  }

  #add(event, content) {
    (this.#events[event] ??= []).push(content);
  }

  async run() {
    await this.client.connect(this.transport, { timeout: PATIENCE });
    const outcomes = [];
    for (const step of this.steps) outcomes.push(await this.#take(step));
    await this.client.close();
    return outcomes;
  }

  async #take(step) {
    this.#events = {};
    let outcome;
    try {
      outcome = { result: await this[step.do](step) };
    } catch (error) {
      outcome = { error: failure(error) };
    }
    for (const [event, count] of Object.entries({ ...step.await, ...step.first })) {
      await until(`${count} of "${event}" in ${JSON.stringify(step)}`, () => (this.#events[event] ?? []).length >= count);
    }
    for (const [event, count] of Object.entries(step.first ?? {})) this.#events[event].length = count;
    for (const event of step.ignore ?? []) delete this.#events[event];
    return { ...outcome, ...this.#events };
  }

  async describe() {
    return {
      version: this.client.getNegotiatedProtocolVersion(),
      server: this.client.getServerVersion(),
      capabilities: this.client.getServerCapabilities(),
      instructions: this.client.getInstructions(),
    };
  }

  async tools() {
    return (await this.client.listTools()).tools;
  }

  async resources() {
    return (await this.client.listResources()).resources;
  }

  async templates() {
    return (await this.client.listResourceTemplates()).resourceTemplates;
  }

  async prompts() {
    return (await this.client.listPrompts()).prompts;
  }

  async call({ tool, arguments: given, long = {} }, signal) {
    const args = { ...given, ...Object.fromEntries(Object.entries(long).map(([name, length]) => [name, 'x'.repeat(length)])) };
    const _meta = this.modern && this.#level !== undefined ? { 'io.modelcontextprotocol/logLevel': this.#level } : undefined;
    return this.client.callTool({ name: tool, arguments: args, ...(_meta && { _meta }) }, {
      timeout: PATIENCE, signal, onprogress: (progress) => this.#progressed(progress),
    });
  }

  /** The SDK reports by itself when it answers questions. */
  #progressed(progress) {
    if (!progress.message?.startsWith('Fulfilling input required')) this.#add('progress', progress);
  }

  /** Calls a tool, and gives up when it has reported progress as often as `first` says. */
  async cancel(step) {
    const giveUp = new AbortController();
    const call = this.call(step, giveUp.signal).then(() => 'answered', () => 'given up');
    await until(`progress in ${JSON.stringify(step)}`, () => (this.#events.progress ?? []).length >= step.first.progress);
    giveUp.abort('enough');
    return await call;
  }

  /** Waits until there is a tool. */
  async offers({ tool }) {
    await until(tool, async () => (await this.tools()).some(({ name }) => name === tool));
    return true;
  }

  /** Calls a tool until a member of its structured content is large enough. */
  async until({ tool, member, atLeast }) {
    await until(`${member} of ${tool}`, async () => (await this.client.callTool({ name: tool, arguments: {} })).structuredContent[member] >= atLeast);
    return true;
  }

  async read({ uri }) {
    return this.client.readResource({ uri });
  }

  async prompt({ name, arguments: args }) {
    return this.client.getPrompt({ name, arguments: args });
  }

  async complete({ ref, argument, context }) {
    return (await this.client.complete({ ref, argument, ...(context && { context }) })).completion;
  }

  /** Asks for log messages of a level: once in the legacy era, with each call in the modern one. */
  async level({ level }) {
    this.#level = level;
    if (!this.modern) await this.client.setLoggingLevel(level);
  }

  /** Wants to hear of a resource, and of changed lists: the latter comes by itself in the legacy era. */
  async listen({ uri }) {
    if (this.modern) {
      const lists = { toolsListChanged: true, resourcesListChanged: true, promptsListChanged: true };
      this.#listening = await this.client.listen({ ...lists, resourceSubscriptions: [uri] });
    } else {
      await this.client.subscribeResource({ uri });
    }
  }

  async unlisten({ uri }) {
    if (this.modern) await this.#listening.close();
    else await this.client.unsubscribeResource({ uri });
  }
}

/** What a patient person would answer. */
function filledIn({ properties }) {
  return Object.fromEntries(Object.entries(properties).flatMap(([name, field]) => {
    const value = valueOf(field);
    return value === undefined ? [] : [[name, value]];
  }));
}

function valueOf(field) {
  if (field.default !== undefined) return Array.isArray(field.default) ? undefined : field.default;
  switch (field.type) {
    case 'boolean': return true;
    case 'integer':
    case 'number': return field.minimum ?? 1;
    case 'string': return field.format === undefined ? field.enum?.[0] ?? field.oneOf?.[0].const ?? 'Ann' : undefined;
    default: return undefined;
  }
}

function failure(error) {
  // The SDK reads no errors of the protocol that come with status 404, as the modern era prescribes for unknown methods.
  if (error.data?.status === 404) return JSON.parse(error.data.text).error;
  return { code: error.code, message: error.message, data: error.data };
}

async function until(what, condition) {
  const end = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`in vain waited for ${what}`);
    await sleep(10);
  }
}

const visits = JSON.parse(await text(process.stdin));
const seen = await Promise.all(visits.map((visit) => new Visit(visit).run()));
await new Promise((done) => process.stdout.write(JSON.stringify(seen, abbreviated), done));
process.exit(0);
