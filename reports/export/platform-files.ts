import type { LoadedChannels, PlatformChannel, ReportChannel } from '../../core/ruleset/channels-format.ts';
import type { ZipInput } from '../bundle/zip-stream.ts';
import { utf8 } from '../bundle/zip-stream.ts';
import { isListed } from '../decided-as.ts';
import { chinaTime, clausesFor, packetText, positionWords, reasonsFor } from '../packet-text.ts';
import type { Report } from '../record-format.ts';
import { routeReport } from '../route.ts';
import { handleWords } from './case-files.ts';
import { cleanedForExport } from './cleaned-report.ts';
import { BOM, csvRow } from './csv.ts';
import {
  caseCategory,
  caseId,
  caseUrl,
  firstSeen,
  itemId,
  lastSeen,
  leadOf,
  platformId,
  type ExportCase,
} from './export-case.ts';

const HEADERS = [
  '序号',
  '案件编号',
  '举报对象',
  '网址',
  '内容编号',
  '评论编号',
  '账号名称',
  '账号编号',
  '原文',
  '位置',
  '举报理由（平台用语）',
  '涉嫌违反的条款',
  '留下的联系方式',
  '首次发现',
  '最近发现',
];

/**
 * `by-platform/<site>.csv`: one file a platform, in its own words, without reporters and without inner notes. Confirmed lures only: each row
 * names a clause that its author is said to break.
 */
export function* byPlatform(cases: readonly ExportCase[], channels: LoadedChannels): Generator<ZipInput> {
  const groups = Map.groupBy(
    cases.filter((one) => isListed(one.view)),
    (one) => leadOf(one).site,
  );
  for (const site of [...groups.keys()].sort()) {
    const channel = channels.platforms.find((one) => one.sites.includes(site));
    yield {
      name: `by-platform/${site}.csv`,
      content: utf8(rows(groups.get(site)!, channel)),
      compress: true,
    };
  }
}

function* rows(cases: readonly ExportCase[], channel: PlatformChannel | undefined): Generator<string> {
  yield BOM;
  yield csvRow(HEADERS);
  let number = 0;
  for (const one of cases) {
    const lead = leadOf(one);
    const category = caseCategory(one);
    number += 1;
    yield csvRow([
      number,
      caseId(one.view.subject),
      lead.kind === 'account' ? '账号' : lead.role === 'comment' || lead.role === 'reply' ? '评论' : '内容',
      caseUrl(lead),
      itemId(lead),
      platformId(lead.site, lead.position.commentId),
      lead.author?.name ?? null,
      platformId(lead.site, lead.author?.id ?? null),
      cleanedForExport(lead).text,
      positionWords(lead),
      channel
        ? reasonsFor(channel, category)
            .map(({ words, path }) => [...path, words].join(' → '))
            .join('；')
        : null,
      channel ? clausesFor(channel, category).join('；') : null,
      handleWords(one),
      chinaTime(firstSeen(one)),
      chinaTime(lastSeen(one)),
    ]);
  }
}

/** Cases in one file where a channel tells no daily limit. */
const PER_FILE = 50;
/** Files of one channel at most: nobody pastes ten thousand texts by hand, and the lists hold all of them. */
const MOST_FILES = 200;

/**
 * `packets/<channel>/`: texts ready to paste, as many to a file as the channel takes on one day, each with what is missing.
 * Confirmed lures only, and only where the channel fits well.
 */
