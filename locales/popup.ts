import { defineTexts } from './translate.ts';

type Key =
  | 'loading'
  | 'head.danger'
  | 'head.caution'
  | 'head.alsoCaution'
  | 'head.topic'
  | 'head.none'
  | 'head.noneElse'
  | 'none.checked'
  | 'none.nothing'
  | 'quieted'
  | 'none.honest'
  | 'head.off'
  | 'off.paused'
  | 'off.pausedUntil'
  | 'off.site'
  | 'off.siteUntil'
  | 'head.waiting'
  | 'waiting.text'
  | 'head.unsupported'
  | 'unsupported.text'
  | 'unsupported.scan'
  | 'unsupported.scanNote'
  | 'unsupported.allow'
  | 'unsupported.allowNote'
  | 'unsupported.failed'
  | 'head.unreadable'
  | 'unreadable.text'
  | 'head.asleep'
  | 'asleep.text'
  | 'asleep.reload'
  | 'asleep.grant'
  | 'head.noRules'
  | 'noRules.text'
  | 'found.title'
  | 'found.go'
  | 'found.unmarked'
  | 'found.repeats'
  | 'found.gone'
  | 'found.more'
  | 'advice.title'
  | 'advice.how'
  | 'advice.costs'
  | 'advice.free'
  | 'help.title'
  | 'paid.title'
  | 'site.switch'
  | 'pause'
  | 'resume'
  | 'report.page'
  | 'health.stale'
  | 'health.comments'
  | 'health.generic'
  | 'rules.state'
  | 'rules.updated'
  | 'rules.never'
  | 'rules.error'
  | 'rules.off'
  | 'link.reports'
  | 'link.options'
  | `role.${'caption' | 'comment' | 'reply' | 'danmaku' | 'title' | 'article' | 'profile' | 'live' | 'search'}`;

