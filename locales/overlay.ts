import { defineTexts } from './translate.ts';

type Key =
  | 'marker.open'
  | 'marker.repeat'
  | 'marker.covered'
  | 'marker.reveal'
  | 'card.label'
  | 'card.close'
  | 'card.matched'
  | 'card.how'
  | 'card.costs'
  | 'card.free'
  | 'card.paid'
  | 'card.report'
  | 'card.falseAlarm'
  | 'card.dismiss'
  | 'card.fold'
  | 'card.rule'
  | 'card.ruleset'
  | 'scope.title'
  | 'scope.item'
  | 'scope.author'
  | 'scope.site'
  | 'scope.week'
  | 'scope.back'
  | 'slow.title'
  | 'slow.text'
  | 'slow.stay'
  | 'slow.go'
  | 'slow.wait'
  | 'toast.item'
  | 'toast.author'
  | 'toast.site'
  | 'toast.week'
  | 'toast.falseAlarm'
  | 'toast.undo'
  | 'toast.tell'
  | 'toast.reportOpened'
  | 'toast.failed'
  | 'live.found'
  | 'strip.label'
  | 'strip.lead'
  | 'strip.more'
  | 'strip.close';

/** Texts drawn on pages. Short: they stand between other people's words. */
export const overlayTexts = defineTexts<Key>({
  'zh-CN': {
    'marker.open': '查看原因和免费的官方办法',
    'marker.repeat': '同样的内容，本页共 {count} 条',
    'marker.covered': '原文已遮住',
    'marker.reveal': '显示原文',
    'card.label': '债哨的提示',
    'card.close': '收起提示',
    'card.matched': '提到了',
    'card.how': '常见套路',
    'card.costs': '通常会让人付出什么',
    'card.free': '免费的官方办法',
    'card.paid': '已经付了钱或交了材料？',
    'card.report': '举报',
    'card.falseAlarm': '这不是骗局',
    'card.dismiss': '不再提示',
    'card.fold': '收起',
    'card.rule': '规则：{title}',
    'card.ruleset': '规则版本 {version}（{date}）',
    'scope.title': '不再提示哪些？',
    'scope.item': '本条',
    'scope.author': '本作者',
    'scope.site': '本站',
    'scope.week': '本站 7 天',
    'scope.back': '返回',
    'slow.title': '先等一下',
    'slow.text': '对方常会说“这个提示是误报”，请你把它关掉。若是有人这样要求你，先打 96110 问一问。',
    'slow.stay': '保留提示',
    'slow.go': '仍要隐藏',
    'slow.wait': '仍要隐藏（{seconds}）',
    'toast.item': '本条不再提示；内容有变化时会再提醒。',
    'toast.author': '这位作者在本站的内容不再提示。',
    'toast.site': '本站不再提示。',
    'toast.week': '本站 7 天内不再提示。',
    'toast.falseAlarm': '已记下：这不是骗局。',
    'toast.undo': '撤销',
    'toast.tell': '告诉规则维护者',
    'toast.reportOpened': '已存为草稿，在新标签页里核对后再决定是否提交。',
    'toast.failed': '没有成功，请再试一次。',
    'live.found': '债哨：本页有 {count} 条内容需要留意。',
    'strip.label': '债哨：免费的官方办法',
    'strip.lead': '在找这类服务？自己办不收费。',
    'strip.more': '查看办法',
    'strip.close': '知道了，不再显示',
  },
  'zh-TW': {
    'marker.open': '查看原因和免費的官方辦法',
    'marker.repeat': '同樣的內容，本頁共 {count} 則',
    'marker.covered': '原文已遮住',
    'marker.reveal': '顯示原文',
    'card.label': '債哨的提示',
    'card.close': '收起提示',
    'card.matched': '提到了',
    'card.how': '常見手法',
    'card.costs': '通常會讓人付出什麼',
    'card.free': '免費的官方辦法',
    'card.paid': '已經付了錢或交了材料？',
    'card.report': '檢舉',
    'card.falseAlarm': '這不是騙局',
    'card.dismiss': '不再提示',
    'card.fold': '收起',
    'card.rule': '規則：{title}',
    'card.ruleset': '規則版本 {version}（{date}）',
    'scope.title': '不再提示哪些？',
    'scope.item': '本則',
    'scope.author': '本作者',
    'scope.site': '本站',
    'scope.week': '本站 7 天',
    'scope.back': '返回',
    'slow.title': '先等一下',
    'slow.text': '對方常會說「這個提示是誤報」，請你把它關掉。若是有人這樣要求你，先打 96110 問一問。',
    'slow.stay': '保留提示',
    'slow.go': '仍要隱藏',
    'slow.wait': '仍要隱藏（{seconds}）',
    'toast.item': '本則不再提示；內容有變化時會再提醒。',
    'toast.author': '這位作者在本站的內容不再提示。',
    'toast.site': '本站不再提示。',
    'toast.week': '本站 7 天內不再提示。',
    'toast.falseAlarm': '已記下：這不是騙局。',
    'toast.undo': '復原',
    'toast.tell': '告訴規則維護者',
    'toast.reportOpened': '已存為草稿，在新分頁裡核對後再決定是否送出。',
    'toast.failed': '沒有成功，請再試一次。',
    'live.found': '債哨：本頁有 {count} 則內容需要留意。',
    'strip.label': '債哨：免費的官方辦法',
    'strip.lead': '在找這類服務？自己辦不收費。',
    'strip.more': '查看辦法',
    'strip.close': '知道了，不再顯示',
  },
  en: {
    'marker.open': 'See why, and the free official way',
    'marker.repeat': 'Same text {count} times on this page',
    'marker.covered': 'Text covered',
    'marker.reveal': 'Show text',
    'card.label': 'Note from Zhaishao',
    'card.close': 'Close this note',
    'card.matched': 'Mentions',
    'card.how': 'How it usually works',
    'card.costs': 'What it usually costs people',
    'card.free': 'The free official way',
    'card.paid': 'Already paid or handed over papers?',
    'card.report': 'Report',
    'card.falseAlarm': 'Not a scam',
    'card.dismiss': 'Don’t show again',
    'card.fold': 'Close',
    'card.rule': 'Rule: {title}',
    'card.ruleset': 'Ruleset {version} ({date})',
    'scope.title': 'What should stay quiet?',
    'scope.item': 'This item',
    'scope.author': 'This author',
    'scope.site': 'This site',
    'scope.week': 'This site, 7 days',
    'scope.back': 'Back',
    'slow.title': 'One moment',
    'slow.text':
      'Scammers often say “that warning is a false alarm” and ask you to switch it off. If somebody asked you to, call 96110 first.',
    'slow.stay': 'Keep the warning',
    'slow.go': 'Hide it anyway',
    'slow.wait': 'Hide it anyway ({seconds})',
    'toast.item': 'Quiet for this item, until its text changes.',
    'toast.author': 'Quiet for this author on this site.',
    'toast.site': 'Quiet on this site.',
    'toast.week': 'Quiet on this site for 7 days.',
    'toast.falseAlarm': 'Noted: not a scam.',
    'toast.undo': 'Undo',
    'toast.tell': 'Tell the rule maintainers',
    'toast.reportOpened': 'Kept as a draft. Check it in the new tab before you decide to send it.',
    'toast.failed': 'That did not work. Please try again.',
    'live.found': 'Zhaishao: {count} items on this page need care.',
    'strip.label': 'Zhaishao: the free official way',
    'strip.lead': 'Looking for such a service? Doing it yourself is free.',
    'strip.more': 'See how',
    'strip.close': 'Got it, don’t show again',
  },
});
