import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { build } from 'esbuild';

import type { PollEvent } from './bench-location.ts';

const run = promisify(execFile);

/** AWS Lambda switches these off (AWS documentation on Node.js 22). */
export const LAMBDA_NODE_OPTIONS =
  '--no-experimental-require-module --no-experimental-detect-module';

/** What a probe is asked for. */
export interface ProbeRequest {
  /** Where the zip is unpacked. */
  folder: string;
  /** The event that the handler is called with, each time a copy of it with the same cache. */
  event?: PollEvent;
  calls: number;
  /** Measures what it takes to load core and then the app, and calls nothing. */
  importOnly?: boolean;
  /** Whether to measure the results, which takes memory. */
  sizes?: boolean;
}

/** Milliseconds of processor time, unless it says otherwise. */
export interface ProbeResult {
  /** From the start of the process until the app is loaded; of core alone for `importOnly`. */
  importMs: number;
  /** Of the app's own module, core being loaded already; only for `importOnly`. */
  ownImportMs: number;
  /** From the start of the process to the first result. */
  firstResultMs: number;
  calls: {
    cpuMs: number;
    wallMs: number;
    requests: number;
    /** Requests that had to open a connection. */
    newSockets: number;
    /** What came in over these connections. */
    bytes: number;
    /** Right after the call. */
    rssMb: number;
    /** Since the start of the process. */
    peakRssMb: number;
    rows: number;
    resultBytes: number;
  }[];
  /** What the app left in Zapier's cache. */
  cache: Record<string, unknown>;
}

/** Runs programs of this folder as plain JavaScript, in processes like Lambda's. */
export class Processes {
  readonly #folder: string;
  readonly #built = new Map<string, Promise<unknown>>();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Processes> {
    return new Processes(await mkdtemp(join(tmpdir(), 'protiv-probe-')));
  }

  close(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true });
  }

  /** Runs the probe on an app. */
  probe(
    { folder }: { folder: string },
    request: Omit<ProbeRequest, 'folder'>,
  ): Promise<ProbeResult> {
    return this.run('probe.ts', { folder, ...request });
  }

  /**
   * Runs a program of `labs/bench` in a process of its own.
   *
   * @param input its argument, as JSON
   * @returns the last line of its output, read as JSON
   */
  async run<Result>(program: string, input: unknown): Promise<Result> {
    const script = join(this.#folder, program.replace(/\.ts$/, '.mjs'));
    const building =
      this.#built.get(program) ??
      build({
        entryPoints: [resolve(import.meta.dirname, '../labs/bench', program)],
        outfile: script,
        bundle: true,
        platform: 'node',
        target: 'node22',
        format: 'esm',
        external: ['zapier-platform-core'],
        logLevel: 'warning',
      });
    this.#built.set(program, building);
    await building;
    const { stdout } = await run(process.execPath, [script, JSON.stringify(input)], {
      env: { NODE_OPTIONS: LAMBDA_NODE_OPTIONS },
      maxBuffer: 64e6,
    });
    return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  }
}
