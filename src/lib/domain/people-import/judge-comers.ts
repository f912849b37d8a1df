import type { Comer } from './read-people.ts';

/** Somebody who has a role in the programme; `roles`: all of them there. */
export type Present = { readonly email: string; readonly roles: readonly string[] };

/** Who comes in, who has this role already, and who has another role here, which an import never changes. */
export type Judged = { readonly adding: readonly Comer[]; readonly present: readonly Comer[]; readonly otherwise: readonly Comer[] };

/** Divides comers by what they are in the programme now. */
export function judgeComers(comers: readonly Comer[], members: readonly Present[]): Judged {
  const roles = new Map(members.map(({ email, roles: own }) => [email, own]));
  return {
    adding: comers.filter(({ email }) => !roles.has(email)),
    present: comers.filter(({ email, role }) => roles.get(email)?.includes(role)),
    otherwise: comers.filter(({ email, role }) => roles.get(email)?.includes(role) === false)
  };
}
