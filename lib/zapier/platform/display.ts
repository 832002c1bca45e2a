/**
 * Operations that new Zaps do not see, by name, such as `creates.delete_contact`. Before a public listing
 * Zapier wants one run in a live Zap of each visible operation: those without one can wait here. What Zaps
 * in use rely on is never put here again.
 */
const HIDDEN: readonly string[] = [];

interface Displayed {
  key: string;
  label: string;
  description: string;
}

/**
 * How the editor lists an operation.
 *
 * @param hidden names of operations that it does not list
 */
export const displayOf = (
  registry: 'triggers' | 'searches' | 'creates',
  { key, label, description }: Displayed,
  hidden = HIDDEN,
): { label: string; description: string; hidden?: true } => ({
  label,
  description,
  ...(hidden.includes(`${registry}.${key}`) && { hidden: true }),
});
