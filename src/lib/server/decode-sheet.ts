/** A file as text, or why it is none: `workbook`: an Excel file itself; `binary`: no text at all; `empty`. */
export type DecodedSheet = { readonly text: string } | { readonly fault: 'workbook' | 'binary' | 'empty' };

/**
 * The text of a file from a spreadsheet: UTF-16 with a mark (Excel's "Unicode text"), else UTF-8, else Windows-1252, which is what Excel
 * writes as "CSV". A NUL or another control character that no spreadsheet writes: no text.
 */
export function decodeSheet(bytes: Uint8Array): DecodedSheet {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { fault: 'workbook' };
  const text = decode(bytes);
  if (/[\p{Cc}--[\t\n\r]]|\u{FFFE}/v.test(text.replaceAll(/[\u0080-\u009f]/gu, ''))) return { fault: 'binary' };
  return text.trim() === '' ? { fault: 'empty' } : { text };
}

function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}
