import { setWords } from '../../extension/ui/i18n.ts';
import type { Message } from '../../extension/ui/message.ts';

/** Set-up of the unit tests: the interface speaks English, as it does in the browsers that the others drive. */
const files = import.meta.glob<Record<string, Record<string, Message>>>('../../extension/ui/messages/*.en.ts', {
  eager: true,
});
setWords({ language: 'en', messages: Object.assign({}, ...Object.values(files).flatMap(Object.values)) });
