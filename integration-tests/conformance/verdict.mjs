// Applies the strict rule to one scenario: verdict.mjs OUTPUT-FOLDER STATUS-OF-THE-RUNNER
// Prints "passed N", the number of distinct checks that succeeded, or "failed REASON".
//
// The runner's own verdict is not enough: it also passes a scenario in which nothing was checked.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, status] = process.argv.slice(2);

function verdict() {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('checks.json'));
  const log = readFileSync(join(folder, 'runner.txt'), 'utf8');
  // 124 and 137 are those of timeout, when the runner itself had to be ended.
  if (/timed out after \d+ms/.test(log) || ['124', '137'].includes(status)) return 'failed the client timed out';
  if (files.length !== 1) return `failed the runner wrote no checks, status ${status}`;
  const checks = JSON.parse(readFileSync(join(folder, files[0]), 'utf8'));
  const ids = (...wanted) => [...new Set(checks.filter((check) => wanted.includes(check.status)).map((check) => check.id))];
  const bad = ids('FAILURE', 'WARNING');
  if (bad.length > 0) return `failed ${bad.slice(0, 3).join(', ')}${bad.length > 3 ? ` and ${bad.length - 3} more` : ''}`;
  const good = ids('SUCCESS');
  if (good.length === 0) return 'failed nothing was checked';
  if (status !== '0') return `failed all checks succeeded, but the status of the runner is ${status}`;
  return `passed ${good.length}`;
}

console.log(verdict());
