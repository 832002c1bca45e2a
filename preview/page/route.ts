import { useEffect, useState } from 'preact/hooks';

import type { OperationRef } from '../protocol.ts';

/** Where an operation is in the page. */
export const hrefOf = ({ kind, key }: OperationRef): string => `#/${kind}/${key}`;

export const CONNECTION_HREF = '#/connection';

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
