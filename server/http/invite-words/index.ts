import type { Language } from '../../../shared/languages.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { ko } from './ko.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { tr } from './tr.ts';
import { zh } from './zh.ts';

/** The invitation page in every language that the extension speaks. */
export const INVITE_WORDS = { ar, de, en, es, fr, hi, it, ja, ko, pl, pt, tr, zh } satisfies Record<
  Language,
  typeof en
>;
