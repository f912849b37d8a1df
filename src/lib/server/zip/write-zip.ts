import { crc32, deflateRawSync } from 'node:zlib';

const utf8Names = 0x0800;
/** 2 January 1980: the same files give the same zip. */
const day = 0x0022;

/** Packs files into a zip, in their order. Names are plain, with / between folder and file. */
export function writeZip(files: readonly { name: string; content: string }[]): Buffer {
  const parts: Buffer[] = [];
  const index: Buffer[] = [];
  let at = 0;
  for (const { name, content } of files) {
    const [label, text] = [Buffer.from(name), Buffer.from(content)];
    const body = deflateRawSync(text);
    const facts = factsOf({ crc: crc32(text), packed: body.length, size: text.length, nameLength: label.length });
    parts.push(Buffer.concat([uint32(0x04034b50), facts, uint16(0), label, body]));
    index.push(Buffer.concat([uint32(0x02014b50), uint16(20), facts, Buffer.alloc(12), uint32(at), label]));
    at += 30 + label.length + body.length;
  }
  const listed = Buffer.concat(index);
  const end = [uint32(0x06054b50), uint32(0), uint16(files.length), uint16(files.length), uint32(listed.length), uint32(at), uint16(0)];
  return Buffer.concat([...parts, listed, ...end]);
}

type Facts = { crc: number; packed: number; size: number; nameLength: number };

/** What the file and the index both say: version, flags, method, time and day, checksum, sizes, length of the name. */
function factsOf({ crc, packed, size, nameLength }: Facts): Buffer {
  const numbers = [uint16(20), uint16(utf8Names), uint16(8), uint16(0), uint16(day), uint32(crc), uint32(packed), uint32(size)];
  return Buffer.concat([...numbers, uint16(nameLength)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
