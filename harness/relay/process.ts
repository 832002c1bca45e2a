import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

const CLI = resolve(import.meta.dirname ?? __dirname, '../../relay/cli.ts');

/** As `npm run relay` and the unit of docs/relay.md start it: V8 keeps less room for what dies young. */
const NODE_OPTIONS = ['--max-semi-space-size=2'];

export interface ProcessOptions {
  /** What it finds in its environment, beside a path. */
  environment: Readonly<Record<string, string>>;
  dataDir: string;
}

/** A relay in a process of its own, which may be killed and started again at the same address. */
export class RelayProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #port = 0;
  /** What it logged, one text for each line. */
  readonly log: string[] = [];

  constructor(options: ProcessOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Starts it, and waits until it listens. */
  async start(): Promise<void> {
    const { environment, dataDir } = this.#options;
    const args = ['--port', String(this.#port), '--data', dataDir, '--host', '127.0.0.1', '--json'];
    const child = spawn(process.execPath, [...NODE_OPTIONS, CLI, ...args], {
      env: { PATH: process.env['PATH'] ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on('line', (line) => this.log.push(line));
    const address = await new Promise<string>((listens, fails) => {
      createInterface({ input: child.stdout }).once('line', listens);
      child.once('exit', () => fails(new Error(`The relay ended: ${this.log.join('\n')}`)));
    });
    child.removeAllListeners('exit');
    const started: { url: string } = JSON.parse(address);
    this.#port = Number(new URL(started.url).port);
  }

  /** Ends it; with SIGKILL it gets no chance to put anything in order. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child) return null;
    this.#child = undefined;
    return new Promise((ended) => {
      child.once('exit', ended);
      child.kill(signal);
    });
  }

  /** One of its figures, such as `process_cpu_seconds_total`. */
  async figure(name: string): Promise<number> {
    const response = await fetch(`${this.url}/metrics`);
    const line = (await response.text()).split('\n').find((each) => each.startsWith(`${name} `));
    if (line === undefined) throw new Error(`The relay has no figure ${name}.`);
    return Number(line.slice(name.length));
  }
}
