import { useEffect, useState } from 'preact/hooks';

const NARROW = matchMedia('(max-width: 760px)');

/** Whether the screen is as narrow as a phone’s. */
export const useNarrow = (): boolean => {
  const [isNarrow, setNarrow] = useState(NARROW.matches);
  useEffect(() => {
    const follow = (): void => setNarrow(NARROW.matches);
    NARROW.addEventListener('change', follow);
    return () => NARROW.removeEventListener('change', follow);
  }, []);
  return isNarrow;
};
