import type { Translation } from '../message.ts';
import type { errorsEn } from './errors.en.ts';

export const errorsDe = {
  'error.bad-request': 'Das konnte der Server nicht lesen. Prüfe, was du eingegeben hast.',
  'error.not-signed-in': 'Du bist abgemeldet. Melde dich wieder an, dann geht es weiter.',
  'error.wrong-credentials': 'E-Mail und Passwort passen nicht zusammen.',
  'error.email-taken': 'Mit dieser E-Mail-Adresse gibt es schon ein Konto. Melde dich damit an.',
  'error.username-taken': 'Diesen Namen hat schon jemand. Nimm einen anderen.',
  'error.needs-account': 'Das geht nur mit Konto. Lege erst eins an; es kostet nichts.',
  'error.not-found': 'Das gibt es hier nicht mehr.',
  'error.party-not-found': 'Zu diesem Code gibt es keine Party. Prüfe ihn oder bitte um einen neuen Link.',
  'error.party-ended': 'Diese Party ist vorbei. Bitte den Gastgeber um eine neue.',
  'error.party-full': 'Diese Party ist voll. Erst muss jemand gehen.',
  'error.party-locked': 'Der Gastgeber hat die Tür zugemacht. Bitte ihn, sie zu öffnen.',
  'error.too-many-parties': 'Mehr Partys fasst ein Konto nicht. Beende erst eine.',
  'error.not-a-member': 'Du bist nicht in dieser Party. Mach erst mit.',
  'error.banned': 'Der Gastgeber hat dich aus dieser Party entfernt.',
  'error.not-allowed': 'Das kann hier nur der Gastgeber.',
  'error.muted':
    'Der Gastgeber hat dich stummgeschaltet. Du kannst mitlesen; bitte ihn, dich wieder schreiben zu lassen.',
  'error.stale-epoch': 'Die Party ist schon beim nächsten Titel. Wir gehen mit.',
  'error.wrong-media': 'Du bist bei einem anderen Titel. Geh erst zu dem der Party.',
  'error.conflict': 'Jemand war schneller. Mach es noch einmal, wenn du noch willst.',
  'error.rate-limited': 'Das war viel auf einmal.',
  'error.too-large': 'Das ist zu lang. Mach es kürzer.',
  'error.bad-picture': 'Dieses Bild geht nicht. Nimm ein PNG, JPEG oder WebP.',
  'error.client-too-old': 'Dieses WatchParty ist zu alt für den Server. Aktualisiere die Erweiterung.',
  'error.client-too-new': 'Der Server ist älter als dieses WatchParty. Bitte den Betreiber, ihn zu aktualisieren.',
  'error.server-draining': 'Der Server startet neu. Wir verbinden uns von selbst wieder.',
  'error.unavailable': 'Der Server hat gerade Probleme. Wir versuchen es weiter.',
  'error.timeout': 'Der Server hat nicht rechtzeitig geantwortet. Versuche es noch einmal.',
  'error.offline': 'Keine Verbindung zum Server. Wir versuchen es weiter.',
  'error.internal': 'Auf dem Server ist etwas schiefgegangen. Versuche es noch einmal.',
  'error.retry-in': {
    one: 'Versuche es in einer Sekunde noch einmal.',
    other: 'Versuche es in {count} Sekunden noch einmal.',
  },
  'error.retry-in-minutes': {
    one: 'Versuche es in einer Minute noch einmal.',
    other: 'Versuche es in {count} Minuten noch einmal.',
  },
} as const satisfies Translation<typeof errorsEn>;
