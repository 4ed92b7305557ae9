import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleFr = {
  'first.step': 'Étape {step} sur {steps}',
  'first.services': 'Qu’est-ce que tu peux regarder\u202f?',
  'first.services-sub': 'Coche ce que tu as. Tu pourras changer plus tard.',
  'first.continue': 'Continuer',
  'first.ready': 'C’est prêt, {name}',
  'first.ready-film': 'Lance une soirée avec le film de cet onglet, ou rejoins-en une.',
  'first.ready-sub': 'Ouvre un film et appuie là-bas sur le bouton WatchParty, ou rejoins une soirée.',

  'schedule.offer': 'Prévoir une soirée pour plus tard',
  'schedule.title': 'Prévoir une soirée',
  'schedule.when': 'Quand',
  'schedule.when-hint': 'À ton heure. Chacun la voit à la sienne.',
  'schedule.with-film': 'Avec le film de cet onglet',
  'schedule.plan': 'Prévoir',
  'schedule.name-needed': 'Donne-lui d’abord un nom.',
  'schedule.date-needed': 'Choisis un jour et une heure à venir.',
  'schedule.calendar': 'Ajouter au calendrier',
  'schedule.remember': 'La mettre dans ma liste',
  'schedule.go-in': 'Entrer maintenant',
  'schedule.move': 'Changer la date',
  'schedule.call-off': 'Annuler la soirée',
  'schedule.call-off-sure': 'Vraiment\u202f? Appuie encore pour l’annuler',

  'remind.begins': 'La soirée de {name} commence. Appuie ici pour entrer.',
  'remind.began': 'La soirée de {name} a commencé à {time}. Appuie ici pour entrer.',

  'invite.label': 'Inviter des amis',
  'invite.show-qr': 'Afficher le QR code',
  'invite.hide-qr': 'Masquer le QR code',
  'invite.qr-label': 'QR code du lien d’invitation',
  'invite.share': 'Partager',
  'invite.share-text': 'À regarder ensemble\u202f: {name}',

  'join.locked': 'La porte est fermée\u202f: personne n’entre pour l’instant.',

  'party.ban-sure': 'Vraiment\u202f? Appuie encore',
  'party.banned': 'Personnes bannies',
  'party.banned-hint': 'En invité, on peut revenir sous un autre nom. Un nouveau code ou une porte fermée l’empêche.',
  'party.unban': 'Laisser revenir',
  'party.unban-named': 'Laisser revenir {name}',

  'password.change': 'Changer le mot de passe',
  'password.current': 'Mot de passe actuel',
  'password.new': 'Nouveau mot de passe',
  'password.hint': 'Au moins 8 caractères. Tes autres appareils seront déconnectés.',
  'password.wrong': 'Ce n’est pas ton mot de passe. Réessaie.',
  'password.changed': 'Ton mot de passe est changé. Les autres appareils sont déconnectés.',

  'habits.title': 'Ta façon de regarder',
  'habits.waits': 'Quand le film de quelqu’un s’arrête, tes soirées attendent',
  'habits.correction': 'Rattraper par de petits changements de vitesse',
  'habits.correction-hint': 'Désactivé\u202f: par sauts seulement',
  'habits.music': 'Mode musique',
  'habits.music-hint': 'Des changements de vitesse inaudibles\u202f; rattraper prend plus de temps',
  'habits.remind': 'Me prévenir quand une soirée prévue commence',
  'habits.remind-hint': 'Ton navigateur demande la permission une fois',
  'habits.remind-denied': 'Sans cette permission, impossible de te prévenir. Rien d’autre ne change.',

  'look.title': 'Apparence',
  'look.language': 'Langue',
  'look.as-browser': 'Comme le navigateur',
  'look.theme': 'Thème',
  'look.auto': 'Automatique',
  'look.light': 'Clair',
  'look.dark': 'Sombre',

  'server.test': 'Tester la connexion',
  'server.test-answers': '{server} répond en {ms} ms.',
  'server.test-silent': '{server} ne répond pas. Vérifie l’adresse, et si le serveur tourne.',

  'settings.invite-page': 'Rejoindre depuis la page d’invitation',
  'settings.invite-page-hint': 'Demande l’accès à {server}. Sans lui, appuie là-bas sur le bouton WatchParty.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
