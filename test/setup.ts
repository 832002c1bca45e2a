/** A developer's own connection, which Zapier's CLI loads from `.env`, has no part in the tests. */
const isOfConnection = (name: string): boolean =>
  /^(authData_|GHL_(ACCESS|AREAS|LOCATION|API_BASE_URL|MARKETPLACE_URL)$|CLIENT_(ID|SECRET)$)/.test(
    name,
  );

for (const name of Object.keys(process.env)) if (isOfConnection(name)) delete process.env[name];

/** Core ends a process that has grown large after 250 calls, as a Lambda should and a test need not. */
const usage = { ...process.memoryUsage(), rss: 0 };
process.memoryUsage = Object.assign(() => usage, { rss: () => 0 });
