import './plain-errors.ts';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CATEGORIES, type Category } from '../core/verdict.ts';
import { ROOT } from './read-rules.ts';
import { newRuleText } from './rules/new-rule-text.ts';

/** `npm run rules:new -- my-rule --category credit_repair`: a rule file to fill in. `--dir` for a team's own folder. */
const { values, positionals } = parseArgs({
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
