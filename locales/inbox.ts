import { defineTexts } from './translate.ts';

/** What the team inbox answered, in words. No answer of a server is the reader's fault. */
export const inboxTexts = defineTexts({
  'zh-CN': {
    'failure.unauthorized': '用户名或密码不对。改好之后再试，等待送出的内容都留着。',
    'failure.forbidden': '收件箱不允许这个账号这样做，请问一下团队管理员。内容都留着。',
    'failure.not_found': '这个地址没有数据库，请核对最后一段名称。',
    'failure.insecure_address': '地址不能用：只接受 https（本机除外），以数据库名结尾，不含用户名和密码。',
    'failure.bad_answer': '对方的回答不像是团队收件箱：{message}',
    'failure.cancelled': '已取消，没有写入任何东西。',
    'failure.too_large': '这一份太大，收件箱不收。可以去掉截图再送，或保存成文件交给团队。',
    'failure.rate_limited':
      '收件箱说“太快了”（429）：短时间里送来的太多。不用做什么，{wait}会自动再送，一份也不会丢、不会重。',
    'failure.server': '收件箱那边出了问题，{wait}会自动再试。内容都留着。',
    'failure.timeout': '收件箱没有及时回答，{wait}会自动再试。内容都留着。',
    'failure.network': '连不上，可能是网络断了。{wait}会自动再试，内容都留着。',
    'failure.quota': '这台设备的空间不够，没有写入这一批。先清理一些空间。',
    'failure.other': '没有完成：{message}',
    'access.missing': '浏览器还没有允许债哨访问 {host}，收发多半会不通。',
    'access.allow': '允许访问',
    'wait.minutes': '{count} 分钟后',
    'wait.later': '稍后',
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
    'failure.unauthorized': '使用者名稱或密碼不對。改好之後再試，等待送出的內容都留著。',
    'failure.forbidden': '收件箱不允許這個帳號這樣做，請問一下團隊管理員。內容都留著。',
    'failure.not_found': '這個地址沒有資料庫，請核對最後一段名稱。',
    'failure.insecure_address':
      '地址不能用：只接受 https（本機除外），以資料庫名結尾，不含使用者名稱和密碼。',
    'failure.bad_answer': '對方的回答不像是團隊收件箱：{message}',
    'failure.cancelled': '已取消，沒有寫入任何東西。',
    'failure.too_large': '這一份太大，收件箱不收。可以去掉截圖再送，或儲存成檔案交給團隊。',
    'failure.rate_limited':
      '收件箱說「太快了」（429）：短時間裡送來的太多。不用做什麼，{wait}會自動再送，一份也不會丟、不會重。',
    'failure.server': '收件箱那邊出了問題，{wait}會自動再試。內容都留著。',
    'failure.timeout': '收件箱沒有及時回答，{wait}會自動再試。內容都留著。',
    'failure.network': '連不上，可能是網路斷了。{wait}會自動再試，內容都留著。',
    'failure.quota': '這臺裝置的空間不夠，沒有寫入這一批。先清理一些空間。',
    'failure.other': '沒有完成：{message}',
    'access.missing': '瀏覽器還沒有允許債哨存取 {host}，收發多半會不通。',
    'access.allow': '允許存取',
    'wait.minutes': '{count} 分鐘後',
    'wait.later': '稍後',
    'team.day': '團隊約定：每人每天最多 {count} 份。',
    'team.hour': '團隊約定：每人每小時最多 {count} 份。',
    'team.words': '團隊說明：{words}',
    'team.none': '團隊沒有規定份數。',
    'pace.record': '你一共寫了 {all} 份，其中今天 {day} 份、最近一小時 {hour} 份。',
    'pace.over_day': '今天已經 {day} 份，團隊約定每天 {limit} 份。寫好的留在本機，明天再交也不遲。',
    'pace.over_hour': '最近一小時已經 {hour} 份，團隊約定每小時 {limit} 份。歇一會兒再交也不遲。',
    'pace.many': '最近一小時寫了 {hour} 份，辛苦了。一份證據齊全的，比十份匆忙的更有用；累了就歇一會兒。',
    'record.title': '我的記錄',
    'record.decided':
      '有結論的 {decided} 份：{confirmed} 份被確認，{rejected} 份被駁回，還有 {waiting} 份在等。',
    'record.none': '還沒有結論回來。',
    'record.why': '記錄只在這臺裝置上算，用來看自己的舉報是不是越來越準。被駁回很正常，理由寫在那一份下面。',
  },
  en: {
    'failure.unauthorized': 'User or password is not right. Mend it and try again; what waits is kept.',
    'failure.forbidden':
      'The inbox does not let this account do that. Ask whoever runs it; everything is kept.',
    'failure.not_found': 'There is no database at this address. Check the last part of it.',
    'failure.insecure_address':
      'This address cannot be used: https only (or this machine), ending in the database name, without user and password in it.',
    'failure.bad_answer': 'The answer does not look like a team inbox: {message}',
    'failure.cancelled': 'Cancelled, nothing was written.',
    'failure.too_large':
      'This one is too large for the inbox. Leave the screenshot out, or save it as a file for the team.',
    'failure.rate_limited':
      'The inbox says “too fast” (429): too many came within a short time. Nothing to do: they go out again {wait}, none lost and none twice.',
    'failure.server': 'The inbox has trouble of its own. It is tried again {wait}; everything is kept.',
    'failure.timeout': 'The inbox did not answer in time. It is tried again {wait}; everything is kept.',
    'failure.network': 'No connection. It is tried again {wait}; everything is kept.',
    'failure.quota': 'This device has too little room left; this lot was not written. Make some room first.',
    'failure.other': 'Not finished: {message}',
    'access.missing':
      'The browser has not yet allowed Zhaishao to reach {host}; sending and fetching will most likely fail.',
    'access.allow': 'Allow access',
    'wait.minutes': 'in {count} min',
    'wait.later': 'later',
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
export type InboxKey = keyof (typeof inboxTexts)['zh-CN'] & string;
