// Here since the updater, the message contract and the options page all need the list, and know nothing of each other.

/** Why an update was refused or did not arrive. The options page has a sentence for each. */
export const UPDATE_ERRORS = [
  'unreachable', // no connection, DNS, TLS, CORS
  'http-status', // the server answered with an error
  'redirected', // sent elsewhere: never followed
  'too-large', // more bytes than allowed or announced
  'too-slow', // slower than allowed, or stalled
  'bad-address', // what was typed is no address that a channel can have
  'malformed', // no JSON, too deep, wrong shape
  'signature', // wrong or too few signatures
  'rollback', // older than what we have
  'expired', // freeze: nobody vouches for it any more
  'mismatch', // length, hash or version differ from what was signed
  'missing', // the channel does not list a ruleset
  'unloadable', // signed, but this version of the extension cannot use it
  'on-device', // nothing wrong with the channel: this browser could not check it or keep what came, most often for lack of room
  'fingerprint', // the root file is not the one that was confirmed
] as const;

/** Why a change of the channels that the reader asked for was not made: as above, or one of these. */
export const CHANGE_ERRORS = [
  ...UPDATE_ERRORS,
  'no-channel',
  'not-by-hand',
  'too-many',
  'there-already',
] as const;
export type ChangeErrorKind = (typeof CHANGE_ERRORS)[number];
