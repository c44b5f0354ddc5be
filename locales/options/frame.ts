import { defineTexts } from '../translate.ts';

/** Title, navigation and what several parts say. */
export const optionsFrameTexts = defineTexts({
  'zh-CN': {
    title: '设置',
    nav: '设置的各部分',
    'nav.alerts': '提醒',
    'nav.sites': '网站',
    'nav.rules': '规则',
    'nav.try': '试一试',
    'nav.quiet': '不再提示的内容',
    'nav.data': '数据',
    'nav.about': '关于与隐私',
    cancel: '取消',
  },
  'zh-TW': {
    title: '設定',
    nav: '設定的各部分',
    'nav.alerts': '提醒',
    'nav.sites': '網站',
    'nav.rules': '規則',
    'nav.try': '試一試',
    'nav.quiet': '不再提示的內容',
    'nav.data': '資料',
    'nav.about': '關於與隱私',
    cancel: '取消',
  },
  en: {
    title: 'Settings',
    nav: 'Parts of the settings',
    'nav.alerts': 'Alerts',
    'nav.sites': 'Sites',
    'nav.rules': 'Rules',
    'nav.try': 'Try a text',
    'nav.quiet': 'Quieted items',
    'nav.data': 'Data',
    'nav.about': 'About and privacy',
    cancel: 'Cancel',
  },
});
