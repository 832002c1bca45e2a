/** Zapier's checks of things that only its own servers know. */
import type { Rule } from '../app.ts';

const elsewhere = (id: string, says: string, why: string): Rule => ({
  id,
  says,
  check: () => ({ why }),
});

export const elsewhereRules: readonly Rule[] = [
  elsewhere('A001', 'Someone has connected an account', 'Zapier knows the connections.'),
  elsewhere(
    'E001',
    'Changed environment variables are confirmed',
    'Zapier keeps them, version by version.',
  ),
  elsewhere('L001', 'The version is not deprecated', 'Zapier knows the versions.'),
  elsewhere('L002', 'The version was not submitted before', 'Zapier knows the versions.'),
  elsewhere('L003', 'The version is not public already', 'Zapier knows the versions.'),
  elsewhere('L004', 'Zapier has not locked the integration', 'Zapier knows the locks.'),
  elsewhere('S001', 'Three people have a live Zap', 'Zapier knows the Zaps.'),
  elsewhere('S002', 'Every operation is in a live Zap', 'Zapier knows the Zaps.'),
  elsewhere('S003', 'Not too many versions have live Zaps', 'Zapier knows the Zaps.'),
  elsewhere('U001', 'The developer terms are accepted', 'Zapier knows the accounts.'),
];
