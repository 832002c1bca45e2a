/**
 * Runs in a process of its own, the way Lambda runs an unpacked zip, and writes what it measured as
 * the last line of its output. It is made into JavaScript first, and imports nothing that the app would
 * not load, so that the process costs what the app costs.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';

import type { ProbeRequest, ProbeResult } from '../../harness/processes.ts';

const request: ProbeRequest = JSON.parse(process.argv[2] ?? '');

/** Processor time of this process and all its threads, in milliseconds. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let requests = 0;
let newSockets = 0;
let bytes = 0;
const readBefore = new WeakMap<Socket, number>();
subscribe('http.client.response.finish', (message) => {
  const { request: sent }: { request?: ClientRequest } = Object(message);
  if (!sent?.socket) return;
  requests += 1;
  if (!sent.reusedSocket) newSockets += 1;
  bytes += sent.socket.bytesRead - (readBefore.get(sent.socket) ?? 0);
  readBefore.set(sent.socket, sent.socket.bytesRead);
});

const load = (path: string): Promise<Record<string, unknown>> =>
  import(new URL(path, `file://${request.folder}/`).href);

// Core prints a line for each call.
console.log = () => undefined;

const result: ProbeResult = { importMs: 0, ownImportMs: 0, firstResultMs: 0, calls: [], cache: {} };

if (request.importOnly) {
  const start = cpu();
  await load('node_modules/zapier-platform-core/index.mjs');
  const core = cpu();
  await load('dist/index.js');
  result.importMs = core - start;
  result.ownImportMs = cpu() - core;
} else {
  const { handler } = await load('zapierwrapper.js');
  if (typeof handler !== 'function') throw new Error('The zip has no handler.');
  result.importMs = cpu();
  result.cache = request.event?.zcacheTestObj ?? {};
  for (let made = 0; made < request.calls; made += 1) {
    const event = { ...structuredClone(request.event), zcacheTestObj: result.cache };
    [requests, newSockets, bytes] = [0, 0, 0];
    const [cpuBefore, wallBefore] = [cpu(), performance.now()];
    const { results } = await handler(event);
    const call = { cpuMs: cpu() - cpuBefore, wallMs: performance.now() - wallBefore };
    if (made === 0) result.firstResultMs = cpu();
    // The last socket is handed back in the turn after the answer.
    await new Promise((turn) => setImmediate(turn));
    result.calls.push({
      ...call,
      requests,
      newSockets,
      bytes,
      rssMb: process.memoryUsage.rss() / 1e6,
      // In KiB.
      peakRssMb: (process.resourceUsage().maxRSS * 1024) / 1e6,
      rows: results.length,
      resultBytes: request.sizes ? Buffer.byteLength(JSON.stringify(results)) : 0,
    });
  }
}

process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
