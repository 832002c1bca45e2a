import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

import { api } from '../../protocol.ts';
import type {
  FailureView,
  OpenedZap,
  RecordView,
  ZapEnd,
  ZapStep,
  ZapStepResult,
} from '../../protocol.ts';
import { ask } from '../ask.ts';
import { ZAPS_HREF } from '../route.ts';
import { useShell } from '../shell.tsx';
import { TriggerData } from './trigger-data.tsx';
import { ZapStepView } from './zap-step.tsx';

/** How a run ended, in a sentence. */
const ENDS: Readonly<Record<ZapEnd, string>> = {
  finished: 'The Zap went through all its steps.',
  filtered: 'The Zap stopped at the filter: this record is none for it.',
  nothingFound: 'The Zap stopped, because a search found nothing.',
  failed: 'The Zap stopped, because a step failed.',
};

/** A run as far as it has come. */
interface Played {
  record: RecordView;
  results: readonly ZapStepResult[];
  ended?: ZapEnd;
}

type Answers = Readonly<Record<string, string>>;

/** A template as a Zap: its steps one below the other, and a run of it. */
export const ZapView = ({ template }: { template: string }) => {
  const { announce, attempt } = useShell();
  const [answers, setAnswers] = useState<Answers>({});
  const [zap, setZap] = useState<OpenedZap>();
  const [failure, setFailure] = useState<FailureView>();
  const [index, setIndex] = useState(0);
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({});
  const [played, setPlayed] = useState<Played>();
  const [isBusy, setBusy] = useState(false);
  const end = useRef<HTMLParagraphElement>(null);

  const open = useCallback(
    (given: Answers): void =>
      attempt(async () => {
        const answer = await ask(api.openZap, { template, answers: given });
        setZap(answer.zap);
        setFailure(answer.failure);
        setPlayed(undefined);
      }),
    [template, attempt],
  );
  useEffect(() => open({}), [open]);

  /** Does some work of a run, one piece at a time. */
  const work = (task: () => Promise<void>): void => {
    if (isBusy) return;
    setBusy(true);
    attempt(async () => {
      try {
        await task();
      } finally {
        setBusy(false);
      }
    });
  };

  const begin = async ({ session }: OpenedZap): Promise<Played> => {
    const { record } = await ask(api.playZap, { session, record: index, changes });
    return { record, results: [] };
  };

  /** One step further; the steps that are done stay in sight. */
  const goOn = async ({ session }: OpenedZap, before: Played): Promise<Played> => {
    const { step, ended } = await ask(api.nextStep, { session });
    const now = {
      ...before,
      results: step ? [...before.results, step] : before.results,
      ...(ended && { ended }),
    };
    setPlayed(now);
    if (ended) announce(ENDS[ended]);
    return now;
  };

  const run = (): void =>
    work(async () => {
      if (!zap) return;
      let now = await begin(zap);
      setPlayed(now);
      while (now.ended === undefined) now = await goOn(zap, now);
      end.current?.focus();
    });

  const runOne = (): void =>
    work(async () => {
      if (!zap) return;
      if (played && played.ended === undefined) {
        await goOn(zap, played);
        return;
      }
      const now = await begin(zap);
      setPlayed(now);
      announce(`Set off by ${now.record.title}.`);
    });

  const choose = (name: string, value: string): void => {
    const chosen = { ...answers, [name]: value };
    setAnswers(chosen);
    // Other choices may have other records.
    setIndex(0);
    setChanges({});
    open(chosen);
  };

  if (failure) {
    return (
      <article class="page">
        <header>
          <h1 tabIndex={-1}>This Zap cannot be set up</h1>
          <p class="lead">{failure.message}</p>
        </header>
        <p>
          <a href={ZAPS_HREF}>All Zaps</a>
        </p>
      </article>
    );
  }
  if (!zap) return <p class="muted">One moment…</p>;

  const isUnderWay = played !== undefined && played.ended === undefined;
  const resultOf = ({ id }: ZapStep) => played?.results.find((result) => result.id === id);
  return (
    <article class="page zap">
      <header>
        <p class="kind">
          <a href={ZAPS_HREF}>All Zaps</a>
        </p>
        <h1 tabIndex={-1}>{zap.title}</h1>
        <p class="lead">{zap.description}</p>
      </header>
      <div class="zap-body">
        <section class="card run" aria-labelledby="run-title">
          <h2 id="run-title">Run it</h2>
          <TriggerData
            records={zap.records}
            index={index}
            changes={changes}
            onRecord={(chosen) => {
              setIndex(chosen);
              setChanges({});
            }}
            onChange={(path, text) => setChanges({ ...changes, [path]: text })}
          />
          <div class="buttons plain">
            <button type="button" class="primary" aria-disabled={isBusy} onClick={run}>
              {isBusy ? 'Running…' : 'Run the Zap'}
            </button>
            <button type="button" aria-disabled={isBusy} onClick={runOne}>
              {isUnderWay ? 'Next step' : 'Step by step'}
            </button>
          </div>
          {played?.ended && (
            <p ref={end} class={`ended ${played.ended}`} tabIndex={-1}>
              {ENDS[played.ended]}
            </p>
          )}
        </section>
        <ol class="zap-steps" aria-label="Steps" aria-busy={isBusy}>
          {zap.steps.map((step, place) => (
            <ZapStepView
              key={step.id}
              step={step}
              record={place === 0 ? played?.record : undefined}
              result={resultOf(step)}
              isNext={isUnderWay && place === (played?.results.length ?? 0) + 1}
              isSkipped={played?.ended !== undefined && place > 0 && !resultOf(step)}
              onChoose={choose}
            />
          ))}
        </ol>
      </div>
    </article>
  );
};
