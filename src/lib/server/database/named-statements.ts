import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';

/**
 * Names every parameterised statement after its text, so that the server plans it once per connection: most of the
 * cost of row-level security is planning. A switch, because PgBouncer before 1.21 cannot carry names.
 * A statement that begins with `/* planned anew *\/` gets no name: a plan made while its tables were empty would be kept after a run
 * of the match has filled them, and then take minutes.
 */
export function nameStatements(pool: Pool): void {
  pool.on('connect', (client: PoolClient) => {
    const plain = client.query.bind(client);
    const named = (text: unknown, values: unknown, ...rest: unknown[]): unknown =>
      typeof text === 'string' && Array.isArray(values) && !text.trimStart().startsWith('/* planned anew */')
        ? Reflect.apply(plain, client, [{ name: nameOf(text), text, values }, ...rest])
        : Reflect.apply(plain, client, [text, values, ...rest]);
    Object.assign(client, { query: named });
  });
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  if (names.size < 2_000) names.set(text, name);
  return name;
}
