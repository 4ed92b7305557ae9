// What both use comes with the moments: this script runs after theirs.
import './moments.ts';

/**
 * Parts of the overlay that few people open, in a script of their own (scripts/page-scripts): whatever only these import
 * goes with them. The rest of the overlay reaches them through `Later` alone.
 */
export { EmojiPicker } from './emoji-picker.tsx';
export { HeadMenu } from './head-menu.tsx';
export { MemberList } from './member-list.tsx';
export { MentionList } from './mention-list.tsx';
export { MessageMore } from './message-more.tsx';
export { default as css } from './rare.css?inline';
