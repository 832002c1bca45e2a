import { Socket } from 'node:net';

import { TestEnvironment } from 'jest-environment-node';

/** What Istanbul counts of a file: how often each statement, function and branch ran. */
interface Counters {
  s: Record<string, number>;
  f: Record<string, number>;
  b: Record<string, number[]>;
}

/** By path, which counters of a file this process has reported as not zero. */
const reported = new Map<string, readonly boolean[]>();

const hitsOf = ({ s, f, b }: Counters): boolean[] =>
  [...Object.values(s), ...Object.values(f), ...Object.values(b).flat()].map((count) => count > 0);

/**
 * Takes out what says nothing new. Jest copies, sends and merges the counters of every module that a test
 * file has loaded, which is nearly the whole app each time; whether a line is covered stays the same, only
 * the times that it ran do not add up.
 */
const keepNews = (coverage: Record<string, Counters>): void => {
  for (const [path, counters] of Object.entries(coverage)) {
    const hits = hitsOf(counters);
    const known = reported.get(path) ?? [];
    if (hits.every((hit, index) => !hit || known[index])) delete coverage[path];
    reported.set(
      path,
      hits.map((hit, index) => hit || known[index] === true),
    );
  }
};

/** What a socket is told to connect to: by options, which Node hands on in a list, or as port and host. */
const hostIn = ([first, second]: readonly unknown[]): unknown => {
  const options: unknown = Array.isArray(first) ? first[0] : first;
  return typeof options === 'object' && options !== null && 'host' in options
    ? options.host
    : second;
};

const connect: Socket['connect'] = Reflect.get(Socket.prototype, 'connect');

const THIS_MACHINE: ReadonlySet<unknown> = new Set(['127.0.0.1', 'localhost']);

/** No test reaches beyond this machine, by whatever means it asks. */
Socket.prototype.connect = function connectHere(this: Socket, ...target: readonly unknown[]) {
  const host = hostIn(target);
  if (typeof host !== 'string' || THIS_MACHINE.has(host)) {
    return Reflect.apply(connect, this, target);
  }
  const refused = new Error(`Tests have no network: ${host} is not this machine.`);
  // Later, as Node does it: nobody listens yet.
  setImmediate(() => this.destroy(refused));
  return this;
};

/**
 * What all test files of a process share, though each loads its own modules: GHL's official files with
 * their schemas compiled (`harness/contract/openapi/recorder.ts`), and core's schema of an app
 * (`test/core-schema.cjs`).
 */
const shared = {
  openedContracts: new Map<string, unknown>(),
  coreSchema: new Map<string, unknown>(),
};

/** Where the tests of one file run. */
export default class Environment extends TestEnvironment {
  constructor(...made: ConstructorParameters<typeof TestEnvironment>) {
    super(...made);
    Object.assign(this.global, shared);
  }

  handleTestEvent({ name }: { name: string }): void {
    const { __coverage__: coverage } = this.global;
    if (name === 'run_finish' && coverage) keepNews(Object(coverage));
  }
}
