import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleKo = {
  'first.step': '{steps}단계 중 {step}단계',
  'first.services': '무엇을 볼 수 있나요?',
  'first.services-sub': '가진 것을 골라 주세요. 나중에 바꿀 수 있어요.',
  'first.continue': '계속',
  'first.ready': '준비됐어요, {name} 님',
  'first.ready-film': '이 탭의 영화로 파티를 시작하거나 참여해 보세요.',
  'first.ready-sub': '영화를 열고 거기서 WatchParty 버튼을 누르거나 파티에 참여해 보세요.',

  'schedule.offer': '나중에 열 파티 예약하기',
  'schedule.title': '파티 예약하기',
  'schedule.when': '언제',
  'schedule.when-hint': '내 시간 기준이에요. 다른 사람에게는 그 사람의 시간으로 보여요.',
  'schedule.with-film': '이 탭의 영화로',
  'schedule.plan': '예약하기',
  'schedule.name-needed': '먼저 이름을 지어 주세요.',
  'schedule.date-needed': '아직 오지 않은 날짜와 시간을 골라 주세요.',
  'schedule.calendar': '캘린더에 추가',
  'schedule.remember': '내 목록에 넣기',
  'schedule.go-in': '지금 들어가기',
  'schedule.move': '날짜 바꾸기',
  'schedule.call-off': '취소하기',
  'schedule.call-off-sure': '정말인가요? 한 번 더 누르면 취소돼요',

  'remind.begins': '{name} 님의 파티가 지금 시작돼요. 눌러서 들어오세요.',
  'remind.began': '{name} 님의 파티가 {time}에 시작됐어요. 눌러서 들어오세요.',

  'invite.label': '친구 초대',
  'invite.show-qr': 'QR 코드 보기',
  'invite.hide-qr': 'QR 코드 숨기기',
  'invite.qr-label': '초대 링크의 QR 코드',
  'invite.share': '공유',
  'invite.share-text': '함께 보기: {name}',

  'join.locked': '문이 닫혀 있어요. 지금은 새로 들어올 수 없어요.',

  'party.ban-sure': '정말인가요? 한 번 더 눌러 주세요',
  'party.banned': '차단한 사람',
  'party.banned-hint': '게스트는 다른 이름으로 다시 올 수 있어요. 새 코드를 만들거나 문을 닫으면 막을 수 있어요.',
  'party.unban': '다시 들이기',
  'party.unban-named': '{name} 님 다시 들이기',

  'password.change': '비밀번호 바꾸기',
  'password.current': '지금 비밀번호',
  'password.new': '새 비밀번호',
  'password.hint': '8자 이상. 다른 기기에서는 로그아웃돼요.',
  'password.wrong': '비밀번호가 달라요. 다시 해 주세요.',
  'password.changed': '비밀번호를 바꿨어요. 다른 기기는 로그아웃됐어요.',

  'habits.title': '보는 방식',
  'habits.waits': '누군가의 영화가 멈추면 내 파티에서 기다릴 사람',
  'habits.correction': '속도를 조금씩 바꿔 따라잡기',
  'habits.correction-hint': '끄면 건너뛰기로만',
  'habits.music': '음악 모드',
  'habits.music-hint': '들리지 않을 만큼 작은 속도 변화. 따라잡는 데 더 오래 걸려요',
  'habits.remind': '예약한 파티가 시작되면 알려 주기',
  'habits.remind-hint': '브라우저가 한 번 허용을 물어봐요',
  'habits.remind-denied': '허용하지 않으면 알려 줄 수 없어요. 다른 것은 그대로예요.',

  'look.title': '모양',
  'look.language': '언어',
  'look.as-browser': '브라우저와 같게',
  'look.theme': '테마',
  'look.auto': '자동',
  'look.light': '밝게',
  'look.dark': '어둡게',

  'server.test': '연결 시험하기',
  'server.test-answers': '{server}에서 {ms}ms 만에 답했어요.',
  'server.test-silent': '{server}에서 답이 없어요. 주소와 서버가 켜져 있는지 확인해 주세요.',

  'settings.invite-page': '초대 페이지에서 참여하기',
  'settings.invite-page-hint': '{server} 접근 권한이 필요해요. 없으면 거기서 WatchParty 버튼을 눌러 주세요.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
