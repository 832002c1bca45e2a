import { execFile, execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where Debian's packages put it, the newest first. */
const DEBIAN = '/usr/lib/postgresql';

const binaries = (): string | undefined => {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  return versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'initdb')));
};

/** Whether Postgres is installed here, and not its client alone. */
export const hasPostgres = (): boolean => binaries() !== undefined;

/** Postgres refuses to run as root; Debian's package brings a user of its own. */
const serverUser = (): { uid?: number; gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  await new Promise((closed) => {
    server.close(closed);
  });
  if (address === null || typeof address === 'string') throw new Error('No port.');
  return address.port;
};

/** A Postgres of its own, in a temporary folder; it can be stopped and started again. */
export class PostgresServer {
  readonly #folder: string;
  readonly #bin: string;
  readonly #user: { uid?: number; gid?: number };
  readonly port: number;
  #server: ChildProcess | undefined;

  private constructor(folder: string, bin: string, user: object, port: number) {
    this.#folder = folder;
    this.#bin = bin;
    this.#user = user;
    this.port = port;
  }

  /**
   * Makes a database cluster and starts it.
   *
   * @throws {Error} where Postgres is not installed
   */
  static async open(): Promise<PostgresServer> {
    const bin = binaries();
    if (bin === undefined) {
      throw new Error('Postgres is not installed: apt-get install postgresql.');
    }
    const user = serverUser();
    const folder = mkdtempSync(join(tmpdir(), 'protiv-postgres-'));
    if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    await run(
      join(bin, 'initdb'),
      ['--pgdata', data, '--username', 'relay', '--auth', 'trust', '--no-sync', '--encoding=UTF8'],
      { ...user, cwd: folder },
    );
    const server = new PostgresServer(folder, bin, user, await freePort());
    await server.start();
    return server;
  }

  /** The address of a database, by name; tests have one each. */
  url(database: string): string {
    return `postgres://relay@127.0.0.1:${this.port}/${database}`;
  }

  /** Makes an empty database. */
  async create(database: string): Promise<string> {
    const { port } = this;
    await run(
      join(this.#bin, 'createdb'),
      ['--host', '127.0.0.1', '--port', String(port), '--username', 'relay', database],
      { ...this.#user, cwd: this.#folder },
    );
    return this.url(database);
  }

  async start(): Promise<void> {
    const server = spawn(
      join(this.#bin, 'postgres'),
      [
        '-D',
        join(this.#folder, 'data'),
        '-p',
        String(this.port),
        '-k',
        this.#folder,
        '-c',
        'listen_addresses=127.0.0.1',
      ],
      { ...this.#user, cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#server = server;
    await new Promise<void>((ready, fail) => {
      let said = '';
      server.stderr.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes('ready to accept connections')) ready();
      });
      server.once('exit', () => fail(new Error(`Postgres did not start: ${said}`)));
    });
  }

  /** Stops at once, as if the machine had been switched off: what was committed is there. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    await new Promise((exited) => {
      server.removeAllListeners('exit');
      server.once('exit', exited);
      server.kill('SIGQUIT');
    });
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
