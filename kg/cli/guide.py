"""Help texts in both languages, and how they get into the commands."""

from typing import Any

PROGRAM = (
    "高新区新闻知识图谱：从文章到有时间、有出处的答案。\n\n"
    "结果写到标准输出，其余写到标准错误。\n\n"
    "退出码：0 成功，1 失败，2 用法有误，3 名称有多义，5 图谱正在生成，74 读写出错，130 中断。",
    "A knowledge graph of high-tech zone news: answers with time and source.\n\n"
    "Results go to stdout, everything else to stderr.\n\n"
    "Exit codes: 0 ok, 1 failed, 2 wrong usage, 3 ambiguous name, 5 store in use, 74 input/output, 130 interrupted.",
)

# command: what it does in Chinese and in English, and examples that work on the graph of the seed articles
COMMANDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "build": (
        "读文章（.txt 文件或目录），生成图谱；再次运行时只重做有变化的部分。",
        "Read articles (.txt files or folders) and make the graph; run again, it redoes only what changed.",
        ("kg build seeds/articles", "kg build news/ extra.txt --store zone.kg --published 2021-05"),
    ),
    "who-leads": (
        "谁负责一个单位：现在，或某个时间；附原句和出处。",
        "Who leads a body, now or at a time, with sentence and source.",
        ("kg who-leads 科技创新局", "kg who-leads 科技创新局 --on 2020-06-30", "kg who-leads 济宁高新区 --json"),
    ),
    "show": (
        "一个实体：名称、类型、类别和全部关系，附时间和原句。",
        "An entity: names, type, kind and every relation with dates and sentences.",
        ("kg show 辰欣药业", "kg show 创新谷 --type PARK"),
    ),
    "find": (
        "按名称片段、拼音或拼音首字母查找实体。",
        "Find entities by part of a name, by pinyin or its initials.",
        ("kg find 创新谷", "kg find chuangxingu", "kg find cxg --type PARK"),
    ),
    "list": (
        "列出一类实体：PERSON、ORG、PARK、PROGRAMME、PROJECT、PLACE、HONOUR、INDUSTRY、EVENT。",
        "List the entities of a type: PERSON, ORG, PARK, PROGRAMME, PROJECT, PLACE, HONOUR, INDUSTRY, EVENT.",
        ("kg list PARK --part-of 一区十园", "kg list ORG --kind company --in 济宁高新区"),
    ),
    "path": (
        "两个实体之间最短的关系链。",
        "The shortest chain of relations between two entities.",
        ("kg path 辰欣药业 山东大学",),
    ),
    "timeline": (
        "按时间先后列出一个实体的关系。",
        "The relations of an entity in the order of time.",
        ("kg timeline 济宁高新区",),
    ),
    "ask": (
        "用中文提问：谁、哪些、什么时候、多少、是不是；附原句和出处，听不懂就说明。",
        "Answer a question in Chinese (who, which, when, how many, whether), with sentences and sources.",
        (
            "kg ask 谁是科技创新局局长？",
            "kg ask 一区十园包括哪些园区 --explain",
            "kg ask 2020年6月科技创新局局长是谁 --json",
        ),
    ),
    "query": (
        "用 SPARQL 查询；常用前缀（kg、org、skos 等）可省略。",
        "Ask in SPARQL; the usual prefixes (kg, org, skos, …) may be left out.",
        (
            "kg query 'SELECT ?name { ?p a kg:Person ; skos:prefLabel ?name }'",
            "kg query @ontology/queries/heads.rq --csv",
        ),
    ),
    "export": (
        "导出图谱：turtle、ntriples、nquads、jsonld、entities、graphml、gexf、csv、csv-raw、neo4j、popolo、svg、html、documents。",
        "Write the graph: turtle, ntriples, nquads, jsonld, entities, graphml, gexf, csv, csv-raw, neo4j, popolo, "
        "svg, html, documents.",
        (
            "kg export turtle -o graph.ttl",
            "kg export graphml -o graph.graphml",
            "kg export html -o report.html",
            "kg export neo4j -o neo4j",
        ),
    ),
    "evaluate": (
        "与人工标注比较：各类型、各关系及合计的准确率、召回率和 F1。",
        "Compare with gold annotations: precision, recall and F1 by type, by relation and in all.",
        ("kg evaluate seeds/gold", "kg evaluate seeds/gold --misses"),
    ),
    "validate": (
        "用 SHACL 检查图谱或一个 Turtle 文件。",
        "Check the graph, or a Turtle file, against the SHACL shapes.",
        ("kg validate", "kg validate graph.ttl"),
    ),
    "info": (
        "图谱的版本、各类实体和关系的数量；同时核对文件是否完好。",
        "Version and numbers of entities and relations; also checks that the files are whole.",
        ("kg info", "kg info --json"),
    ),
    "judge": (
        "记下一个判断，下次 kg build 时生效：same、different、unsure（两个名称），rename、retype（一个名称），"
        "accept、reject、date（一条事实或关系，用编号指明）。",
        "Record a judgement that counts from the next kg build on: same, different, unsure (two names), "
        "rename, retype (a name), accept, reject, date (a fact or an edge, by its id).",
        (
            "kg judge same 通佳机械 山东通佳机械有限公司 --by 张三 --note 同一公司",
            "kg judge different PERSON:王运华@a.txt PERSON:王运华@b.txt",
            "kg judge rename 通佳机械 山东通佳机械有限公司",
            "kg judge date 'listed_on|辰欣药业|上海证券交易所|@004.txt' 2017-09-29",
            "kg judge --list",
            "kg judge --undo j-abcdefghij",
        ),
    ),
    "review": (
        "逐个回答最值得回答的问题：同名的人是否同一人、把握不大的归并、存疑和互相矛盾的事实；附原句，也可由管道输入答案。",
        "Answer the most useful open questions (namesakes, weak merges, doubtful facts, conflicts) one by one, with "
        "sentences; answers may come from a pipe.",
        ("kg review", "kg review --by 张三", "kg review --json"),
    ),
    "why": (
        "两个名称为什么是（或不是）同一个实体：归并的理由、各项特征和得分、判断、文章。",
        "Why two names are one entity or two: reasons, features with scores, judgements, articles.",
        ("kg why 科技创新局 济宁高新区科技创新局", "kg why 罗会涛 罗会涛", "kg why 创新谷 济宁创新谷 --type PARK"),
    ),
    "conflicts": (
        "互相矛盾的记载：两人同任一职、两个上级、同一件事两个日期；两边都保留，附原句。",
        "What cannot all be true: two heads of a post, two parents, two dates; both sides are kept, with sentences.",
        ("kg conflicts", "kg conflicts 科技创新局 --json"),
    ),
    "diff": (
        "两个图谱、图谱与以前的版本（kg build --keep 1）、或两个日期之间有什么变化：任职、矛盾、实体、关系、文章。",
        "What changed between two graphs, from the former version (kg build --keep 1), or between two dates: posts, "
        "conflicts, entities, relations, articles.",
        ("kg diff", "kg diff old.kg new.kg --json", "kg diff --from 2020 --to 2021-05"),
    ),
    "train": (
        "用标注文章和公开语料训练识别器（需要 PyTorch：pip install 'kg[train]'）。",
        "Train the recogniser on annotated articles and public sets (needs PyTorch: pip install 'kg[train]').",
        ("kg train seeds/training --data data -o model.npz",),
    ),
    "serve": (
        "在浏览器里查看图谱，并提供 SPARQL 接口；只读，默认只对本机开放。",
        "Show the graph in a browser and answer SPARQL; read-only, by default for this machine alone.",
        ("kg serve", "kg serve --port 8080 --timeout 30", "kg serve --get /health"),
    ),
}

