import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { openLocation } from '../../../harness/bench-location.ts';
import { LAMBDA_NODE_OPTIONS, Processes } from '../../../harness/processes.ts';
import { operationsIn } from '../../../harness/lab/tried-operations.ts';
import { mostZipBytes } from '../../../harness/zip-limit.ts';
import definition from '../../../index.ts';
import { startSandbox } from '../../../sandbox/index.ts';
import type { Sandbox } from '../../../sandbox/index.ts';
import { unzip } from '../../../scripts/unzip.ts';
import type { ZippedFile } from '../../../scripts/unzip.ts';

const run = promisify(execFile);

const CALL_HANDLER = `
  const [folder, event] = process.argv.slice(1);
  const { handler } = await import(new URL('zapierwrapper.js', 'file://' + folder + '/'));
  console.log(JSON.stringify(await handler(JSON.parse(event))));
`;

/**
 * Runs one event in a process of its own, as Lambda runs the unpacked zip.
 *
 * @returns what the process printed: lines of core, and the answer as the last one
 */
const callZip = async (folder: string, event: object): Promise<string[]> => {
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '--eval', CALL_HANDLER, folder, JSON.stringify(event)],
    { env: { NODE_OPTIONS: LAMBDA_NODE_OPTIONS } },
  );
  return stdout.trim().split('\n');
};

const SECRET = 'secret-that-stays-at-home';
const ENV_FILE = '.env.staged-zip-test';

describe('the staged zip', () => {
  let folder = '';
  let files: ZippedFile[] = [];
  let names: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'protiv-zip-'));
    await writeFile(ENV_FILE, `CLIENT_SECRET=${SECRET}\n`);
    const env = { ...process.env, CLIENT_SECRET: SECRET };
    try {
      await run(process.execPath, ['scripts/stage.ts', 'build'], { env });
    } finally {
      await rm(ENV_FILE);
    }
    files = await unzip('build/build.zip', folder);
    names = files.map(({ name }) => name);
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('holds the bundle, what it needs to run, and nothing else', () => {
    const own = names.filter((name) => !name.startsWith('node_modules/'));
    expect(own.map((name) => name.replace(/-[A-Z0-9]{8}\.js$/, '.js')).toSorted()).toEqual([
      'definition.json',
      'dist/chunk.js',
      'dist/chunk.js',
      'dist/chunk.js',
      'dist/download.js',
      'dist/index.js',
      'dist/phone-library.js',
      'dist/remote-file.js',
      'package.json',
      'zapierwrapper.js',
    ]);
    expect(names).toContain('node_modules/zapier-platform-core/src/index.js');
    expect(names.filter((name) => /(^|\/)\.env|jest|esbuild|typescript\//.test(name))).toEqual([]);
    expect(names.length).toBeLessThan(700);
  });

  it('holds no secret of the environment that it was built in, nor of an .env file', async () => {
    for (const name of names) {
      const text = await readFile(join(folder, name), 'utf8');
      expect({ name, leaks: text.includes(SECRET) }).toEqual({ name, leaks: false });
    }
    const source = await unzip('build/source.zip', join(folder, 'source'));
    expect(source.filter(({ name }) => name.includes('.env'))).toEqual([]);
  });

  it('weighs at most 2.5 KB for each operation more than an app that does nothing', () => {
    const own = files.filter(({ name }) => !/^(node_modules\/|zapierwrapper\.js$)/.test(name));
    expect(own.reduce((sum, { packedBytes }) => sum + packedBytes, 0)).toBeLessThan(
      mostZipBytes(operationsIn(definition).length),
    );
    expect(
      names.filter((name) => /node_modules\/(zod|libphonenumber-js|@date-fns)\//.test(name)),
    ).toEqual([]);
  });

  it('says which version it is', async () => {
    const version = async (path: string): Promise<unknown> =>
      Object(JSON.parse(await readFile(path, 'utf8')))['version'];
    expect(await version(join(folder, 'definition.json'))).toBe(await version('package.json'));
  });

  describe('runs against HighLevel through its own handler', () => {
    let sandbox: Sandbox;

    beforeAll(async () => {
      sandbox = await startSandbox({ port: 0, seed: 1 });
    });

    afterAll(() => sandbox.close());

    const call = (method: string, inputData: object, meta: object = {}): Promise<string[]> => {
      const [location] = sandbox.locations;
      return callZip(folder, {
        command: 'execute',
        logToStdout: true,
        detailedLogToStdout: true,
        method,
        environment: { GHL_API_BASE_URL: sandbox.url },
        zcacheTestObj: {},
        bundle: {
          authData: {
            access_token: location?.accessToken,
            locationId: location?.id,
            scope: [location?.scopes].flat().join(' '),
          },
          inputData,
          meta: { isLoadingSample: false, isPopulatingDedupe: false, page: 0, limit: -1, ...meta },
        },
      });
    };

    it('a trigger, whose request is logged once and without its rows', async () => {
      const method = 'triggers.new_contact.operation.perform';
      const printed = await call(method, {}, { isLoadingSample: true });
      const contact = expect.objectContaining({ id: expect.any(String), tags: expect.any(Array) });
      expect(JSON.parse(printed.at(-1) ?? '')).toEqual({
        status: 'SUCCESS',
        results: [contact, contact, contact],
      });
      const logged = printed.slice(0, -1);
      expect(logged.filter((line) => line.startsWith('POST '))).toEqual([
        `POST ${sandbox.url}/contacts/search`,
      ]);
      expect(logged).toContain('<probably streaming data>');
      expect(logged.join('\n')).not.toContain('@example.com');
    });

    it('polls on one connection, from page to page and from one invocation to the next', async () => {
      const processes = await Processes.open();
      const location = await openLocation({ newContacts: 700 });
      try {
        const { calls } = await processes.probe({ folder }, { event: location.poll, calls: 3 });
        expect(calls.map(({ requests }) => requests)).toEqual([5, 3, 3]);
        expect(calls.map(({ newSockets }) => newSockets)).toEqual([2, 0, 0]);
      } finally {
        await location.sandbox.close();
        await processes.close();
      }
    });

    it('a search by a phone number, whose library is a file of its own', async () => {
      const method = 'searches.find_duplicate_contact.operation.perform';
      sandbox.world.addContact(sandbox.locations[0]?.id ?? '', { phone: '+12025550147' });
      const printed = await call(method, { phone: '(202) 555-0147' });
      expect(JSON.parse(printed.at(-1) ?? '')).toEqual({
        status: 'SUCCESS',
        results: [expect.objectContaining({ phone: '+12025550147', matchedBy: 'phone' })],
      });
    });
  });
});
