/** Version of the REST and socket contract. Raise it when an old client would misread a new server, or the other way. */
export const PROTOCOL_VERSION = 1;

/** Oldest client that this server still understands; older ones get `client-too-old`, which the popup explains. */
export const OLDEST_CLIENT_VERSION = 1;
