import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkToolkit } from './check-toolkit.ts';
import { countToolkit } from './count-toolkit.ts';

const copies: string[] = [];
afterAll(() => {
  for (const copy of copies) rmSync(copy, { recursive: true });
});

/** A copy of our own shelf, changed. */
function shelf(change: (toolkit: string) => void = () => undefined): string {
  const root = mkdtempSync(join(tmpdir(), 'vierpoot-toolkit-'));
  copies.push(root);
  cpSync('content', join(root, 'content'), { recursive: true });
  change(join(root, 'content/toolkit'));
  return root;
}

function edit(toolkit: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(toolkit, file), change(readFileSync(join(toolkit, file), 'utf8')));
}

function editFacts(toolkit: string, change: (facts: Record<string, unknown>) => void): void {
  for (const id of readdirSync(toolkit)) {
    edit(toolkit, `${id}/tool.json`, (text) => {
      const facts = JSON.parse(text) as Record<string, unknown>; // an object: our own file
      change(facts);
      return JSON.stringify(facts);
    });
  }
}

const faultsOf = (change: (toolkit: string) => void) =>
  checkToolkit(shelf(change)).map(({ file, field, reason }) => `${file.split('/').slice(-2).join('/')} | ${field} | ${reason}`);

it('refuses a tool without its other language', () => {
  const faults = faultsOf((toolkit) => {
    rmSync(join(toolkit, 'network-map/nl.md'));
  });
  expect(faults).toContain('network-map/nl.md | the whole file | is missing');
});

it('refuses a stranger among the files of a tool', () => {
  const faults = faultsOf((toolkit) => {
    writeFileSync(join(toolkit, 'network-map/fr.md'), '# Carte');
  });
  expect(faults).toEqual(['network-map/fr.md | the whole file | is none of en.md, nl.md, tool.json']);
});

it('refuses a folder whose name is no address', () => {
  const faults = faultsOf((toolkit) => {
    renameSync(join(toolkit, 'network-map'), join(toolkit, 'Network map'));
  });
  expect(faults).toEqual(['toolkit/Network map | the folder | must be English words with - between them']);
});

