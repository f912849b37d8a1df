import type { ClientBase } from 'pg';

/** A lock made worse in one place. `apply` and `undo` are SQL for the owner of the tables. */
export type Mutant = { name: string; apply: string; undo: string };

type Policy = { name: string; table: string; command: string; kind: string; using: string | null; check: string | null };

/** Every policy of the application dropped, opened wide, without one of its conditions, and with a wider or narrower list. */
export async function mutatePolicies(owner: ClientBase): Promise<Mutant[]> {
  const { rows } = await owner.query<Policy>(
    `select polname as name, polrelid::regclass::text as table, case when polpermissive then 'permissive' else 'restrictive' end as kind,
       case polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end as command,
       pg_get_expr(polqual, polrelid) as using, pg_get_expr(polwithcheck, polrelid) as check
     from pg_policy where 'vierpoot_app'::regrole = any (polroles) order by 2, 1`
  );
  return rows.flatMap(mutatePolicy);
}

function mutatePolicy(policy: Policy): Mutant[] {
  const at = `${policy.name} on ${policy.table}`;
  const dropped = { name: `${at}: dropped`, apply: `drop policy ${at}`, undo: createPolicy(policy) };
  const replaced = (part: 'using' | 'check') => {
    const text = policy[part];
    if (text === null) return [];
    const clause = part === 'using' ? 'using' : 'with check';
    return worsen(text).map(({ name, text: worse }) => ({
      name: `${at}: ${clause} ${name}`,
      apply: `alter policy ${at} ${clause} (${worse})`,
      undo: `alter policy ${at} ${clause} (${text})`
    }));
  };
  return [dropped, ...replaced('using'), ...replaced('check')];
}

function createPolicy({ name, table, kind, command, using, check }: Policy): string {
  const clauses = `${using === null ? '' : ` using (${using})`}${check === null ? '' : ` with check (${check})`}`;
  return `create policy ${name} on ${table} as ${kind} for ${command} to vierpoot_app${clauses}`;
}

type Worse = { name: string; text: string };

function worsen(text: string): Worse[] {
  return [{ name: 'true', text: 'true' }, ...without(text, ' AND '), ...without(text, ' OR '), ...swapped(text)];
}

/** The expression without each of its outermost conditions in turn. */
function without(text: string, word: ' AND ' | ' OR '): Worse[] {
  const parts = splitOutside(inner(text), word);
  if (parts.length < 2) return [];
  return parts.map((part, index) => ({ name: `without ${part}`, text: parts.filter((_, other) => other !== index).join(word) }));
}

const siblings = [
  ['app.coaching()', 'app.coaching_ever()'],
  ['app.coached()', 'app.coached_ever()'],
  ['app.coaching_ever()', 'app.coaching()'],
  ['app.coached_ever()', 'app.coached()'],
  ['app.pairs_in_view()', 'app.pairs_as_party()'],
  ['app.pairs_in_view()', 'app.pairs_at_work()'],
  ['app.pairs_at_work()', 'app.pairs_in_view()'],
  ['app.pairs_evaluated()', 'app.pairs_as_party()']
] as const;

function swapped(text: string): Worse[] {
  const found = siblings.filter(([from]) => text.includes(from));
  return found.map(([from, to]) => ({ name: `${from} as ${to}`, text: text.replaceAll(from, to) }));
}

/** Without the parentheses around the whole. */
function inner(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    depth += text[index] === '(' ? 1 : text[index] === ')' ? -1 : 0;
    if (depth === 0) return index === text.length - 1 ? text.slice(1, -1) : text;
  }
  return text;
}

function splitOutside(text: string, word: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let index = 0; index < text.length; index += 1) {
    depth += text[index] === '(' ? 1 : text[index] === ')' ? -1 : 0;
    if (depth > 0 || !text.startsWith(word, index)) continue;
    parts.push(text.slice(from, index));
    from = index + word.length;
  }
  return [...parts, text.slice(from)];
}

/** A change inside a function: these words become those. */
export type FunctionChange = readonly [name: string, from: string, to: string];

/** A function of schema app with one condition changed. Throws when the words are not there: the list is out of date. */
export async function mutateFunctions(owner: ClientBase, changes: readonly FunctionChange[]): Promise<Mutant[]> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select proname as name, pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'app'::regnamespace`
  );
  return changes.map(([name, from, to]) => {
    const definition = rows.find((row) => row.name === name)?.definition ?? '';
    if (!definition.includes(from)) throw new RangeError(`mutateFunctions wants "${from}" in ${name}, got none`);
    return { name: `${name}: "${from}" as "${to}"`, apply: definition.replaceAll(from, to), undo: definition };
  });
}
