import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureJa: Translation<typeof pictureEn> = {
  'picture.title': 'あなたの画像',
  'picture.choose': '画像を選ぶ',
  'picture.another': '別の画像を選ぶ',
  'picture.change': '画像を変える',
  'picture.in-tab': 'タブで開きます。ファイルを選ぶとこのウィンドウは閉じてしまうためです。',
  'picture.none': 'まだ画像はありません。友だちにはこう見えます。',
  'picture.now': '今、友だちにはこう見えています。',
  'picture.preview': '友だちにはこう見えます。',
  'picture.saved': '保存しました。友だちにも今から見えます。',
  'picture.removed': '外しました。友だちには前の表示に戻ります。',
  'picture.remove': '画像を外す',
  'picture.unreadable': 'ブラウザーはこのファイルを画像として読めません。PNG、JPEG、WebP のどれかを選んでください。',
  'picture.too-big': 'このファイルは {mb} MB を超えています。もっと小さいものを選んでください。',
  'picture.how':
    '真ん中がこのブラウザーの中で切り取られ、小さくなります。サーバーに届くのはそれだけで、撮影した場所や日時はここに残ります。同じパーティーの人に見えます。',
};
