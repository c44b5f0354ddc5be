// What STIX 2.1 (OASIS Standard, 10 June 2021) requires of the objects that we write: §3.2 common properties, §4.5 identity,
// §4.7 indicator, §8 bundle. Identifier and timestamp forms as in the OASIS JSON schemas.

const identifier = (type: string) => ({
  type: 'string',
  pattern: `^${type}--[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
});
const timestamp = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' };
const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };
const common = (type: string) => ({
  type: { const: type },
  spec_version: { const: '2.1' },
  id: identifier(type),
  created: timestamp,
  modified: timestamp,
});

const identity = {
  type: 'object',
  required: ['type', 'spec_version', 'id', 'created', 'modified', 'name'],
  properties: {
    ...common('identity'),
    name: { type: 'string', minLength: 1 },
    identity_class: { enum: ['individual', 'group', 'system', 'organization', 'class', 'unknown'] },
  },
  additionalProperties: false,
};
const indicator = {
  type: 'object',
  required: ['type', 'spec_version', 'id', 'created', 'modified', 'pattern', 'pattern_type', 'valid_from'],
  properties: {
    ...common('indicator'),
    created_by_ref: identifier('identity'),
    name: { type: 'string' },
    description: { type: 'string' },
    indicator_types: words,
    pattern: { type: 'string', pattern: "^\\[domain-name:value = '[a-z0-9-]+(\\.[a-z0-9-]+)+'\\]$" },
    pattern_type: { const: 'stix' },
    valid_from: timestamp,
    labels: words,
  },
  additionalProperties: false,
};

export const STIX_BUNDLE = {
  type: 'object',
  required: ['type', 'id'],
  properties: {
    type: { const: 'bundle' },
    id: identifier('bundle'),
    objects: { type: 'array', minItems: 1, items: { oneOf: [identity, indicator] } },
  },
  // 2.1 has no `spec_version` in the bundle.
  additionalProperties: false,
};
