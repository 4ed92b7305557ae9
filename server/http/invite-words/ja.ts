import type { InviteWords } from './en.ts';

export const ja: InviteWords = {
  invites: '{name} さんがいっしょに見ようと誘っています',
  friend: 'お友だち',
  calendar: 'カレンダーに追加',
  filmOn: '{film}（{service}）',
  aFilmOn: '{service} の映画',
  watching: '視聴中：{count} 人',
  noFilm: '映画は全員がそろってから選びます。',
  code: 'パーティーコード',
  join: 'パーティーに参加',
  joining: '映画を開いています。',
  press: 'ツールバーの WatchParty アイコンをクリックしてください。先に確認したいことがあります。',
  get: 'まだの場合は、WatchParty を Chrome または Firefox に追加してください。',
  getButton: '拡張機能を入手',
  getByAsking:
    'まだの場合は、拡張機能 WatchParty を Chrome または Firefox に追加してください。入手先は招待した人に聞いてください。',
  stepIcon:
    'このページで、ツールバーの WatchParty アイコンをクリックします。見当たらないときは、パズルのピースの中にあります。招待はもう読み込まれています。',
  stepName: '名前を入力して参加します。アカウントは不要です。',
  locked: '入口は閉じています。今は新しい人は入れません。ホストに開けてもらってください。',
  foot: '映画はご自身のアカウントで見る必要があります。WatchParty はタイミングを合わせるだけです。',
  unknown: 'ここにパーティーはありません',
  unknownWhy: 'コードが間違っているか、変更されています。新しいリンクをもらってください。',
  ended: 'このパーティーは終わりました',
  endedWhy: 'ホストが終了しました。新しい招待をもらうか、自分でパーティーを始めてください。',
  busy: '少しお待ちください',
  busyWhy: 'お使いのネットワークから短時間に多くの招待が開かれました。数分後にまた開けます。',
  undated: 'このパーティーに日時はありません',
  undatedWhy: 'すでに始まっているか、ホストの合図で始まります。リンクを開いて参加してください。',
  away: 'パーティーのサーバーに問題があります',
  awayWhy: '対応中です。1分後にもう一度このリンクを開いてください。',
  episode: 'シーズン{season} 第{episode}話',
  computer:
    'WatchParty はパソコンの Chrome か Firefox で動きます。スマートフォンでは使えません。パソコンでこのリンクを開いてください。',
};
