import type { Translation } from '../message.ts';
import type { pictureEn } from './picture.en.ts';

export const pictureHi: Translation<typeof pictureEn> = {
  'picture.title': 'आपकी तस्वीर',
  'picture.choose': 'तस्वीर चुनें',
  'picture.another': 'दूसरी चुनें',
  'picture.change': 'तस्वीर बदलें',
  'picture.in-tab': 'टैब में खुलता है: फ़ाइल चुनते ही यह खिड़की बंद हो जाती है।',
  'picture.none': 'अभी कोई तस्वीर नहीं: दोस्तों को यह दिखता है।',
  'picture.now': 'दोस्तों को अभी यह दिखता है।',
  'picture.preview': 'दोस्तों को यह दिखेगा।',
  'picture.saved': 'सहेज ली। दोस्तों को अब यही दिखती है।',
  'picture.removed': 'हटा दी। दोस्तों को फिर पहले वाला दिखता है।',
  'picture.remove': 'तस्वीर हटाएँ',
  'picture.unreadable': 'ब्राउज़र इस फ़ाइल को तस्वीर की तरह नहीं पढ़ सकता। PNG, JPEG या WebP चुनें।',
  'picture.too-big': 'यह फ़ाइल {mb} MB से बड़ी है। कोई छोटी चुनें।',
  'picture.how':
    'बीच का हिस्सा इसी ब्राउज़र में काटकर छोटा किया जाता है। सर्वर पर सिर्फ़ वही जाता है: कहाँ और कब ली गई, यह यहीं रहता है। आपकी पार्टियों के लोग इसे देख सकते हैं।',
};
