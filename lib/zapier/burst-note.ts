/** Says in the editor of each polling trigger what becomes of a burst. */
export const burstNote = {
  key: 'bursts',
  type: 'copy',
  helpText:
    'If more than 100 records trigger the Zap at once, such as after an import, Zapier holds the runs until you replay or delete them in Zap history. When there are thousands, the details of a record are read when its run starts.',
} as const;
