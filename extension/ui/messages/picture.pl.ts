import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const picturePl: Translation<typeof pictureEn> = {
  'picture.title': 'Twoje zdjęcie',
  'picture.choose': 'Wybierz zdjęcie',
  'picture.another': 'Wybierz inne',
  'picture.change': 'Zmień zdjęcie',
  'picture.in-tab': 'Otwiera się w karcie: to okno zamyka się przy wyborze pliku.',
  'picture.none': 'Jeszcze bez zdjęcia: znajomi widzą to.',
  'picture.now': 'Znajomi widzą teraz to.',
  'picture.preview': 'Znajomi zobaczą to.',
  'picture.saved': 'Zapisano. Znajomi już je widzą.',
  'picture.removed': 'Usunięto. Znajomi znów widzą to, co było wcześniej.',
  'picture.remove': 'Usuń zdjęcie',
  'picture.unreadable': 'Przeglądarka nie potrafi odczytać tego pliku jako obrazu. Wybierz PNG, JPEG lub WebP.',
  'picture.too-big': 'Ten plik ma ponad {mb} MB. Wybierz mniejszy.',
  'picture.how':
    'Środek zostaje wycięty i zmniejszony w tej przeglądarce. Tylko to trafia na serwer: miejsce i czas zrobienia zdjęcia zostają tutaj. Zdjęcie widzą osoby z twoich seansów.',
};
