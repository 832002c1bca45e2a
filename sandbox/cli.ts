import { misused, readArguments, reasonOf, wholeNumber } from '../command-line/arguments.ts';
import { whenStopped } from '../command-line/stopping.ts';
import { startSandbox } from './index.ts';
import type { Sandbox, SandboxOptions } from './index.ts';
import { oddityFrom } from './oddities.ts';
import { MOST } from './options.ts';

const HELP = `A HighLevel sandbox on this machine.

  npm run sandbox -- [options]

  --port N          the port to listen on (default: any free one)
  --contacts N      contacts in the first sub-account (default 40, at most 100000)
  --seed N          which people are there (default 1)
  --odd             some people are odd in the ways that real data is (no name, 800 letters, HTML)
  --search-lag MS   how far search of contacts and tasks is behind writes (default 0)
  --no-rate-limit   take any number of requests
  --oddity NAME     what HighLevel does in some sub-accounts only, such as deletedUsers or
                    usersPerPage=2; may be given more than once; docs/sandbox.md has them all
  --webhooks URL    where HighLevel's webhooks go, signed with a key of the sandbox's own
  --json            print one line of JSON instead of this text
  --help            show this text

Stop it with Ctrl-C.
`;

const COMMAND = {
  name: 'npm run sandbox',
  help: HELP,
  options: {
    port: { type: 'string' },
    contacts: { type: 'string' },
    seed: { type: 'string' },
    odd: { type: 'boolean' },
    'search-lag': { type: 'string' },
    'no-rate-limit': { type: 'boolean' },
    oddity: { type: 'string', multiple: true },
    webhooks: { type: 'string' },
    json: { type: 'boolean' },
  },
} as const;

const httpUrl = (flag: string, given: string): string => {
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given;
  return misused(
    COMMAND,
    `--${flag} takes an address that begins with http:// or https://, but got "${given}".`,
  );
};

const readOptions = (): { options: SandboxOptions; json: boolean } => {
  const { values } = readArguments(COMMAND);
  const port = wholeNumber(COMMAND, 'port', values.port, { most: MOST.port });
  const contacts = wholeNumber(COMMAND, 'contacts', values.contacts, { most: MOST.contacts });
  const seed = wholeNumber(COMMAND, 'seed', values.seed, { most: MOST.seed });
  const searchLagMs = wholeNumber(COMMAND, 'search-lag', values['search-lag'], { most: 3_600_000 });
  return {
    options: {
      ...(port !== undefined && { port }),
      ...(contacts !== undefined && { contacts }),
      ...(seed !== undefined && { seed }),
      ...(searchLagMs !== undefined && { searchLagMs }),
      ...(values.webhooks !== undefined && { webhooksUrl: httpUrl('webhooks', values.webhooks) }),
      oddPeople: values.odd ?? false,
      rateLimit: !values['no-rate-limit'],
      oddities: Object.assign({}, ...(values.oddity ?? []).map(oddityFrom)),
    },
    json: values.json ?? false,
  };
};

const asJson = ({ url, clientId, clientSecret, locations, webhooks }: Sandbox): string =>
  JSON.stringify({
    url,
    clientId,
    clientSecret,
    webhookPublicKey: webhooks.publicKey,
    locations: locations.map(({ id, name, accessToken, refreshToken, scopes }) => ({
      id,
      name,
      accessToken,
      refreshToken,
      scopes,
    })),
  });

const asText = ({ url, clientId, clientSecret, locations, webhooks }: Sandbox): string => {
  const [first] = locations;
  return `The HighLevel sandbox listens on ${url}

Sub-accounts:
${locations
  .map(
    ({ id, name, scopes }) =>
      `  ${name} (${id}), ${scopes.includes('contacts.write') ? 'read and write' : 'read only'}`,
  )
  .join('\n')}

To try the app by hand, put these lines into .env and run, for example,
  npx zapier-platform invoke trigger new_contact --isLoadingSample --non-interactive

GHL_API_BASE_URL=${url}
GHL_MARKETPLACE_URL=${url}
CLIENT_ID=${clientId}
CLIENT_SECRET=${clientSecret}
GHL_ACCESS=write
GHL_AREAS=sales
authData_access_token=${first?.accessToken ?? ''}
authData_refresh_token=${first?.refreshToken ?? ''}
authData_locationId=${first?.id ?? ''}
authData_companyId=${first?.companyId ?? ''}
authData_userId=${first?.userId ?? ''}
authData_scope=${first?.scopes.join(' ') ?? ''}

A relay (docs/relay.md) takes webhooks of this sandbox with
GHL_WEBHOOK_PUBLIC_KEY=${webhooks.publicKey}

Stop it with Ctrl-C.`;
};

try {
  const { options, json } = readOptions();
  const sandbox = await startSandbox(options);
  whenStopped(() => {
    void sandbox.close();
  });
  console.log(json ? asJson(sandbox) : asText(sandbox));
} catch (error) {
  console.error(`The sandbox did not start: ${reasonOf(error)}`);
  process.exitCode = 1;
}
