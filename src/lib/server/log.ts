import pino, { type Logger } from 'pino';

export type Log = Logger;

/** The structured log. Lines carry ids of requests, never names, addresses or what somebody wrote. */
export function makeLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } });
}
