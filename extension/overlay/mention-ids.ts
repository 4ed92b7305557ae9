export const MENTION_LIST_ID = 'wp-mentions';
export const mentionOptionId = (index: number): string => `${MENTION_LIST_ID}-${index}`;
