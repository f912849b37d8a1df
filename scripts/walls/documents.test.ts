import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const read = (file: string) => readFileSync(file, 'utf8');
const documents = [...readdirSync('.'), ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).map((file) => `docs/${file}`)].filter(
  (file) => file.endsWith('.md')
);

it('explains every setting in .env.example, and no other', () => {
  const settings = [...read('src/lib/server/settings.ts').matchAll(/^ {2}([A-Z][A-Z_]+): v\./gm)].map((match) => match[1]);
  const explained = [...read('.env.example').matchAll(/^#([A-Z][A-Z_]+)=/gm)].map((match) => match[1]);
  expect(explained.toSorted()).toEqual(settings.toSorted());
});

it.each(documents)('leads somewhere with every link of %s', (file) => {
  const links = [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => match[1] ?? '');
  expect(links.filter((link) => !existsSync(join(dirname(file), link)))).toEqual([]);
});

it.each(readdirSync('docs/decisions'))('gives decision %s its status, date, context, decision and consequences', (file) => {
  const text = read(`docs/decisions/${file}`);
  expect(text).toMatch(
    /^# \d{4} · .+\n\nStatus: (accepted|superseded by \d{4}) · Date: \d{4}-\d\d-\d\d\n\n## Context\n[^]+\n## Decision\n[^]+\n## Consequences\n/
  );
  expect(text.slice(2, 6)).toBe(file.slice(0, 4));
});

it('carries the full text of both licences', () => {
  expect(read('LICENSE')).toMatch(/EUROPEAN UNION PUBLIC LICENCE v\. 1\.2[^]+Appendix/);
  expect(read('LICENSE-CONTENT')).toMatch(/Attribution-ShareAlike 4\.0 International[^]+Section 8/);
});
