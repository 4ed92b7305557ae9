import { z } from '../shared/protocol/zod.ts';
import { StartProblem } from './start-problem.ts';

const origin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'must be an http or https address')
  .transform((text) => new URL(text).origin);

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

/** Hops or addresses, never `true`: a client could then write its own address into a header. */
const trustProxy = z
  .string()
  .refine((text) => text !== 'true', 'must be a number of proxies or their addresses, not "true"')
  .transform((text) => (text === 'false' ? false : /^\d{1,2}$/.test(text) ? Number(text) : text));

const wholeNumber = (low: number, high: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((n) => n >= low && n <= high, `must be from ${low} to ${high}`);

const environment = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: wholeNumber(0, 65_535).default(3000),
  /** Absent: every address of this machine. */
  HOST: z.string().optional(),
  DATA_DIR: z.string().default('./data'),
  /** Durable data in MongoDB, the database named by its path; absent: files in DATA_DIR. */
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  /** What several nodes share while parties are watched; absent: this node is alone. */
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .optional(),
  /** Where friends reach this server; absent: http://localhost:PORT. */
  PUBLIC_URL: origin.optional(),
  /** Where the invite page sends people who do not have the extension yet. */
  EXTENSION_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  JWT_SECRET: z
    .string()
    .refine((text) => Buffer.byteLength(text) >= 32, 'must have at least 32 characters (try: openssl rand -hex 32)')
    .optional(),
  /** Whoever sends it as Bearer may read /metrics; absent: nobody may. */
  METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{16,256}=*$/, 'must have 16 to 256 letters, digits or . _ ~ + / - (try: openssl rand -hex 32)')
    .optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  TRUST_PROXY: trustProxy.default(false),
  /** More web origins that may call the API, besides the extension and PUBLIC_URL. */
  CORS_ORIGINS: list.pipe(z.array(origin)).default([]),
  /** A4: requests a client may make in 15 minutes. */
  API_LIMIT_PER_15_MIN: wholeNumber(1, 1_000_000).default(100),
  /** A4: so many times as much an address may do as it usually may. */
  ADDRESS_LIMIT_FACTOR: wholeNumber(1, 1_000).default(1),
});

/** Every name in the environment that means something to the server. */
export const SETTING_NAMES: readonly string[] = Object.keys(environment.shape);

export type Config = z.output<typeof environment>;

/**
 * Reads the settings. The only place that knows the environment.
 * @throws StartProblem with one line that names the setting at fault
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0] ?? 'A setting');
    throw new StartProblem(
      `${name} ${sentence(issue?.message ?? 'is not right')}. It is "${shown(name, given[name])}".`,
    );
  }
  if (parsed.data.NODE_ENV === 'production' && parsed.data.JWT_SECRET === undefined) {
    throw new StartProblem(
      'JWT_SECRET is missing: with NODE_ENV=production set it, e.g. to the output of openssl rand -hex 32.',
    );
  }
  const { REDIS_URL, MONGODB_URI, JWT_SECRET } = parsed.data;
  if (REDIS_URL !== undefined && (MONGODB_URI === undefined || JWT_SECRET === undefined)) {
    throw new StartProblem(
      `REDIS_URL is for several nodes: they need ${MONGODB_URI ? 'JWT_SECRET' : 'MONGODB_URI'} too, the same on each.`,
    );
  }
  return parsed.data;
}

const sentence = (message: string) =>
  message.startsWith('must') ? message : `is not one of the values it can have (${message})`;

/** Secrets are never printed, not even wrong ones. */
const shown = (name: string, value: string | undefined) =>
  /SECRET|TOKEN|MONGODB|REDIS/.test(name) ? '…' : (value ?? '').slice(0, 80);
