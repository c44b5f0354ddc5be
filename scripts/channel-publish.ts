import './plain-errors.ts';
import { z } from 'zod';
import { Changelog, type ChangelogEntry } from '../updates/channel.ts';
import { tryLoad } from '../updates/activate.ts';
import { stackRulesets } from '../updates/stack-rulesets.ts';
import { askPassphrase } from './channel/ask-passphrase.ts';
import { ChannelRepository, type RoleName } from './channel/channel-repository.ts';
import type { SigningKey } from './channel/keyring.ts';
import { signers } from './channel/signers.ts';
import { probesFor } from './channel/probes-for.ts';
import { nextVersion } from './channel/next-version.ts';
import { corpusGate } from './channel/corpus-gate.ts';
import { buildOverlay, readBase } from './channel/team-overlay.ts';
import { wholeNumber } from './whole-number.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run channel:publish`: signs a ruleset and writes it into the channel's folder. */
const USAGE = `npm run channel:publish -- --ruleset FILE | --from FOLDER | --refresh   (docs/channels.md)
  --ruleset FILE     publishes a whole compiled ruleset
  --from FOLDER      builds a team's rules from YAML; --base FILE is what they are tried on: .generated/ruleset.json
  --refresh          only signs snapshot and timestamp anew
  --change TEXT      what changed, for readers; --change-en TEXT in English; both may be repeated
  --budget N         how many honest lines of the corpus may be newly flagged: 0
  --dir FOLDER --keys FOLDER   channel and keys: channel, channel-keys; --keys may be repeated`;
const { values } = readArguments(USAGE, {
  options: {
    dir: { type: 'string', default: 'channel' },
    keys: { type: 'string', multiple: true, default: ['channel-keys'] },
    ruleset: { type: 'string' },
    from: { type: 'string' },
    base: { type: 'string', default: '.generated/ruleset.json' },
    change: { type: 'string', multiple: true, default: [] },
    'change-en': { type: 'string', multiple: true, default: [] },
    budget: { type: 'string', default: '0' },
    refresh: { type: 'boolean', default: false },
  },
});
const budget = wholeNumber('--budget', values.budget);
const repository = new ChannelRepository(values.dir);
const root = repository.root().signed;
const passphrase = await askPassphrase('Passphrase of the keys');
const held = (role: RoleName): SigningKey[] => signers(root, role, values.keys, passphrase);
const online = { snapshot: held('snapshot'), timestamp: held('timestamp') };

if (values.refresh) {
  repository.refresh(online);
} else {
  if ((values.ruleset === undefined) === (values.from === undefined))
    throw new Error('Give --ruleset FILE or --from FOLDER.');
  if (values.change.length === 0)
    throw new Error('Say in a sentence what changed: --change "新增：…". Readers see it.');
  const now = new Date();
  const before = repository.target('ruleset.json');
  const Versioned = z.looseObject({ version: z.string() });
  const version = nextVersion(before && Versioned.parse(JSON.parse(before)).version, now);
  const createdAt = now.toISOString();
  const content =
    values.ruleset === undefined
      ? teamRules(values.from!, { version, createdAt })
      : wholeRuleset(values.ruleset, { version, createdAt });
  stopIfForbidden(before === undefined ? undefined : JSON.parse(before), content);
  const entry: ChangelogEntry = {
    version,
    date: createdAt.slice(0, 10),
    changes: { 'zh-CN': values.change, ...(values['change-en'].length > 0 && { en: values['change-en'] }) },
  };
  const old = repository.target('changelog.json');
  const entries = [entry, ...(old ? Changelog.parse(JSON.parse(old)).entries : [])].slice(0, 50);
  repository.publish(
    { 'ruleset.json': JSON.stringify(content), 'changelog.json': JSON.stringify({ entries }) },
    { ...online, targets: held('targets') },
  );
  console.log(`Published ${version} in ${values.dir}.`);
}
for (const [role, expires] of Object.entries(repository.expiries()))
  console.log(`${role.padEnd(10)} expires ${expires}`);

/** A whole ruleset with the channel's own version and date. Refused when readers could not load it. */
function wholeRuleset(path: string, stamp: { version: string; createdAt: string }): unknown {
  const ruleset = { ...readBase(path), ...stamp };
  const loaded = tryLoad(ruleset);
  if (!loaded.ok) throw new Error(`${path} does not load: ${loaded.detail}`);
  if (loaded.ruleset.skipped.length > 0)
    console.warn(`${loaded.ruleset.skipped.length} part(s) will be skipped by readers of this version.`);
  const probes = probesFor(loaded.ruleset);
  console.log(`${probes.length} probes go along: readers try the ruleset on them before they use it.`);
  return { ...ruleset, probes };
}

/** Tries the change on the corpus, as readers would have it: a team's rules on their base. */
function stopIfForbidden(before: unknown, after: unknown): void {
  const base = values.from === undefined ? undefined : readBase(values.base);
  const whole = (content: unknown): unknown =>
    base === undefined
      ? content
      : stackRulesets(base, content === undefined ? [] : [{ channel: 'team', overlay: content }], [])
          .compiled;
  const { changes, forbidden } = corpusGate(whole(before), whole(after), budget);
  console.log(changes);
  if (forbidden.length === 0) return;
  for (const sentence of forbidden) console.error(sentence);
  console.error('Nothing was published.');
  process.exit(1);
}

function teamRules(folder: string, stamp: { version: string; createdAt: string }): unknown {
  const { overlay, problems } = buildOverlay(folder, readBase(values.base), stamp);
  if (problems.length === 0) return overlay;
  for (const problem of problems) console.error(problem);
  console.error(`${problems.length} mistake(s). Nothing was published.`);
  process.exit(1);
}
