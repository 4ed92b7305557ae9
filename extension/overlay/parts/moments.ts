/**
 * What shows once something is said or happens, in a script of its own (scripts/page-scripts): whatever only these import
 * goes with them. The rest of the overlay reaches them through `Later` alone.
 */
export { paintPicture } from '../../ui/paint-picture.ts';
export { keepPlace } from '../keep-place.ts';
export { logActs } from '../log-acts.ts';
export { mentionAt, mentionedIn, mentionKey, suggestionsFor } from '../mentions.ts';
export { tell } from '../telling.ts';
export { keepTyping } from '../typing.ts';
export { Chat } from './chat.tsx';
export { default as css } from './moments.css?inline';
export { OnFilm, OnFilmHeard } from './on-film.tsx';
export { Answering } from './quote.tsx';
export { ReadOut } from './read-out.tsx';
export { TypingWords } from './typing-words.tsx';
