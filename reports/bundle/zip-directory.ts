import type { BundleLimits } from './bundle-format.ts';

/** One file inside an archive, as its central directory says. Nothing of it is believed before the bytes are counted. */
export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: 0 | 8;
  /** Offset of its local header. */
  readonly at: number;
}

/** Why an archive was refused. */
export type ZipRefusal =
  'not_a_zip' | 'too_large' | 'too_many_entries' | 'unsafe_name' | 'bomb' | 'damaged' | 'unsupported';

export class ZipError extends Error {
  readonly refusal: ZipRefusal;
  constructor(refusal: ZipRefusal, message: string) {
    super(message);
    this.refusal = refusal;
  }
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
/** Packed bytes given to the inflater at a time: deflate grows at most 1032 times, so a step makes 8 MB at most. */
const STEP = 8 * 1024;
const JUDGE_RATIO_FROM = 4_000_000;

/**
 * Reads the list of files of an archive by its central directory, from a Blob, without unpacking. Only what our own
 * writer makes is taken: stored or deflated entries, plain names, no encryption, no ZIP64.
 *
 * @throws ZipError
 */
export async function readZipDirectory(file: Blob, limits: BundleLimits): Promise<ZipEntry[]> {
  if (file.size > limits.packed)
    throw new ZipError('too_large', `the file has ${file.size} bytes, ${limits.packed} are allowed`);
  const tailStart = Math.max(0, file.size - 65_557);
  const tail = await view(file, tailStart, file.size);
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new ZipError('not_a_zip', 'this is not a ZIP archive, or its end is missing');
  const count = tail.getUint16(end + 10, true);
  const size = tail.getUint32(end + 12, true);
  const start = tail.getUint32(end + 16, true);
  if (count === 0xffff || start === 0xffffffff)
    throw new ZipError('unsupported', 'ZIP64 archives are not taken');
  if (count > limits.entries)
    throw new ZipError('too_many_entries', `${count} files inside, ${limits.entries} are allowed`);
  if (start + size > tailStart + end)
    throw new ZipError('damaged', 'the list of files lies outside the archive');
  return parseDirectory(await view(file, start, start + size), count, limits);
}

function parseDirectory(list: DataView, count: number, limits: BundleLimits): ZipEntry[] {
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== CENTRAL)
      throw new ZipError('damaged', 'the list of files is damaged');
    const flags = list.getUint16(at + 8, true);
    const method = list.getUint16(at + 10, true);
    const packed = list.getUint32(at + 20, true);
    const unpacked = list.getUint32(at + 24, true);
    const nameLength = list.getUint16(at + 28, true);
    const next = at + 46 + nameLength + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
    if (next > list.byteLength) throw new ZipError('damaged', 'the list of files is damaged');
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, list.byteOffset + at + 46, nameLength));
    if (flags & 1) throw new ZipError('unsupported', `${shown(name)} is encrypted`);
    if (method !== 0 && method !== 8)
      throw new ZipError('unsupported', `${shown(name)} is packed by method ${method}`);
    if (!isSafeName(name))
      throw new ZipError(
        'unsafe_name',
        `a file is named ${shown(name)}, which could reach outside its folder`,
      );
    if (names.has(name)) throw new ZipError('damaged', `${shown(name)} is there twice`);
    names.add(name);
    total += unpacked;
    if (total > limits.unpacked)
      throw new ZipError('bomb', `it would unpack to more than ${limits.unpacked} bytes`);
    entries.push({ name, packed, unpacked, method, at: list.getUint32(at + 42, true) });
    at = next;
  }
  return entries;
}

/** Relative, forward slashes, no dot-only parts, no drive, no control characters. */
export function isSafeName(name: string): boolean {
  if (name === '' || name.length > 200 || !/^[\x21-\x7e]+$/.test(name) || /[\\:*?"<>|]/.test(name))
    return false;
  return name.split('/').every((part) => part !== '' && !/^\.+$/.test(part));
}

const shown = (name: string) => JSON.stringify(name.slice(0, 60));

/**
 * Unpacks one entry piece by piece, counting what really comes out.
 *
 * @throws ZipError when it grows past what the directory says, past the ratio, or is damaged; the reason of `signal` when aborted
 */
export async function* unpackEntry(
  file: Blob,
  entry: ZipEntry,
  limits: BundleLimits,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const header = await view(file, entry.at, Math.min(file.size, entry.at + 30));
  if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
    throw new ZipError('damaged', `${entry.name} has no header`);
  const start = entry.at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const stop = start + entry.packed;
  if (stop > file.size) throw new ZipError('damaged', `${entry.name} is cut off`);
  let made = 0;
  let used = 0;
  const check = () => {
    if (made > entry.unpacked)
      throw new ZipError('bomb', `${entry.name} unpacks to more than the ${entry.unpacked} bytes it says`);
    if (made > JUDGE_RATIO_FROM && made > limits.ratio * used)
      throw new ZipError('bomb', `${entry.name} unpacks to more than ${limits.ratio} times its size`);
  };
  let block = new Uint8Array(0);
  let given = 0;
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      // Read in blocks, given on in small steps: reading a Blob costs, and a step must not make too much at once.
      async pull(stream) {
        signal?.throwIfAborted();
        if (given === block.length) {
          const from = start + used;
          if (from >= stop) return stream.close();
          block = new Uint8Array(await file.slice(from, Math.min(stop, from + STEP * 32)).arrayBuffer());
          given = 0;
        }
        const piece = block.subarray(given, given + STEP);
        given += piece.length;
        used += piece.length;
        stream.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
  // The browser's own inflater: a tenth of the time of one in JavaScript.
  const reader = (
    entry.method === 8 ? packed.pipeThrough(new DecompressionStream('deflate-raw')) : packed
  ).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch((error: unknown) => {
        // A TypeError is the inflater's; the rest is the file's or the signal's.
        throw error instanceof TypeError
          ? new ZipError('damaged', `${entry.name} is damaged: ${error.message}`)
          : error;
      });
      if (done) break;
      made += value.length;
      check();
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
  if (made !== entry.unpacked)
    throw new ZipError('damaged', `${entry.name} unpacks to ${made} bytes instead of ${entry.unpacked}`);
}

async function view(file: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}