export const popupTexts = defineTexts<Key>({
  'zh-CN': {
    loading: '正在查看本页…',
    'head.danger': '本页有 {count} 条高风险内容',
    'head.caution': '本页有 {count} 条内容请留意',
    'head.alsoCaution': '另有 {count} 条请留意。',
    'head.topic': '本页在谈债务，没有发现骗局',
    'head.none': '没有发现诱导内容',
    'head.noneElse': '没有别的要提示',
    'none.checked': '已查看 {count} 条。',
    'none.nothing': '本页还没有读到帖子或评论。',
    quieted: '有 {count} 条你选择了不再提示，可以在设置里恢复。',
    'none.honest': '这不是保证：换了说法的骗局可能认不出。要先付钱的，都先停一停。',
    'head.off': '这里没有开启提示',
    'off.paused': '你暂停了所有网站的提示。',
    'off.pausedUntil': '所有网站的提示已暂停到 {when}。',
    'off.site': '你关闭了本站的提示。',
    'off.siteUntil': '你选择了本站 7 天不再提示，到 {when} 为止。',
    'head.waiting': '正在载入和查看本页',
    'waiting.text': '结果会显示在这里。',
    'head.unsupported': '本站不在默认名单里',
    'unsupported.text': '债哨没有读取这个页面。',
    'unsupported.scan': '只查看这一页',
    'unsupported.scanNote': '只这一次，不保留权限。',
    'unsupported.allow': '以后都查看本站',
    'unsupported.allowNote': '浏览器会问你是否允许读取 {host}，随时可以收回。',
    'unsupported.failed': '没有成功：浏览器不允许读取这个页面。',
    'head.unreadable': '浏览器自己的页面',
    'unreadable.text': '这里没有可查看的内容。',
    'head.asleep': '本页还没有开始查看',
    'asleep.text': '刚装好或刚更新时，已打开的页面要重新载入一次。',
    'asleep.reload': '重新载入本页',
    'asleep.grant': '浏览器还没有允许读取本站',
    'head.noRules': '规则没有载入',
    'noRules.text': '没有规则就不会有提示。请在设置里查看规则状态。',
    'found.title': '在本页看到的',
    'found.go': '到原处看',
    'found.unmarked': '页面盖住了提示，只能在这里告诉你',
    'found.repeats': '共 {count} 条相同',
    'found.gone': '这条已经不在页面上了。',
    'found.more': '再显示 {count} 条',
    'advice.title': '关于“{category}”',
    'advice.how': '常见套路',
    'advice.costs': '通常会让人付出什么',
    'advice.free': '免费的官方办法',
    'help.title': '免费的官方电话',
    'paid.title': '已经付了钱或交了材料？',
    'site.switch': '在 {host} 上提示',
    pause: '暂停所有网站的提示',
    resume: '恢复提示',
    'report.page': '举报本页',
    'health.stale': '本站的页面可能改版了，现在用通用方式读取，可能有遗漏。',
    'health.comments': '本站的评论区可能改版了，评论现在用通用方式读取，可能有遗漏。',
    'health.generic': '本站没有专门的读取说明，用通用方式读取。',
    'rules.state': '规则 {version}（{date}）',
    'rules.updated': '最近检查更新：{when}',
    'rules.never': '随扩展自带，尚未检查更新',
    'rules.error': '更新没有成功，仍用原来的规则',
    'rules.off': '随扩展的新版本更新',
    'link.reports': '我的举报',
    'link.options': '设置',
    'role.caption': '正文',
    'role.comment': '评论',
    'role.reply': '回复',
    'role.danmaku': '弹幕',
    'role.title': '标题',
    'role.article': '文章',
    'role.profile': '简介',
    'role.live': '直播',
    'role.search': '搜索',
  },
  'zh-TW': {
    loading: '正在查看本頁…',
    'head.danger': '本頁有 {count} 則高風險內容',
    'head.caution': '本頁有 {count} 則內容請留意',
    'head.alsoCaution': '另有 {count} 則請留意。',
    'head.topic': '本頁在談債務，沒有發現騙局',
    'head.none': '沒有發現誘導內容',
    'head.noneElse': '沒有別的要提示',
    'none.checked': '已查看 {count} 則。',
    'none.nothing': '本頁還沒有讀到貼文或留言。',
    quieted: '有 {count} 則你選擇了不再提示，可以在設定裡恢復。',
    'none.honest': '這不是保證：換了說法的騙局可能認不出。要先付錢的，都先停一停。',
    'head.off': '這裡沒有開啟提示',
    'off.paused': '你暫停了所有網站的提示。',
    'off.pausedUntil': '所有網站的提示已暫停到 {when}。',
    'off.site': '你關閉了本站的提示。',
    'off.siteUntil': '你選擇了本站 7 天不再提示，到 {when} 為止。',
    'head.waiting': '正在載入和查看本頁',
    'waiting.text': '結果會顯示在這裡。',
    'head.unsupported': '本站不在預設名單裡',
    'unsupported.text': '債哨沒有讀取這個頁面。',
    'unsupported.scan': '只查看這一頁',
    'unsupported.scanNote': '只這一次，不保留權限。',
    'unsupported.allow': '以後都查看本站',
    'unsupported.allowNote': '瀏覽器會問你是否允許讀取 {host}，隨時可以收回。',
    'unsupported.failed': '沒有成功：瀏覽器不允許讀取這個頁面。',
    'head.unreadable': '瀏覽器自己的頁面',
    'unreadable.text': '這裡沒有可查看的內容。',
    'head.asleep': '本頁還沒有開始查看',
    'asleep.text': '剛裝好或剛更新時，已開啟的頁面要重新載入一次。',
    'asleep.reload': '重新載入本頁',
    'asleep.grant': '瀏覽器還沒有允許讀取本站',
    'head.noRules': '規則沒有載入',
    'noRules.text': '沒有規則就不會有提示。請在設定裡查看規則狀態。',
    'found.title': '在本頁看到的',
    'found.go': '到原處看',
    'found.unmarked': '頁面蓋住了提示，只能在這裡告訴你',
    'found.repeats': '共 {count} 則相同',
    'found.gone': '這則已經不在頁面上了。',
    'found.more': '再顯示 {count} 則',
    'advice.title': '關於「{category}」',
    'advice.how': '常見手法',
    'advice.costs': '通常會讓人付出什麼',
    'advice.free': '免費的官方辦法',
    'help.title': '免費的官方電話',
    'paid.title': '已經付了錢或交了材料？',
    'site.switch': '在 {host} 上提示',
    pause: '暫停所有網站的提示',
    resume: '恢復提示',
    'report.page': '檢舉本頁',
    'health.stale': '本站的頁面可能改版了，現在用通用方式讀取，可能有遺漏。',
    'health.comments': '本站的留言區可能改版了，留言現在用通用方式讀取，可能有遺漏。',
    'health.generic': '本站沒有專門的讀取說明，用通用方式讀取。',
    'rules.state': '規則 {version}（{date}）',
    'rules.updated': '最近檢查更新：{when}',
    'rules.never': '擴充功能內建，尚未檢查更新',
    'rules.error': '更新沒有成功，仍用原來的規則',
    'rules.off': '隨擴充功能的新版本更新',
    'link.reports': '我的檢舉',
    'link.options': '設定',
    'role.caption': '內文',
    'role.comment': '留言',
    'role.reply': '回覆',
    'role.danmaku': '彈幕',
    'role.title': '標題',
    'role.article': '文章',
    'role.profile': '簡介',
    'role.live': '直播',
    'role.search': '搜尋',
  },
  en: {
    loading: 'Reading this page…',
    'head.danger': '{count} high-risk items on this page',
    'head.caution': '{count} items to take care with',
    'head.alsoCaution': 'And {count} to take care with.',
    'head.topic': 'About debt; no scam found',
    'head.none': 'Nothing found',
    'head.noneElse': 'Nothing else to warn of',
    'none.checked': '{count} items checked.',
    'none.nothing': 'No posts or comments read on this page yet.',
    quieted: 'You asked not to be told of {count}; the settings can bring them back.',
    'none.honest':
      'This is no guarantee: new wordings can be missed. Whenever you are asked to pay first, stop and think.',
    'head.off': 'Warnings are off here',
    'off.paused': 'You paused warnings on all sites.',
    'off.pausedUntil': 'Warnings on all sites are paused until {when}.',
    'off.site': 'You switched warnings off on this site.',
    'off.siteUntil': 'You asked for seven quiet days on this site, until {when}.',
    'head.waiting': 'Loading and reading this page',
    'waiting.text': 'What is found will show here.',
    'head.unsupported': 'This site is not on the list',
    'unsupported.text': 'Zhaishao has not read this page.',
    'unsupported.scan': 'Check this page once',
    'unsupported.scanNote': 'Just now; no permission is kept.',
    'unsupported.allow': 'Always check this site',
    'unsupported.allowNote':
      'The browser will ask whether {host} may be read. You can take it back at any time.',
    'unsupported.failed': 'That did not work: the browser does not allow reading this page.',
    'head.unreadable': 'A page of the browser itself',
    'unreadable.text': 'There is nothing to check here.',
    'head.asleep': 'This page is not being read yet',
    'asleep.text': 'After installing or updating, pages that were open must be reloaded once.',
    'asleep.reload': 'Reload this page',
    'asleep.grant': 'The browser does not allow reading this site yet',
    'head.noRules': 'No rules loaded',
    'noRules.text': 'Without rules there are no warnings. See the state of the rules in the settings.',
    'found.title': 'Seen on this page',
    'found.go': 'Go there',
    'found.unmarked': 'The page hides our mark; we can tell you only here',
    'found.repeats': '{count} times the same',
    'found.gone': 'That item is no longer on the page.',
    'found.more': 'Show {count} more',
    'advice.title': 'About “{category}”',
    'advice.how': 'How it usually works',
    'advice.costs': 'What it usually costs people',
    'advice.free': 'The free official way',
    'help.title': 'Free official numbers',
    'paid.title': 'Already paid or handed over papers?',
    'site.switch': 'Warn on {host}',
    pause: 'Pause warnings on all sites',
    resume: 'Resume warnings',
    'report.page': 'Report this page',
    'health.stale': 'This site may have changed; it is read in a general way now and items may be missed.',
    'health.comments':
      'The comments of this site may have changed; they are read in a general way now and some may be missed.',
    'health.generic': 'There is no description for this site; it is read in a general way.',
    'rules.state': 'Rules {version} ({date})',
    'rules.updated': 'Last looked for updates: {when}',
    'rules.never': 'Came with the extension; not updated yet',
    'rules.error': 'The last update failed; the former rules stay in force',
    'rules.off': 'Updated with new versions of the extension',
    'link.reports': 'My reports',
    'link.options': 'Settings',
    'role.caption': 'post',
    'role.comment': 'comment',
    'role.reply': 'reply',
    'role.danmaku': 'live comment',
    'role.title': 'title',
    'role.article': 'article',
    'role.profile': 'profile',
    'role.live': 'live',
    'role.search': 'search',
  },
});
