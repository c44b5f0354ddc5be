/**
 * What a rule channel may cost the reader at most. A server that has been taken over, or a network in between, decides what is sent;
 * these numbers decide what is read. Bytes are counted after transfer decoding (gzip), so that a compressed bomb counts in full.
 */
export const LIMITS = {
  /** One root file. Ours are 2-4 KB. */
  rootBytes: 64 * 1024,
  timestampBytes: 16 * 1024,
  snapshotBytes: 32 * 1024,
  targetsBytes: 64 * 1024,
  /** The compiled ruleset with the fitted model. */
  rulesetBytes: 8 * 1024 * 1024,
  changelogBytes: 64 * 1024,
  /** Root files followed in one check: a rightful channel rotates a few times a year. */
  rootSteps: 32,
  metadataDepth: 12,
  metadataNodes: 5_000,
  rulesetDepth: 24,
  rulesetNodes: 1_500_000,
  /** Milliseconds for one metadata file, from asking to the last byte. */
  metadataMs: 15_000,
  /** Milliseconds for one target. 8 MB in 60 s is 1.1 Mbit/s. */
  targetMs: 60_000,
  /** Milliseconds without a single byte. */
  stallMs: 10_000,
  /** Parts one team channel may put on top. */
  overlayRules: 100,
  overlaySignals: 100,
  overlaySites: 50,
  overlayDisabled: 200,
  /** Channels in all. */
  channels: 10,
} as const;
