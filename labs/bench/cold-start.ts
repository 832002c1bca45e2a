import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { APPS } from './apps.ts';
import type { AppName } from './apps.ts';
import { atMost } from './section.ts';
import type { RunSection } from './section.ts';
import { alternately, median, ratios, shownSpread, spread } from './statistics.ts';

const ROUNDS = 44;

const NAMES: readonly AppName[] = ['protiv', 'alone', 'plain', 'idle', 'bare'];

/** Cold starts: a new process for each, from its start to the first result of New Contact. */
export const coldStart: RunSection = async (bench) => {
  const apps = await bench.apps();
  const processes = await bench.processes();
  const started = await bench.withLocation({ contacts: 1_000, newContacts: 2 }, ({ poll }) =>
    alternately(NAMES, ROUNDS, (name) => processes.probe(apps[name], { event: poll, calls: 1 })),
  );
  const imported = await alternately(NAMES, ROUNDS / 2, (name) =>
    processes.probe(apps[name], { importOnly: true, calls: 0 }),
  );
  const firstResults = (name: AppName): number[] =>
    started(name).map(({ firstResultMs }) => firstResultMs);
  const ownImports = (name: AppName): number[] =>
    imported(name).map(({ ownImportMs }) => ownImportMs);

  const core = spread(imported('protiv').map(({ importMs }) => importMs));
  const own = spread(ownImports('protiv'));
  const perApp = Object.fromEntries(
    NAMES.map((name) => [
      name,
      {
        ownImportMs: spread(ownImports(name)),
        firstResultMs: spread(firstResults(name)),
        ratio: ratios(firstResults('protiv'), firstResults(name)),
        requests: started(name)[0]?.calls[0]?.requests ?? 0,
      },
    ]),
  );
  const requestMs = median(firstResults('plain')) - median(firstResults('idle'));
  const kb = (await stat(join(apps.protiv.folder, 'dist/index.js'))).size / 1000;
  const toPlain = ratios(firstResults('protiv'), firstResults('plain'));
  return {
    title: 'Cold start',
    introduction: `From the start of a process to the first result of New Contact, in milliseconds of processor time (one page of 100 contacts, two of them new; ${ROUNDS} alternating runs, medians with least and most). Loading \`zapier-platform-core\` takes ${shownSpread(core)} of it. The ratios are those of runs of the same round.`,
    columns: ['app', 'requests', 'loading its own module', 'to the first result', 'Protiv / this'],
    rows: NAMES.map((name) => [
      APPS[name],
      String(started(name)[0]?.calls[0]?.requests ?? 0),
      shownSpread(spread(ownImports(name))),
      shownSpread(spread(firstResults(name)), 0),
      shownSpread(ratios(firstResults('protiv'), firstResults(name)), 3),
    ]),
    notes: [
      `An app that does nothing sends no request. The request alone takes ${requestMs.toFixed(0)} ms of a cold start in core, sent the plain way; Protiv keeps core from reading long answers, which makes up for its own work.`,
      `Of what Protiv’s own module takes, ${median(ownImports('idle')).toFixed(1)} ms are the definition. Nearly all of the rest is V8 reading ${kb.toFixed(0)} KB of code, of which a fifth is zod.`,
      `Loading each operation’s code only when it runs would not help: with the code of New Contact alone, the module still takes ${median(ownImports('alone')).toFixed(1)} ms, and the first result comes no sooner (second row).`,
    ],
    aims: [
      atMost('Cold start with one request: Protiv / the same definition', toPlain.median, {
        limit: 1.05,
        digits: 3,
      }),
      atMost('Own module, where core takes 400 ms', (own.median / core.median) * 400, {
        limit: 15,
        unit: ' ms',
        digits: 1,
      }),
    ],
    data: { coreImportMs: core, apps: perApp, requestMs },
  };
};
