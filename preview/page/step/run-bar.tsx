import type { RefObject } from 'preact';
import { useId } from 'preact/hooks';

import type { Body, Operation, FailureMode } from '../../protocol.ts';
import { ForDevelopers } from '../shell.tsx';

export type Action = Body<'run'>['action'];

const FAILURE_MODES: readonly { value: FailureMode; label: string }[] = [
  { value: 'none', label: 'answers as always' },
  { value: 'lost', label: 'loses a write’s answer' },
  { value: 'busy', label: 'takes no more requests' },
  { value: 'down', label: 'is out of order' },
  { value: 'expired', label: 'wants a fresh token' },
  { value: 'revoked', label: 'has ended the connection' },
];

/** What the sandbox does while the step runs. */
const FailureModeChoice = ({
  failureMode,
  onFailureMode,
}: {
  failureMode: FailureMode;
  onFailureMode: (failureMode: FailureMode) => void;
}) => {
  const id = useId();
  return (
    <div class="failure-mode-choice">
      <label htmlFor={id}>HighLevel</label>
      <select
        id={id}
        value={failureMode}
        onChange={({ currentTarget }) => {
          const chosen = FAILURE_MODES.find(({ value }) => value === currentTarget.value);
          if (chosen) onFailureMode(chosen.value);
        }}
      >
        {FAILURE_MODES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
};

interface Props {
  testButton: RefObject<HTMLButtonElement | null>;
  operation: Operation;
  running: Action | undefined;
  /** A real account cannot be made to fail. */
  failureMode: FailureMode | undefined;
  onFailureMode: (failureMode: FailureMode) => void;
  onRun: (action: Action) => void;
}

/** What can be done with the step once its fields are filled in. */
export const RunBar = (props: Props) => {
  const { testButton, operation, running, failureMode, onFailureMode, onRun } = props;
  const button = (action: Action, label: string) => (
    <button
      type="button"
      ref={action === 'test' ? testButton : null}
      class={action === 'test' ? 'primary' : ''}
      title={action === 'test' ? 'Ctrl+Enter' : undefined}
      aria-disabled={running !== undefined}
      onClick={() => onRun(action)}
    >
      {running === action ? 'One moment…' : label}
    </button>
  );
  return (
    <div class="buttons">
      {button('test', operation.kind === 'trigger' ? 'Test trigger' : 'Test step')}
      {operation.kind === 'trigger' && !operation.isInstant && (
        <>
          {button('prime', 'Switch on')}
          {button('poll', 'Look for new ones')}
        </>
      )}
      <ForDevelopers>
        {failureMode !== undefined && (
          <FailureModeChoice failureMode={failureMode} onFailureMode={onFailureMode} />
        )}
      </ForDevelopers>
    </div>
  );
};
