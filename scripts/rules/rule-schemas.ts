import { z } from 'zod';
import { Disabled } from '../../core/ruleset/format.ts';
import { AuthoredFolding } from '../../core/ruleset/folding-format.ts';
import { Guidance } from '../../core/ruleset/guidance-format.ts';
import { AuthoredPolicy } from '../../core/ruleset/policy-format.ts';
import { AuthoredRule } from '../../core/ruleset/rule-format.ts';
import { AuthoredSignalGroup } from '../../core/ruleset/signal-format.ts';
import { SiteFile } from '../../core/ruleset/site-format.ts';

/** JSON Schemas of what people write under rules/, by name of the schema file. Input side: defaults may be left out. */
export function ruleSchemas(): Record<string, object> {
  const formats: Record<string, z.ZodType> = {
    rule: AuthoredRule,
    signals: AuthoredSignalGroup,
    policy: AuthoredPolicy,
    site: SiteFile,
    guidance: Guidance,
    ...Object.fromEntries(
      Object.entries(AuthoredFolding.shape).map(([part, format]) => [`folding-${part}`, format]),
    ),
    lists: z.record(z.string(), z.array(z.string().min(1))),
    off: z.array(z.strictObject(Disabled.shape)),
  };
  return Object.fromEntries(
    Object.entries(formats).map(([name, format]) => [
      name,
      z.toJSONSchema(format, { io: 'input', unrepresentable: 'any' }),
    ]),
  );
}
