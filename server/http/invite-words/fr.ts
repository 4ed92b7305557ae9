import type { InviteWords } from './en.ts';

export const fr: InviteWords = {
  invites: '{name} t’invite à regarder un film ensemble',
  friend: 'Quelqu’un',
  calendar: 'Ajouter au calendrier',
  filmOn: '{film}, sur {service}',
  aFilmOn: 'Un film sur {service}',
  watching: 'En ce moment\u202f: {count}',
  noFilm: 'Le film sera choisi quand tout le monde sera là.',
  code: 'Code de la soirée',
  join: 'Rejoindre la soirée',
  joining: 'Le film s’ouvre.',
  press: 'Clique maintenant sur l’icône WatchParty de la barre d’outils\u202f: elle a d’abord une question.',
  get: 'Ajoute WatchParty à Chrome ou Firefox, si tu ne l’as pas encore.',
  getButton: 'Obtenir l’extension',
  getByAsking:
    'Ajoute l’extension WatchParty à Chrome ou Firefox, si tu ne l’as pas encore. La personne qui t’invite peut te dire où la trouver.',
  stepIcon:
    'Sur cette page, clique sur l’icône WatchParty de la barre d’outils\u202f; si tu ne la vois pas, elle est derrière la pièce de puzzle. Elle a lu l’invitation.',
  stepName: 'Tape un nom, sans compte, et rejoins la soirée.',
  locked: 'La porte est fermée\u202f: personne n’entre pour l’instant. Demande à un hôte de l’ouvrir.',
  foot: 'Il te faut ton propre accès au film. WatchParty vous garde seulement en phase.',
  unknown: 'Il n’y a pas de soirée ici',
  unknownWhy: 'Le code est mal écrit ou a été changé. Demande le nouveau lien.',
  ended: 'Cette soirée est terminée',
  endedWhy: 'L’hôte y a mis fin. Demande une nouvelle invitation ou lance ta propre soirée.',
  busy: 'Un instant',
  busyWhy: 'Trop d’invitations ont été ouvertes depuis ton réseau. Cette page remarchera dans quelques minutes.',
  undated: 'Cette soirée n’a pas de date',
  undatedWhy: 'Elle a déjà commencé, ou commence quand l’hôte le dit. Ouvre le lien pour la rejoindre.',
  away: 'Le serveur a un problème',
  awayWhy: 'On s’en occupe. Rouvre ce lien dans une minute.',
  episode: 'Saison {season}, épisode {episode}',
  computer:
    'WatchParty fonctionne dans Chrome ou Firefox sur un ordinateur, pas sur un téléphone. Ouvre ce lien là-bas.',
};
