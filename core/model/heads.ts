/**
 * What a gram weighs for. `lure`: lure against anything honest; `offer`: lure against honest text about the same matters; `debt`: about debt
 * trouble against anything else; `severe`: danger against caution.
 */
export const HEADS = ['lure', 'offer', 'debt', 'severe'] as const;
export type Head = (typeof HEADS)[number];
