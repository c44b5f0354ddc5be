import { z } from 'zod';
import { loadPictures, pull } from './couch-pull.ts';
import { push } from './couch-push.ts';
import { checkAddress, couchRequest, parseJson, type Answer, type RequestOptions } from './couch-request.ts';
import { TeamRules } from '../team-rules.ts';
import { bad, TEAM_DOC, type Inbox, type JsonRequest } from './inbox.ts';

/**
 * The team inbox: the HTTP API of an Apache CouchDB database. Documents are content-addressed and never changed, so there
 * are no conflicts to solve: "conflict" means that it is there already.
 */
export function createInbox(address: string, options: RequestOptions): Answer<Inbox> {
  const checked = checkAddress(address);
  if (!checked.ok) return checked;
  const base = checked.value;
  const json = async (path: string, init: Parameters<typeof couchRequest>[2]) =>
    parseJson(await couchRequest(base, path, init, options));
  return {
    ok: true,
    value: {
      check: () => check(json),
      push: (parcels) => push(json, parcels),
      pull: (since, limit, take) => pull(json, { since, limit, take }),
      pictures: (report) => loadPictures(base, options, report),
      teamRules: () => teamRules(json),
    },
  };
}

async function check(json: JsonRequest): Promise<Answer<{ database: string }>> {
  const answer = await json('', { method: 'GET' });
  if (!answer.ok) return answer;
  const parsed = z.object({ db_name: z.string() }).safeParse(answer.value);
  return parsed.success
    ? { ok: true, value: { database: parsed.data.db_name } }
    : bad('this is not a CouchDB database');
}

async function teamRules(json: JsonRequest): Promise<Answer<TeamRules | null>> {
  const answer = await json(`/${TEAM_DOC}`, { method: 'GET' });
  if (!answer.ok) return answer.failure.error === 'not_found' ? { ok: true, value: null } : answer;
  const parsed = TeamRules.safeParse(answer.value);
  return { ok: true, value: parsed.success ? parsed.data : null };
}
