import type { TargetedInputEvent } from 'preact';
import { useState } from 'preact/hooks';

/** What the browser's date picker takes and gives, on the clocks of the Zap's owner. */
const PICKED = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})?$/;

interface Props {
  id: string;
  value: string;
  placeholder: string | undefined;
  isRequired: boolean;
  isInvalid: boolean;
  describedBy: string;
  onChange: (value: string) => void;
}

/** A date and time, chosen or in words, which Zapier reads before the app gets it. */
export const MomentInput = ({ id, value, placeholder, onChange, ...props }: Props) => {
  const [isTyped, setTyped] = useState(!PICKED.test(value));
  const shared = {
    id,
    value,
    'aria-required': props.isRequired,
    'aria-invalid': props.isInvalid,
    'aria-describedby': props.describedBy,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
  };
  return (
    <div class="moment">
      {isTyped ? (
        <input {...shared} type="text" placeholder={placeholder ?? 'tomorrow at 9am'} />
      ) : (
        <input {...shared} type="datetime-local" />
      )}
      <button
        type="button"
        class="quiet"
        onClick={() => {
          if (!PICKED.test(value)) onChange('');
          setTyped(!isTyped);
        }}
      >
        {isTyped ? 'Choose a date' : 'Type a date'}
      </button>
    </div>
  );
};
