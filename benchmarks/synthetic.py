"""Articles in any number: the annotated ones again and again, with other people and other firms in them.

    python benchmarks/synthetic.py 10000 FOLDER

Zones, places and offices keep their names, so that many articles speak of one body; own names of firms and given names
of people are replaced, differently in every copy. The same number gives the same bytes.
"""

import argparse
import random
from pathlib import Path

from kg.annotations import AnnotatedArticle, read_annotated
from kg.names import brand_and_line, parse
from kg.names.companies import variants_of
from kg.vocabulary import folder

GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰飞红建文海云龙辉鹏宇浩然思雨晨曦子轩梓涵一诺欣怡博远志恒"
BRAND = "鼎盛宏科瑞德泰信达联源晟博宇星辰光腾凯隆昌沃锐卓瀚恺珩璟烁琪弘朗骏翊钧铭嘉禾澜沐岚霖沣湛汐澄泓淳润"


def varied(article: AnnotatedArticle, copy: int) -> str:
    """The text of an article with the names of its people and firms replaced; copy 0 is the article itself."""
    lines = article.text.split("\n")
    text = "\n".join([lines[0], *([f"{article.published}"] if article.published else []), *lines[1:]])
    if copy == 0:
        return text
    for old, new in sorted(_replacements(article, copy).items(), key=lambda item: (-len(item[0]), item[0])):
        text = text.replace(old, new)
    return text


def _replacements(article: AnnotatedArticle, copy: int) -> dict[str, str]:
    found = {}
    for entity, names in article.names().items():
        if entity.startswith("p"):
            for name in names:
                if 2 <= len(name) <= 4:
                    found[name] = name[0] + _drawn(GIVEN, 2, name, copy)
        elif article.organizations.get(entity, ("", ""))[0] == "company":
            brand = brand_and_line(variants_of(parse(names[0]).last)[-1])[0]
            if 2 <= len(brand) <= 4:
                found[brand] = _drawn(BRAND, len(brand), brand, copy)
    return found


def _drawn(characters: str, length: int, name: str, copy: int) -> str:
    return "".join(random.Random(f"{copy}:{name}").choices(characters, k=length))


def write_articles(number: int, target: Path) -> None:
    """Write so many articles into a folder, one a file."""
    originals = list(read_annotated(folder("seeds") / "training"))
    target.mkdir(parents=True, exist_ok=True)
    for n in range(number):
        copy, which = divmod(n, len(originals))
        (target / f"{n:06}.txt").write_text(varied(originals[which], copy), "utf-8")


def main() -> None:
    """Write a folder of articles."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    write_articles(arguments.number, arguments.folder)


if __name__ == "__main__":
    main()
