import { charOf, DIGIT_SOUND, type FoldTables, soundOf, SYLLABLE_SOUND } from '../text/fold-tables.ts';

/** Sound ids fit this many bits. */
export const SOUND_BITS = 9;

export const isLetter = (sound: number): boolean => sound > 0 && sound < DIGIT_SOUND;
export const isDigit = (sound: number): boolean => sound >= DIGIT_SOUND && sound < SYLLABLE_SOUND;

/** The letter a syllable begins with, as a sound id; 0 when the sound is no syllable. */
export function initialOf(sound: number, { syllables }: FoldTables): number {
  if (sound < SYLLABLE_SOUND) return 0;
  return (syllables[sound - SYLLABLE_SOUND] ?? '`').charCodeAt(0) - 0x60;
}

/**
 * Characters of a sound that may be written for an expected one: itself, those listed, and those of emoji, which stand for all
 * that sounds like them.
 */
export class WrittenFor {
  private readonly tables: FoldTables;
  private readonly emoji = new Map<number, number[]>();
  private readonly known = new Map<number, readonly number[]>();

  constructor(tables: FoldTables) {
    this.tables = tables;
    for (const { codes } of tables.emoji.values())
      for (const code of codes) {
        const sound = soundOf(tables.entry[code] ?? 0);
        this.emoji.set(sound, [...(this.emoji.get(sound) ?? []), charOf(tables.entry[code] ?? 0)]);
      }
  }

  /**
   * @param isTerm - whether anything but the character itself counts
   */
  of(char: number, sound: number, isTerm: boolean): readonly number[] {
    const key = (((char << SOUND_BITS) | sound) << 1) | (isTerm ? 1 : 0);
    let written = this.known.get(key);
    if (written === undefined) this.known.set(key, (written = isTerm ? this.find(char, sound) : [char]));
    return written;
  }

  private find(char: number, sound: number): number[] {
    const { standIns, entry } = this.tables;
    const listed = standIns.get(char)?.filter((other) => soundOf(entry[other] ?? 0) === sound) ?? [];
    return [char, ...listed, ...(this.emoji.get(sound) ?? [])];
  }
}

const NONE: readonly number[] = [];

/** Sounds that another writing of a character may bring, its own left out: other readings, stand-ins. Kept by character. */
export class OtherSounds {
  private readonly tables: FoldTables;
  private readonly known = new Map<number, readonly number[]>();

  constructor(tables: FoldTables) {
    this.tables = tables;
  }

  of(char: number): readonly number[] {
    let others = this.known.get(char);
    if (others === undefined) this.known.set(char, (others = this.find(char)));
    return others;
  }

  private find(char: number): readonly number[] {
    const { polyphones, standIns, entry } = this.tables;
    const readings = polyphones.get(char);
    const written = standIns.get(char);
    if (char === 0 || (readings === undefined && written === undefined)) return NONE;
    const sounds = new Set(readings);
    for (const standIn of written ?? []) sounds.add(soundOf(entry[standIn] ?? 0));
    sounds.delete(soundOf(entry[char] ?? 0));
    sounds.delete(0);
    return [...sounds];
  }
}
