import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleJa = {
  'first.step': 'ステップ {step} / {steps}',
  'first.services': '何が見られますか？',
  'first.services-sub': 'お持ちのものを選んでください。あとで変えられます。',
  'first.continue': '次へ',
  'first.ready': '準備ができました、{name} さん',
  'first.ready-film': 'このタブの映画でパーティーを始めるか、参加しましょう。',
  'first.ready-sub': '映画を開いて WatchParty のボタンを押すか、パーティーに参加しましょう。',

  'schedule.offer': 'あとで開くパーティーを予定する',
  'schedule.title': 'パーティーを予定する',
  'schedule.when': '日時',
  'schedule.when-hint': 'あなたの時刻です。ほかの人にはその人の時刻で表示されます。',
  'schedule.with-film': 'このタブの映画で',
  'schedule.plan': '予定する',
  'schedule.name-needed': 'まず名前を付けてください。',
  'schedule.date-needed': 'これから来る日時を選んでください。',
  'schedule.calendar': 'カレンダーに追加',
  'schedule.remember': '自分のリストに入れる',
  'schedule.go-in': '今すぐ入る',
  'schedule.move': '日時を変える',
  'schedule.call-off': '取りやめる',
  'schedule.call-off-sure': 'よろしいですか？もう一度押すと取りやめます',

  'remind.begins': '{name} のパーティーが始まります。ここを押して入りましょう。',
  'remind.began': '{name} のパーティーは {time} に始まりました。ここを押して入りましょう。',

  'invite.label': '友だちを招待',
  'invite.show-qr': 'QRコードを表示',
  'invite.hide-qr': 'QRコードを隠す',
  'invite.qr-label': '招待リンクのQRコード',
  'invite.share': '共有',
  'invite.share-text': 'いっしょに見よう：{name}',

  'join.locked': '入口は閉じています。今は新しい人は入れません。',

  'party.ban-sure': 'よろしいですか？もう一度押してください',
  'party.banned': '入れなくした人',
  'party.banned-hint': 'ゲストなら別の名前でまた入れます。新しいコードを作るか、入口を閉じれば防げます。',
  'party.unban': 'また入れるようにする',
  'party.unban-named': '{name} をまた入れるようにする',

  'password.change': 'パスワードを変更',
  'password.current': '現在のパスワード',
  'password.new': '新しいパスワード',
  'password.hint': '8文字以上。ほかの端末ではサインアウトされます。',
  'password.wrong': 'パスワードが違います。もう一度試してください。',
  'password.changed': 'パスワードを変更しました。ほかの端末はサインアウトしました。',

  'habits.title': '見方',
  'habits.waits': '誰かの映画が止まったとき、自分のパーティーで待つ相手',
  'habits.correction': 'わずかな速度変化で追いつく',
  'habits.correction-hint': 'オフ：移動だけで合わせる',
  'habits.music': '音楽モード',
  'habits.music-hint': '聞こえないほどわずかな速度変化。追いつくまでに時間がかかります',
  'habits.remind': '予定したパーティーの開始を知らせる',
  'habits.remind-hint': 'ブラウザーが一度だけ許可を求めます',
  'habits.remind-denied': '許可がないとお知らせできません。ほかは変わりません。',

  'look.title': '見た目',
  'look.language': '言語',
  'look.as-browser': 'ブラウザーに合わせる',
  'look.theme': 'テーマ',
  'look.auto': '自動',
  'look.light': 'ライト',
  'look.dark': 'ダーク',

  'server.test': '接続をテスト',
  'server.test-answers': '{server} の応答は {ms} ミリ秒です。',
  'server.test-silent': '{server} が応答しません。アドレスとサーバーの動作を確かめてください。',

  'settings.invite-page': '招待ページから参加',
  'settings.invite-page-hint':
    '{server} へのアクセスが必要です。なければ、そこで WatchParty のボタンを押してください。',
} as const satisfies Partial<Translation<typeof peopleEn>>;
