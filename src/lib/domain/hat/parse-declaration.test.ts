import { expect, it } from 'vitest';
import { declarationFields, parseDeclaration } from './parse-declaration.ts';

it('wants an answer about whoever evaluates, and takes nothing for an answer (C14)', () => {
  for (const form of [{}, { contact: '' }, { contact: 'rarely' }, { contact: ['none'] }, { 'role-manager': 'on' }]) {
    expect(parseDeclaration(form)).toEqual({ problems: { contact: 'missing' } });
  }
});

it('makes an evaluator of a coach who evaluates, and of no other (C12)', () => {
  expect(parseDeclaration({ contact: 'self' })).toEqual({ declaration: { evaluatorContact: 'self', roles: ['evaluator'] } });
  expect(parseDeclaration({ contact: 'close', 'role-evaluator': 'on' })).toEqual({ declaration: { evaluatorContact: 'close', roles: [] } });
});

it('reads the other roles from their boxes, always in the same order', () => {
  const form = { [declarationFields.teacher]: 'on', [declarationFields.manager]: 'on', contact: 'self' };
  expect(parseDeclaration(form)).toEqual({
    declaration: { evaluatorContact: 'self', roles: ['evaluator', 'manager', 'teacher'] }
  });
  expect(parseDeclaration({ contact: 'none', 'role-teacher': 'yes' })).toEqual({ declaration: { evaluatorContact: 'none', roles: [] } });
});
