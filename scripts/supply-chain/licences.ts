import type { LockedPackage } from './lock-file.ts';

/** SPDX names of licences that ask for no more than to be named. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

const ZAPIER = {
  licence: 'Zapier Platform Agreement',
  says: 'its `LICENSE`: not open source, but what every app on Zapier runs on',
};

/**
 * Packages whose manifest names no SPDX licence, as somebody read them; by version, for the next one
 * has to be read again.
 */
const READ_BY_HAND: Readonly<Record<string, { licence: string; says: string }>> = {
  'json-metaschema@1.3.0': { licence: 'public domain', says: 'its manifest' },
  'urlsafe-base64@1.0.0': { licence: 'MIT', says: 'the text in its `readme.md`' },
  'zapier-platform-core@19.1.0': ZAPIER,
  'zapier-platform-schema@19.1.0': ZAPIER,
};

/** Whether an SPDX expression without nesting leaves a permissive choice. */
const isPermissive = (expression: string): boolean => {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (plain.includes(' OR ')) return plain.split(' OR ').some((name) => PERMISSIVE.has(name));
  return plain.split(' AND ').every((name) => PERMISSIVE.has(name));
};

interface Licence {
  /** Name and version. */
  package: string;
  licence: string;
  /** Where the licence is written. */
  says: string;
  /** Permissive, or read and accepted by somebody. */
  accepted: boolean;
}

const licenceOf = ({ name, version, license }: LockedPackage): Licence => {
  const named = `${name}@${version ?? ''}`;
  const byHand = READ_BY_HAND[named];
  if (byHand) return { package: named, accepted: true, ...byHand };
  return {
    package: named,
    licence: license ?? 'none',
    says: 'its manifest',
    accepted: license !== undefined && isPermissive(license),
  };
};

/** Licences of what ships, each package and version once, by name. */
export const runtimeLicences = (packages: readonly LockedPackage[]): Licence[] => {
  const licences = packages.filter(({ ships }) => ships).map(licenceOf);
  return [...new Map(licences.map((licence) => [licence.package, licence])).values()].toSorted(
    (a, b) => a.package.localeCompare(b.package, 'en'),
  );
};

/** Packages that somebody has to look at before they ship: no licence, or one that asks for more. */
export const questionable = (licences: readonly Licence[]): string[] =>
  licences.filter(({ accepted }) => !accepted).map((licence) => licence.package);

/** `docs/reference/licences.md`. */
export const licencesPage = (licences: readonly Licence[]): string => {
  const open = questionable(licences);
  return `${[
    '<!-- Made by `npm run docs` from package-lock.json; do not change it by hand. -->',
    '# Licences of what ships',
    'The runtime dependencies and theirs. The zip holds some of them as they are, and `dist/index.js` parts of others. A licence that is not permissive, or missing, fails the tests until somebody has read it.',
    open.length > 0
      ? `**To be looked at:** ${open.join(', ')}`
      : 'Nothing is waiting to be looked at.',
    [
      '| package | licence | where it says so |',
      '| --- | --- | --- |',
      ...licences.map((row) => `| ${row.package} | ${row.licence} | ${row.says} |`),
    ].join('\n'),
  ].join('\n\n')}\n`;
};
