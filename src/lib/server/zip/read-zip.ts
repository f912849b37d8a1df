import { crc32, inflateRawSync } from 'node:zlib';

/** A file as the index of a zip announces it; nothing of it is true yet. */
export type ZipEntry = { name: string; size: number; packed: number; isEncrypted: boolean; isLink: boolean; open: () => Buffer };

/** The bytes are no zip, or a file in it is not what the index says. */
export class ZipError extends Error {
  override name = 'ZipError';
}

const marks = { end: 0x06054b50, index: 0x02014b50, file: 0x04034b50 } as const;
const sizes = { end: 22, index: 46, file: 30 } as const;
const [stored, deflated] = [0, 8];
const longestComment = 65_535;

/**
 * Lists what a zip announces, without unpacking anything: at most `most` files. A file is opened by `open`, which gives exactly as many bytes
 * as were announced, or throws. Throws ZipError. Zip64, several disks and other ways of packing are no zip here.
 */
export function readZip(bytes: Buffer, most: number): ZipEntry[] {
  const end = findEnd(bytes);
  const [count, size, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  if (start + size > end || count > most) throw new ZipError('the index does not fit');
  const entries: ZipEntry[] = [];
  let at = start;
  for (let found = 0; found < count; found += 1) {
    if (at + sizes.index > end || bytes.readUInt32LE(at) !== marks.index) throw new ZipError('the index is broken');
    const lengths = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    const [nameLength = 0] = lengths;
    entries.push(entryAt(bytes, at, { nameLength, start }));
    at += sizes.index + lengths.reduce((sum, length) => sum + length, 0);
  }
  return entries;
}

/** The end stands last, before a comment of any length. */
function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - sizes.end - longestComment);
  for (let at = bytes.length - sizes.end; at >= first; at -= 1) if (bytes.readUInt32LE(at) === marks.end) return at;
  throw new ZipError('there is no index');
}

function entryAt(bytes: Buffer, at: number, { nameLength, start }: { nameLength: number; start: number }): ZipEntry {
  const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  const [crc, packed, size] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 24)];
  const local = bytes.readUInt32LE(at + 42);
  return {
    ...{ name: bytes.toString('utf8', at + sizes.index, at + sizes.index + nameLength), size, packed },
    ...{ isEncrypted: (flags & 1) === 1, isLink: bytes.readUInt32LE(at + 38) >>> 28 === 0xa },
    open: () => unpack(bytes.subarray(0, start), { local, method, crc, packed, size })
  };
}

type Packed = { local: number; method: number; crc: number; packed: number; size: number };

function unpack(files: Buffer, { local, method, crc, packed, size }: Packed): Buffer {
  if (local + sizes.file > files.length || files.readUInt32LE(local) !== marks.file) throw new ZipError('a file is not there');
  const from = local + sizes.file + files.readUInt16LE(local + 26) + files.readUInt16LE(local + 28);
  if (from + packed > files.length || (method !== stored && method !== deflated)) throw new ZipError('a file does not fit');
  const body = files.subarray(from, from + packed);
  const content = method === stored ? body : inflate(body, size);
  if (content.length !== size || crc32(content) !== crc) throw new ZipError('a file is not what the index says');
  return content;
}

function inflate(body: Buffer, size: number): Buffer {
  try {
    return inflateRawSync(body, { maxOutputLength: Math.max(1, size) });
  } catch (cause) {
    throw new ZipError('a file cannot be unpacked', { cause });
  }
}
