// A person with a real browser, headless: opens an authorization URL, signs in, answers, and waits for the callback page.
//
//   echo '{"url": "http://...", "screenshot": "callback.png"}' | node target/authorization/browser.mjs
//
// answer       approve (default) or deny
// colorScheme  light (default) or dark
// user         who signs in, default ann
// screenshot   where a PNG of the last page goes; none without it
// browser      the program, default the one in browser.txt, which the installer wrote
//
// Prints one line of JSON about the last page: url (without its query), title, text, and for checking that it is self-contained
// the origins that were asked for anything, and the problems that the browser's console showed.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { chromium } from 'playwright-core';

const MILLIS = 30000;
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const { url, screenshot, answer = 'approve', colorScheme = 'light', user = 'ann', browser } = JSON.parse(await text(process.stdin));
const program = browser ?? (await readFile(new URL('browser.txt', import.meta.url), 'utf8')).trim();
const profile = await mkdtemp(join(tmpdir(), 'fastmcp-browser-'));
let last;
try {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program, headless: true, chromiumSandbox: false, args: FLAGS, colorScheme, timeout: MILLIS,
    viewport: { width: 900, height: 600 },
  });
  context.setDefaultTimeout(MILLIS);
  try {
    last = await login(context.pages()[0]);
  } finally {
    await context.close();
  }
} finally {
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
}
process.stdout.write(`${JSON.stringify(last)}\n`);

async function login(page) {
  const origins = new Set();
  const problems = [];
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('console', (message) => {
    // Browsers ask every server for an icon.
    if (!['error', 'warning'].includes(message.type()) || message.location().url.endsWith('/favicon.ico')) return;
    problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url);
  const server = new URL(page.url()).origin;
  while (new URL(page.url()).origin === server) {
    const button = await nextButton(page);
    // A page without a form of ours is the last one too: it tells an error.
    if (button === undefined) break;
    await Promise.all([page.waitForNavigation(), page.click(button)]);
  }
  if (screenshot !== undefined) await page.screenshot({ path: screenshot });
  return {
    url: page.url().replace(/[?#].*/, ''),
    title: await page.title(),
    text: await page.locator('body').innerText(),
    origins: [...origins],
    problems,
  };
}

async function nextButton(page) {
  if (await page.locator('#login').count() > 0) {
    await page.fill('#username', user);
    await page.fill('#password', 'secret of a test');
    return '#sign-in';
  }
  return await page.locator('#consent').count() > 0 ? `#${answer}` : undefined;
}
