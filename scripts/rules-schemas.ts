import './plain-errors.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './read-rules.ts';
import { ruleSchemas } from './rules/rule-schemas.ts';
import { readArguments } from './read-arguments.ts';

/** `npm run rules:schemas`: writes JSON Schemas for editors (rules/schemas), made from the zod formats that the tools check with. */
readArguments('npm run rules:schemas   writes JSON Schemas for editors into rules/schemas');
const folder = join(ROOT, 'rules', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(ruleSchemas())) {
  writeFileSync(join(folder, `${name}.schema.json`), JSON.stringify(schema, null, 2) + '\n');
  console.log(`rules/schemas/${name}.schema.json`);
}
