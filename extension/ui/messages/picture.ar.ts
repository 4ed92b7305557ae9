import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureAr: Translation<typeof pictureEn> = {
  'picture.title': 'صورتك',
  'picture.choose': 'اختيار صورة',
  'picture.another': 'اختيار صورة أخرى',
  'picture.change': 'تغيير الصورة',
  'picture.in-tab': 'تُفتح في تبويب: هذه النافذة تُغلق عند اختيار ملف.',
  'picture.none': 'لا صورة بعد: هذا ما يراه أصدقاؤك.',
  'picture.now': 'هذا ما يراه أصدقاؤك الآن.',
  'picture.preview': 'هذا ما سيراه أصدقاؤك.',
  'picture.saved': 'حُفظت. يراها أصدقاؤك الآن.',
  'picture.removed': 'أُزيلت. يرى أصدقاؤك ما كان قبلها من جديد.',
  'picture.remove': 'إزالة الصورة',
  'picture.unreadable': 'لا يستطيع المتصفح قراءة هذا الملف كصورة. اختر صورة بصيغة PNG أو JPEG أو WebP.',
  'picture.too-big': 'هذا الملف أكبر من {mb} ميغابايت. اختر ملفًا أصغر.',
  'picture.how':
    'يُقتطع وسط الصورة ويُصغَّر في هذا المتصفح، ولا يصل إلى الخادم غير ذلك: أما مكان التقاطها ووقته فيبقيان هنا. يمكن لمن في حفلاتك رؤيتها.',
};
