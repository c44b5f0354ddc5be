import { defineTexts } from '../translate.ts';

/** Version, privacy, permissions. */
export const optionsAboutTexts = defineTexts({
  'zh-CN': {
    'about.version': '版本 {version}',
    'about.what':
      '债哨在短视频和社交网站上认出“债务优化、征信修复、代理退保”一类的骗局话术，提醒你，并告诉你免费的正规办法。它会看漏，也会看错：没有提示不等于安全，有提示也请自己核实。',
    'about.privacy': '隐私',
    'about.privacy.1': '网页上的文字只在你的电脑上判断，不上传。',
    'about.privacy.2': '没有统计、没有账号、没有广告。',
    'about.privacy.3':
      '网页上的内容只有写进举报、逐项给你看过、你再点送出、保存或复制，才会离开扩展；交给谁由你决定。',
    'about.privacy.4':
      '检查规则更新时，频道的服务器会看到你的网络地址，看不到你在看什么。没有频道就没有这种联网。',
    'about.privacy.5':
      '设置了团队收件箱时，浏览器启动后会去取审核结果，你送出而没有送到的会自动再送。没有设置就没有这种联网。',
    'about.privacy.6':
      '从弹窗、右键菜单或快捷键举报时，会先截下当前画面，只存在这台电脑；点“使用这张截图”才进举报，不用就随草稿一起删掉。',
    'about.permissions': '为什么要这些权限',
    'about.permissions.sites': '读取列出的网站：认出内容并加标记。',
    'about.permissions.storage': '存储：记住设置、规则和你的举报。',
    'about.permissions.alarms':
      '定时：每天检查一次规则更新（有频道时）；没有送到团队收件箱的，过一会儿再送。',
    'about.permissions.scripting':
      '在其他网站上，只有你点了“只查看这一页”“以后都查看本站”，或在那里举报，才读取。',
  },
  'zh-TW': {
    'about.version': '版本 {version}',
    'about.what':
      '債哨在短影音和社群網站上認出「債務優化、徵信修復、代理退保」一類的騙局話術，提醒你，並告訴你免費的正規辦法。它會看漏，也會看錯：沒有提示不等於安全，有提示也請自己查證。',
    'about.privacy': '隱私',
    'about.privacy.1': '網頁上的文字只在你的電腦上判斷，不上傳。',
    'about.privacy.2': '沒有統計、沒有帳號、沒有廣告。',
    'about.privacy.3':
      '網頁上的內容只有寫進檢舉、逐項給你看過、你再點送出、儲存或複製，才會離開擴充功能；交給誰由你決定。',
    'about.privacy.4':
      '檢查規則更新時，頻道的伺服器會看到你的網路位址，看不到你在看什麼。沒有頻道就沒有這種連線。',
    'about.privacy.5':
      '設定了團隊收件匣時，瀏覽器啟動後會去取審核結果，你送出而沒有送到的會自動再送。沒有設定就沒有這種連線。',
    'about.privacy.6':
      '從彈出視窗、右鍵選單或快速鍵檢舉時，會先截下目前畫面，只存在這台電腦；點「使用這張截圖」才進檢舉，不用就隨草稿一起刪掉。',
    'about.permissions': '為什麼要這些權限',
    'about.permissions.sites': '讀取列出的網站：認出內容並加標記。',
    'about.permissions.storage': '儲存：記住設定、規則和你的檢舉。',
    'about.permissions.alarms':
      '定時：每天檢查一次規則更新（有頻道時）；沒有送到團隊收件匣的，過一會兒再送。',
    'about.permissions.scripting':
      '在其他網站上，只有你點了「只查看這一頁」「以後都查看本站」，或在那裡檢舉，才讀取。',
  },
  en: {
    'about.version': 'Version {version}',
    'about.what':
      'Zhaishao spots debt-relief scam talk on short-video and social sites, tells you, and names the free, proper way. It misses things and errs: no mark is no proof of safety, and a mark is for you to check.',
    'about.privacy': 'Privacy',
    'about.privacy.1': 'Text on pages is judged on your computer and not uploaded.',
    'about.privacy.2': 'No statistics, no account, no advertising.',
    'about.privacy.3':
      'What stands on a page leaves the extension only in a report that was shown to you part by part, when you press send, save or copy; you choose to whom.',
    'about.privacy.4':
      "When rules are checked, the channel's server sees your network address, not what you read. Without a channel there is no such traffic.",
    'about.privacy.5':
      'With a team inbox, it is asked for decisions when the browser starts, and what you sent and did not arrive is sent again. Without one there is no such traffic.',
    'about.privacy.6':
      'A report from the popup, the menu or the key first takes a picture of the tab, kept on this computer alone. It is in the report only if you press “Use this screenshot”, and is otherwise deleted with the draft.',
    'about.permissions': 'Why these permissions',
    'about.permissions.sites': 'Reading the listed sites: to recognise and mark items.',
    'about.permissions.storage': 'Storage: settings, rules and your reports.',
    'about.permissions.alarms':
      'Alarms: a daily look for new rules, if there is a channel; another try for what did not reach the team inbox.',
    'about.permissions.scripting':
      'Other sites are read only after you press “Check this page once” or “Always check this site”, or report something there.',
  },
});
