import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/**
 * The passphrase of the channel's keys: from `ZHAISHAO_PASSPHRASE`, else asked for on the terminal without showing it.
 *
 * @throws where there is neither the variable nor a terminal
 */
export async function askPassphrase(question: string, env = process.env): Promise<string> {
  const given = env['ZHAISHAO_PASSPHRASE'];
  if (given) return given;
  if (!process.stdin.isTTY) throw new Error('Set ZHAISHAO_PASSPHRASE, or run this in a terminal.');
  process.stderr.write(`${question}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true });
  const answer = await new Promise<string>((resolve) => reader.question('', resolve));
  reader.close();
  process.stderr.write('\n');
  return answer;
}
