import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleAr = {
  'first.step': 'الخطوة {step} من {steps}',
  'first.services': 'ماذا يمكنك أن تشاهد؟',
  'first.services-sub': 'حدّد ما لديك. يمكنك تغييره لاحقًا.',
  'first.continue': 'متابعة',
  'first.ready': 'كل شيء جاهز يا {name}',
  'first.ready-film': 'ابدأ حفلة بفيلم هذا التبويب، أو انضم إلى واحدة.',
  'first.ready-sub': 'افتح فيلمًا واضغط هناك زر WatchParty، أو انضم إلى حفلة.',

  'schedule.offer': 'التخطيط لحفلة لاحقة',
  'schedule.title': 'التخطيط لحفلة',
  'schedule.when': 'متى',
  'schedule.when-hint': 'بتوقيتك. ويراها كل واحد بتوقيته.',
  'schedule.with-film': 'بفيلم هذا التبويب',
  'schedule.plan': 'خطّط لها',
  'schedule.name-needed': 'أعطها اسمًا أولًا.',
  'schedule.date-needed': 'اختر يومًا ووقتًا لم يأتيا بعد.',
  'schedule.calendar': 'إضافة إلى التقويم',
  'schedule.remember': 'إضافة إلى قائمتي',
  'schedule.go-in': 'الدخول الآن',
  'schedule.move': 'تغيير الموعد',
  'schedule.call-off': 'إلغاء الحفلة',
  'schedule.call-off-sure': 'متأكد؟ اضغط مرة أخرى لإلغائها',

  'remind.begins': 'حفلة {name} تبدأ الآن. اضغط هنا للدخول.',
  'remind.began': 'حفلة {name} بدأت عند {time}. اضغط هنا للدخول.',

  'invite.label': 'دعوة الأصدقاء',
  'invite.show-qr': 'إظهار رمز QR',
  'invite.hide-qr': 'إخفاء رمز QR',
  'invite.qr-label': 'رمز QR لرابط الدعوة',
  'invite.share': 'مشاركة',
  'invite.share-text': 'نشاهد معًا: {name}',

  'join.locked': 'الباب مغلق: لا يدخل أحد جديد الآن.',

  'party.ban-sure': 'متأكد؟ اضغط مرة أخرى',
  'party.banned': 'المحظورون',
  'party.banned-hint': 'يمكن للضيف أن يعود باسم آخر. رمز جديد أو باب مغلق يمنع ذلك.',
  'party.unban': 'السماح بالعودة',
  'party.unban-named': 'السماح بعودة {name}',

  'password.change': 'تغيير كلمة السر',
  'password.current': 'كلمة السر الحالية',
  'password.new': 'كلمة السر الجديدة',
  'password.hint': '8 أحرف على الأقل. سيُسجَّل خروج أجهزتك الأخرى.',
  'password.wrong': 'هذه ليست كلمة سرك. حاول مرة أخرى.',
  'password.changed': 'تغيّرت كلمة السر. سُجّل خروج أجهزتك الأخرى.',

  'habits.title': 'طريقتك في المشاهدة',
  'habits.waits': 'إن توقف الفيلم عند أحدهم، تنتظر حفلاتك',
  'habits.correction': 'اللحاق بتغييرات صغيرة في السرعة',
  'habits.correction-hint': 'إيقاف: بالانتقال فقط',
  'habits.music': 'وضع الموسيقى',
  'habits.music-hint': 'تغييرات في السرعة لا تُسمع؛ واللحاق يستغرق وقتًا أطول',
  'habits.remind': 'أخبرني حين تبدأ حفلة مقررة',
  'habits.remind-hint': 'يطلب المتصفح إذنك مرة واحدة',
  'habits.remind-denied': 'بدون هذا الإذن لا يمكننا إخبارك. لا يتغير شيء آخر.',

  'look.title': 'المظهر',
  'look.language': 'اللغة',
  'look.as-browser': 'كما في المتصفح',
  'look.theme': 'السمة',
  'look.auto': 'تلقائي',
  'look.light': 'فاتح',
  'look.dark': 'داكن',

  'server.test': 'اختبار الاتصال',
  'server.test-answers': '{server} يرد خلال {ms} م.ث.',
  'server.test-silent': '{server} لا يرد. تحقق من العنوان ومن أن الخادم يعمل.',

  'settings.invite-page': 'الانضمام من صفحة الدعوة',
  'settings.invite-page-hint': 'يحتاج إلى الوصول إلى {server}. بدونه اضغط هناك زر WatchParty.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
