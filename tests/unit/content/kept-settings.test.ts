import { expect, it } from 'vitest';
import { CHROMIUM_PRIORS } from '../../../extension/content/controller/learned.ts';
import { parseLearned, parsePreferences } from '../../../extension/content/kept-settings.ts';

it('takes what was learned if every latency of it can be one', () => {
  expect(parseLearned(CHROMIUM_PRIORS)).toEqual(CHROMIUM_PRIORS);
  const { seekBuffered: _, ...lacking } = CHROMIUM_PRIORS;
  for (const rubbish of [
    null,
    'x',
    [],
    lacking,
    { ...CHROMIUM_PRIORS, startPlain: 80 },
    { ...CHROMIUM_PRIORS, startPlain: ['80'] },
    { ...CHROMIUM_PRIORS, startPlain: [60_001] },
    { ...CHROMIUM_PRIORS, seekUnbuffered: [1, 2, 3, 4, 5, 6] },
  ])
    expect(parseLearned(rubbish), JSON.stringify(rubbish)).toBeNull();
});

it('takes what the user likes, with the usual where nothing or rubbish is said', () => {
  expect(parsePreferences({ musicMode: true, waitFor: 'nobody' })).toEqual({ rateCorrection: true, musicMode: true });
  for (const rubbish of [null, {}, { musicMode: 'yes', rateCorrection: 0 }])
    expect(parsePreferences(rubbish)).toEqual({ rateCorrection: true, musicMode: false });
});
