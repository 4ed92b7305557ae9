import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { StartProblem } from '../../../server/start-problem.ts';

const problem = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartProblem);
    const { message } = error as Error;
    expect(message).not.toContain('\n');
    return message;
  }
  throw new Error('it was accepted');
};

describe('settings', () => {
  it('has a default for everything; an empty setting is none', () => {
    const config = readConfig({ PORT: '', JWT_SECRET: '', UNRELATED: 'x' });
    expect(config).toMatchObject({ PORT: 3000, DATA_DIR: './data', NODE_ENV: 'development', TRUST_PROXY: false });
    expect(config).toMatchObject({ API_LIMIT_PER_15_MIN: 100, ADDRESS_LIMIT_FACTOR: 1, CORS_ORIGINS: [] });
    expect(config.JWT_SECRET).toBeUndefined();
  });
  it('reads what is given', () => {
    const config = readConfig({
      PORT: '80',
      TRUST_PROXY: '1',
      CORS_ORIGINS: 'https://a.example/x, http://localhost:5000',
      PUBLIC_URL: 'https://party.example/',
    });
    expect(config).toMatchObject({ PORT: 80, TRUST_PROXY: 1, PUBLIC_URL: 'https://party.example' });
    expect(config.CORS_ORIGINS).toEqual(['https://a.example', 'http://localhost:5000']);
    expect(readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).TRUST_PROXY).toBe('loopback, 10.0.0.0/8');
    expect(readConfig({ TRUST_PROXY: 'false' }).TRUST_PROXY).toBe(false);
  });
  it.each([
    [{ PORT: '70000' }, 'PORT must be from 0 to 65535. It is "70000".'],
    [{ PORT: 'x' }, 'PORT must be a whole number. It is "x".'],
    [{ PUBLIC_URL: 'party.example' }, 'PUBLIC_URL must be an http or https address. It is "party.example".'],
    [{ PUBLIC_URL: 'ftp://x' }, 'PUBLIC_URL must be an http or https address. It is "ftp://x".'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY must be a number of proxies or their addresses, not "true". It is "true".'],
    [{ ADDRESS_LIMIT_FACTOR: '0' }, 'ADDRESS_LIMIT_FACTOR must be from 1 to 1000. It is "0".'],
    [{ EXTENSION_URL: 'x' }, 'EXTENSION_URL must be an http or https address. It is "x".'],
  ])('says in one line what is wrong: %j', (env, line) => {
    expect(problem(env as Record<string, string>)).toBe(line);
  });
  it('wants a metrics token that a header can hold, and never prints one', () => {
    expect(problem({ METRICS_TOKEN: 'short' })).toMatch(/^METRICS_TOKEN must have 16 to 256 .* It is "…"\.$/);
    expect(problem({ METRICS_TOKEN: 'with a space in the middle' })).toMatch(/^METRICS_TOKEN must have/);
    expect(readConfig({ METRICS_TOKEN: '0123456789abcdef' }).METRICS_TOKEN).toBe('0123456789abcdef');
    expect(readConfig({ METRICS_TOKEN: '' }).METRICS_TOKEN).toBeUndefined();
  });
  it('names the values a setting can have', () => {
    expect(problem({ LOG_LEVEL: 'loud' })).toMatch(
      /^LOG_LEVEL is not one of the values it can have .*"info".* It is "loud"\.$/,
    );
  });
  it('[A2] wants a secret of 32 bytes, never prints one, and insists on it in production', () => {
    expect(problem({ JWT_SECRET: 'short' })).toMatch(/^JWT_SECRET must have at least 32 characters .* It is "…"\.$/);
    expect(problem({ NODE_ENV: 'production' })).toMatch(/^JWT_SECRET is missing/);
    const secret = 'x'.repeat(32);
    expect(readConfig({ NODE_ENV: 'production', JWT_SECRET: secret }).JWT_SECRET).toBe(secret);
  });
});
