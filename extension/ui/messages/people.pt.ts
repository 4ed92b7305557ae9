import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peoplePt = {
  'first.step': 'Passo {step} de {steps}',
  'first.services': 'O que você pode assistir?',
  'first.services-sub': 'Marque o que você tem. Dá para mudar depois.',
  'first.continue': 'Continuar',
  'first.ready': 'Tudo pronto, {name}',
  'first.ready-film': 'Comece uma festa com o filme desta aba, ou entre em uma.',
  'first.ready-sub': 'Abra um filme e clique no botão do WatchParty ali, ou entre em uma festa.',

  'schedule.offer': 'Marcar uma festa para depois',
  'schedule.title': 'Marcar uma festa',
  'schedule.when': 'Quando',
  'schedule.when-hint': 'No seu horário. Cada um vê no seu.',
  'schedule.with-film': 'Com o filme desta aba',
  'schedule.plan': 'Marcar',
  'schedule.name-needed': 'Dê um nome a ela primeiro.',
  'schedule.date-needed': 'Escolha um dia e uma hora que ainda vão chegar.',
  'schedule.calendar': 'Adicionar à agenda',
  'schedule.remember': 'Pôr na minha lista',
  'schedule.go-in': 'Entrar agora',
  'schedule.move': 'Mudar a data',
  'schedule.call-off': 'Cancelar a festa',
  'schedule.call-off-sure': 'Tem certeza? Clique de novo para cancelar',

  'remind.begins': 'A festa de {name} começa agora. Clique aqui para entrar.',
  'remind.began': 'A festa de {name} começou às {time}. Clique aqui para entrar.',

  'invite.label': 'Convidar amigos',
  'invite.show-qr': 'Mostrar código QR',
  'invite.hide-qr': 'Esconder código QR',
  'invite.qr-label': 'Código QR do link de convite',
  'invite.share': 'Compartilhar',
  'invite.share-text': 'Assistir juntos: {name}',

  'join.locked': 'A porta está fechada: ninguém novo entra agora.',

  'party.ban-sure': 'Tem certeza? Clique de novo',
  'party.banned': 'Banidos',
  'party.banned-hint': 'Como convidado dá para voltar com outro nome. Um novo código ou a porta fechada impede isso.',
  'party.unban': 'Deixar entrar de novo',
  'party.unban-named': 'Deixar {name} entrar de novo',

  'password.change': 'Mudar a senha',
  'password.current': 'Senha atual',
  'password.new': 'Nova senha',
  'password.hint': 'Pelo menos 8 caracteres. Seus outros aparelhos saem da conta.',
  'password.wrong': 'Esta não é a sua senha. Tente de novo.',
  'password.changed': 'Sua senha mudou. Os outros aparelhos saíram da conta.',

  'habits.title': 'Como você assiste',
  'habits.waits': 'Quando o filme de alguém para, as suas festas esperam por',
  'habits.correction': 'Recuperar o atraso com pequenas mudanças de velocidade',
  'habits.correction-hint': 'Desligado: só pulando',
  'habits.music': 'Modo música',
  'habits.music-hint': 'Mudanças de velocidade que não se ouvem; alcançar os outros demora mais',
  'habits.remind': 'Avisar quando uma festa marcada começar',
  'habits.remind-hint': 'O navegador pede permissão uma vez',
  'habits.remind-denied': 'Sem essa permissão não dá para avisar. Nada mais muda.',

  'look.title': 'Aparência',
  'look.language': 'Idioma',
  'look.as-browser': 'Como no navegador',
  'look.theme': 'Tema',
  'look.auto': 'Automático',
  'look.light': 'Claro',
  'look.dark': 'Escuro',

  'server.test': 'Testar a conexão',
  'server.test-answers': '{server} responde em {ms} ms.',
  'server.test-silent': '{server} não responde. Confira o endereço e se o servidor está ligado.',

  'settings.invite-page': 'Entrar pela página do convite',
  'settings.invite-page-hint': 'Precisa de acesso a {server}. Sem isso, use o botão do WatchParty ali.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
