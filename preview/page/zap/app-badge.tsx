import { Icon } from '../icons.tsx';

/** Zapier’s own helpers have a drawing, other apps their first letter; no foreign logo is used. */
const DRAWN: Readonly<Record<string, string>> = {
  Filter: 'Filter',
  'Schedule by Zapier': 'Schedule',
};

/** How many colours other apps are told apart by. */
const TONES = 6;

const toneOf = (app: string): number => (app.charCodeAt(0) + app.length) % TONES;

/** The sign of an app. */
export const AppBadge = ({ app }: { app: string }) => {
  const drawing = DRAWN[app];
  if (app === 'Protiv') {
    return (
      <span class="badge own" title={app}>
        P
      </span>
    );
  }
  return (
    <span class={`badge tone-${toneOf(app)}`} title={app}>
      {drawing === undefined ? app.charAt(0) : <Icon of={drawing} />}
    </span>
  );
};
