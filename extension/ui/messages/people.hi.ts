import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleHi = {
  'first.step': '{steps} में से चरण {step}',
  'first.services': 'आप क्या देख सकते हैं?',
  'first.services-sub': 'जो आपके पास है उसे चुनें। बाद में बदल सकते हैं।',
  'first.continue': 'आगे',
  'first.ready': 'आप तैयार हैं, {name}',
  'first.ready-film': 'इस टैब की फ़िल्म से पार्टी शुरू करें, या किसी पार्टी से जुड़ें।',
  'first.ready-sub': 'फ़िल्म खोलें और वहाँ WatchParty बटन दबाएँ, या किसी पार्टी से जुड़ें।',

  'schedule.offer': 'बाद के लिए पार्टी तय करें',
  'schedule.title': 'पार्टी तय करें',
  'schedule.when': 'कब',
  'schedule.when-hint': 'आपके समय में। हर किसी को अपने समय में दिखेगा।',
  'schedule.with-film': 'इस टैब की फ़िल्म के साथ',
  'schedule.plan': 'तय करें',
  'schedule.name-needed': 'पहले इसे नाम दें।',
  'schedule.date-needed': 'आने वाला दिन और समय चुनें।',
  'schedule.calendar': 'कैलेंडर में जोड़ें',
  'schedule.remember': 'मेरी सूची में डालें',
  'schedule.go-in': 'अभी अंदर जाएँ',
  'schedule.move': 'तारीख़ बदलें',
  'schedule.call-off': 'रद्द करें',
  'schedule.call-off-sure': 'पक्का? रद्द करने के लिए फिर दबाएँ',

  'remind.begins': '{name} की पार्टी अभी शुरू हो रही है। अंदर जाने के लिए यहाँ दबाएँ।',
  'remind.began': '{name} की पार्टी {time} बजे शुरू हुई। अंदर जाने के लिए यहाँ दबाएँ।',

  'invite.label': 'दोस्तों को बुलाएँ',
  'invite.show-qr': 'QR कोड दिखाएँ',
  'invite.hide-qr': 'QR कोड छिपाएँ',
  'invite.qr-label': 'न्योते के लिंक का QR कोड',
  'invite.share': 'शेयर करें',
  'invite.share-text': 'साथ में देखें: {name}',

  'join.locked': 'दरवाज़ा बंद है: अभी कोई नया नहीं आ सकता।',

  'party.ban-sure': 'पक्का? फिर दबाएँ',
  'party.banned': 'जिन पर रोक है',
  'party.banned-hint': 'मेहमान दूसरे नाम से फिर आ सकते हैं। नया कोड या बंद दरवाज़ा इसे रोकता है।',
  'party.unban': 'फिर आने दें',
  'party.unban-named': '{name} को फिर आने दें',

  'password.change': 'पासवर्ड बदलें',
  'password.current': 'अभी का पासवर्ड',
  'password.new': 'नया पासवर्ड',
  'password.hint': 'कम से कम 8 अक्षर। आपके बाकी डिवाइस साइन आउट हो जाएँगे।',
  'password.wrong': 'यह आपका पासवर्ड नहीं है। फिर कोशिश करें।',
  'password.changed': 'पासवर्ड बदल गया। बाकी डिवाइस साइन आउट हो गए।',

  'habits.title': 'आप कैसे देखते हैं',
  'habits.waits': 'किसी की फ़िल्म रुके तो आपकी पार्टियाँ किसका इंतज़ार करें',
  'habits.correction': 'रफ़्तार में छोटे बदलाव से साथ आएँ',
  'habits.correction-hint': 'बंद: सिर्फ़ छलाँग से',
  'habits.music': 'संगीत मोड',
  'habits.music-hint': 'रफ़्तार के बदलाव इतने छोटे कि सुनाई न दें; साथ आने में ज़्यादा समय लगता है',
  'habits.remind': 'तय पार्टी शुरू होने पर बताएँ',
  'habits.remind-hint': 'ब्राउज़र एक बार अनुमति माँगेगा',
  'habits.remind-denied': 'उस अनुमति के बिना हम बता नहीं सकते। बाकी सब वैसा ही है।',

  'look.title': 'रूप',
  'look.language': 'भाषा',
  'look.as-browser': 'ब्राउज़र जैसी',
  'look.theme': 'थीम',
  'look.auto': 'अपने आप',
  'look.light': 'हल्की',
  'look.dark': 'गहरी',

  'server.test': 'कनेक्शन जाँचें',
  'server.test-answers': '{server} {ms} ms में जवाब देता है।',
  'server.test-silent': '{server} जवाब नहीं दे रहा। पता जाँचें, और यह कि सर्वर चल रहा है।',

  'settings.invite-page': 'न्योते के पेज से जुड़ें',
  'settings.invite-page-hint': '{server} की अनुमति चाहिए। उसके बिना वहाँ WatchParty बटन दबाएँ।',
} as const satisfies Partial<Translation<typeof peopleEn>>;
