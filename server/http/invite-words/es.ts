import type { InviteWords } from './en.ts';

export const es: InviteWords = {
  invites: '{name} te invita a ver algo en compañía',
  friend: 'Alguien',
  calendar: 'Añadir al calendario',
  filmOn: '{film}, en {service}',
  aFilmOn: 'Una película en {service}',
  watching: 'Viendo ahora: {count}',
  noFilm: 'La película se elegirá cuando estén todos.',
  code: 'Código de la fiesta',
  join: 'Unirme a la fiesta',
  joining: 'Abriendo la película.',
  press: 'Ahora haz clic en el icono de WatchParty de la barra de herramientas: antes tiene una pregunta.',
  get: 'Añade WatchParty a Chrome o Firefox, si aún no lo tienes.',
  getButton: 'Obtener la extensión',
  getByAsking:
    'Añade la extensión WatchParty a Chrome o Firefox, si aún no la tienes. Quien te ha invitado puede decirte dónde conseguirla.',
  stepIcon:
    'En esta página, haz clic en el icono de WatchParty de la barra de herramientas. Ya ha leído la invitación.',
  stepName: 'Escribe un nombre, no hace falta cuenta, y únete.',
  locked: 'La puerta está cerrada: ahora no entra nadie nuevo. Pide a un anfitrión que la abra.',
  foot: 'Necesitas tu propio acceso a la película. WatchParty solo mantiene a todos al compás.',
  unknown: 'Aquí no hay ninguna fiesta',
  unknownWhy: 'El código está mal escrito o lo han cambiado. Pide el enlace nuevo.',
  ended: 'Esta fiesta ha terminado',
  endedWhy: 'El anfitrión la ha terminado. Pide otra invitación o empieza tu propia fiesta.',
  busy: 'Un momento',
  busyWhy: 'Se han abierto demasiadas invitaciones desde tu red. Esta página volverá a funcionar en unos minutos.',
  undated: 'Esta fiesta no tiene fecha',
  undatedWhy: 'Ya está en marcha, o empieza cuando lo diga el anfitrión. Abre el enlace para unirte.',
  away: 'El servidor de la fiesta tiene un problema',
  awayWhy: 'Ya lo están arreglando. Vuelve a abrir este enlace en un minuto.',
};
