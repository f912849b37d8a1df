import { ofPairs, turnsRed } from '#test/judge-mutants.ts';

turnsRed('mutants', (name) => !ofPairs.test(name));
