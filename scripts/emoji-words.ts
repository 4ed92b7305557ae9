import type { Language } from '../shared/languages.ts';

/**
 * What Unicode names by rules and not one by one takes a few words in each language (emoji-sequences.ts). The names with all
 * sequences written out are a package of 100 MB, most of it skin tones.
 */
export interface SequenceWords {
  flag: string;
  england: string;
  scotland: string;
  wales: string;
  keycap: string;
  /** Of somebody who walks that way. */
  facingRight: string;
}

const words = (
  flag: string,
  england: string,
  scotland: string,
  wales: string,
  keycap: string,
  facingRight: string,
): SequenceWords => ({ flag, england, scotland, wales, keycap, facingRight });

export const SEQUENCE_WORDS: Record<Language, SequenceWords> = {
  en: words('flag', 'England', 'Scotland', 'Wales', 'keycap', 'facing right'),
  ar: words('علم', 'إنجلترا', 'اسكتلندا', 'ويلز', 'مفتاح', 'متجه لليمين'),
  de: words('Flagge', 'England', 'Schottland', 'Wales', 'Taste', 'nach rechts'),
  es: words('bandera', 'Inglaterra', 'Escocia', 'Gales', 'tecla', 'hacia la derecha'),
  fr: words('drapeau', 'Angleterre', 'Écosse', 'pays de Galles', 'touche', 'vers la droite'),
  hi: words('झंडा', 'इंग्लैंड', 'स्कॉटलैंड', 'वेल्स', 'बटन', 'दाईं ओर'),
  it: words('bandiera', 'Inghilterra', 'Scozia', 'Galles', 'tasto', 'verso destra'),
  ja: words('旗', 'イングランド', 'スコットランド', 'ウェールズ', 'キー', '右向き'),
  ko: words('깃발', '잉글랜드', '스코틀랜드', '웨일스', '키', '오른쪽 방향'),
  pl: words('flaga', 'Anglia', 'Szkocja', 'Walia', 'klawisz', 'w prawo'),
  pt: words('bandeira', 'Inglaterra', 'Escócia', 'País de Gales', 'tecla', 'para a direita'),
  tr: words('bayrak', 'İngiltere', 'İskoçya', 'Galler', 'tuş', 'sağa dönük'),
  zh: words('旗', '英格兰', '苏格兰', '威尔士', '按键', '朝右'),
};
