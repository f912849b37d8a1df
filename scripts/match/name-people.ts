import { listNamesakes, meaningOf, type Namesakes } from '#lib/domain/matching/profile.ts';
import type { Line, PeopleColumn } from './people-columns.ts';
import { refuse } from './refusal.ts';

/** Somebody in the file: the id, or without one the address, or else the name; and all that others can write for them. */
export type Named = { readonly line: Line; readonly role: 'coach' | 'coachee'; readonly id: string; readonly names: readonly string[] };

/** Who a line is about; the id is empty when it does not say. */
export function namedOf(line: Line, role: Named['role']): Named {
  const name = line.cell('name') || `${line.cell('firstName')} ${line.cell('lastName')}`.trim();
  const email = line.cell('email').toLowerCase();
  const id = line.cell('id') || email || name;
  return { line, role, id, names: [...new Set([id, email, name])].filter((one) => meaningOf(one) !== '') };
}

/** Who is called what, by id, address or name. */
export function findNamesakes(named: readonly Named[]): Namesakes {
  const called = named.flatMap(({ id, names }) => names.map((name) => ({ id, name })));
  return new Map([...listNamesakes(called)].map(([name, ids]) => [name, [...new Set(ids)]]));
}

/** Several in one cell are divided by |; - is none. */
export function namesIn({ cell }: Line, column: PeopleColumn): string[] {
  const text = cell(column);
  return text === '-' ? [] : text.split('|').flatMap((name) => name.trim() || []);
}

/** The ids of whom somebody would rather not be put with. A veto that keeps nobody apart would be a constraint that is not kept. */
export function vetoedBy({ line, role }: Named, { named, namesakes }: { named: readonly Named[]; namesakes: Namesakes }): string[] {
  const others = new Set(named.filter((other) => other.role !== role).map(({ id }) => id));
  return namesIn(line, 'vetoes').flatMap((name) => {
    const meant = others.has(name) ? [name] : (namesakes.get(meaningOf(name)) ?? []).filter((id) => others.has(id));
    const wanted = role === 'coach' ? 'coachee' : 'coach';
    return meant.length > 0 ? meant : refuse(`line ${line.line}: vetoes wants a ${wanted} of this file, got "${name}"`);
  });
}
