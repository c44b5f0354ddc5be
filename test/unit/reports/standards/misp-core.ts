// What the MISP core format (draft-dulaunoy-misp-core-format-18) says MUST be present, in which form: §2.2.1 event, §2.2.2.2
// Orgc, §2.3.2 attribute, §2.8 tag.

const uuid = {
  type: 'string',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
};
const unsigned = { type: 'string', pattern: '^\\d+$' };
const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };

const attribute = {
  type: 'object',
  required: [
    'uuid',
    'type',
    'category',
    'to_ids',
    'event_id',
    'distribution',
    'timestamp',
    'deleted',
    'value',
  ],
  properties: {
    uuid,
    // A valid pair in the draft's list.
    type: { const: 'domain' },
    category: { const: 'Network activity' },
    to_ids: { type: 'boolean' },
    event_id: unsigned,
    distribution: { enum: ['0', '1', '2', '3', '4', '5'] },
    timestamp: unsigned,
    comment: { type: 'string' },
    // "If a distribution level other than 4 is chosen the sharing_group_id MUST be set to 0."
    sharing_group_id: { const: '0' },
    deleted: { type: 'boolean' },
    value: { type: 'string', minLength: 4 },
    first_seen: { type: 'string' },
    last_seen: { type: 'string' },
  },
  additionalProperties: false,
};

export const MISP_EVENT = {
  type: 'object',
  required: ['Event'],
  additionalProperties: false,
  properties: {
    Event: {
      type: 'object',
      required: [
        'uuid',
        'published',
        'info',
        'date',
        'timestamp',
        'publish_timestamp',
        'org_id',
        'orgc_id',
        'distribution',
        'Orgc',
        'Attribute',
      ],
      properties: {
        uuid,
        id: unsigned,
        published: { type: 'boolean' },
        info: { type: 'string', maxLength: 256, pattern: '^[^\\n]+$' },
        threat_level_id: { enum: ['1', '2', '3', '4'] },
        analysis: { enum: ['0', '1', '2'] },
        date,
        timestamp: unsigned,
        // "If the event was never published, the published_timestamp MUST be set to 0."
        publish_timestamp: { const: '0' },
        org_id: unsigned,
        orgc_id: unsigned,
        attribute_count: unsigned,
        distribution: { enum: ['0', '1', '2', '3', '4'] },
        sharing_group_id: { const: '0' },
        Orgc: {
          type: 'object',
          required: ['uuid', 'name', 'id'],
          properties: { uuid, name: { type: 'string' }, id: unsigned },
          additionalProperties: false,
        },
        Tag: {
          type: 'array',
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string', minLength: 3 } },
            additionalProperties: false,
          },
        },
        Attribute: { type: 'array', items: attribute },
      },
      additionalProperties: false,
    },
  },
};
