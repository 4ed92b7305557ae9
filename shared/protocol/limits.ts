/** Sizes and rates that both sides must agree on. Units are in the names; origins beside them. */

export const NAME_MAX_CHARS = 32;
export const PARTY_NAME_MAX_CHARS = 60;
export const TITLE_MAX_CHARS = 200;
export const EMAIL_MAX_CHARS = 254;
/** bcrypt reads 72 bytes and silently drops the rest: longer passwords are refused, not cut (A1). */
export const PASSWORD_MAX_BYTES = 72;
export const PASSWORD_MIN_BYTES = 8;
export const CHAT_MAX_CHARS = 500;
export const MEDIA_KEY_MAX_CHARS = 300;
export const AVATAR_MAX_CHARS = 8;
/** A face is drawn at 36 px at most, so 96 is sharp on a screen of two pixels a pixel; a bit more is let in. */
export const PICTURE_PX = 96;
export const PICTURE_MAX_PX = 128;
/** A photo of 96 px is 3 to 9 kB as JPEG. */
export const PICTURE_MAX_BYTES = 16 * 1024;
/** Base64 of the largest picture, and the JSON around it. */
export const PICTURE_BODY_MAX_BYTES = 24 * 1024;

export const MEMBERS_PER_PARTY = 50;
export const PARTIES_PER_USER = 50;
/** A party may have a date this far ahead: by then it is kept whoever opens it. A year and a day, so that every birthday fits. */
export const STARTS_WITHIN_MS = 367 * 86_400_000;
/** And not one that is over, by a clock that may be off by so much: computers' clocks are right to minutes, not better. */
export const STARTS_LATE_MS = 5 * 60_000;
/** An evening of a lively party; older ones go. */
export const CHAT_HISTORY_KEPT = 1_000;
/** A joining client gets this much of the past; older messages by `fetch-chat`. */
export const CHAT_PAGE = 100;
export const MENTIONS_MAX = 10;
/** A family of four with skin tones is 25 UTF-16 units. */
export const EMOJI_MAX_CHARS = 32;
/** Reactions that a party keeps for late watchers; the oldest go. */
export const REACTIONS_KEPT = 1_000;
/** Somebody who types says so this often; the others believe it a little longer. ms. */
export const TYPING_EVERY_MS = 3_000;
export const TYPING_SHOWN_MS = 5_000;

/** No film is longer; also the bound that keeps positions out of the range where doubles lose the millisecond. */
export const POSITION_MAX_S = 86_400 * 2;
export const RATE_MIN = 0.25;
export const RATE_MAX = 4;

/** Engine.IO and JSON body limits (I2). */
export const SOCKET_PAYLOAD_MAX_BYTES = 64 * 1024;
export const JSON_BODY_MAX_BYTES = 32 * 1024;

/**
 * The server pings each 20 s. Chromium's service worker dies after 30 s without an event, Firefox's event page needs a
 * call to an extension API besides; the client does that on each ping (measured: alive for 660 s in both).
 */
export const SOCKET_PING_INTERVAL_MS = 20_000;
export const SOCKET_PING_TIMEOUT_MS = 15_000;

/** A dropped member keeps seat and role this long before the others see them leave (S29 hands the host on at 15 s). */
export const PRESENCE_GRACE_MS = 60_000;
export const HOST_GRACE_MS = 15_000;

/** How long a client waits for an acknowledgement before it asks again with the same commandId. */
export const ACK_TIMEOUT_MS = 5_000;
