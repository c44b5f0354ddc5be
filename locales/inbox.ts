import { defineTexts } from './translate.ts';

/** The team inbox: what the team asks, how much one has written, and how one's reports fare. What goes wrong: failures.ts. */
export const inboxTexts = defineTexts({
  'zh-CN': {
    'access.missing': '浏览器还没有允许债哨访问 {host}，收发多半会不通。',
    'access.allow': '允许访问',
    'unsent.count': '{count} 条决定还没送出',
    'unsent.send': '把 {count} 条决定送到 {host}',
    'unsent.no_inbox': '现在没有团队收件箱：设好以后可以从这里送出，也可以在审核台导出“决定文件”交给他们。',
    'unsent.sent': '决定已送出。',
    'unsent.queued': '正在送出，没送到的会自己再试。',
    'clock.ahead':
      '上次和收件箱通信时，这台设备的时钟比它快约 {hours} 小时。请校准日期和时间：日期超前一天以上的举报和决定，审核台不收，要校准后重新写。',
    'clock.behind':
      '上次和收件箱通信时，这台设备的时钟比它慢约 {hours} 小时。请校准日期和时间：举报上写的时间是按它记的。',
    'team.day': '团队约定：每人每天最多 {count} 份。',
    'team.hour': '团队约定：每人每小时最多 {count} 份。',
    'team.words': '团队说明：{words}',
    'team.none': '团队没有规定份数。',
    'pace.record': '你一共写了 {all} 份，其中今天 {day} 份、最近一小时 {hour} 份。',
    'pace.over_day': '今天已经 {day} 份，团队约定每天 {limit} 份。写好的留在本机，明天再交也不迟。',
    'pace.over_hour': '最近一小时已经 {hour} 份，团队约定每小时 {limit} 份。歇一会儿再交也不迟。',
    'pace.many': '最近一小时写了 {hour} 份，辛苦了。一份证据齐全的，比十份匆忙的更有用；累了就歇一会儿。',
    'record.title': '我的记录',
    'record.decided':
      '有结论的 {decided} 份：{confirmed} 份被确认，{rejected} 份被驳回，还有 {waiting} 份在等。',
    'record.none': '还没有结论回来。',
    'record.why': '记录只在这台设备上算，用来看自己的举报是不是越来越准。被驳回很正常，理由写在那一份下面。',
  },
  'zh-TW': {
    'access.missing': '瀏覽器還沒有允許債哨存取 {host}，收發多半會不通。',
    'access.allow': '允許存取',
    'unsent.count': '{count} 條決定還沒送出',
    'unsent.send': '把 {count} 條決定送到 {host}',
    'unsent.no_inbox': '現在沒有團隊收件匣：設好以後可以從這裡送出，也可以在審核台匯出「決定檔」交給他們。',
    'unsent.sent': '決定已送出。',
    'unsent.queued': '正在送出，沒送到的會自己再試。',
    'clock.ahead':
      '上次和收件匣通訊時，這台裝置的時鐘比它快約 {hours} 小時。請校準日期和時間：日期超前一天以上的檢舉和決定，審核台不收，要校準後重新寫。',
    'clock.behind':
      '上次和收件匣通訊時，這台裝置的時鐘比它慢約 {hours} 小時。請校準日期和時間：檢舉上寫的時間是按它記的。',
    'team.day': '團隊約定：每人每天最多 {count} 份。',
    'team.hour': '團隊約定：每人每小時最多 {count} 份。',
    'team.words': '團隊說明：{words}',
    'team.none': '團隊沒有規定份數。',
    'pace.record': '你一共寫了 {all} 份，其中今天 {day} 份、最近一小時 {hour} 份。',
    'pace.over_day': '今天已經 {day} 份，團隊約定每天 {limit} 份。寫好的留在本機，明天再交也不遲。',
    'pace.over_hour': '最近一小時已經 {hour} 份，團隊約定每小時 {limit} 份。休息一下再交也不遲。',
    'pace.many': '最近一小時寫了 {hour} 份，辛苦了。一份證據齊全的，比十份匆忙的更有用；累了就休息一下。',
    'record.title': '我的記錄',
    'record.decided':
      '有結論的 {decided} 份：{confirmed} 份被確認，{rejected} 份被駁回，還有 {waiting} 份在等。',
    'record.none': '還沒有結論回來。',
    'record.why': '記錄只在這台裝置上算，用來看自己的檢舉是不是越來越準。被駁回很正常，理由寫在那一份下面。',
  },
  en: {
    'access.missing':
      'The browser has not yet allowed Zhaishao to reach {host}; sending and fetching will most likely fail.',
    'access.allow': 'Allow access',
    'unsent.count': 'Decisions not sent yet: {count}',
    'unsent.send': 'Send decisions ({count}) to {host}',
    'unsent.no_inbox':
      'There is no team inbox now: set one up and send them from here, or export a decision file at the desk and pass that on.',
    'unsent.sent': 'The decisions were sent.',
    'unsent.queued': 'Being sent; what does not get through is tried again by itself.',
    'clock.ahead':
      'When the inbox last answered, the clock of this device was about {hours} h ahead of it. Set date and time: desks take no report or decision dated more than a day ahead, and those have to be written anew.',
    'clock.behind':
      'When the inbox last answered, the clock of this device was about {hours} h behind it. Set date and time: your reports carry them.',
    'team.day': 'Your team asks for at most {count} reports a person and day.',
    'team.hour': 'Your team asks for at most {count} reports a person and hour.',
    'team.words': 'Your team says: {words}',
    'team.none': 'Your team sets no limit.',
    'pace.record': 'You have written {all} reports, {day} of them today and {hour} within the last hour.',
    'pace.over_day':
      '{day} today already; your team asks for at most {limit} a day. What is written stays here and can be handed over tomorrow.',
    'pace.over_hour':
      '{hour} within an hour already; your team asks for at most {limit}. What is written stays here and can be handed over later.',
    'pace.many':
      '{hour} reports within an hour: thank you. One with good evidence helps more than ten in a hurry; take a break when you are tired.',
    'record.title': 'My record',
    'record.decided': '{decided} decided: {confirmed} confirmed, {rejected} rejected; {waiting} still wait.',
    'record.none': 'No decision has come back yet.',
    'record.why':
      'Counted on this device only, for you to see how your reports fare. Being rejected is normal; the reason stands below the report.',
  },
});