it.each<[string, string, (text: string) => string, string]>([
  [
    'an entry that is too long',
    'network-map/en.md',
    (text) => text.replace('## Risks\n\n', `## Risks\n\n${'More words here. '.repeat(60)}\n\n`),
    'words; at most 700'
  ],
  [
    'an entry too short to work with',
    'who-stays/nl.md',
    (text) =>
      text
        .replace(/(## Risico's\n\n)[^]*?(\n## Waar)/, '$1Geen.\n\n## Voor iedereen\n\nAlles mag.\n$2')
        .replace(/(## Stappen\n\n)[^]*?(\n## Wat)/, '$11. Praat.\n$2'),
    'or a coach cannot use it from the page alone'
  ],
  [
    'a card that fits on no card',
    'who-stays/en.md',
    (text) => text.replace('**After this**', `**After this** ${'and more '.repeat(60)}`),
    'or it does not fit on a card'
  ],
  [
    'a sentence that goes on and on',
    'who-stays/nl.md',
    (text) => text.replace('Je belooft te veel.', `Je belooft ${'te veel en '.repeat(9)}te veel.`),
    'has a sentence of 31 words; at most 25'
  ],
  [
    'a text with long sentences throughout',
    'who-stays/en.md',
    (text) => text.replaceAll(/(?<=[a-z])\. (?=[A-Z])/g, ' and then '),
    'words on average; at most 9.5. Make two of one'
  ],
  [
    'he or she',
    'who-stays/en.md',
    (text) => text.replace('Stopping is always possible.', 'Then he stops.'),
    'who-stays/en.md | words | "he" says he or she; name the person or say it otherwise (C44)'
  ],
  [
    'hij for a coachee',
    'who-stays/nl.md',
    (text) => text.replace('Dan kan stoppen gewoon.', 'Dan stopt hij.'),
    'who-stays/nl.md | words | "hij" says he; name the person or the thing again (C44)'
  ],
  [
    'a verdict on somebody',
    'who-stays/nl.md',
    (text) => text.replace('Dan kan stoppen gewoon.', 'Je hebt gefaald.'),
    'who-stays/nl.md | words | "gefaald" sounds like a verdict on somebody; say what happened (C35)'
  ],
  [
    'a word of offices',
    'who-stays/en.md',
    (text) => text.replace('Stopping is always possible.', 'Tell the stakeholders.'),
    'who-stays/en.md | words | "stakeholders" is a word of offices; say it as you would at home'
  ],
  [
    'a link that leads nowhere',
    'who-stays/en.md',
    (text) => text.replace('It has not been studied.', '[Look](https://)'),
    'who-stays/en.md | links | leads nowhere: https://'
  ],
  [
    'a step that one language lacks',
    'who-stays/en.md',
    (text) => text.replace(/\n5\. \*\*Goodbye[^\n]*/, ''),
    'who-stays/en.md | ## Steps | has 4 numbered steps; nl.md has 5. Both languages must say the same'
  ],
  [
    'other minutes in one language',
    'who-stays/en.md',
    (text) => text.replace('(8 minutes)', '(9 minutes)'),
    'who-stays/en.md | ## Steps | has 6+4+9+5+7 minutes; nl.md has 6+4+8+5+7. Both languages must say the same'
  ],
  [
    'a keyword that the text already says',
    'who-stays/tool.json',
    (text) => text.replace('"aftercare"', '"coaching"'),
    'who-stays/tool.json | keywords.en | "coaching" already stands in the text; it is found without'
  ],
  [
    'too few keywords',
    'who-stays/tool.json',
    (text) => text.replace(/"en": \[[^\]]*\]/, '"en": ["aftercare"]'),
    'who-stays/tool.json | keywords.en | has 1 words; at least 3'
  ],
  [
    'a situation that nobody knows',
    'who-stays/tool.json',
    (text) => text.replace('"ending"', '"bad-weather"'),
    'who-stays/tool.json | situations | "bad-weather" is not in situations.json'
  ],
  [
    'a DOI with the full stop of its sentence',
    'network-map/tool.json',
    (text) => text.replace('"10.1002/ajcp.12206"', '"10.1002/ajcp.12206."'),
    'network-map/tool.json | sources.0 | ends with "."; a DOI does not'
  ],
  [
    'one work cited in two ways',
    'who-fills-which-role/tool.json',
    (text) => text.replace(/"text": "[^"]*"/, '"text": "Nuis (2023)."').replace(/"doi": "[^"]*"/, '"doi": "10.1002/ajcp.12206"'),
    'who-fills-which-role/tool.json | sources.0 | cites 10.1002/ajcp.12206 with other words than another entry'
  ]
])('refuses %s, and says where and why', (_what, file, change, fault) => {
  const faults = faultsOf((toolkit) => {
    edit(toolkit, file, change);
  });
  expect(faults.filter((found) => found.includes(fault))).toHaveLength(1);
});

it('refuses a leg with too little to choose from (C6, C41)', () => {
  const faults = faultsOf((toolkit) => {
    editFacts(toolkit, (facts) => {
      if (JSON.stringify(facts['legs']).includes('network')) facts['legs'] = ['career'];
    });
  });
  expect(faults).toContain('content/toolkit | leg network | has 0 entries; at least 16');
  expect(faults).toContain('content/toolkit | leg network | has 0 entries that name it first; at least 15');
});

it('refuses a leg that has nothing from one world (C42)', () => {
  const faults = faultsOf((toolkit) => {
    editFacts(toolkit, (facts) => {
      if (facts['world'] === 'work' && JSON.stringify(facts['legs']).includes('network')) facts['world'] = 'both';
    });
  });
  expect(faults).toContain('content/toolkit | leg network | has nothing of work alone');
});

it.each<[string, string]>([
  ['example', 'has 11 practice examples; at least 12'],
  ['insight', 'has 11 insights from research; at least 12']
])('refuses a shelf with too few of kind %s', (kind, fault) => {
  const faults = faultsOf((toolkit) => {
    const all = readdirSync(toolkit).filter((id) => id.startsWith(kind === 'example' ? 'case-' : 'insight-'));
    for (const id of all.slice(11)) rmSync(join(toolkit, id), { recursive: true });
  });
  expect(faults).toContain(`content/toolkit | kind | ${fault}`);
});

it('refuses a situation that leads almost nowhere', () => {
  const faults = faultsOf((toolkit) => {
    editFacts(toolkit, (facts) => {
      if (JSON.stringify(facts['situations']).includes('"ending"')) facts['situations'] = ['conflict'];
    });
  });
  expect(faults).toContain('toolkit-vocabulary/situations.json | ending | has 0 entries; at least 3');
});

it('counts what stands on the shelf, per leg, kind and world', () => {
  const lines = countToolkit(process.cwd());
  expect(lines[0]).toMatch(/^The toolkit has \d+ entries\.$/);
  expect(lines.filter((line) => /^ {2}leg [a-z-]+: \d+ entries, \d+ of them name it first$/.test(line))).toHaveLength(4);
  expect(lines.some((line) => /^ {2}kind: example \d+, exercise \d+, insight \d+, tool \d+$/.test(line))).toBe(true);
  expect(lines.some((line) => /^ {2}examples from: education \d+, work \d+$/.test(line))).toBe(true);
});
