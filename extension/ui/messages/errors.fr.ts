import type { Translation } from '../message.ts';
import type { errorsEn } from './errors.en.ts';

export const errorsFr = {
  'error.bad-request': 'Le serveur n’a pas pu lire ça. Vérifie ce que tu as tapé.',
  'error.not-signed-in': 'Ta session est fermée. Reconnecte-toi pour continuer.',
  'error.wrong-credentials': 'L’e-mail et le mot de passe ne vont pas ensemble.',
  'error.email-taken': 'Il y a déjà un compte avec cet e-mail. Connecte-toi plutôt.',
  'error.username-taken': 'Quelqu’un a déjà ce nom. Choisis-en un autre.',
  'error.needs-account': 'Il faut un compte pour ça. Crées-en un d’abord\u202f; c’est gratuit.',
  'error.not-found': 'Ça n’est plus là.',
  'error.party-not-found': 'Aucune soirée n’a ce code. Vérifie-le ou demande un nouveau lien.',
  'error.party-ended': 'Cette soirée est finie. Demande à l’hôte d’en lancer une autre.',
  'error.party-full': 'Cette soirée est complète. Quelqu’un doit partir pour que tu entres.',
  'error.party-locked': 'L’hôte a fermé la porte. Demande-lui de l’ouvrir.',
  'error.too-many-parties': 'Ton compte ne peut pas contenir plus de soirées. Termines-en une d’abord.',
  'error.not-a-member': 'Tu n’es pas dans cette soirée. Rejoins-la d’abord.',
  'error.banned': 'L’hôte t’a fait sortir de cette soirée.',
  'error.not-allowed': 'Ici, seul l’hôte peut faire ça.',
  'error.muted': 'L’hôte t’a coupé la parole. Tu peux lire\u202f; demande-lui de te la rendre.',
  'error.stale-epoch': 'La soirée est passée à un autre titre. On la suit.',
  'error.wrong-media': 'Tu es sur un autre titre. Va d’abord sur celui de la soirée.',
  'error.conflict': 'Quelqu’un a été plus rapide. Recommence si tu y tiens encore.',
  'error.rate-limited': 'Ça faisait beaucoup d’un coup.',
  'error.too-large': 'C’est trop long. Raccourcis.',
  'error.client-too-old': 'Ce WatchParty est trop ancien pour le serveur. Mets l’extension à jour.',
  'error.client-too-new':
    'Le serveur est plus ancien que ce WatchParty. Demande à qui s’en occupe de le mettre à jour.',
  'error.server-draining': 'Le serveur redémarre. La reconnexion est automatique.',
  'error.unavailable': 'Le serveur a des problèmes en ce moment. On continue d’essayer.',
  'error.timeout': 'Le serveur n’a pas répondu à temps. Essaie encore une fois.',
  'error.offline': 'Pas de connexion au serveur. On continue d’essayer.',
  'error.internal': 'Quelque chose a cassé sur le serveur. Essaie encore une fois.',
  'error.retry-in': {
    one: 'Réessaie dans une seconde.',
    many: 'Réessaie dans {count} secondes.',
    other: 'Réessaie dans {count} secondes.',
  },
  'error.retry-in-minutes': {
    one: 'Réessaie dans une minute.',
    many: 'Réessaie dans {count} minutes.',
    other: 'Réessaie dans {count} minutes.',
  },
} as const satisfies Partial<Translation<typeof errorsEn>>;
