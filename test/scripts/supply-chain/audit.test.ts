import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { resolve } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { readAudit } from '../../../scripts/supply-chain/audit-report.ts';

const ADVISORIES = '/-/npm/v1/security/advisories/bulk';

let registry: Server | undefined;

afterEach(() => {
  registry?.close();
});

/** A registry that answers the question for known weaknesses so, and knows nothing else. */
const openRegistry = async (status: number, advisories: object): Promise<string> => {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const asked = request.url === ADVISORIES;
      response.writeHead(asked ? status : 404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(asked ? advisories : {}));
    });
  });
  registry = server;
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port.');
  return `http://127.0.0.1:${address.port}/`;
};

const audit = (registryUrl: string): Promise<{ code: unknown; said: string }> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [resolve(__dirname, '../../../scripts/audit.ts')],
      {
        env: {
          ...process.env,
          npm_config_registry: registryUrl,
          npm_config_fetch_retries: '0',
        },
      },
      (error, stdout, stderr) => {
        done({ code: error?.code ?? 0, said: stdout + stderr });
      },
    );
  });

describe('npm run audit:runtime', () => {
  it('fails for a known weakness of a runtime dependency, and names it', async () => {
    const weakness = {
      id: 1,
      url: 'https://example.com/1',
      title: 'Bad parsing',
      severity: 'high',
      vulnerable_versions: '*',
    };
    const { code, said } = await audit(await openRegistry(200, { zod: [weakness] }));
    expect(said).toContain('zod: high: Bad parsing (https://example.com/1)');
    expect(code).toBe(1);
  });

  it('passes when the registry knows of none', async () => {
    const { code, said } = await audit(await openRegistry(200, {}));
    expect(said).toBe('No known weakness in the runtime dependencies.\n');
    expect(code).toBe(0);
  });

  it('says so and passes when the registry has no such route', async () => {
    const { code, said } = await audit(await openRegistry(405, {}));
    expect(said).toMatch(/^NOT CHECKED .* \(it says 405\)\.$/m);
    expect(code).toBe(0);
  });

  it('says so and passes when there is no registry', async () => {
    const url = await openRegistry(200, {});
    registry?.close();
    const { code, said } = await audit(url);
    expect(said).toMatch(/^NOT CHECKED .* \(it cannot be reached\)\.$/m);
    expect(code).toBe(0);
  });

  it('takes nothing else for an answer', () => {
    expect(() => readAudit('{"error": {"code": "ENOLOCK"}}')).toThrow(/ENOLOCK/);
    expect(() => readAudit('')).toThrow(/no report/);
  });
});
