import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { chmod, copyFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

import type { Sandbox } from '../sandbox/index.ts';

const ROOT = resolve(__dirname, '..');
const BIN = join(ROOT, 'node_modules/.bin');

interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface AuthStart {
  /** The consent page that the CLI opened in the browser. */
  url: string;
  finished: Promise<Finished>;
  stop: () => void;
}

/** Stands in for the browser: leaves the address that it was asked to open in a file. */
const BROWSER = '#!/bin/sh\nprintf "%s" "$1" > "$URL_FILE.new" && mv "$URL_FILE.new" "$URL_FILE"\n';

/** A developer's checkout in a temporary folder, in which `.env` may come and go. */
export class Project {
  readonly dir: string;
  readonly #env: Record<string, string>;

  constructor(dir: string, env: Record<string, string>) {
    this.dir = dir;
    this.#env = env;
  }

  /** Runs `zapier-platform` to its end. */
  run(...args: string[]): Promise<Finished> {
    return finish(this.#spawn(args));
  }

  /** Runs one of the project's scripts, such as `scripts/alerts.ts`, to its end. */
  runScript(script: string, ...args: string[]): Promise<Finished> {
    return finish(this.#spawn([join(ROOT, script), ...args], {}, 'node'));
  }

  /**
   * Runs `zapier-platform` for each list of arguments, in one process.
   *
   * @returns what each printed
   * @throws {Error} when one of them fails
   */
  async runEach(commands: readonly (readonly string[])[]): Promise<string[]> {
    const script = join(ROOT, 'harness/invoke-each.mjs');
    const child = this.#spawn([script, JSON.stringify(commands)], {}, 'node');
    const { code, stdout, stderr } = await finish(child);
    if (code !== 0) throw new Error(`${stdout.slice(-500)}\n${stderr.slice(-2000)}`);
    return stdout.split(/^--- \d+\n/m).slice(1);
  }

  /** Runs `invoke auth start` up to the moment at which it waits for the browser. */
  async startAuth(): Promise<AuthStart> {
    const port = await freePort();
    const redirect = `http://127.0.0.1:${port}`;
    const urlFile = join(this.dir, 'url');
    const opened = fileAppears(urlFile);
    const child = this.#spawn(
      [
        'invoke',
        'auth',
        'start',
        '--non-interactive',
        '--redirect-uri',
        redirect,
        '--local-port',
        String(port),
      ],
      { BROWSER: join(this.dir, 'browser'), URL_FILE: urlFile },
    );
    const finished = finish(child);
    const early = finished.then(({ stderr }) => {
      throw new Error(`The CLI ended before it opened a browser: ${stderr}`);
    });
    await Promise.race([opened, early]);
    early.catch(() => undefined);
    const url = await readFile(urlFile, 'utf8');
    await rm(urlFile);
    return {
      url,
      finished,
      stop: () => {
        child.kill();
      },
    };
  }

  /** What the CLI keeps of a connection. */
  async env(): Promise<Record<string, string>> {
    const lines = (await readFile(join(this.dir, '.env'), 'utf8')).split('\n');
    return Object.fromEntries(
      lines.flatMap((line) => {
        const [, name, value] = /^([^=]+)=(.*)$/.exec(line) ?? [];
        return name === undefined || value === undefined
          ? []
          : [[name, value.replace(/^'(.*)'$|^"(.*)"$/, '$1$2')]];
      }),
    );
  }

  async setEnv(values: Readonly<Record<string, string>>): Promise<void> {
    const lines = Object.entries(values).map(([name, value]) => `${name}='${value}'`);
    await writeFile(join(this.dir, '.env'), `${lines.join('\n')}\n`);
  }

  close(): Promise<void> {
    return rm(this.dir, { recursive: true, force: true });
  }

  #spawn(
    args: readonly string[],
    more: Readonly<Record<string, string>> = {},
    program = 'zapier-platform',
  ): ChildProcess {
    return spawn(join(BIN, program), args, {
      cwd: this.dir,
      env: {
        PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}`,
        HOME: this.dir,
        DISABLE_ZAPIER_ANALYTICS: '1',
        ...this.#env,
        ...more,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

/** Runs a program of the project with the Node that runs this, to its end. */
export const runNode = (args: readonly string[]): Promise<Finished> =>
  finish(spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] }));

/** Makes a project out of the built app, pointed at a sandbox. */
export const openProject = async (
  sandbox: Sandbox,
  env: Readonly<Record<string, string>> = {},
): Promise<Project> => {
  const dir = await mkdtemp(join(tmpdir(), 'protiv-cli-'));
  await Promise.all([
    symlink(join(ROOT, 'node_modules'), join(dir, 'node_modules')),
    symlink(join(ROOT, 'dist'), join(dir, 'dist')),
    copyFile(join(ROOT, 'package.json'), join(dir, 'package.json')),
    copyFile(join(ROOT, '.zapierapprc'), join(dir, '.zapierapprc')),
    writeFile(join(dir, 'browser'), BROWSER),
  ]);
  await chmod(join(dir, 'browser'), 0o755);
  return new Project(dir, {
    GHL_API_BASE_URL: sandbox.url,
    GHL_MARKETPLACE_URL: sandbox.url,
    CLIENT_ID: sandbox.clientId,
    CLIENT_SECRET: sandbox.clientSecret,
    ...env,
  });
};

const finish = async (child: ChildProcess): Promise<Finished> => {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolvePromise, reject) => {
    child.once('error', reject);
    child.once('close', resolvePromise);
  });
  return { code, stdout, stderr };
};

const fileAppears = (file: string): Promise<void> =>
  new Promise((appeared) => {
    const watcher = watch(join(file, '..'), () => {
      if (!existsSync(file)) return;
      watcher.close();
      appeared();
    });
  });

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
