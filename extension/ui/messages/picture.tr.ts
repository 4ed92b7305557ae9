import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureTr: Translation<typeof pictureEn> = {
  'picture.title': 'Resmin',
  'picture.choose': 'Resim seç',
  'picture.another': 'Başka bir resim seç',
  'picture.change': 'Resmi değiştir',
  'picture.in-tab': 'Sekmede açılır: dosya seçilince bu pencere kapanır.',
  'picture.none': 'Henüz resim yok: arkadaşların bunu görüyor.',
  'picture.now': 'Arkadaşların şu anda bunu görüyor.',
  'picture.preview': 'Arkadaşların bunu görecek.',
  'picture.saved': 'Kaydedildi. Arkadaşların artık onu görüyor.',
  'picture.removed': 'Kaldırıldı. Arkadaşların yine öncekini görüyor.',
  'picture.remove': 'Resmi kaldır',
  'picture.unreadable': 'Tarayıcı bu dosyayı resim olarak okuyamıyor. PNG, JPEG veya WebP seç.',
  'picture.too-big': 'Bu dosya {mb} MB’den büyük. Daha küçük birini seç.',
  'picture.how':
    'Ortası bu tarayıcıda kesilip küçültülür. Sunucuya yalnızca o gider: nerede ve ne zaman çekildiği burada kalır. Partilerindeki kişiler görebilir.',
};