OPTIONS: dict[str, tuple[str, str]] = {
    "paths": ("文章或目录", "articles or folders"),
    "published": ("发布日期，优先于文中和 .toml 的日期", "publication date; goes before what text and .toml say"),
    "keep": ("保留以前的几个版本，供 kg diff 比较", "how many former versions to keep, for kg diff"),
    "fresh": ("全部重做，不用以前的结果", "do everything again, use nothing kept"),
    "workers": ("读文章的进程数", "processes that read articles"),
    "config": ("配置文件，默认 kg.toml", "configuration file, by default kg.toml"),
    "settings": ("改一项设置，可重复", "change a setting; may be repeated"),
    "judgements": ("判断文件，默认 judgements.jsonl", "file of judgements, by default judgements.jsonl"),
    "as_json": ("输出 JSON", "print JSON"),
    "csv": ("输出 CSV", "print CSV"),
    "name": ("名称，可用简称", "a name; short forms will do"),
    "text": ("名称片段或拼音", "part of a name, or pinyin"),
    "ask.text": ("中文问题", "a question in Chinese"),
    "explain": ("显示理解成的查询和相应的 SPARQL", "show the query understood, and its SPARQL"),
    "today": ("今天的日期，用来理解“去年”等", "the day by which words like 去年 (last year) are counted"),
    "query.text": ("SPARQL、@文件，或 - 表示标准输入", "SPARQL, @file, or - for standard input"),
    "on": ("时间：2020、2020-06 或 2020-06-30", "a time: 2020, 2020-06 or 2020-06-30"),
    "within": ("只看某个园区或地方之内的", "only what lies in a zone or place"),
    "types": ("只看某种类型，可重复", "only this type; may be repeated"),
    "id_": ("用编号指明实体", "name the entity by its id"),
    "all_posts": ("包括副职和其他职务", "include deputies and other posts"),
    "type_": ("实体类型", "entity type"),
    "kind": ("机构类别：company、government、party 等", "kind of organization: company, government, party, …"),
    "part_of": ("属于某个框架或机构的", "only parts of this framework or body"),
    "start": ("一个实体", "one entity"),
    "end": ("另一个实体", "the other entity"),
    "form": ("格式", "format"),
    "articles": ("标注文章的文件或目录", "file or folder of annotated articles"),
    "data": ("公开语料目录，内有 ner、lexicon、vectors", "folder of the public sets: ner, lexicon, vectors"),
    "model": ("模型文件（.npz）", "model file (.npz)"),
    "quick": ("不做交叉验证", "no cross-validation"),
    "output": ("文件；- 表示标准输出", "file; - is stdout"),
    "base": ("IRI 前缀", "prefix of the IRIs"),
    "verdict": ("判断", "the verdict"),
    "left": (
        "名称、TYPE:名称[@文章]、实体编号；事实或关系的编号",
        "a name, TYPE:name[@article] or id; the id of a fact or edge",
    ),
    "right": ("另一名称，或新名称、类型、日期", "the other name, or the new name, type or date"),
    "by": ("谁的判断，也可用 KG_BY，默认为登录名", "who judges; also KG_BY, by default the account's name"),
    "note": ("理由", "why"),
    "undo": ("撤销一个判断", "take a judgement back"),
    "all_": ("列出全部判断", "list all judgements"),
    "gold": ("标注文件或目录", "gold file or folder"),
    "misses": ("列出漏掉的和误报的，附原句", "list what was missed and false alarms, with sentences"),
    "file": ("Turtle 文件；不写则检查图谱", "a Turtle file; the graph if left out"),
    "old": (
        "以前的图谱目录，或保留的版本（v-…）；默认是上一版本",
        "the former graph: a folder or a kept version (v-…)",
    ),
    "new": ("现在的图谱目录；默认用 --store", "the graph of now; --store if left out"),
    "from_": ("从什么时候：2020、2020-06 或 2020-06-30", "from when: 2020, 2020-06 or 2020-06-30"),
    "to": ("到什么时候", "until when"),
    "store": ("图谱所在目录，也可用 KG_STORE", "folder of the graph; also KG_STORE"),
    "language": ("语言，也可用 KG_LANG", "language; also KG_LANG"),
    "lang": ("语言，也可用 KG_LANG", "language; also KG_LANG"),
    "no_color": ("不用颜色，也可用 NO_COLOR", "no colours; also NO_COLOR"),
    "debug": ("出错时显示详情", "show details of an error"),
    "version": ("显示版本", "show the version"),
    "host": ("监听的地址", "address to listen on"),
    "port": ("端口；0 表示任意空闲端口", "port; 0 takes any free one"),
    "timeout": ("每个请求最多几秒", "seconds that a request may take"),
    "server_workers": ("查询进程数；0 表示按处理器数", "processes that run queries; 0 fits them to the machine"),
    "allow_remote": ("允许其他机器访问", "let other machines in"),
    "no_cors": ("不许其他网站的页面读取", "pages of other sites may not read"),
    "get_": ("只打印这个路径的答复，不启动服务", "print the answer to this path and start no server"),
    "accept": ("与 --get 同用：要什么格式（Accept）", "with --get: the format wanted (Accept)"),
}

