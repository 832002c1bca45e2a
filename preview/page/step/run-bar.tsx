import { useId } from 'preact/hooks';

import type { Body, Operation, Trouble } from '../../protocol.ts';

export type Action = Body<'run'>['action'];

const TROUBLES: readonly { value: Trouble; label: string }[] = [
  { value: 'none', label: 'answers as always' },
  { value: 'lost', label: 'loses a write’s answer' },
  { value: 'busy', label: 'takes no more requests' },
  { value: 'down', label: 'is out of order' },
  { value: 'expired', label: 'wants a fresh token' },
  { value: 'revoked', label: 'has ended the connection' },
];

/** What the sandbox does while the step runs. */
const TroubleChoice = ({
  trouble,
  onTrouble,
}: {
  trouble: Trouble;
  onTrouble: (trouble: Trouble) => void;
}) => {
  const id = useId();
  return (
    <div class="trouble-choice">
      <label htmlFor={id}>HighLevel</label>
      <select
        id={id}
        value={trouble}
        onChange={({ currentTarget }) => {
          const chosen = TROUBLES.find(({ value }) => value === currentTarget.value);
          if (chosen) onTrouble(chosen.value);
        }}
      >
        {TROUBLES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
};

interface Props {
  kind: Operation['kind'];
  running: Action | undefined;
  /** A real account cannot be put into trouble. */
  trouble: Trouble | undefined;
  onTrouble: (trouble: Trouble) => void;
  onRun: (action: Action) => void;
}

/** What can be done with the step once its fields are filled in. */
export const RunBar = ({ kind, running, trouble, onTrouble, onRun }: Props) => {
  const button = (action: Action, label: string) => (
    <button
      type="button"
      class={action === 'test' ? 'primary' : ''}
      aria-disabled={running !== undefined}
      onClick={() => onRun(action)}
    >
      {running === action ? 'One moment…' : label}
    </button>
  );
  return (
    <div class="buttons">
      {button('test', kind === 'trigger' ? 'Test trigger' : 'Test step')}
      {kind === 'trigger' && (
        <>
          {button('prime', 'Switch on')}
          {button('poll', 'Poll')}
        </>
      )}
      {trouble !== undefined && <TroubleChoice trouble={trouble} onTrouble={onTrouble} />}
    </div>
  );
};
