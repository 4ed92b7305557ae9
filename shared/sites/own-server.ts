/**
 * Servers that people run themselves are at addresses that nobody can list. Their addresses come from other members too,
 * and plain HTTP is accepted only where no certificate can be had: at home.
 */
const HOME_NAME = /^(?:localhost|[a-z0-9-]+|.+\.(?:local|lan|home|internal|home\.arpa|localhost))$/;
/** Loopback, private, link-local, and what VPNs between friends use (RFC 1918, 3927, 6598). */
const HOME_IPV4 = /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const IPV4 = /^\d+(?:\.\d+){3}$/;
const HOME_IPV6 = /^\[(?:::1|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)\]$/;

/** May a server of somebody's own be at this address? HTTPS anywhere; HTTP in a network at home only. */
export function mayBeOwnServer({ protocol, hostname, username, password }: URL): boolean {
  if (username || password) return false;
  if (protocol === 'https:') return true;
  if (protocol !== 'http:') return false;
  if (IPV4.test(hostname)) return HOME_IPV4.test(hostname);
  return hostname.startsWith('[') ? HOME_IPV6.test(hostname) : HOME_NAME.test(hostname);
}
