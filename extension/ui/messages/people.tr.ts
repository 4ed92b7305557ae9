import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleTr = {
  'first.step': 'Adım {step}/{steps}',
  'first.services': 'Neler izleyebilirsin?',
  'first.services-sub': 'Sende olanları işaretle. Sonra değiştirebilirsin.',
  'first.continue': 'Devam',
  'first.ready': 'Hazırsın, {name}',
  'first.ready-film': 'Bu sekmedeki filmle bir parti başlat ya da bir partiye katıl.',
  'first.ready-sub': 'Bir film aç ve oradaki WatchParty düğmesine bas ya da bir partiye katıl.',

  'schedule.offer': 'Sonrası için parti planla',
  'schedule.title': 'Parti planla',
  'schedule.when': 'Ne zaman',
  'schedule.when-hint': 'Kendi saatinle. Herkes kendi saatiyle görür.',
  'schedule.with-film': 'Bu sekmedeki filmle',
  'schedule.plan': 'Planla',
  'schedule.name-needed': 'Önce bir ad ver.',
  'schedule.date-needed': 'Henüz gelmemiş bir gün ve saat seç.',
  'schedule.calendar': 'Takvime ekle',
  'schedule.remember': 'Listeme ekle',
  'schedule.go-in': 'Şimdi gir',
  'schedule.move': 'Tarihi değiştir',
  'schedule.call-off': 'İptal et',
  'schedule.call-off-sure': 'Emin misin? İptal için yeniden bas',

  'remind.begins': '{name} partisi şimdi başlıyor. Girmek için buraya bas.',
  'remind.began': '{name} partisi {time} saatinde başladı. Girmek için buraya bas.',

  'invite.label': 'Arkadaşlarını davet et',
  'invite.show-qr': 'QR kodunu göster',
  'invite.hide-qr': 'QR kodunu gizle',
  'invite.qr-label': 'Davet bağlantısının QR kodu',
  'invite.share': 'Paylaş',
  'invite.share-text': 'Birlikte izle: {name}',

  'join.locked': 'Kapı kapalı: şu an yeni kimse giremez.',

  'party.ban-sure': 'Emin misin? Yeniden bas',
  'party.banned': 'Engellenenler',
  'party.banned-hint': 'Konuk olarak başka bir adla geri gelinebilir. Yeni kod ya da kapalı kapı bunu önler.',
  'party.unban': 'Yeniden al',
  'party.unban-named': '{name} yeniden girsin',

  'password.change': 'Parolayı değiştir',
  'password.current': 'Şimdiki parola',
  'password.new': 'Yeni parola',
  'password.hint': 'En az 8 karakter. Diğer cihazlarındaki oturumlar kapanır.',
  'password.wrong': 'Bu senin parolan değil. Yeniden dene.',
  'password.changed': 'Parolan değişti. Diğer cihazlardaki oturumlar kapandı.',

  'habits.title': 'Nasıl izliyorsun',
  'habits.waits': 'Birinin filmi durunca senin partilerinde kim beklensin',
  'habits.correction': 'Küçük hız değişimleriyle yetiş',
  'habits.correction-hint': 'Kapalı: yalnızca atlayarak',
  'habits.music': 'Müzik modu',
  'habits.music-hint': 'Duyulmayacak kadar küçük hız değişimleri; yetişmek daha uzun sürer',
  'habits.remind': 'Planlanan parti başlayınca haber ver',
  'habits.remind-hint': 'Tarayıcın bir kez izin ister',
  'habits.remind-denied': 'Bu izin olmadan haber veremeyiz. Başka bir şey değişmez.',

  'look.title': 'Görünüm',
  'look.language': 'Dil',
  'look.as-browser': 'Tarayıcıdaki gibi',
  'look.theme': 'Tema',
  'look.auto': 'Otomatik',
  'look.light': 'Açık',
  'look.dark': 'Koyu',

  'server.test': 'Bağlantıyı dene',
  'server.test-answers': '{server} {ms} ms içinde yanıt veriyor.',
  'server.test-silent': '{server} yanıt vermiyor. Adresi ve sunucunun çalışıp çalışmadığını kontrol et.',

  'settings.invite-page': 'Davet sayfasından katıl',
  'settings.invite-page-hint': '{server} erişimi gerekir. Olmazsa oradaki WatchParty düğmesine bas.',
} as const satisfies Partial<Translation<typeof peopleEn>>;
