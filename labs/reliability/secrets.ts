import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Lab } from '../../harness/lab/lab.ts';
import { CHANNELS, mayHold } from '../../harness/lab/log-capture.ts';
import type { Channel } from '../../harness/lab/log-capture.ts';
import { privateDataIn } from '../../harness/lab/private-data.ts';
import type { PrivateKind } from '../../harness/lab/private-data.ts';
import { bundleApp } from '../../scripts/bundle.ts';
import { openStage } from '../../scripts/staging.ts';
import { unzip } from '../../scripts/unzip.ts';
import { tryConnections } from './secrets/connections.ts';
import type { Section } from './section.ts';

const WHERE: Readonly<Record<Channel, string>> = {
  log: 'own log lines',
  output: 'standard output and error',
  error: 'errors, with their stacks',
  core: 'core’s log of requests and calls',
};

const KINDS: readonly PrivateKind[] = ['token', 'client secret', 'one-time code', 'email', 'phone'];

/** Addresses that nobody can have (RFC 2606), and numbers that are kept for fiction. */
const FICTION = /@example\.(?:com|org|net)|\+1 ?\(?\d{3}\)? ?555[- ]?01\d\d/g;

interface Zip {
  files: number;
  found: PrivateKind[];
}

/**
 * Packs the app as it is uploaded, with these secrets in the environment, and searches the files:
 * Zapier's CLI loads the app to write down its definition, and what the app reads then would stay in it.
 */
const searchZip = async (secrets: { token: string; clientSecret: string }): Promise<Zip> => {
  const folder = await mkdtemp(join(tmpdir(), 'protiv-secrets-'));
  const environment = {
    CLIENT_SECRET: secrets.clientSecret,
    authData_access_token: secrets.token,
  };
  const stage = await openStage({ quiet: true, environment });
  try {
    const dist = join(folder, 'dist');
    await bundleApp('index.ts', dist);
    const unpacked = join(folder, 'zip');
    const files = await unzip(join(await stage.pack('build', dist), 'build.zip'), unpacked);
    const found = await Promise.all(
      files.map(async ({ name }) => {
        const text = await readFile(join(unpacked, name), 'utf8');
        const own = !name.startsWith('node_modules/');
        return privateDataIn(own ? text.replaceAll(FICTION, '') : text, {
          tokens: [secrets.token],
          clientSecrets: [secrets.clientSecret],
          codes: [],
          phones: [],
        }).filter((kind) => own || kind === 'token' || kind === 'client secret');
      }),
    );
    return { files: files.length, found: found.flat() };
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * What the app has said in the lab so far besides its results, and what it says when connections are
 * made, renewed and tested in trouble.
 *
 * @param withZip whether to pack and search the zip, which takes a while
 */
export const secretsSection = async (
  lab: Lab,
  { withZip }: { withZip: boolean },
): Promise<Section> => {
  const problems = await tryConnections(lab);
  const { logCapture, sandbox } = lab;
  const { leaks } = logCapture;
  const [token = ''] = sandbox.tokensGiven;
  const zip = withZip ? await searchZip({ token, clientSecret: sandbox.clientSecret }) : undefined;
  const count = (channel: Channel, kind: PrivateKind): string =>
    mayHold(channel, kind)
      ? '–'
      : String(leaks.filter((leak) => leak.channel === channel && leak.kind === kind).length);
  const leaked = leaks.map(
    ({ channel, kind, method }) => `${method}: ${kind} in ${WHERE[channel]}.`,
  );
  return {
    title: 'Secrets',
    introduction:
      'All that the app said besides its results in the runs above, and while connections were made, renewed and tested with each of these kinds of trouble: how many texts, and in how many of them something was found that has no business there. Searched for: every token and code that the sandbox ever gave out, its client secret, whatever looks like an email address or a phone number, and the numbers of the inputs however they are written.',
    columns: ['', 'texts', ...KINDS],
    rows: [
      ...CHANNELS.map((channel) => [
        WHERE[channel],
        String(logCapture.texts(channel)),
        ...KINDS.map((kind) => count(channel, kind)),
      ]),
      ...(zip
        ? [
            [
              'files of the build zip',
              String(zip.files),
              ...KINDS.map((kind) => String(zip.found.filter((held) => held === kind).length)),
            ],
          ]
        : []),
    ],
    notes: [
      '“–”: core logs what is asked of HighLevel, which names people; [logs.md](logs.md) says what else is in its log. The code of a new connection is part of such a request; it works once, within ten minutes, and only with the client secret.',
      'The samples in the zip are of people at example.com with numbers that are kept for fiction. What Zapier’s core brings along was searched for secrets only.',
    ],
    failures: [
      ...new Set([
        ...problems,
        ...leaked,
        ...CHANNELS.filter((channel) => logCapture.texts(channel) === 0).map(
          (channel) => `Nothing was heard of ${WHERE[channel]}.`,
        ),
        ...(zip?.found ?? []).map((kind) => `The build zip holds: ${kind}.`),
      ]),
    ],
  };
};
