import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureEs: Translation<typeof pictureEn> = {
  'picture.title': 'Tu imagen',
  'picture.choose': 'Elegir una imagen',
  'picture.another': 'Elegir otra',
  'picture.change': 'Cambiar la imagen',
  'picture.in-tab': 'Se abre en una pestaña: esta ventana se cierra al elegir un archivo.',
  'picture.none': 'Aún sin imagen: esto ven tus amigos.',
  'picture.now': 'Esto ven tus amigos ahora.',
  'picture.preview': 'Esto verán tus amigos.',
  'picture.saved': 'Guardada. Tus amigos ya la ven.',
  'picture.removed': 'Quitada. Tus amigos vuelven a ver lo de antes.',
  'picture.remove': 'Quitar la imagen',
  'picture.unreadable': 'El navegador no puede leer este archivo como imagen. Elige un PNG, JPEG o WebP.',
  'picture.too-big': 'Este archivo pasa de {mb} MB. Elige uno más pequeño.',
  'picture.how':
    'El centro se recorta y se reduce en este navegador. Solo eso va al servidor: dónde y cuándo se tomó se queda aquí. La ve la gente de tus fiestas.',
};
