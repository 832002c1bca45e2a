import type { Answer, Outcome } from '../../protocol.ts';
import { focusField } from '../step/focus.ts';
import { FAILURES, sayOutcome } from './outcome.tsx';
import { Output, Records } from './output.tsx';
import { TraceDetails } from './trace.tsx';

const Failed = ({ failure }: Extract<Outcome, { kind: 'failed' }>) => {
  const { title, consequence } = FAILURES[failure.kind];
  return (
    <div class={`failure ${failure.kind}`}>
      <h3>{title}</h3>
      <p class="sentence">{failure.message}</p>
      <p>{consequence(failure)}</p>
    </div>
  );
};

/** What an outcome has to show besides its sentence. */
const Body = ({
  outcome,
  labelOf,
  onSendBlanks,
}: {
  outcome: Outcome;
  labelOf: (key: string) => string;
  onSendBlanks: () => void;
}) => {
  switch (outcome.kind) {
    case 'done':
    case 'found':
    case 'created':
      return <Output record={outcome.record} />;
    case 'samples':
      return <Records records={outcome.records} />;
    case 'polled':
      return (
        <>
          <Records records={outcome.records} />
          {outcome.fresh > outcome.records.length && (
            <p class="muted">and {outcome.fresh - outcome.records.length} more</p>
          )}
        </>
      );
    case 'incomplete':
      return (
        <>
          <ul class="missing">
            {outcome.missing.map((key) => (
              <li key={key}>
                <button type="button" class="quiet" onClick={() => focusField(key)}>
                  Fill in {labelOf(key)}
                </button>
              </li>
            ))}
          </ul>
          <p>
            Zapier tests a step once its required fields are filled in. In a Zap that is on, a field
            that is mapped can still come out blank.
          </p>
          <button type="button" onClick={onSendBlanks}>
            Send the blanks
          </button>
        </>
      );
    case 'nothingFound':
      return (
        <p>Zapier stops the Zap here, unless the step is set to go on when nothing is found.</p>
      );
    case 'primed':
      return (
        <p>
          {outcome.count === 0
            ? 'Nothing that is there already could set the Zap off; what a test shows are examples to set it up with. '
            : `Zapier has noted what is there already (${outcome.count}): none of it sets the Zap off. `}
          Make something happen, with an action of this page for example, and look for new ones: the
          Zap runs once for each.
        </p>
      );
    case 'notPrimed':
      return (
        <p>
          Zapier notes what is there when a Zap is switched on, or when its trigger is changed. Only
          what comes later is new.
        </p>
      );
    case 'failed':
      return <Failed {...outcome} />;
  }
};

/** What the last test gave. */
export const ResultView = ({
  result,
  isBusy,
  labelOf,
  onSendBlanks,
}: {
  result: Answer<'run'> | undefined;
  isBusy: boolean;
  labelOf: (key: string) => string;
  onSendBlanks: () => void;
}) => (
  <section class="card" aria-labelledby="result-title" aria-busy={isBusy}>
    <h2 id="result-title" tabIndex={-1}>
      Test
    </h2>
    {result ? (
      <>
        {result.outcome.kind !== 'failed' && <p class="outcome">{sayOutcome(result.outcome)}</p>}
        <Body outcome={result.outcome} labelOf={labelOf} onSendBlanks={onSendBlanks} />
        {result.sent !== undefined && (
          <TraceDetails
            trace={result.trace}
            sent={result.sent}
            milliseconds={result.milliseconds}
          />
        )}
      </>
    ) : (
      <p class="muted">Not tested yet. What the step gives appears here, field by field.</p>
    )}
  </section>
);
