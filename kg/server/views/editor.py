"""What the scripts of the query page need to know: how things are drawn, and the editor's own words in Chinese.

The editor speaks English only and has no place for translations, so a script puts these in their stead where they stand
alone; `{1}` and `{2}` are what varies.
"""

from collections.abc import Mapping

from kg.mapping.namespaces import KGV
from kg.query import Graph
from kg.server.rendering import type_label
from kg.server.views.shapes import SHAPES
from kg.server.views.wording import WORDS
from kg.server.wording import say
from kg.vocabulary import NAMESPACE, ontology

CHINESE: Mapping[str, str] = {
    # tabs and what belongs to one
    "Query": "查询",
    "Query {1}": "查询 {1}",
    "Close tab": "关闭标签页",
    "Add tab": "新标签页",
    "Add a new tab": "新建标签页",
    "Rename Tab": "重命名",
    "Copy Tab": "复制标签页",
    "Close Tab": "关闭标签页",
    "Close other tabs": "关闭其他标签页",
    "New Tab": "新标签页",
    "Undo close Tab": "恢复关闭的标签页",
    "Search or add an endpoint": "查找或填写接口地址",
    "Clear endpoint": "清空接口地址",
    # settings
    "Settings": "设置",
    "Open settings": "打开设置",
    "Close settings": "关闭设置",
    "Request method": "请求方式",
    "Accept Headers": "结果格式",
    "Ask / Select": "ASK、SELECT",
    "Construct / Describe": "CONSTRUCT、DESCRIBE",
    "Arguments": "参数",
    "Header Arguments": "请求头",
    "Default Graphs": "默认图",
    "Named Graphs": "命名图",
    # the query
    "Run query": "运行查询",
    "Share query": "分享查询",
    "Nothing to autocomplete yet!": "先输入几个字，才能补全",
    # results
    "Table": "表格",
    "Response": "原始结果",
    "Boolean": "是否",
    "Error": "错误",
    "Shows {1} view": "用{1}显示",
    "View documentation of {1}": "{1}的说明（英文网页）",
    "Download Results": "下载结果",
    "Download result": "下载结果",
    "Filter query results": "筛选结果",
    "Simple view": "简洁",
    "Ellipse": "截短",
    "Page size:": "每页行数：",
    "All": "全部",
    "0 results in {1} seconds": "没有结果，用时 {1} 秒",
    "1 result in {1} seconds": "1 行结果，用时 {1} 秒",
    "{1} results in {2} seconds": "{1} 行结果，用时 {2} 秒",
    "{1}: Activate to sort": "{1}：排序",
    "{1}: Activate to invert sorting": "{1}：倒序",
    "{1}: Activate to remove sorting": "{1}：取消排序",
    "Showing {1} to {2} of {3} entry": "第 {1} 到 {2} 行，共 {3} 行",
    "Showing {1} to {2} of {3} entries": "第 {1} 到 {2} 行，共 {3} 行",
    "Showing {1} to {2} of {3} entries (filtered from {4} total entries)": "第 {1} 到 {2} 行，筛选出 {3} 行，共 {4} 行",
    "No data available in table": "没有结果",
    "No matching records found": "没有符合的行",
    "pagination": "分页",
    "First": "第一页",
    "Previous": "上一页",
    "Next": "下一页",
    "Last": "最后一页",
    "Show all": "全部显示",
    "Unable to get response from endpoint. Possible reasons:": "没有得到答复，可能是：",
    "Endpoint is down": "服务没有运行",
    "Incorrect endpoint URL": "接口地址有误",
    "Try query in a new browser window": "在新窗口中查询",
}
_DOT = "M-8 0A8 8 0 1 0 8 0A8 8 0 1 0-8 0Z"


def editor_data(graph: Graph, lang: str) -> dict[str, object]:
    """Shapes and names of types by tag, `letters` of ids to tags, where IRIs of the graph begin, the translations."""
    types = ontology().types
    return {
        "shapes": {**SHAPES, "OTHER": _DOT},
        "types": {**{tag: type_label(tag, lang) for tag in types}, "OTHER": say(WORDS, lang, "query_other")},
        "letters": {known.letter: tag for tag, known in types.items()},
        "spaces": {"/": graph.base, "/vocab/": KGV, "/def#": NAMESPACE},
        "words": CHINESE if lang == "zh" else {},
    }
