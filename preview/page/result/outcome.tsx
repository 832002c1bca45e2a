import type { FailureView, Outcome } from '../../protocol.ts';

/** What becomes of a Zap in which a step fails so. */
export const FAILURES: Readonly<
  Record<FailureView['kind'], { title: string; consequence: (failure: FailureView) => string }>
> = {
  halted: {
    title: 'Stopped',
    consequence: () => 'Zapier stops this run and shows the sentence. The Zap stays on.',
  },
  throttled: {
    title: 'Held',
    consequence: ({ retryAfter }) =>
      retryAfter === undefined
        ? 'Zapier tries the step again later.'
        : `Zapier tries the step again in ${retryAfter} s.`,
  },
  reconnect: {
    title: 'Reconnect',
    consequence: () =>
      'Zapier asks the connection’s owner to connect again, and holds the Zap’s runs until then.',
  },
  error: {
    title: 'Failed',
    consequence: () => 'Zapier shows the run as failed, with the sentence.',
  },
};

const plural = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? '' : 's'}`;

/** An outcome in one sentence, as its heading and for screen readers. */
export const sayOutcome = (outcome: Outcome): string => {
  switch (outcome.kind) {
    case 'incomplete':
      return `Not tested: ${plural(outcome.missing.length, 'required field')} to fill in.`;
    case 'done':
      return outcome.record.notices.some(({ items }) => items.length > 0)
        ? 'The step ran; read what it says below.'
        : 'The step ran.';
    case 'found':
      return outcome.count === 1
        ? 'Found.'
        : `Found ${outcome.count} records; Zapier uses the first.`;
    case 'created':
      return 'Nothing was found, so it was created.';
    case 'nothingFound':
      return 'Nothing was found.';
    case 'samples':
      return outcome.isOwnSample
        ? 'Nothing was found; Zapier offers the app’s own sample.'
        : `Found ${plural(outcome.records.length, 'record')} to set the Zap up with.`;
    case 'primed':
      return 'Switched on.';
    case 'notPrimed':
      return 'Switch the trigger on first.';
    case 'polled':
      return outcome.fresh === 0
        ? 'Nothing new since then.'
        : `${plural(outcome.fresh, 'new record')}: the Zap runs for each.`;
    case 'failed':
      return `${FAILURES[outcome.failure.kind].title}: ${outcome.failure.message}`;
  }
};
