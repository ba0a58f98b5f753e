"""What the pages on the vocabulary, the dataset, posts and this server say, in Chinese and in English."""

from kg.server.views.wording import WORDS as VIEWS
from kg.server.wording import Words

WORDS: Words = {
    **VIEWS,
    # posts and roles
    "post_held": ("有记载的任职：{number} 条", "On record in it: {number}"),
    "post_body": ("所在单位", "Body"),
    "post_role": ("职务名称", "Title as such"),
    "post_head": ("主要负责人职务", "heads the body"),
    "post_none": ("没有任职记载。", "Nobody is on record in it."),
    # the vocabulary
    "def_title": ("词汇表", "Vocabulary"),
    "def_lead": (
        "图谱里有哪些类型和关系、各有多少。每个词都有一个网址，程序在此取得 RDF。",
        "The types and relations of the graph, and how many there are of each. Every term has an address; programs get "
        "RDF there.",
    ),
    "def_types": ("实体类型", "Types of entities"),
    "def_predicates": ("关系", "Relations"),
    "def_kinds": ("机构类别", "Kinds of organizations"),
    "def_own": ("断言、时间、金额等", "Statements, time, amounts"),
    "def_reused": ("借用的词汇", "Terms of other vocabularies"),
    "def_name": ("名称", "Name"),
    "def_term": ("词", "Term"),
    "def_above": ("属于", "Is a"),
    "def_number": ("数量", "Number"),
    "def_domain": ("主语", "From"),
    "def_range": ("宾语", "To"),
    "def_lifetime": ("时间", "Time"),
    "def_state": ("状态：先后记载合为一段", "state: what is seen again is one period"),
    "def_event": ("事件：每个日期各算一次", "event: each date is its own"),
    "def_symmetric": ("双向", "both ways"),
    "def_qualifiers": ("附带", "Told with it"),
    "def_comment": ("说明", "Meaning"),
    "def_kind_Class": ("类", "class"),
    "def_kind_ObjectProperty": ("关系属性", "property to a thing"),
    "def_kind_DatatypeProperty": ("数据属性", "property to a value"),
    "def_kind_AnnotationProperty": ("注解属性", "annotation"),
    "machine_forms": ("数据格式", "As data"),
    "licence": ("许可", "Licence"),
    "ontology_licence": ("词汇表采用 Apache-2.0 许可。", "The vocabulary is licensed under Apache-2.0."),
    "term_scheme": ("所属词表", "Scheme"),
    "term_equals": ("等同于", "Same as"),
    "term_members": ("包含", "Holds"),
    "term_used": ("用于 {number} 个实体", "{number} entities are of it"),
    "back_to_vocabulary": ("词汇表", "Vocabulary"),
    # the dataset
    "dataset_title": ("数据集", "The dataset"),
    "dataset_version": ("版本", "Version"),
    "dataset_triples": ("三元组", "Triples"),
    "dataset_subjects": ("被描述的事物", "Things described"),
    "dataset_entities": ("实体", "Entities"),
    "dataset_relations": ("各类关系的三元组", "Triples by relation"),
    "dataset_articles": ("文章", "Articles"),
    "dataset_space": ("网址前缀", "IRIs begin with"),
    "dataset_downloads": ("下载", "Downloads"),
    "dataset_whole": (
        "整个图谱；超过大小或时间上限的，请用 kg export 导出。",
        "The whole graph; what is beyond the limits of size or time is written by kg export.",
    ),
    "dataset_described": ("本页的 RDF", "This description as RDF"),
    "dataset_query": ("查询", "Query it"),
    "rights": ("权利", "Rights"),
}
