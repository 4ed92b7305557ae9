import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureIt: Translation<typeof pictureEn> = {
  'picture.title': 'La tua immagine',
  'picture.choose': 'Scegli un’immagine',
  'picture.another': 'Scegline un’altra',
  'picture.change': 'Cambia immagine',
  'picture.in-tab': 'Si apre in una scheda: questa finestra si chiude quando scegli un file.',
  'picture.none': 'Ancora nessuna immagine: i tuoi amici vedono questo.',
  'picture.now': 'I tuoi amici ora vedono questo.',
  'picture.preview': 'I tuoi amici vedranno questo.',
  'picture.saved': 'Salvata. I tuoi amici la vedono ora.',
  'picture.removed': 'Rimossa. I tuoi amici rivedono quello che c’era prima.',
  'picture.remove': 'Rimuovi l’immagine',
  'picture.unreadable': 'Il browser non riesce a leggere questo file come immagine. Scegli un PNG, JPEG o WebP.',
  'picture.too-big': 'Questo file supera {mb} MB. Scegline uno più piccolo.',
  'picture.how':
    'Il centro viene ritagliato e rimpicciolito in questo browser. Solo questo va al server: dove e quando è stata scattata resta qui. La vede chi è alle tue serate.',
};
