"""Reasons in Chinese: what resolution writes in English, said again for readers of Chinese."""

import re

# how a name can stand for another (`kg.names`), what forbids it
_WORDS = {
    "abbreviation": "缩写",
    "abbreviation, same host": "缩写，同一上级",
    "another company": "另一家公司",
    "another edition": "另一届、另一期",
    "another kind of body": "另一类机构",
    "another legal form": "公司形式不同",
    "another region": "另一个地区",
    "by surname": "以姓相称",
    "end of the name": "名称的后一部分",
    "listed name of one zone": "名录中同一园区的名称",
    "named by its place": "以所在地称呼",
    "own name alone": "只有字号",
    "own name and a general word": "字号加通用词",
    "own name and kind of company": "字号加公司类别",
    "own name and line of business": "字号加行业",
    "own name and place": "字号加地名",
    "part of a transcribed name": "音译名的一部分",
    "part of the name": "名称的一部分",
    "same name": "名称相同",
    "same parts": "组成部分相同",
    "same place": "同一地点",
    "same title": "名称主体相同",
    "short form": "简称",
    "shorter type word": "通名较短",
    "start of the name": "名称的前一部分",
    "with its host shortened": "上级用简称",
    "without its host": "省略上级",
    "without its level word": "省略级别",
    "without its number": "省略序号",
    "without its region": "省略地区",
    "without its suffix": "省略后缀",
    "without its type word": "省略通名",
}
# the reasons of `kg.resolve`, each with its Chinese form; groups named `how` are words of the table above
_REASONS = (
    (r"same name (?P<a>.+) in articles on (?P<b>.+)", "都称“{a}”，文章都讲{b}"),
    (r"same name (?P<a>.+) in (?P<b>\d+) documents", "{b} 篇文章都称“{a}”"),
    (r"same name (?P<a>.+)", "都称“{a}”"),
    (r"(?P<a>.+) may shorten (?P<b>.+) or (?P<c>.+): kept apart", "“{a}”可以是“{b}”也可以是“{c}”的简称，没有归并"),
    (r"(?P<a>.+) is (?P<b>.+): (?P<how>[^:]+?), articles on (?P<c>.+)", "“{a}”即“{b}”：{how}，文章都讲{c}"),
    (r"(?P<a>.+) is (?P<b>.+): (?P<how>[^:]+)", "“{a}”即“{b}”：{how}"),
    (r"(?P<a>.+): posts at one body, (?P<b>.+)", "{a}：都在{b}任职"),
    (r"(?P<a>.+): bylines of articles on (?P<b>.+)", "{a}：都在{b}的文章上署名"),
    (r"(?P<a>.+): posts at units of (?P<b>.+) in one career \((?P<c>.+)\)", "{a}：先后在{b}的单位任职（{c}）"),
    (r"judged the same by (?P<a>.+)", "{a} 判断为同一个"),
)


def in_chinese(text: str) -> str:
    """A reason or a word for how names match, in Chinese; as it is where it has no Chinese form.

    >>> in_chinese("通佳机械 is 山东通佳机械有限公司: short form, articles on 济宁高新区")
    '“通佳机械”即“山东通佳机械有限公司”：简称，文章都讲济宁高新区'
    >>> in_chinese("another region")
    '另一个地区'
    """
    if text in _WORDS:
        return _WORDS[text]
    for pattern, form in _REASONS:
        match = re.fullmatch(pattern, text)
        if match:
            groups = match.groupdict()
            return form.format(**{name: _WORDS.get(value, value) for name, value in groups.items()})
    return text


def reason(recorded: str, lang: str) -> str:
    """A recorded reason in the language of the reader: only Chinese differs from what was recorded.

    >>> reason("same name 通佳", "zh"), reason("same name 通佳", "en")
    ('都称“通佳”', 'same name 通佳')
    """
    return in_chinese(recorded) if lang == "zh" else recorded
