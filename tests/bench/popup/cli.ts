import { parseArgs } from 'node:util';

export interface PopupOptions {
  /** Of each screen, warm and cold. */
  openings: number;
  /** Folder of a built extension. */
  extension: string;
  json: boolean;
}

/** Reads the command line (without node and script). @throws Error in words for the person who typed it */
export function readCommandLine(args: readonly string[]): PopupOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      openings: { type: 'string', default: '10' },
      extension: { type: 'string', default: 'dist/chrome' },
      json: { type: 'boolean', default: false },
    },
  });
  const openings = Number(values.openings);
  if (!Number.isInteger(openings) || openings < 1 || openings > 200)
    throw new Error(`--openings must be a whole number from 1 to 200; it is "${values.openings}"`);
  return { openings, extension: values.extension, json: values.json };
}
