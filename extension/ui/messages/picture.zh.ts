import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureZh: Translation<typeof pictureEn> = {
  'picture.title': '你的图片',
  'picture.choose': '选择图片',
  'picture.another': '换一张',
  'picture.change': '更换图片',
  'picture.in-tab': '会在标签页中打开：选择文件时，这个窗口会关闭。',
  'picture.none': '还没有图片，朋友看到的是这个。',
  'picture.now': '朋友现在看到的是这个。',
  'picture.preview': '朋友将看到这个。',
  'picture.saved': '已保存，朋友现在就能看到。',
  'picture.removed': '已移除，朋友又会看到之前的头像。',
  'picture.remove': '移除图片',
  'picture.unreadable': '浏览器无法把这个文件当作图片读取。请选择 PNG、JPEG 或 WebP。',
  'picture.too-big': '这个文件超过 {mb} MB。请选小一些的。',
  'picture.how':
    '图片中间的部分会在这个浏览器里裁下并缩小，只有它会发给服务器；拍摄地点和时间留在这里。同在你派对里的人能看到它。',
};
