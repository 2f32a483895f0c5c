// The words and dates of plotly.js in Chinese.
Plotly.register({
  moduleType: "locale",
  name: "zh-CN",
  dictionary: {
    "Autoscale": "自动缩放",
    "Double-click to zoom back out": "双击恢复原状",
    "Pan": "平移",
    "Reset axes": "恢复坐标轴",
    "Zoom": "缩放",
    "Zoom in": "放大",
    "Zoom out": "缩小",
    "new text": "新文本",
  },
  format: {
    days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
    shortDays: ["周日", "周一", "周二", "周三", "周四", "周五", "周六"],
    months: [
      "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
    ],
    shortMonths: [
      "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月",
    ],
    date: "%Y年%-m月%-d日",
    dateTime: "%Y年%-m月%-d日 %H:%M",
    decimal: ".",
    thousands: ",",
    grouping: [3],
    year: "%Y年",
    month: "%Y年%-m月",
    dayMonth: "%-m月%-d日",
    dayMonthYear: "%Y年%-m月%-d日",
  },
});
