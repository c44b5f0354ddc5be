import { defineTexts } from './translate.ts';

/** Names of the states of a subject: on the desk, in my reports, in decision files. */
export const deskStateTexts = defineTexts({
  'zh-CN': {
    'state.new': '新来的',
    'state.in_review': '审核中',
    'state.needs_evidence': '待补证据',
    'state.escalated': '已上交',
    'state.confirmed': '已确认',
    'state.published': '已发布',
    'state.rejected': '不成立',
    'state.withdrawn': '已撤下',
    'state.appealed': '申诉中',
  },
  'zh-TW': {
    'state.new': '新來的',
    'state.in_review': '審核中',
    'state.needs_evidence': '待補證據',
    'state.escalated': '已上呈',
    'state.confirmed': '已確認',
    'state.published': '已發布',
    'state.rejected': '不成立',
    'state.withdrawn': '已撤下',
    'state.appealed': '申訴中',
  },
  en: {
    'state.new': 'New',
    'state.in_review': 'In review',
    'state.needs_evidence': 'Needs evidence',
    'state.escalated': 'Escalated',
    'state.confirmed': 'Confirmed',
    'state.published': 'Published',
    'state.rejected': 'Rejected',
    'state.withdrawn': 'Withdrawn',
    'state.appealed': 'Appealed',
  },
});
