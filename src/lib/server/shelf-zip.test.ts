import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { packShelf, unpackShelf, zipBounds } from './shelf-zip.ts';

const entry = { id: 'own-walk', facts: '{"legs":[]}', texts: { nl: '# Wandelen', en: '# Walking' } };
const opened = (files: Zippable) => unpackShelf(zipSync(files));
const problemOf = (files: Zippable) => {
  const read = opened(files);
  return 'problem' in read ? read.problem : null;
};
const text = strToU8('x');

it('gives back what it packed, always as the same file', () => {
  expect(unpackShelf(packShelf([entry]))).toEqual({ entries: [{ ...entry, facts: `${entry.facts}\n` }] });
  expect(packShelf([entry])).toEqual(packShelf([entry]));
  const files = unzipSync(packShelf([entry])); // read by a library of others
  expect(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual({
    ...{ 'own-walk/tool.json': `${entry.facts}\n`, 'own-walk/nl.md': entry.texts.nl, 'own-walk/en.md': entry.texts.en }
  });
});

it('takes a shelf of the house, a folder around it, a byte order mark and what computers add', () => {
  const files = { 'toolkit/energy-map/tool.json': strToU8('\uFEFF{}'), '__MACOSX/x': text, 'toolkit/.DS_Store': text, 'toolkit/': text };
  expect(opened(files)).toEqual({ entries: [{ id: 'own-energy-map', facts: '{}', texts: {} }] });
});

it.each([
  '../own-x/nl.md',
  'own-x/../../etc/passwd',
  '/etc/passwd',
  'C:\\own-x\\nl.md',
  'own-x/nl.md\0.txt',
  'own-x/run.js',
  'own-x/inner.zip',
  'OWN-X/nl.md',
  `${'a'.repeat(300)}/nl.md`,
  'a/b/own-x/nl.md',
  'own-é/nl.md',
  '__proto__/nl.md',
  'nl.md'
])('refuses the name %j', (name) => {
  expect(problemOf({ [name]: text })).toBe('name');
});

it('refuses what holds the same entry twice, under two folders', () => {
  expect(problemOf({ 'a/own-x/nl.md': text, 'b/own-x/nl.md': text })).toBe('twice');
});

it('unpacks no bomb: neither one large file nor many', () => {
  expect(problemOf({ 'own-x/nl.md': new Uint8Array(50_000_000) })).toBe('entries');
  const many = Object.fromEntries(Array.from({ length: zipBounds.files + 1 }, (_, at) => [`own-x${at}/nl.md`, text]));
  expect(problemOf(many)).toBe('entries');
  const heavy = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`own-x${at}/nl.md`, new Uint8Array(150_000)]));
  expect(problemOf(heavy)).toBe('entries');
});

it('unpacks nothing of a file that lies about its size or its content', () => {
  const zip = zipSync({ 'own-x/nl.md': new Uint8Array(3_000_000) });
  const view = new DataView(zip.buffer, zip.byteOffset);
  for (let at = 0; at + 4 < zip.length; at += 1) if (view.getUint32(at, true) === 3_000_000) view.setUint32(at, 10, true);
  expect(unpackShelf(zip)).toEqual({ problem: 'unreadable', name: null });
  const plain = zipSync({ 'own-x/nl.md': [strToU8('waar'), { level: 0 }] });
  plain[plain.indexOf('w'.charCodeAt(0), 40)] = 'x'.charCodeAt(0);
  expect(unpackShelf(plain)).toEqual({ problem: 'unreadable', name: null }); // the checksum
});

it('follows no link', () => {
  expect(problemOf({ 'own-x/nl.md': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }] })).toBe('name');
});

it('refuses what is no zip, is cut off, behind a password, too large or empty', () => {
  const zip = packShelf([entry]);
  expect(unpackShelf(strToU8('PK no zip'))).toEqual({ problem: 'unreadable', name: null });
  expect(unpackShelf(new Uint8Array())).toEqual({ problem: 'unreadable', name: null });
  expect(unpackShelf(zip.subarray(0, zip.length - 30))).toEqual({ problem: 'unreadable', name: null });
  const locked = zipSync({ 'own-x/nl.md': text });
  const index = Buffer.from(locked).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  locked[index + 8] = 1;
  expect(unpackShelf(locked)).toEqual({ problem: 'encrypted', name: null });
  expect(unpackShelf(new Uint8Array(zipBounds.packed + 1))).toEqual({ problem: 'size', name: null });
  expect(problemOf({ '__MACOSX/x': text })).toBe('empty');
});

it('survives bytes changed at any place', () => {
  const zip = packShelf([entry]);
  for (let at = 0; at < zip.length; at += 1) {
    const broken = Buffer.from(zip);
    broken[at] = (broken[at] ?? 0) ^ 0xff;
    expect(() => unpackShelf(broken)).not.toThrow();
  }
});
