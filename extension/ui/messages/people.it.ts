import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleIt = {
  'first.step': 'Passo {step} di {steps}',
  'first.services': 'Cosa puoi guardare?',
  'first.services-sub': 'Spunta quello che hai. Puoi cambiarlo dopo.',
  'first.continue': 'Continua',
  'first.ready': 'Tutto pronto, {name}',
  'first.ready-film': 'Inizia una serata con il film di questa scheda, o unisciti a una.',
  'first.ready-sub': 'Apri un film e premi lì il pulsante WatchParty, o unisciti a una serata.',

  'schedule.offer': 'Programma una serata per dopo',
  'schedule.title': 'Programma una serata',
  'schedule.when': 'Quando',
  'schedule.when-hint': 'Nel tuo fuso orario. Ognuno la vede nel suo.',
  'schedule.with-film': 'Con il film di questa scheda',
  'schedule.plan': 'Programma',
  'schedule.name-needed': 'Prima dalle un nome.',
  'schedule.date-needed': 'Scegli un giorno e un’ora che devono ancora venire.',
  'schedule.calendar': 'Aggiungi al calendario',
  'schedule.remember': 'Mettila nella mia lista',
  'schedule.go-in': 'Entra ora',
  'schedule.move': 'Cambia la data',
  'schedule.call-off': 'Annulla la serata',
  'schedule.call-off-sure': 'Davvero? Premi ancora per annullarla',

  'remind.begins': 'La serata di {name} comincia ora. Premi qui per entrare.',
  'remind.began': 'La serata di {name} è cominciata alle {time}. Premi qui per entrare.',

  'invite.label': 'Invita amici',
  'invite.show-qr': 'Mostra codice QR',
  'invite.hide-qr': 'Nascondi codice QR',
  'invite.qr-label': 'Codice QR del link d’invito',
  'invite.share': 'Condividi',
  'invite.share-text': 'Da guardare insieme: {name}',

  'join.locked': 'La porta è chiusa: ora non entra nessun altro.',

  'party.ban-sure': 'Davvero? Premi ancora',
  'party.banned': 'Esclusi',
  'party.banned-hint': 'Come ospite si può tornare con un altro nome. Un nuovo codice o la porta chiusa lo impedisce.',
  'party.unban': 'Fai rientrare',
  'party.unban-named': 'Fai rientrare {name}',

  'password.change': 'Cambia password',
  'password.current': 'Password attuale',
  'password.new': 'Nuova password',
  'password.hint': 'Almeno 8 caratteri. Gli altri tuoi dispositivi verranno scollegati.',
  'password.wrong': 'Questa non è la tua password. Riprova.',
  'password.changed': 'La password è cambiata. Gli altri dispositivi sono scollegati.',

  'habits.title': 'Come guardi',
  'habits.waits': 'Se a qualcuno si ferma il film, le tue serate aspettano',
  'habits.correction': 'Recupera con piccoli cambi di velocità',
  'habits.correction-hint': 'Disattivato: solo a salti',
  'habits.music': 'Modalità musica',
  'habits.music-hint': 'Cambi di velocità che non si sentono; recuperare richiede più tempo',
  'habits.remind': 'Avvisami quando comincia una serata programmata',
  'habits.remind-hint': 'Il browser chiede il permesso una volta',
  'habits.remind-denied': 'Senza quel permesso non possiamo avvisarti. Il resto non cambia.',

  'look.title': 'Aspetto',
  'look.language': 'Lingua',
  'look.as-browser': 'Come nel browser',
  'look.theme': 'Tema',
  'look.auto': 'Automatico',
  'look.light': 'Chiaro',
  'look.dark': 'Scuro',

  'server.test': 'Prova la connessione',
  'server.test-answers': '{server} risponde in {ms} ms.',
  'server.test-silent': '{server} non risponde. Controlla l’indirizzo e se il server è acceso.',

  'settings.invite-page': 'Unisciti dalla pagina d’invito',
  'settings.invite-page-hint': 'Serve l’accesso a {server}. Senza, premi lì il pulsante WatchParty.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
