import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { RelayProcess } from '../../harness/relay/process.ts';
import { AppSender, HighLevelSender } from '../../harness/relay/senders.ts';
import { ZapierHooks } from '../../harness/relay/zapier-hooks.ts';

const run = promisify(execFile);

const CLI = resolve(__dirname, '../../relay/cli.ts');
const SECRET = 'the-secret-that-the-app-and-relay-share';
const OLD_SECRET = 'the-secret-that-they-shared-until-now';
const LOCATION = 'location1';

let highLevel: HighLevelSender;
let hooks: ZapierHooks;
let relay: RelayProcess;
let dataDir = '';

beforeEach(async () => {
  highLevel = new HighLevelSender();
  hooks = await ZapierHooks.open();
  dataDir = mkdtempSync(join(tmpdir(), 'protiv-relay-'));
  relay = new RelayProcess({
    dataDir,
    environment: {
      RELAY_SECRET: `${SECRET}, ${OLD_SECRET}`,
      GHL_WEBHOOK_PUBLIC_KEY: `${new HighLevelSender().publicKey},${highLevel.publicKey}`,
      RELAY_HOOK_ORIGIN: hooks.origin,
    },
  });
  await relay.start();
});

afterEach(async () => {
  await relay.end('SIGKILL');
  await hooks.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const subscribe = (secret = SECRET) =>
  new AppSender(secret).subscribe(relay.url, {
    locationId: LOCATION,
    events: ['ContactDelete'],
    targetUrl: hooks.target('zap'),
  });

const tell = (id: string) =>
  highLevel.send(
    relay.url,
    highLevel.event('ContactDelete', LOCATION, { id, timestamp: new Date().toISOString() }),
  );

const command = async (...args: string[]): Promise<string> => {
  const { stdout } = await run(process.execPath, [CLI, ...args, '--data', dataDir]);
  return stdout;
};

describe('npm run relay', () => {
  it('takes the new secret and the old one, and HighLevel’s new key and its old one', async () => {
    expect([(await subscribe(OLD_SECRET)).status, (await subscribe()).status]).toEqual([201, 200]);
    expect((await tell('contact1')).body).toEqual({ accepted: true });
    await hooks.come(1);
    expect(hooks.received[0]?.body.recordId).toBe('contact1');
  });

  it('says in a few lines how it is, and which deliveries are dead; sends them again', async () => {
    await subscribe();
    hooks.answer = () => ({ status: 400 });
    await tell('contact1');
    await hooks.come(1);
    const status = await command('status');
    expect(status).toMatch(/^Receiving {6}yes, last sign of life \d+ seconds? ago$/m);
    expect(status).toMatch(/^Subscriptions {2}1 in 1 sub-account$/m);
    expect(status).toMatch(/^Events {9}1 within a day, the last one \d+ seconds? ago$/m);
    expect(status).toMatch(/^Waiting {8}1, the oldest for \d+ seconds?$/m);
    expect(status).toMatch(/^Dead {11}0$/m);
    expect(await command('dead')).toBe('Nothing was given up.\n');
    expect(await command('redrive')).toBe('0 deliveries on the way again.\n');
    expect(JSON.parse(await command('status', '--json'))).toMatchObject({ waiting: 1, dead: 0 });
    expect(await command('forget', LOCATION)).toBe('Erased: 1 subscription and 1 delivery.\n');
    expect(await command('status')).toMatch(/^Subscriptions {2}0 in 0 sub-accounts$/m);
  });

  it('has figures in Prometheus’ form', async () => {
    await subscribe();
    await tell('contact1');
    await hooks.come(1);
    const text = await (await fetch(`${relay.url}/metrics`)).text();
    expect(text).toContain('# TYPE relay_webhooks_received_total counter\n');
    expect(text).toContain('\nrelay_webhooks_received_total 1\n');
    expect(text).toContain('\nrelay_events_total{verdict="stored"} 1\n');
    expect(text).toContain('\nrelay_acknowledge_seconds_bucket{le="+Inf"} 1\n');
    expect(text).toContain('\nrelay_refused_total{reason="signature"} 0\n');
  });

  it('ends in order when it is told to, with what was under way', async () => {
    await subscribe();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((go) => {
      letGo = go;
    });
    hooks.before = () => held;
    await tell('contact1');
    await hooks.come(1);
    const ended = relay.end('SIGTERM');
    letGo();
    expect(await ended).toBe(0);
    await relay.start();
    expect(await command('status')).toMatch(/^Waiting {8}0$/m);
  });

  it('is the only one on its store', async () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [CLI, '--port', '0', '--data', dataDir],
      {
        env: { RELAY_SECRET: SECRET },
        encoding: 'utf8',
      },
    );
    expect(stderr).toContain(`Another relay uses ${dataDir}.`);
    expect(status).toBe(2);
  });

  it.each([
    [{}, [], 'RELAY_SECRET is missing'],
    [{ RELAY_SECRET: 'short' }, [], 'at least 32 letters'],
    [{ RELAY_SECRET: SECRET, PORT: 'http' }, [], 'from 0 to 65535'],
    [{ RELAY_SECRET: SECRET, RELAY_HOOK_ORIGIN: 'https://a/b' }, [], 'is an origin'],
    [{ RELAY_SECRET: SECRET, GHL_WEBHOOK_PUBLIC_KEY: 'x' }, [], 'is no public key'],
    [{ RELAY_SECRET: SECRET, DATABASE_URL: 'postgres://127.0.0.1:1/x' }, [], 'ECONNREFUSED'],
    [{}, ['restart'], 'There is no command "restart"'],
    [{}, ['forget'], 'forget takes the id of a sub-account'],
  ])('says what is wrong with %j %j', (environment, args, said) => {
    const folder = join(dataDir, 'other');
    const { status, stderr } = spawnSync(process.execPath, [CLI, ...args, '--data', folder], {
      env: environment,
      encoding: 'utf8',
    });
    expect(stderr).toContain(said);
    expect(status).toBe(2);
  });

  it('refuses while its disk is full, and loses nothing that it accepted', async () => {
    await subscribe();
    const limit = (bytes: string) =>
      run('prlimit', ['--pid', String(relay.pid), `--fsize=${bytes}:`]);
    await limit('100000');
    const ids = Array.from({ length: 18 }, (_, index) => `contact${index}`);
    const refused: string[] = [];
    for (const id of ids) {
      const { status } = await tell(id);
      if (status === 429) refused.push(id);
    }
    expect(refused.length).toBeGreaterThan(0);
    await limit('unlimited');
    // As HighLevel does.
    for (const id of refused) expect((await tell(id)).body).toEqual({ accepted: true });
    const all = () => new Set(hooks.received.map(({ body }) => body.recordId));
    while (all().size < ids.length) await hooks.come(hooks.received.length + 1);
    expect(relay.log.join()).toContain('store.trouble');
  });
});

describe('the dashboard', () => {
  it('shows figures that there are', async () => {
    const dashboard = readFileSync(resolve(__dirname, '../../relay/grafana.json'), 'utf8');
    const shown = new Set(
      [...dashboard.matchAll(/\b(?:relay|process)_\w+/g)].map(([name]) =>
        name.replace(/_bucket$/, ''),
      ),
    );
    const text = await (await fetch(`${relay.url}/metrics`)).text();
    const known = [...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name);
    expect([...shown].filter((name) => !known.includes(name))).toEqual([]);
    expect(known.filter((name) => name !== undefined && !shown.has(name))).toEqual([
      'relay_webhooks_received_total',
    ]);
  });
});
