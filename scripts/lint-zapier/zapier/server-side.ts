/** Zapier's checks of things that only its own servers know. */
import type { Rule } from '../app.ts';

const serverSide = (id: string, says: string, why: string): Rule => ({
  id,
  says,
  check: () => ({ why }),
});

export const serverSideRules: readonly Rule[] = [
  serverSide('A001', 'Someone has connected an account', 'Zapier knows the connections.'),
  serverSide(
    'E001',
    'Changed environment variables are confirmed',
    'Zapier keeps them, version by version.',
  ),
  serverSide('L001', 'The version is not deprecated', 'Zapier knows the versions.'),
  serverSide('L002', 'The version was not submitted before', 'Zapier knows the versions.'),
  serverSide('L003', 'The version is not public already', 'Zapier knows the versions.'),
  serverSide('L004', 'Zapier has not locked the integration', 'Zapier knows the locks.'),
  serverSide('S001', 'Three people have a live Zap', 'Zapier knows the Zaps.'),
  serverSide('S002', 'Every operation is in a live Zap', 'Zapier knows the Zaps.'),
  serverSide('S003', 'Not too many versions have live Zaps', 'Zapier knows the Zaps.'),
  serverSide('U001', 'The developer terms are accepted', 'Zapier knows the accounts.'),
];
