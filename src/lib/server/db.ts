import { type Kysely, sql, type Transaction } from 'kysely';
import type { DB } from './schema.generated.ts';
import { newId } from './new-id.ts';

/** A transaction in which the policies see one person. */
export type PersonDb = Transaction<DB> & { readonly acts: 'as a person' };

/** A transaction of the system role: signing in, mail. It has no grant on anything people write. */
export type SystemDb = Transaction<DB> & { readonly acts: 'as the system' };

/** The session behind a token is over, or never was. */
export class NoSessionError extends Error {
  override name = 'NoSessionError';
}

/** Who is asking, as the database knows it from the token. */
export type Who = {
  sessionId: string;
  personId: string;
  organisationId: string;
  organisationName: string;
  isDemo: boolean;
  name: string;
  language: 'nl' | 'en';
  timeZone: string;
  hat: 'coach' | 'evaluator' | 'manager';
  authenticatedAt: Date;
  roles: readonly string[];
};

export type Doors = {
  /** Runs `work` in one transaction as the person behind the token. Throws NoSessionError. */
  asPerson: <T>(token: Buffer, work: (db: PersonDb) => Promise<T>) => Promise<T>;
  /** Runs `work` in one transaction of the system role and records why. */
  asSystem: <T>(reason: string, work: (db: SystemDb) => Promise<T>) => Promise<T>;
  /** Who holds this token; null when nobody does. */
  identify: (token: Buffer) => Promise<Who | null>;
};

/** The connections behind the doors. `switchesRole`: one session serves both roles (the embedded engine). */
export type Connections = { app: Kysely<DB>; system: Kysely<DB>; switchesRole: boolean };

/** Makes the only doors to the database. No module exports a pool. */
export function makeDoors(connections: Connections): Doors {
  return {
    asPerson: (token, work) => asPerson(connections, token, work),
    asSystem: (reason, work) => asSystem(connections, reason, work),
    identify: (token) => identify(connections, token)
  };
}

async function asPerson<T>(connections: Connections, token: Buffer, work: (db: PersonDb) => Promise<T>): Promise<T> {
  return connections.app.transaction().execute(async (transaction) => {
    if (connections.switchesRole) await sql`set local role vierpoot_app`.execute(transaction);
    try {
      await sql`select app.begin_request(${token})`.execute(transaction);
    } catch (error) {
      throw isNoSession(error) ? new NoSessionError('no live session') : error;
    }
    return work(transaction as PersonDb); // begin_request has just made it one
  });
}

async function asSystem<T>(connections: Connections, reason: string, work: (db: SystemDb) => Promise<T>): Promise<T> {
  return connections.system.transaction().execute(async (transaction) => {
    if (connections.switchesRole) await sql`set local role vierpoot_system`.execute(transaction);
    await transaction.insertInto('system_acts').values({ id: newId(), reason }).execute();
    return work(transaction as SystemDb); // the role has just been taken
  });
}

type IdentityRow = {
  session_id: string;
  person_id: string;
  organisation_id: string;
  organisation_name: string;
  is_demo: boolean;
  name: string;
  language: Who['language'];
  time_zone: string;
  hat: Who['hat'];
  authenticated_at: Date;
  roles: string[];
};

async function identify(connections: Connections, token: Buffer): Promise<Who | null> {
  const { rows } = await sql<IdentityRow>`select * from app.identify(${token})`.execute(connections.app);
  const row = rows[0];
  if (!row) return null;
  return {
    sessionId: row.session_id,
    personId: row.person_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    isDemo: row.is_demo,
    name: row.name,
    language: row.language,
    timeZone: row.time_zone,
    hat: row.hat,
    authenticatedAt: row.authenticated_at,
    roles: row.roles
  };
}

function isNoSession(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '28000';
}
