import type { TraceView } from '../../protocol.ts';
import { ForDevelopers } from '../shell.tsx';

/** What the app asked HighLevel, in order. */
export const RequestList = ({ requests }: { requests: TraceView['requests'] }) => (
  <ol class="requests">
    {requests.map(({ method, path, status, isWrite }, index) => (
      <li key={index} class={status === undefined || status >= 400 ? 'bad' : ''}>
        <span class="method">{method}</span>
        <span class="path">{path}</span>
        <span class="status">{status ?? 'no answer'}</span>
        {isWrite && <span class="wrote">wrote</span>}
      </li>
    ))}
  </ol>
);

/** What a run cost and what the app logged meanwhile. */
export const TraceDetails = ({
  trace,
  sent,
  milliseconds,
}: {
  trace: TraceView;
  sent: string;
  milliseconds: number;
}) => (
  <ForDevelopers>
    <div class="trace">
      <details open>
        <summary>
          {trace.requests.length === 1 ? '1 request' : `${trace.requests.length} requests`} in{' '}
          {milliseconds} ms
        </summary>
        {trace.requests.length > 0 && <RequestList requests={trace.requests} />}
      </details>
      {trace.log.length > 0 && (
        <details open>
          <summary>
            {trace.log.length === 1 ? '1 log line' : `${trace.log.length} log lines`}
          </summary>
          <pre>{trace.log.join('\n')}</pre>
        </details>
      )}
      <details>
        <summary>What the app got</summary>
        <pre>{sent}</pre>
      </details>
    </div>
  </ForDevelopers>
);
