/** `npm run relay`: the relay itself, and the commands that look into its store. */
import { parseArgs } from 'node:util';

import { systemClock } from './clock.ts';
import { startRelay } from './index.ts';
import { logTo } from './log.ts';
import { counted, describeDead, describeStatus, masked } from './report.ts';
import { readSettings, readStoreSettings } from './settings.ts';
import { openStore } from './store/open-store.ts';
import type { Store } from './store/store.ts';

const HELP = `HighLevel's webhooks in, Zaps out.

  npm run relay                     starts the relay; docs/relay.md has its settings
  npm run relay -- status           what it is doing
  npm run relay -- dead             the deliveries that it gave up
  npm run relay -- redrive [ID]     sends all of these again, or one
  npm run relay -- forget LOCATION  erases all that it knows of a sub-account

  --data DIR    where its store lies (default relay-data), if DATABASE_URL names no database
  --port N      the port to listen on (default 8787, or PORT; 0 for any free one)
  --host NAME   the address to listen on (default 0.0.0.0)
  --json        JSON instead of text; of the relay itself one line with its address
  --help        shows this text
`;

/** The dead that are shown. */
const MOST_SHOWN = 1_000;

type Command = (
  store: Store,
  argument: string | undefined,
) => Promise<[data: object, text: string]>;

const COMMANDS: Readonly<Record<string, Command>> = {
  status: async (store) => {
    const status = masked(await store.status());
    return [status, describeStatus(status, systemClock.now())];
  },
  dead: async (store) => {
    const dead = await store.dead(MOST_SHOWN);
    return [dead, describeDead(dead)];
  },
  redrive: async (store, id) => {
    const redriven = await store.redrive(id);
    return [{ redriven }, `${counted(redriven, 'delivery', 'deliveries')} on the way again.`];
  },
  forget: async (store, locationId) => {
    if (locationId === undefined) throw new Error('forget takes the id of a sub-account.');
    const erased = await store.forget(locationId);
    const subscriptions = counted(erased.subscriptions, 'subscription');
    const deliveries = counted(erased.deliveries, 'delivery', 'deliveries');
    return [erased, `Erased: ${subscriptions} and ${deliveries}.`];
  },
};

/** SIGTERM is to be over within ten seconds; what is under way then is sent again by the next relay. */
const LAST_MS = 9_000;

const run = async (options: { port?: string; host?: string; data?: string }, json: boolean) => {
  const relay = await startRelay({
    ...readSettings(process.env, options),
    log: logTo(process.stderr, systemClock.now),
  });
  const stop = (): void => {
    setTimeout(() => process.exit(0), LAST_MS).unref();
    relay.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The relay did not stop well: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(json ? `${JSON.stringify({ url: relay.url })}\n` : started(relay.url));
};

const started = (url: string): string => `The relay listens on ${url}

HighLevel's webhooks belong to ${url}/webhooks/highlevel
Stop it with Ctrl-C.
`;

const look = async (command: Command, argument: string | undefined, dataDir?: string) => {
  const store = await openStore({
    ...readStoreSettings(process.env, dataDir),
    clock: systemClock,
    isRelay: false,
    onTrouble: () => undefined,
  });
  try {
    return await command(store, argument);
  } finally {
    await store.close();
  }
};

const main = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean' },
    },
  });
  const [name, argument] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  if (name === undefined) return run(values, values.json);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Error(`There is no command "${name}".`);
  const [data, text] = await look(command, argument, values.data);
  process.stdout.write(`${values.json ? JSON.stringify(data) : text}\n`);
};

try {
  await main();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${reason}\nnpm run relay -- --help shows what there is.\n`);
  // What is open already would keep it alive.
  process.exit(2);
}
