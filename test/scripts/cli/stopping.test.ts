import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { expect, it } from '@jest/globals';

it('a server ends with the shell that npm ran it in, of which npm tells nobody else', async () => {
  const shell = spawn('sh', ['-c', '"$0" sandbox/cli.ts --json; true', process.execPath], {
    env: { ...process.env, npm_lifecycle_event: 'sandbox' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line]: unknown[] = await once(shell.stdout, 'data');
  const { url }: { url: string } = JSON.parse(String(line));
  expect((await fetch(`${url}/_sandbox/requests`)).status).not.toBe(0);
  shell.kill('SIGTERM');
  // Its output ends with the last process that holds it.
  await once(shell.stdout, 'close');
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});
