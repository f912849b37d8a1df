import { ofMatches, turnsRed } from '#test/judge-mutants.ts';

turnsRed('mutants of the match', (name) => ofMatches.test(name));
