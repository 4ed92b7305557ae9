import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peoplePl = {
  'first.step': 'Krok {step} z {steps}',
  'first.services': 'Co możesz oglądać?',
  'first.services-sub': 'Zaznacz, co masz. Możesz to później zmienić.',
  'first.continue': 'Dalej',
  'first.ready': 'Wszystko gotowe, {name}',
  'first.ready-film': 'Zacznij seans z filmem z tej karty albo dołącz do innego.',
  'first.ready-sub': 'Otwórz film i naciśnij tam przycisk WatchParty albo dołącz do seansu.',

  'schedule.offer': 'Zaplanuj seans na później',
  'schedule.title': 'Zaplanuj seans',
  'schedule.when': 'Kiedy',
  'schedule.when-hint': 'W twoim czasie. Każdy widzi w swoim.',
  'schedule.with-film': 'Z filmem z tej karty',
  'schedule.plan': 'Zaplanuj',
  'schedule.name-needed': 'Najpierw nadaj mu nazwę.',
  'schedule.date-needed': 'Wybierz dzień i godzinę, które dopiero nadejdą.',
  'schedule.calendar': 'Dodaj do kalendarza',
  'schedule.remember': 'Dodaj do mojej listy',
  'schedule.go-in': 'Wejdź teraz',
  'schedule.move': 'Zmień termin',
  'schedule.call-off': 'Odwołaj',
  'schedule.call-off-sure': 'Na pewno? Naciśnij jeszcze raz, żeby odwołać',

  'remind.begins': 'Seans właśnie się zaczyna, zaprasza {name}. Naciśnij tutaj, żeby wejść.',
  'remind.began': 'Seans zaczął się o {time}, zaprasza {name}. Naciśnij tutaj, żeby wejść.',

  'invite.label': 'Zaproś znajomych',
  'invite.show-qr': 'Pokaż kod QR',
  'invite.hide-qr': 'Ukryj kod QR',
  'invite.qr-label': 'Kod QR linku z zaproszeniem',
  'invite.share': 'Udostępnij',
  'invite.share-text': 'Oglądamy razem: {name}',

  'join.locked': 'Drzwi są zamknięte: teraz nikt nowy nie wejdzie.',

  'party.ban-sure': 'Na pewno? Naciśnij jeszcze raz',
  'party.banned': 'Zablokowani',
  'party.banned-hint': 'Jako gość można wrócić pod innym imieniem. Zapobiega temu nowy kod albo zamknięte drzwi.',
  'party.unban': 'Wpuść znowu',
  'party.unban-named': 'Wpuść znowu: {name}',

  'password.change': 'Zmień hasło',
  'password.current': 'Obecne hasło',
  'password.new': 'Nowe hasło',
  'password.hint': 'Co najmniej 8 znaków. Inne urządzenia zostaną wylogowane.',
  'password.wrong': 'To nie jest twoje hasło. Spróbuj ponownie.',
  'password.changed': 'Hasło zmienione. Inne urządzenia są wylogowane.',

  'habits.title': 'Jak oglądasz',
  'habits.waits': 'Gdy komuś stanie film, twoje seanse czekają na',
  'habits.correction': 'Nadrabiaj drobnymi zmianami prędkości',
  'habits.correction-hint': 'Wyłączone: tylko skokami',
  'habits.music': 'Tryb muzyczny',
  'habits.music-hint': 'Zmiany prędkości, których nie słychać; nadrabianie trwa dłużej',
  'habits.remind': 'Powiadom, gdy zaczyna się zaplanowany seans',
  'habits.remind-hint': 'Przeglądarka raz spyta o pozwolenie',
  'habits.remind-denied': 'Bez tego pozwolenia nie możemy powiadomić. Reszta się nie zmienia.',

  'look.title': 'Wygląd',
  'look.language': 'Język',
  'look.as-browser': 'Jak w przeglądarce',
  'look.theme': 'Motyw',
  'look.auto': 'Automatyczny',
  'look.light': 'Jasny',
  'look.dark': 'Ciemny',

  'server.test': 'Sprawdź połączenie',
  'server.test-answers': '{server} odpowiada w {ms} ms.',
  'server.test-silent': '{server} nie odpowiada. Sprawdź adres i czy serwer działa.',

  'settings.invite-page': 'Dołączanie ze strony zaproszenia',
  'settings.invite-page-hint': 'Wymaga dostępu do {server}. Bez niego naciśnij tam przycisk WatchParty.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
