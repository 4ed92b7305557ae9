import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleEs = {
  'first.step': 'Paso {step} de {steps}',
  'first.services': '¿Qué puedes ver?',
  'first.services-sub': 'Marca lo que tienes. Puedes cambiarlo luego.',
  'first.continue': 'Continuar',
  'first.ready': 'Todo listo, {name}',
  'first.ready-film': 'Empieza una fiesta con la película de esta pestaña, o únete a una.',
  'first.ready-sub': 'Abre una película y pulsa allí el botón de WatchParty, o únete a una fiesta.',

  'schedule.offer': 'Planear una fiesta para luego',
  'schedule.title': 'Planear una fiesta',
  'schedule.when': 'Cuándo',
  'schedule.when-hint': 'En tu hora. Cada uno la ve en la suya.',
  'schedule.with-film': 'Con la película de esta pestaña',
  'schedule.plan': 'Planear',
  'schedule.name-needed': 'Ponle un nombre primero.',
  'schedule.date-needed': 'Elige un día y una hora que aún estén por venir.',
  'schedule.calendar': 'Añadir al calendario',
  'schedule.remember': 'Ponerla en mi lista',
  'schedule.go-in': 'Entrar ya',
  'schedule.move': 'Cambiar la fecha',
  'schedule.call-off': 'Cancelar la fiesta',
  'schedule.call-off-sure': '¿Seguro? Pulsa otra vez para cancelarla',

  'remind.begins': 'La fiesta de {name} empieza ahora. Pulsa aquí para entrar.',
  'remind.began': 'La fiesta de {name} empezó a las {time}. Pulsa aquí para entrar.',

  'invite.label': 'Invitar a amigos',
  'invite.show-qr': 'Mostrar código QR',
  'invite.hide-qr': 'Ocultar código QR',
  'invite.qr-label': 'Código QR del enlace de invitación',
  'invite.share': 'Compartir',
  'invite.share-text': 'Ver juntos: {name}',

  'join.locked': 'La puerta está cerrada: ahora no entra nadie nuevo.',

  'party.ban-sure': '¿Seguro? Pulsa otra vez',
  'party.banned': 'Vetados',
  'party.banned-hint': 'Como invitado se puede volver con otro nombre. Un código nuevo o la puerta cerrada lo impide.',
  'party.unban': 'Dejar volver',
  'party.unban-named': 'Dejar volver a {name}',

  'password.change': 'Cambiar contraseña',
  'password.current': 'Contraseña actual',
  'password.new': 'Contraseña nueva',
  'password.hint': 'Al menos 8 caracteres. Se cierra la sesión en tus otros dispositivos.',
  'password.wrong': 'Esta no es tu contraseña. Prueba otra vez.',
  'password.changed': 'Tu contraseña ha cambiado. Se cerró la sesión en los demás dispositivos.',

  'habits.title': 'Cómo ves las películas',
  'habits.waits': 'Si a alguien se le para la película, tus fiestas esperan a',
  'habits.correction': 'Recuperar el retraso con pequeños cambios de velocidad',
  'habits.correction-hint': 'Desactivado: solo a saltos',
  'habits.music': 'Modo música',
  'habits.music-hint': 'Cambios de velocidad que no se oyen; ponerse al día tarda más',
  'habits.remind': 'Avisarme cuando empiece una fiesta planeada',
  'habits.remind-hint': 'Tu navegador te pide permiso una vez',
  'habits.remind-denied': 'Sin ese permiso no podemos avisarte. No cambia nada más.',

  'look.title': 'Aspecto',
  'look.language': 'Idioma',
  'look.as-browser': 'Como en el navegador',
  'look.theme': 'Tema',
  'look.auto': 'Automático',
  'look.light': 'Claro',
  'look.dark': 'Oscuro',

  'server.test': 'Probar la conexión',
  'server.test-answers': '{server} responde en {ms} ms.',
  'server.test-silent': '{server} no responde. Revisa la dirección y si el servidor está en marcha.',

  'settings.invite-page': 'Unirse desde la página de invitación',
  'settings.invite-page-hint': 'Necesita acceso a {server}. Sin él, pulsa allí el botón de WatchParty.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
