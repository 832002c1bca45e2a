/** Says in the editor of each polling trigger what becomes of a burst. */
export const BURST_NOTE = {
  key: 'bursts',
  type: 'copy',
  helpText:
    'If a Zap would run more than 100 times at once, such as after an import, Zapier holds these runs until you replay or delete them in Zap history. With thousands at once, a run may show some fields as they are when it starts.',
} as const;
