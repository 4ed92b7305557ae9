import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureDe: Translation<typeof pictureEn> = {
  'picture.title': 'Dein Bild',
  'picture.choose': 'Bild auswählen',
  'picture.another': 'Anderes auswählen',
  'picture.change': 'Bild ändern',
  'picture.in-tab': 'Öffnet einen Tab: Dieses Fenster schließt sich, sobald du eine Datei auswählst.',
  'picture.none': 'Noch kein Bild: Das sehen deine Freunde.',
  'picture.now': 'Das sehen deine Freunde jetzt.',
  'picture.preview': 'Das werden deine Freunde sehen.',
  'picture.saved': 'Gespeichert. Deine Freunde sehen es jetzt.',
  'picture.removed': 'Entfernt. Deine Freunde sehen wieder, was vorher da war.',
  'picture.remove': 'Bild entfernen',
  'picture.unreadable': 'Der Browser kann diese Datei nicht als Bild lesen. Nimm ein PNG, JPEG oder WebP.',
  'picture.too-big': 'Diese Datei ist größer als {mb} MB. Nimm eine kleinere.',
  'picture.how':
    'Die Mitte wird in diesem Browser ausgeschnitten und verkleinert. Nur das geht an den Server: Wo und wann es aufgenommen wurde, bleibt hier. Wer in deinen Partys ist, kann es sehen.',
};
