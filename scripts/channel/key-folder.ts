import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keyIdOf, newKey, readKeyFile, writeKeyFile, type SigningKey } from './keyring.ts';

/** Makes new keys of a name (`root`, `targets`, `online`), each in a file of its own, numbered on from those that are there. */
export function makeKeys(folder: string, name: string, count: number, passphrase: string): SigningKey[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const taken = readdirSync(folder).flatMap(
    (file) => new RegExp(`^${name}-(\\d+)\\.json$`).exec(file)?.[1] ?? [],
  );
  let number = Math.max(0, ...taken.map(Number));
  return Array.from({ length: count }, () => {
    const { key, privateKey } = newKey();
    writeKeyFile(join(folder, `${name}-${++number}.json`), privateKey, passphrase);
    return key;
  });
}

/** Opens the key files of the folders whose id is wanted; others stay shut. */
export function openKeys(
  folders: readonly string[],
  wanted: readonly string[],
  passphrase: string,
): SigningKey[] {
  const opened = new Map<string, SigningKey>();
  for (const folder of folders) {
    if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
      const path = join(folder, file);
      const id = keyIdOf(path);
      if (wanted.includes(id) && !opened.has(id)) opened.set(id, readKeyFile(path, passphrase));
    }
  }
  return [...opened.values()];
}
