import type { ZapTemplate } from '../../protocol.ts';
import { zapHref } from '../route.ts';
import { AppBadge } from './app-badge.tsx';

/** Every template, as a Zap to look at and to run. */
export const ZapsView = ({ templates }: { templates: readonly ZapTemplate[] }) => (
  <article class="page">
    <header>
      <h1 tabIndex={-1}>Zaps to see</h1>
      <p class="lead">
        Each of these is a finished Zap. Open one to see its steps, run it in this account, change
        what sets it off, and watch what every step gets and gives.
      </p>
    </header>
    <ul class="gallery">
      {templates.map(({ key, title, description, apps, isReadOnly, isSending, area }) => (
        <li key={key} class="card linked">
          <p class="badges">
            {apps.map((app) => (
              <AppBadge key={app} app={app} />
            ))}
          </p>
          <h2>
            <a href={zapHref(key)}>{title}</a>
          </h2>
          <p>{description}</p>
          <p class="muted small">
            {isReadOnly ? 'Only reads in HighLevel' : 'Writes in HighLevel'}
            {isSending && ', and sends messages to people'}
            {area === 'sales' && '. Needs a connection for contacts, sales and messages'}
          </p>
        </li>
      ))}
    </ul>
  </article>
);
