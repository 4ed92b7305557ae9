import type { Translation } from '../message.ts';
import type { peopleEn } from './people.en.ts';

export const peopleZh = {
  'first.step': '第 {step} 步，共 {steps} 步',
  'first.services': '你能看哪些？',
  'first.services-sub': '勾选你有的。以后可以改。',
  'first.continue': '继续',
  'first.ready': '{name}，一切就绪',
  'first.ready-film': '用此标签页的影片开一场派对，或加入一场。',
  'first.ready-sub': '打开影片，在那里点 WatchParty 按钮，或加入一场派对。',

  'schedule.offer': '安排以后的派对',
  'schedule.title': '安排派对',
  'schedule.when': '时间',
  'schedule.when-hint': '按你所在的时区。每个人看到的是自己时区的时间。',
  'schedule.with-film': '用此标签页的影片',
  'schedule.plan': '安排',
  'schedule.name-needed': '先取个名字。',
  'schedule.date-needed': '请选一个还没到的日期和时间。',
  'schedule.calendar': '添加到日历',
  'schedule.remember': '放进我的列表',
  'schedule.go-in': '现在进入',
  'schedule.move': '改时间',
  'schedule.call-off': '取消派对',
  'schedule.call-off-sure': '确定吗？再按一次即取消',

  'remind.begins': '{name} 的派对开始了。点这里进入。',
  'remind.began': '{name} 的派对已在 {time} 开始。点这里进入。',

  'invite.label': '邀请朋友',
  'invite.show-qr': '显示二维码',
  'invite.hide-qr': '隐藏二维码',
  'invite.qr-label': '邀请链接的二维码',
  'invite.share': '分享',
  'invite.share-text': '一起看：{name}',

  'join.locked': '门关着：现在新人进不来。',

  'party.ban-sure': '确定吗？再按一次',
  'party.banned': '已禁入的人',
  'party.banned-hint': '访客可以换个名字再进来。生成新邀请码或关门就能防止。',
  'party.unban': '允许再来',
  'party.unban-named': '允许 {name} 再来',

  'password.change': '修改密码',
  'password.current': '当前密码',
  'password.new': '新密码',
  'password.hint': '至少 8 个字符。其他设备会退出登录。',
  'password.wrong': '这不是你的密码。再试一次。',
  'password.changed': '密码已修改。其他设备已退出登录。',

  'habits.title': '观看方式',
  'habits.waits': '有人的影片停住时，你开的派对等待',
  'habits.correction': '用微小的变速来追上',
  'habits.correction-hint': '关闭：只靠跳转',
  'habits.music': '音乐模式',
  'habits.music-hint': '变速小到听不出；追上需要更久',
  'habits.remind': '安排的派对开始时通知我',
  'habits.remind-hint': '浏览器会请求一次权限',
  'habits.remind-denied': '没有该权限就无法通知你。其他不变。',

  'look.title': '外观',
  'look.language': '语言',
  'look.as-browser': '跟随浏览器',
  'look.theme': '主题',
  'look.auto': '自动',
  'look.light': '浅色',
  'look.dark': '深色',

  'server.test': '测试连接',
  'server.test-answers': '{server} 在 {ms} 毫秒内回应。',
  'server.test-silent': '{server} 没有回应。请检查地址，以及服务器是否在运行。',

  'settings.invite-page': '从邀请页面加入',
  'settings.invite-page-hint': '需要访问 {server}。没有的话，请在那里点 WatchParty 按钮。',
} as const satisfies Partial<Translation<typeof peopleEn>>;