export function* packets(cases: readonly ExportCase[], channels: LoadedChannels): Generator<ZipInput> {
  const byChannel = new Map<
    string,
    { channel: ReportChannel; texts: { id: string; lead: Report; missing: string }[] }
  >();
  for (const one of cases) {
    if (!isListed(one.view)) continue;
    const lead = exported(one);
    for (const { channel, fit, missing } of routeReport(lead, channels, { paid: false })) {
      if (fit === 'partial' || fit === 'poor') continue;
      const entry = byChannel.get(channel.id) ?? { channel, texts: [] };
      const words = missing
        .filter((each) => each.required || each.mine)
        .map((each) => `${FIELD_WORDS[each.field]}${each.required ? '（必填）' : ''}`);
      entry.texts.push({ id: caseId(one.view.subject), lead, missing: words.join('、') });
      byChannel.set(channel.id, entry);
    }
  }
  for (const id of [...byChannel.keys()].sort()) {
    const { channel, texts } = byChannel.get(id)!;
    const size = channel.limits.perDay ?? PER_FILE;
    const files = Math.min(MOST_FILES, Math.ceil(texts.length / size));
    yield {
      name: `packets/${id}/00-说明.txt`,
      content: utf8([about(channel, texts.length, files, size)]),
      compress: true,
    };
    for (let file = 0; file < files; file += 1) {
      const some = texts.slice(file * size, (file + 1) * size);
      yield {
        name: `packets/${id}/${String(file + 1).padStart(3, '0')}.txt`,
        content: utf8(packetFile(channel, some)),
        compress: true,
      };
    }
  }
}

function* packetFile(
  channel: ReportChannel,
  texts: readonly { id: string; lead: Report; missing: string }[],
): Generator<string> {
  let number = 0;
  for (const { id, lead, missing } of texts) {
    number += 1;
    const { text, cut } = packetText(lead, channel);
    yield `${number === 1 ? '' : '\n'}======== ${number}/${texts.length} ${id} ========\n${text}\n`;
    if (cut) yield '（原文已按该渠道字数限制截短，全文见 cases.jsonl）\n';
    if (missing !== '') yield `还缺：${missing}\n`;
    const limit = channel.limits.attachmentBytes;
    const large = limit === undefined ? [] : lead.attachments.filter((one) => one.size > limit);
    for (const one of large)
      yield `附件 ${one.name} 有 ${(one.size / 1e6).toFixed(1)} MB，超过该渠道的 ${limit! / 1e6} MB，请先缩小\n`;
  }
}

function about(channel: ReportChannel, count: number, files: number, size: number): string {
  const lines = [channel.name['zh-CN']];
  if (channel.kind === 'official') {
    lines.push(
      `受理：${channel.takes['zh-CN']}`,
      `入口：${channel.entries.map((one) => `${one.value}${one.verified ? '' : '（以官方公布为准）'}`).join('；')}`,
    );
    if (channel.timing) lines.push(`时限：${channel.timing['zh-CN']}`);
  } else lines.push(`步骤：${channel.steps['zh-CN']}`);
  if (channel.limits.perDay)
    lines.push(`每天最多 ${channel.limits.perDay} 条（以官方公布为准）：一个文件是一天的量`);
  const left = count - files * size;
  lines.push(`共 ${count} 件，${files} 个文件${left > 0 ? `，另有 ${left} 件只在 cases.csv 中` : ''}`);
  lines.push(
    '请本人核对后自行提交；官方渠道不收费，不会主动加你微信。',
    '姓名、证件号等只在官方页面填写，本文件不含举报人信息。',
  );
  return `${lines.join('\n')}\n`;
}

/** The lead with other people's data hidden once more, for texts that leave. */
function exported(one: ExportCase): Report {
  const lead = leadOf(one);
  const { text, parentText, title, note, fee } = cleanedForExport(lead);
  return { ...lead, text, parentText, note, fee, page: { ...lead.page, title } };
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  site: '平台',
  url: '网址',
  author: '账号',
  text: '原文',
  first_seen: '发现时间',
  position: '位置',
  screenshot: '截图',
  handle: '联系方式',
  fee: '费用',
  note: '情况说明',
  reporter_identity: '举报人身份（在官方页面填写）',
  institution: '被举报机构名称',
  clause: '违反的条款',
  loss: '损失金额',
  payment_proof: '付款凭证',
  recording: '录音录像',
  original_message: '短信或通话原文',
  dispute: '与机构的纠纷情况',
};
