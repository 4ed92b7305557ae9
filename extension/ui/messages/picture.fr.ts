import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureFr: Translation<typeof pictureEn> = {
  'picture.title': 'Ton image',
  'picture.choose': 'Choisir une image',
  'picture.another': 'En choisir une autre',
  'picture.change': 'Changer l’image',
  'picture.in-tab': 'S’ouvre dans un onglet\u202f: cette fenêtre se ferme quand tu choisis un fichier.',
  'picture.none': 'Pas encore d’image\u202f: tes amis voient ceci.',
  'picture.now': 'Tes amis voient ceci maintenant.',
  'picture.preview': 'Tes amis verront ceci.',
  'picture.saved': 'Enregistrée. Tes amis la voient maintenant.',
  'picture.removed': 'Retirée. Tes amis revoient ce qu’il y avait avant.',
  'picture.remove': 'Retirer l’image',
  'picture.unreadable': 'Le navigateur n’arrive pas à lire ce fichier comme une image. Choisis un PNG, JPEG ou WebP.',
  'picture.too-big': 'Ce fichier dépasse {mb} Mo. Choisis-en un plus petit.',
  'picture.how':
    'Le milieu est découpé et réduit dans ce navigateur. Seul cela part au serveur\u202f: le lieu et l’heure de la prise de vue restent ici. Les gens de tes soirées peuvent voir cette image.',
};
