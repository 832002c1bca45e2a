import { useEffect, useState } from 'preact/hooks';

import type { OperationRef } from '../protocol.ts';

/** Where an operation is in the page. */
export const hrefOf = ({ kind, key }: OperationRef): string => `#/${kind}/${key}`;

/** Where the Zap of a template is. */
export const zapHref = (template: string): string => `${ZAPS_HREF}/${template}`;

export const HOME_HREF = '#/';
export const CONNECTION_HREF = '#/connection';
export const ZAPS_HREF = '#/zaps';
export const DASHBOARD_HREF = '#/dashboard';

/** The part of the address after `#`, as it changes. */
export const useHash = (): string => {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => setHash(location.hash);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return hash;
};
