/**
 * The address of a relay, as it goes into a build; empty without one.
 *
 * @throws {Error} for what is no address that Zapier could call safely
 */
export const readRelayUrl = (given: string | undefined): string => {
  const text = given?.trim() ?? '';
  if (text === '') return '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url?.hostname === '127.0.0.1';
  if (url && (url.protocol === 'https:' || isHere) && !url.search && !url.hash && !url.username) {
    return url.href.replace(/\/+$/, '');
  }
  throw new Error(
    `PROTIV_RELAY_URL is an https address, such as https://relay.example.com, not "${text}".`,
  );
};
