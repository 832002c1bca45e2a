/**
 * The card that Zapier lists the integration with. Zapier keeps it beside the versions, not in them:
 * `npm run register` sends it, and `npm run lint:zapier` holds it against Zapier's rules.
 */
export const listing = {
  title: 'Protiv',
  description:
    'Protiv is a connector that brings HighLevel contacts, tasks, notes, tags and appointments into the other apps you work with.',
  category: 'crm',
  /** For colleagues by invitation; `public` asks for Zapier's review. */
  audience: 'private',
  /** Of the person who registers it: `employee` or `contractor` of the app's maker. */
  role: 'employee',
} as const;

/**
 * Days on which an admin of the integration saw an operation run in a live Zap, by its name, such as
 * `'triggers.new_contact': '2027-01-15'`. `npm run lint:zapier -- --publish` prints those that lack one.
 */
export const liveRuns: Readonly<Record<string, string>> = {};

/** What the listing says, as arguments of `zapier-platform register`. */
export const registerArguments = (): string[] => {
  const { title, description, audience, role, category } = listing;
  const flags = { desc: description, audience, role, category };
  return [title, ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, value])];
};
