import './plain-errors.ts';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATEGORIES, type Category } from '../core/verdict.ts';
import { ROOT } from './read-rules.ts';
import { newRuleText } from './rules/new-rule-text.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run rules:new`: a rule file to fill in. */
const USAGE = `npm run rules:new -- my-rule   a rule file to fill in
  --category NAME    credit_repair when left out; one of ${CATEGORIES.join(', ')}
  --dir FOLDER       rules/lures, or a team's own folder`;
const { values, positionals } = readArguments(USAGE, {
  allowPositionals: true,
  options: {
    category: { type: 'string', default: 'credit_repair' },
    dir: { type: 'string', default: join(ROOT, 'rules', 'lures') },
  },
});
const [id] = positionals;
if (id === undefined || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 40)
  throw new Error('Give an id of lower-case words joined by hyphens: npm run rules:new -- my-rule');
if (!(CATEGORIES as readonly string[]).includes(values.category))
  throw new Error(`--category is one of ${CATEGORIES.join(', ')}.`);
const path = join(values.dir, `${id}.yaml`);
if (existsSync(path)) throw new Error(`${path} is there already.`);
mkdirSync(values.dir, { recursive: true });
writeFileSync(path, newRuleText(id, values.category as Category));
console.log(`${path}\nFill it in, then: npm run rules:lint, npm run rules:try -- "一段文字"`);
