import type { Logger } from 'pino';
import type { Locale } from '#lib/i18n/locale.ts';
import type { PersonDb, SystemDb, Who } from '#lib/server/db.ts';
import type { Relationship } from '#lib/server/queries/relationships.ts';
import type { Running } from '#lib/server/running.ts';

declare global {
  namespace App {
    interface Locals {
      requestId: string;
      log: Logger;
      locale: Locale;
      /** Everything the running application holds except the database itself. */
      house: Omit<Running, 'database'>;
      /** The token of the session cookie; null when there is none. */
      token: Buffer | null;
      /** Who is signed in; null when nobody is. */
      who: Who | null;
      /** The one-time word on this page's own scripts. */
      nonce: string;
      /** Whether this page starts the editor of live notes, which its policies must then allow. */
      hasLiveNotes: boolean;
      asPerson: <T>(work: (db: PersonDb) => Promise<T>) => Promise<T>;
      asSystem: <T>(reason: string, work: (db: SystemDb) => Promise<T>) => Promise<T>;
    }
    interface PageData {
      /** The pair of the page, on every page of a pair. */
      pair?: Relationship;
      /** An id for what a form on this page makes. */
      formKey?: string;
    }
    interface Error {
      message: string;
      requestId?: string;
    }
  }
}
