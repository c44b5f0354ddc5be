import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { linesOf } from '../../../scripts/lines-of.ts';
import { checkSelectors } from '../../../scripts/rules/check-selectors.ts';
import { tellProblems } from '../../../scripts/rules/tell-problems.ts';

const ROOT = resolve(import.meta.dirname, '../../..');

function run(script: string, args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', script), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

describe('scan of lines', () => {
  it('answers every line that is not blank, in order, whatever ends the lines and whatever is in them', () => {
    const lines = [
      '\ufeff{"text":"停息挂账"}',
      'not json',
      '',
      '{"text":"one\u2028two\u2029three"}',
      '[]',
      '{"text":"","role":"no such role"}',
      '{"text":7}',
    ];
    const { status, stdout } = run('scan.ts', ['-'], lines.join('\r\n'));
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { level?: string; error?: string });
    expect(answers.map(({ error }) => error?.slice(0, 7))).toEqual([
      undefined,
      'Line 2 ',
      undefined,
      'Line 5:',
      undefined,
      'Line 7:',
    ]);
    expect(answers[0]).toHaveProperty('level');
    expect(status).toBe(1);
  });
});

describe('lines of a text that comes in parts', () => {
  const lines = (parts: readonly string[], longest?: number) =>
    Array.fromAsync(linesOf(Readable.from(parts.map((part) => Buffer.from(part))), longest));

  it('go over the edges of parts; the last one needs no end', async () => {
    expect(await lines(['a\nb', 'c\r\n\nd', 'e'])).toEqual(['a', 'bc', '', 'de']);
    expect(await lines(['a\n'])).toEqual(['a', '']);
  });

  it('are null where they are too long to be held, and the next ones are read again', async () => {
    expect(await lines(['1234\n12345\n123', '456', '7\n1', '234', '\n'], 4)).toEqual([
      '1234',
      null,
      null,
      '1234',
      '',
    ]);
  });
});

describe('a command that is used wrongly', () => {
  it.each([
    ['scan.ts', ['--colour'], "Unknown option '--colour'"],
    ['scan.ts', ['.'], 'A folder was given'],
    ['scan.ts', ['--html', 'README.md', '--url', 'javascript:1'], '--html needs --url'],
    ['rules-try.ts', [], 'Give a text or a file'],
    ['rules-diff.ts', ['no-such.json'], 'There is no no-such.json'],
    ['rules-diff.ts', ['--budget', 'abc', 'no-such.json'], '--budget abc: give a whole number from 0 up.'],
    ['rules-signals.ts', ['--files', 'nobody'], 'No lines'],
    ['rules-signals.ts', ['--file', 'nobody'], "Unknown option '--file'"],
    ['start.ts', ['--headles'], "Unknown option '--headles'"],
    ['channel-rotate.ts', [], 'Say which: --role'],
    ['channel-rotate.ts', ['--role', 'snapshot'], 'Say which: --role'],
    ['channel-rotate.ts', ['--role', 'none', '--role', 'root'], '--role none goes with no other role'],
    ['channel-publish.ts', ['--budget', '1.5'], '--budget 1.5: give a whole number from 0 up.'],
    ['channel-serve.ts', ['--dir', 'no-such-channel'], 'There is no channel in no-such-channel'],
  ])('%s %j says so in a sentence, without a stack', (script, args, sentence) => {
    const { status, stderr } = run(script, args);
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});

describe('usage', () => {
  it.each([
    ['rules-lint.ts', 'npm run rules:lint'],
    ['rules-try.ts', '--lines'],
    ['pages-expect.ts', 'SITE/PAGE'],
    ['bootstrap.mjs', 'npm start'],
  ])('of %s is printed on --help, and nothing else is done', (script, part) => {
    const { status, stdout, stderr } = run(script, ['--help']);
    expect(stdout).toContain(part);
    expect(stdout.split('\n').length).toBeLessThan(12);
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  it('follows what is wrong with an option', () => {
    expect(run('rules-schemas.ts', ['--bogus']).stderr).toMatch(
      /^Unknown option '--bogus'[^]*npm run rules:schemas/,
    );
  });

  it('is read in one place by every command', () => {
    const commands = ['scripts', 'bench']
      .flatMap((folder) => readdirSync(join(ROOT, folder)).map((name) => join(ROOT, folder, name)))
      .filter((path) => path.endsWith('.ts'))
      .filter((path) => /^import '.*plain-errors\.ts';$/m.test(readFileSync(path, 'utf8')));
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((path) => !readFileSync(path, 'utf8').includes('readArguments('))).toEqual([]);
  });
});

describe('rules:try', () => {
  it('reads standard input for -', () => {
    const { status, stdout } = run('rules-try.ts', ['-', '--json', '--lines'], '停息挂账\n天气\n');
    const texts = stdout
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { text: string }).text);
    expect(texts).toEqual(['停息挂账', '天气']);
    expect(status).toBe(0);
  });
});

describe('mistakes in rules', () => {
  afterEach(() => void vi.restoreAllMocks());

  it('are told with file, line and path; broken YAML by what is wrong with it', () => {
    const root = mkdtempSync(join(tmpdir(), 'zhaishao-rules-'));
    mkdirSync(join(root, 'rules'));
    writeFileSync(join(root, 'rules', 'a.yaml'), 'id: a\npages:\n  - kind: one\n  - kind: two\n');
    writeFileSync(join(root, 'rules', 'b.yaml'), 'id: b\nlist: [1, 2\nmore: 3\n');
    const told: string[] = [];
    vi.spyOn(console, 'error').mockImplementation((line: string) => void told.push(line));
    tellProblems(
      [
        { file: 'rules/a.yaml', path: 'pages.1.kind', message: 'Wrong.' },
        { file: 'rules/a.yaml', path: 'pages.1.url', message: 'Missing.' },
        { file: 'rules/b.yaml', path: '', message: 'Invalid input: expected object, received string.' },
        { file: 'rules', path: '', message: 'Does not load.' },
      ],
      root,
    );
    expect(told[0]).toBe('rules/a.yaml:4 › pages.1.kind: Wrong.');
    expect(told[1]).toBe('rules/a.yaml:4 › pages.1.url: Missing.');
    expect(told[2]).toMatch(/^rules\/b\.yaml:\d: This is not YAML: /);
    expect(told[3]).toBe('rules: Does not load.');
  });

  it('include selectors that no browser understands', () => {
    const raw = {
      id: 'example',
      title: '示例',
      hosts: ['www.example.com'],
      pages: [{ kind: 'other', url: ['/**'] }],
      items: [{ name: 'comment', role: 'comment', item: ['div[[x', '.fine'], text: ['.text >>> ..no'] }],
    };
    const problems = checkSelectors([{ name: 'example', raw }]);
    expect(problems.map(({ file }) => file)).toEqual([
      'rules/sites/example.yaml',
      'rules/sites/example.yaml',
    ]);
    expect(problems[0]!.message).toContain('div[[x');
    expect(problems[1]!.message).toContain('..no');
  });
});
