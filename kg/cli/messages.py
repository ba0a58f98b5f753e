"""What the command line says, in Chinese and in English."""

_MESSAGES: dict[str, tuple[str, str]] = {
    "welcome": (
        "kg：高新区新闻知识图谱，从文章到有时间、有出处的答案\n\n"
        "  kg build 文章目录           读文章，生成图谱 zone.kg\n"
        "  kg who-leads 科技创新局     谁负责这个单位，出自哪篇文章\n"
        "  kg show 辰欣药业            一个实体的全部关系\n"
        "  kg find 创新谷              按名称片段或拼音查找\n"
        "  kg export turtle -o g.ttl   导出 RDF；另有 graphml、gexf、jsonld 等\n"
        "\n"
        "全部命令：kg --help    某个命令：kg 命令 --help    English: kg --lang en --help\n"
        "没有图谱时，先运行 kg build",
        "kg: a knowledge graph of high-tech zone news, answers with time and source\n\n"
        "  kg build ARTICLES           read articles and make the graph zone.kg\n"
        "  kg who-leads 科技创新局     who leads this body, and which article says so\n"
        "  kg show 辰欣药业            everything known of an entity\n"
        "  kg find 创新谷              search by part of a name or pinyin\n"
        "  kg export turtle -o g.ttl   write RDF; also graphml, gexf, jsonld and more\n"
        "\n"
        "All commands: kg --help    one command: kg COMMAND --help    中文：kg --lang zh --help\n"
        "No graph yet? Start with kg build",
    ),
    # errors
    "io_error": ("读写出错 {file}：{reason}", "input/output error {file}: {reason}"),
    "crash": (
        "程序内部错误：{error}（加 --debug 查看详情）",
        "internal error: {error} (add --debug for details)",
    ),
    "missing_parameter": ("缺少参数 {name}", "missing argument {name}"),
    "no_such_option": ("没有选项 {name}", "no such option {name}"),
    "no_such_command": ("没有命令 {name}；可用：{known}", "no such command {name}; there are: {known}"),
    "name_or_id": ("请写出名称，或用 --id 指明编号", "give a name, or an id with --id"),
    "usage": ("用法有误：{reason}", "wrong usage: {reason}"),
    "see_help": ("；见 {command} --help", "; see {command} --help"),
    # build and export
    "skipped": ("跳过 {source}：{why}", "skipped {source}: {why}"),
    "unused": ("{source}：{why}", "{source}: {why}"),
    "changed_articles": (
        "文章：新增 {new}，修改 {changed}，删除 {removed}，重新分析 {redone}，沿用 {reused}",
        "articles: {new} new, {changed} changed, {removed} removed, {redone} analysed again, {reused} reused",
    ),
    "built": (
        "图谱 {store}：{documents} 篇文章，{mentions} 处名称，{facts} 条事实，{entities} 个实体，{edges} 条关系，"
        "跳过 {skipped} 个文件，用时 {seconds} 秒",
        "graph {store}: {documents} articles, {mentions} mentions, {facts} facts, {entities} entities, {edges} edges, "
        "{skipped} files skipped, {seconds} s",
    ),
    "after_build": ("接下来：kg info --store {store}", "next: kg info --store {store}"),
    "stage_read": ("读入", "reading"),
    "stage_annotate": ("分析", "analysing"),
    "stage_resolve": ("归并", "resolving"),
    "stage_write": ("写入", "writing"),
    "exported": ("已写入 {file}（{size} 字节）", "wrote {file} ({size} bytes)"),
    # lookups
    "replaced": ("编号 {old} 已由 {new}（{name}）取代", "the id {old} is replaced by {new} ({name})"),
    "taken_for": ("“{query}”即 {name}", "{query} is {name}"),
    "no_leader": ("图谱中没有 {name} 负责人的记载", "nothing is known about who leads {name}"),
    "no_leader_then": ("{on} 时 {name} 由谁负责，没有记载", "nothing is known about who led {name} in {on}"),
    "no_leader_yet": (
        "{on} 时 {name} 由谁负责，没有记载；最早的记载见于 {known}",
        "nothing is known about who led {name} in {on}; the earliest record is of {known}",
    ),
    "formerly": ("此前：", "formerly:"),
    "last_seen": ("最近见于 {last}", "last seen {last}"),
    "was_seen": ("见于 {span}", "seen {span}"),
    "perhaps_seen": ("见于 {span}，是否在任不能确定", "seen {span}, uncertain whether in office"),
    "undated": ("时间不详", "undated"),
    "more_candidates": ("另有 {number} 个", "and {number} more"),
    "more": ("另有 {number} 处出处", "{number} more sources"),
    "also": ("又名：", "also: "),
    "comma": ("、", ", "),
    "nothing": ("没有记载", "nothing is known"),
    "same_entity": ("两个名称都指 {name}", "both names mean {name}"),
    "no_path": ("{start} 与 {end} 之间没有联系", "no chain leads from {start} to {end}"),
    "listed": ("共 {number} 个", "{number} in all"),
    "status_former": ("曾经", "former"),
    "status_planned": ("拟", "planned"),
    "status_uncertain": ("待核", "uncertain"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # questions
    "understood": ("理解为：{query}", "understood as: {query}"),
    "stands_alone": ("此查询单独给出同样的实体：", "this query alone gives the same entities:"),
    "stands_for": (
        "相应的查询（答案另按时间线规则取舍）：",
        "the query behind it (the answer also follows the rules of the time line):",
    ),
    "no_query": ("没有相应的 SPARQL 查询", "no SPARQL query stands for it"),
    "verdict_yes": ("是", "yes"),
    "verdict_formerly": ("曾经是，现在不是", "formerly, not now"),
    "verdict_no": ("不是", "no"),
    "verdict_unknown": ("没有记载，不能确定", "not recorded, cannot be told"),
    "in_number": ("{number} 个", "{number}"),
    "besides": ("相关：", "related:"),
    # server
    "serving": (
        "图谱已在 {address} 打开（SPARQL：{address}sparql），按 Ctrl-C 结束",
        "the graph is open at {address} (SPARQL: {address}sparql); Ctrl-C ends it",
    ),
    "serving_limits": (
        "限制：每个请求 {seconds} 秒，每个查询进程 {memory} MB（共 {workers} 个），查询 {query} KB，"
        "结果 {answer} MB，排队 {queue} 个",
        "limits: {seconds} s a request, {memory} MB a query process ({workers} of them), queries {query} KB, "
        "answers {answer} MB, {queue} waiting",
    ),
    "remote_open": (
        "注意：{host} 对其他机器开放；没有密码，也不加密，能连到本机的人都能读图谱和文章",
        "note: {host} is open to other machines; there is no password and no encryption, "
        "whoever reaches this machine can read the graph and its articles",
    ),
    "remote_refused": (
        "{host} 会让其他机器也能访问：确实需要时请加 --allow-remote",
        "{host} would let other machines in: add --allow-remote if that is meant",
    ),
    "answered": ("{status} {type}", "{status} {type}"),
    # relations seen from their object
    "inverse_holds_position": ("任职者", "posts held by"),
    "inverse_part_of": ("下属", "has part"),
    "inverse_located_in": ("其内", "holds"),
    "inverse_establishes": ("设立者", "established by"),
    "inverse_operates": ("运营者", "operated by"),
    "inverse_runs_programme": ("实施者", "run by"),
    "inverse_participates_in": ("参与者", "taken part in by"),
    "inverse_awarded": ("获得者", "awarded to"),
    "inverse_cooperates_with": ("合作", "cooperates with"),
    "inverse_attracts": ("引进者", "attracted by"),
    "inverse_invests_in": ("投资者", "invested in by"),
    "inverse_develops_industry": ("发展者", "developed by"),
    "inverse_hosts": ("举办者", "hosted by"),
    "inverse_listed_on": ("上市公司", "lists"),
    # judgements and conflicts
    "verdict_needed": (
        "请写出判断和名称：kg judge 判断 左 [右]；判断可用：{known}",
        "say what you judge: kg judge VERDICT LEFT [RIGHT]; verdicts: {known}",
    ),
    "judged": ("已记入 {file}；下次 kg build 时生效", "recorded in {file}; it counts from the next kg build on"),
    "undone": ("（已撤销）", "(undone) "),
    "reviewed": ("记下 {number} 个判断：{file}", "{number} judgements recorded in {file}"),
    "merged": ("已归并为 {name}：{reason}", "taken for one, {name}: {reason}"),
    "keys_pair": (
        "s 相同  d 不同  u 说不准  n 新名称  t 类型  skip 跳过  undo 撤销  quit 结束",
        "s same  d different  u unsure  n NAME  t TYPE  skip  undo  quit",
    ),
    "keys_fact": (
        "a 对  r 错  w 日期  skip 跳过  undo 撤销  quit 结束",
        "a accept  r reject  w DATE  skip  undo  quit",
    ),
    "why_one": ("“{a}”和“{b}”是同一个：{name}", "{a} and {b} are one: {name}"),
    "why_two": ("{a} 和 {b} 是两个", "{a} and {b} are two"),
    "why_judged": ("{by} 判断 {left} 与 {right}：{verdict}", "{by} judged {left} and {right}: {verdict}"),
    "feature_types": ("类型不同：{words}", "of different types: {words}"),
    "feature_equal": ("名称相同：{words}", "the same name: {words}"),
    "feature_names": ("名称：{words}", "names: {words}"),
    "feature_enough": ("连同文章所讲的园区，归并的得分", "score for joining, with the zones of the articles"),
    "feature_conflict": ("名称互相排斥：{words}", "the names exclude each other: {words}"),
    "feature_one_article": ("同一篇文章把两个名称当作一个：{words}", "one article takes them for one: {words}"),
    "feature_two_in_article": ("同一篇文章把它们当作两个：{words}", "one article takes them for two: {words}"),
    "feature_zones": ("文章所讲的园区：{words}", "zones of the articles: {words}"),
    "feature_one_body": ("都在同一单位任职：{words}", "posts at one body: {words}"),
    "feature_posts": ("任职：{words}", "posts: {words}"),
    "conflict_heads": ("{name}：同一时间有两人任同一主要职务", "{name}: two people lead it in one post at one time"),
    "conflict_parents": ("{name}：隶属于两个互不隶属的上级", "{name}: part of two that are not part of each other"),
    "conflict_dates": ("{name}：只发生一次的事有两个日期", "{name}: two dates for what happened once"),
    "conflict_posts": (
        "{name}：同一时间主持两个地区的机构，可能是同名的两人",
        "{name}: heads bodies of two regions at one time, perhaps two people of one name",
    ),
    # differences
    "diff_nothing": ("没有变化", "nothing changed"),
    "diff_comma": ("，", ", "),
    "diff_usage": (
        "--from 和 --to 要一起写，不与 OLD、NEW 同用",
        "--from and --to go together, and without OLD and NEW",
    ),
    "status_current": ("现在", "current"),
    "diff_posts_new": ("新增任职 {number}", "new posts: {number}"),
    "diff_posts_ended": ("结束任职 {number}", "ended posts: {number}"),
    "diff_posts_changed": ("任职变化 {number}", "changed posts: {number}"),
    "diff_posts_gone": ("不再有记载的任职 {number}", "posts no longer recorded: {number}"),
    "diff_conflicts_new": ("新矛盾 {number}", "new conflicts: {number}"),
    "diff_conflicts_solved": ("已解决的矛盾 {number}", "solved conflicts: {number}"),
    "diff_merges": ("合并 {number}", "merges: {number}"),
    "diff_splits": ("拆分 {number}", "splits: {number}"),
    "diff_entities_new": ("新实体 {number}", "new entities: {number}"),
    "diff_entities_gone": ("不再有的实体 {number}", "gone entities: {number}"),
    "diff_names_new": ("新名称 {number}", "entities with new names: {number}"),
    "diff_relations_new": ("新关系 {number}", "new relations: {number}"),
    "diff_relations_changed": ("变化的关系 {number}", "changed relations: {number}"),
    "diff_relations_gone": ("不再有的关系 {number}", "gone relations: {number}"),
    "diff_documents_new": ("新文章 {number}", "new articles: {number}"),
    "diff_documents_changed": ("修改的文章 {number}", "changed articles: {number}"),
    "diff_documents_gone": ("删去的文章 {number}", "removed articles: {number}"),
    # heads of tables
    "name": ("名称", "name"),
    "matched": ("匹配", "matched"),
    "type": ("类型", "type"),
    "kind": ("类别", "kind"),
    "id": ("编号", "id"),
    "label": ("说明", "label"),
    "number": ("数量", "number"),
    "types": ("实体", "entities"),
    "predicates": ("关系", "relations"),
    "documents": ("文章", "articles"),
    "mentions": ("名称", "mentions"),
    "facts": ("事实", "facts"),
    "entities": ("实体", "entities"),
    "edges": ("关系", "edges"),
    # evaluation and validation
    "measure": ("项目", "measure"),
    "precision": ("准确率", "precision"),
    "recall": ("召回率", "recall"),
    "f1": ("F1", "F1"),
    "hits": ("正确", "hits"),
    "predicted": ("预测", "predicted"),
    "gold": ("标注", "gold"),
    "total_core": ("合计：核心实体", "total: core entities"),
    "total_entities": ("合计：全部实体", "total: all entities"),
    "total_relations": ("合计：关系", "total: relations"),
    "total_posts": ("合计：任职", "total: posts"),
    "agreed": (
        "找到的关系中：状态正确 {status}；给出的时间正确 {given_time}；标注的时间已给出 {time}",
        "of the relations found: status right {status}; given times right {given_time}; annotated times given {time}",
    ),
    "no_prediction": ("图谱中没有文章 {document}", "the graph has no article {document}"),
    "missed": ("漏", "missed"),
    "false": ("误", "false"),
    "conforms": ("符合 SHACL 约束", "conforms to the SHACL shapes"),
    "violations": ("{number} 处不符合约束", "{number} violations"),
}


def text(lang: str, key: str, **values: object) -> str:
    """A message in a language, filled in.

    >>> text("en", "listed", number=3)
    '3 in all'
    """
    return _MESSAGES[key][lang != "zh"].format(**values)


def keys() -> tuple[str, ...]:
    """All messages there are."""
    return tuple(_MESSAGES)
