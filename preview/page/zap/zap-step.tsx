import type { ComponentChildren } from 'preact';

import type { Part, RecordView, ZapStep, ZapStepResult } from '../../protocol.ts';
import { Output } from '../result/output.tsx';
import { FAILURES } from '../result/outcome.tsx';
import { RequestList } from '../result/trace.tsx';
import { withoutId } from '../header.tsx';
import { Icon } from '../icons.tsx';
import { ForDevelopers, useShell } from '../shell.tsx';
import { AppBadge } from './app-badge.tsx';

const KINDS: Readonly<Record<ZapStep['kind'], string>> = {
  trigger: 'Trigger',
  otherAppTrigger: 'Trigger',
  search: 'Search',
  create: 'Action',
  filter: 'Filter',
  otherApp: 'Action',
};

/** What became of a step, in a few words. */
const SAID: Readonly<Record<ZapStepResult['outcome'], string>> = {
  done: 'Done',
  nothingFound: 'Nothing found',
  passed: 'Goes on',
  filtered: 'Stops here',
  shown: 'Would get this',
  failed: 'Failed',
};

/** A field's words, with what comes from earlier steps as the editor shows it. */
const Mapped = ({ parts }: { parts: readonly Part[] }) => (
  <>
    {parts.map(({ text, from }, index) =>
      from === undefined ? (
        <span key={index} class="words">
          {text}
        </span>
      ) : (
        <span key={index} class="pill">
          <b>{from}.</b> {text}
        </span>
      ),
    )}
  </>
);

const Fields = ({ step, children }: { step: ZapStep; children?: ComponentChildren }) => (
  <>
    {step.kind === 'filter' && (
      <ul class="conditions">
        {step.conditions.map((condition) => (
          <li key={condition}>Only if {condition}</li>
        ))}
      </ul>
    )}
    {children}
    {step.fields.length + step.chooses.length > 0 && (
      <dl class="fields">
        {step.chooses.map((label) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="muted">chosen in {step.app}</dd>
          </div>
        ))}
        {step.fields.map(({ label, parts }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Mapped parts={parts} />
            </dd>
          </div>
        ))}
      </dl>
    )}
  </>
);

/** What a step got, for the step of another app the point of it all. */
const Input = ({ result, isOpen }: { result: ZapStepResult; isOpen: boolean }) =>
  result.input.length === 0 ? null : (
    <details open={isOpen}>
      <summary>{isOpen ? 'What it would get' : 'What it got'}</summary>
      <dl class="output">
        {result.input.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi class={text === 'empty' ? 'muted' : 'text'}>{text}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );

const Result = ({ step, result }: { step: ZapStep; result: ZapStepResult }) => (
  <div class={`played ${result.outcome}`}>
    <p class="said">
      {step.kind === 'search' && result.outcome === 'done' ? 'Found' : SAID[result.outcome]}
      {result.outcome === 'nothingFound' && step.goesOnEmpty && ': the Zap goes on without'}
    </p>
    {result.verdicts.length > 0 && (
      <ul class="verdicts">
        {result.verdicts.map(({ text, holds }) => (
          <li key={text} class={holds ? 'holds' : 'fails'}>
            <span class="visually-hidden">{holds ? 'Holds: ' : 'Does not hold: '}</span>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    )}
    {result.failure && (
      <p>
        <bdi>{result.failure.message}</bdi>{' '}
        {FAILURES[result.failure.kind].consequence(result.failure)}
      </p>
    )}
    <Input result={result} isOpen={result.outcome === 'shown'} />
    {result.output && (
      <details>
        <summary>What it gave</summary>
        <Output record={result.output} />
      </details>
    )}
    {result.trace.requests.length > 0 && (
      <details>
        <summary>
          {result.trace.requests.length === 1
            ? '1 request to HighLevel'
            : `${result.trace.requests.length} requests to HighLevel`}
        </summary>
        <RequestList requests={result.trace.requests} />
        <ForDevelopers>
          {result.trace.log.length > 0 && <pre>{result.trace.log.join('\n')}</pre>}
        </ForDevelopers>
      </details>
    )}
  </div>
);

interface Props {
  step: ZapStep;
  /** What set this run off, for the trigger. */
  record?: RecordView | undefined;
  result: ZapStepResult | undefined;
  /** Whether it is the next one to run, or running. */
  isNext: boolean;
  /** Whether a run ended before it came to this step. */
  isSkipped: boolean;
  onChoose: (name: string, value: string) => void;
}

/** A step as the Zap editor draws it, with what became of it. */
export const ZapStepView = (props: Props) => {
  const { step, record, result, isNext, isSkipped, onChoose } = props;
  const { isDeveloper } = useShell();
  const state = result?.outcome ?? (record ? 'done' : isNext ? 'next' : isSkipped ? 'skipped' : '');
  return (
    <li class={`zap-step ${state}`} data-step={step.id}>
      <header>
        <AppBadge app={step.app} />
        <div>
          <p class="kind">
            {step.app === 'Filter' ? 'Filter by Zapier' : `${step.app} · ${KINDS[step.kind]}`}
          </p>
          <h2>
            {step.number}. {step.event}
          </h2>
        </div>
        {step.account !== undefined && <Icon of={step.noun} />}
      </header>
      {step.account !== undefined && (
        <p class="account">
          Account: <bdi>{isDeveloper ? step.account : withoutId(step.account)}</bdi>
        </p>
      )}
      {step.kind === 'otherApp' && (
        <p class="account">{step.app} is not called here: you see what it would get.</p>
      )}
      <Fields step={step}>
        {step.choices.map(({ name, question, value, options }) => (
          <label key={name} class="question">
            {question}
            <select
              value={value}
              onChange={({ currentTarget }) => onChoose(name, currentTarget.value)}
            >
              {options.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </label>
        ))}
      </Fields>
      {record && (
        <div class="played done">
          <p class="said">
            Set off by <bdi>{record.title}</bdi>
          </p>
          <details>
            <summary>What it gave</summary>
            <Output record={record} />
          </details>
        </div>
      )}
      {result && <Result step={step} result={result} />}
      {isSkipped && !result && <p class="muted">Not reached in this run.</p>}
    </li>
  );
};
