/** Brings the reader to a field of the step; it scrolls out from under the bar with the buttons. */
export const focusField = (key: string): void => {
  const field = document.querySelector<HTMLElement>(`[id="field-${key}"]`);
  field?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
};
