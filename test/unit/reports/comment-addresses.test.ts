import { describe, expect, it } from 'vitest';
import { loadChannels } from '../../../core/ruleset/channels-format.ts';
import { captureToDraft } from '../../../entrypoints/background/capture-to-draft.ts';
import { ReportCapture } from '../../../messaging/report-capture.ts';
import { canonicalUrl } from '../../../reports/canonical-url.ts';
import { makeReport, subjectOf } from '../../../reports/make-report.ts';
import { packetText } from '../../../reports/packet-text.ts';
import { readSiteFiles } from '../../../scripts/site-files.ts';
import { channelFiles } from './load-channel-files.ts';

interface AuthoredSite {
  id: string;
  pages: { kind: string; canonical?: string }[];
  items: { name: string; role: string; permalink?: string[] }[];
}
interface CommentAddress {
  site: string;
  name: string;
  /** With everything but the comment's own id filled in. */
  addressOf: (comment: string) => string;
}

const channel = loadChannels([...channelFiles().values()]).official[0]!;
const POST = '650012345678901234567890';
const fill = (template: string, value: string) => template.replaceAll(/\{[\w.]+\}/g, value);

/** Every address that rules/sites/ gives to comments and replies, where it has an id of the comment's own in it. */
const addresses = readSiteFiles().flatMap(({ raw }): CommentAddress[] => {
  const site = raw as AuthoredSite;
  const pages = site.pages.flatMap((page) => page.canonical ?? []).map((page) => fill(page, POST));
  return site.items
    .filter((item) => item.role === 'comment' || item.role === 'reply')
    .flatMap((item) => (item.permalink ?? []).map((template) => ({ item, template })))
    .flatMap(({ item, template }) => {
      const own = template.match(/\{\w+\}/g)?.at(-1);
      if (own === undefined) return [];
      const onPages = template.includes('{page.url}') ? pages : [''];
      return onPages.map((page) => ({
        site: site.id,
        name: `${site.id} ${item.name} ${template} ${page}`,
        addressOf: (comment: string) =>
          fill(template.replaceAll('{page.url}', page).replaceAll(own, comment), POST),
      }));
    });
});

const draftOf = (site: string, permalink: string | undefined, role: 'comment' | 'caption' = 'comment') =>
  captureToDraft(
    ReportCapture.parse({
      kind: 'item',
      claim: 'lure',
      site,
      host: 'x.example',
      pageUrl: permalink?.split('#')[0] ?? 'https://x.example/',
      pageTitle: '',
      role,
      text: '停息挂账，加微 zs8821xy',
      permalink,
      firstSeen: 0,
    }),
    'draft-0001',
    Date.parse('2026-11-26T09:00:00.000Z'),
  );

describe('a reported comment', () => {
  it.each(addresses)('is itself by $name', ({ site, addressOf }) => {
    const [one, other] = ['101234567890123456', '201234567890123456'];
    const draft = draftOf(site, addressOf(one));
    // On X a reply is a post of its own: its id is in the path.
    const isPost = canonicalUrl(addressOf(one))!.url.includes(one);
    if (!isPost) expect(draft.position.commentId).toBe(one);
    const subjects = [draft, draftOf(site, addressOf(other))].map((each) => subjectOf(each));
    expect(new Set(subjects).size).toBe(2);
  });

  it('has an address with its id on these sites', () => {
    expect([...new Set(addresses.map((one) => one.site))].sort()).toEqual([
      'bilibili',
      'douban',
      'tieba',
      'x',
      'xiaohongshu',
      'youtube',
      'zhihu',
    ]);
  });

  it.each([
    [
      'xiaohongshu',
      'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234',
      '6601abcd0000000001000002',
    ],
    ['zhihu', 'https://www.zhihu.com/question/1234567/answer/7654321', '10987654321'],
  ])(
    'on %s is another subject than the post, and its number is in the text for the platform',
    (site, post, id) => {
      const draft = draftOf(site, `${post}#comment-${id}`);
      expect(subjectOf(draft)).not.toBe(subjectOf(draftOf(site, post, 'caption')));
      const made = makeReport(draft, 'r-1');
      if (!made.ok) throw new Error(made.message);
      expect(made.value).toMatchObject({ permalink: { url: post }, position: { commentId: id } });
      expect(packetText(made.value, channel).text).toContain(`评论编号 ${id}`);
    },
  );

  it('takes no number from an address that holds none that a site would give', () => {
    const post = 'https://www.xiaohongshu.com/explore/65f0123456789abcdef01234';
    for (const hash of ['', '#comment-', '#comment-%E4%BD%A0', `#comment-${'9'.repeat(300)}`, '#section'])
      expect(draftOf('xiaohongshu', post + hash).position.commentId).toBeNull();
  });
});
