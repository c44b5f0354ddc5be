import { defineTexts } from './translate.ts';

type Key =
  | 'title'
  | 'lead'
  | 'does.title'
  | 'does.1'
  | 'does.2'
  | 'does.3'
  | 'never.title'
  | 'never.1'
  | 'never.2'
  | 'never.3'
  | 'never.4'
  | 'grant.title'
  | 'grant.text'
  | 'grant.button'
  | 'grant.done'
  | 'grant.refused'
  | 'limits.title'
  | 'limits.text'
  | 'settings.title'
  | 'settings.cover'
  | 'settings.topic'
  | 'settings.language'
  | 'language.auto'
  | 'sites.title'
  | 'help.title';

export const welcomeTexts = defineTexts<Key>({
  'zh-CN': {
    title: '债哨已经装好',
    lead: '刷到“征信修复”“停息挂账”“代理退保”时，它在旁边写一句话：为什么有风险，免费的官方办法是什么。',
    'does.title': '它做什么',
    'does.1': '在下面列出的网站上，读你打开的页面里的帖子和评论，认出诱导内容，在原处加一行提示。',
    'does.2': '点开提示，能看到依据、常见损失，以及免费的官方电话和步骤。',
    'does.3': '愿意的话，可以把看到的诱导内容举报给你信任的团队或官方渠道。',
    'never.title': '它从不做什么',
    'never.1': '不上传：识别都在这台设备上完成，没有统计，没有账号。',
    'never.2': '不替你提交：举报要离开设备时，先逐项给你看，再由你决定。',
    'never.3':
      '不读你正在输入的文字；其他网站一概不读，除非你点“只查看这一页”“以后都查看本站”，或在那里举报。',
    'never.4': '不改动、不隐藏别人的内容；遮住的评论一点就能看。',
    'grant.title': '请允许它读取这些网站',
    'grant.text':
      '浏览器装好扩展后还没有允许它读取网站。允许之后才会有提示；只限下面这些网站，随时可以收回。',
    'grant.button': '允许读取这些网站',
    'grant.done': '已允许。打开的网页重新载入后就会开始。',
    'grant.refused': '没有允许，现在不会有提示。以后可以在这里再点一次。',
    'limits.title': '它认不全',
    'limits.text':
      '没有提示不等于安全：换了说法的骗局可能漏掉；也可能标错，点“这不是骗局”即可。要你先付钱的，都先停一停。',
    'settings.title': '你可以先选',
    'settings.cover': '先遮住高风险的评论，点一下再看',
    'settings.topic': '谈债务的普通内容旁边，也显示免费的官方办法',
    'settings.language': '语言',
    'language.auto': '跟随浏览器',
    'sites.title': '默认查看的网站',
    'help.title': '现在就需要帮助？',
  },
  'zh-TW': {
    title: '債哨已經裝好',
    lead: '看到「徵信修復」「停息掛帳」「代理退保」時，它在旁邊寫一句話：為什麼有風險，免費的官方辦法是什麼。',
    'does.title': '它做什麼',
    'does.1': '在下面列出的網站上，讀你開啟的頁面裡的貼文和留言，認出誘導內容，在原處加一行提示。',
    'does.2': '點開提示，能看到依據、常見損失，以及免費的官方電話和步驟。',
    'does.3': '願意的話，可以把看到的誘導內容檢舉給你信任的團隊或官方管道。',
    'never.title': '它從不做什麼',
    'never.1': '不上傳：辨識都在這台裝置上完成，沒有統計，沒有帳號。',
    'never.2': '不替你送出：檢舉要離開裝置時，先逐項給你看，再由你決定。',
    'never.3':
      '不讀你正在輸入的文字；其他網站一概不讀，除非你點「只查看這一頁」「以後都查看本站」，或在那裡檢舉。',
    'never.4': '不改動、不隱藏別人的內容；遮住的留言一點就能看。',
    'grant.title': '請允許它讀取這些網站',
    'grant.text':
      '瀏覽器裝好擴充功能後還沒有允許它讀取網站。允許之後才會有提示；只限下面這些網站，隨時可以收回。',
    'grant.button': '允許讀取這些網站',
    'grant.done': '已允許。開啟的網頁重新載入後就會開始。',
    'grant.refused': '沒有允許，現在不會有提示。以後可以在這裡再點一次。',
    'limits.title': '它認不全',
    'limits.text':
      '沒有提示不等於安全：換了說法的騙局可能漏掉；也可能標錯，點「這不是騙局」即可。要你先付錢的，都先停一停。',
    'settings.title': '你可以先選',
    'settings.cover': '先遮住高風險的留言，點一下再看',
    'settings.topic': '談債務的一般內容旁邊，也顯示免費的官方辦法',
    'settings.language': '語言',
    'language.auto': '跟隨瀏覽器',
    'sites.title': '預設查看的網站',
    'help.title': '現在就需要幫助？',
  },
  en: {
    title: 'Zhaishao is installed',
    lead: 'When you meet “credit repair”, “interest freeze” or “policy surrender agents”, it adds one sentence: why that is risky, and what the free official way is.',
    'does.title': 'What it does',
    'does.1':
      'On the sites listed below it reads posts and comments on pages you open, recognises lures, and adds one line where they stand.',
    'does.2': 'Open the line to see the grounds, the usual losses, and free official numbers and steps.',
    'does.3': 'If you like, you can report what you saw to a team you trust or to official channels.',
    'never.title': 'What it never does',
    'never.1': 'It uploads nothing: everything is judged on this device. No statistics, no account.',
    'never.2': 'It submits nothing for you: before a report leaves the device you see every part and decide.',
    'never.3':
      'It does not read what you are typing, nor any other site, unless you press “Check this page once” or “Always check this site”, or report something there.',
    'never.4': 'It does not change or remove other people’s words; a covered comment opens with one click.',
    'grant.title': 'Please allow it to read these sites',
    'grant.text':
      'The browser has not allowed it to read any site yet. Warnings begin once you allow it, for the sites below only; you can take it back at any time.',
    'grant.button': 'Allow reading these sites',
    'grant.done': 'Allowed. Pages begin to be read once they are reloaded.',
    'grant.refused': 'Not allowed, so there are no warnings now. You can press the button again later.',
    'limits.title': 'It does not see everything',
    'limits.text':
      'No warning does not mean safe: new wordings can be missed. It can also be wrong: press “Not a scam”. Whenever you are asked to pay first, stop and think.',
    'settings.title': 'You may choose now',
    'settings.cover': 'Cover high-risk comments until I click',
    'settings.topic': 'Show the free official way beside ordinary talk about debt, too',
    'settings.language': 'Language',
    'language.auto': 'As the browser',
    'sites.title': 'Sites read from the start',
    'help.title': 'Need help right now?',
  },
});