_AROUND = (
    ("Usage: ", "用法："),
    ("\nArguments:", "\n参数："),
    ("\nOptions:", "\n选项："),
    ("\nCommands:", "\n命令："),
    ("[default: ", "[默认："),
    ("Show this message and exit.", "显示帮助"),
    ("  [required]", "  [必填]"),
)


def attach(program: Any, lang: str) -> Any:
    """Put the help of a language into a command line and its commands."""
    english = lang != "zh"
    program.help = PROGRAM[english]
    _describe(program, "", english)
    for name, command in program.commands.items():
        *texts, examples = COMMANDS[name]
        command.help = f"{texts[english]}\n\n\b\nExample:\n" + "\n".join(f"  {line}" for line in examples)
        command.short_help = str(texts[english])
        _describe(command, name, english)
    return program


def _describe(command: Any, name: str, english: bool) -> None:
    for parameter in command.params:
        said = OPTIONS.get(f"{name}.{parameter.name}") or OPTIONS[parameter.name]
        parameter.help = said[english]
    if not english:
        original = command.get_help
        command.get_help = lambda context: _in_chinese(original(context))


def _in_chinese(shown: str) -> str:
    """The words that click puts around our own."""
    for english, chinese in _AROUND:
        shown = shown.replace(english, chinese)
    return shown
