"""The map of the house, held: which way imports point, which library lives where, how long things get."""

import ast
import graphlib
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"

# A room imports only from lines above its own; rooms on one line do not know each other.
LINES = (
    "errors",
    "model",
    "config",
    "vocabulary",
    "annotations names scripts",
    "standoff",
    "read nlp resolve timeline mapping engines",
    "store",
    "cache curation export evaluation",
    "query",
    "questions",
    "growing",
    "flow",
    "server",
    "cli",
)

# The only places where a library may be imported; `a.b` is that module and what lies below it.
LIBRARIES = {
    "spacy": "nlp",
    "thinc": "nlp",
    "numpy": "nlp read resolve",
    "torch": "nlp.training nlp.relations.training",
    "lightgbm": "nlp.training nlp.relations.training",
    "threadpoolctl": "nlp",
    "pyspark": "engines.spark",
    "pyarrow": "model engines store cache growing export query nlp.pipeline",
    "pyoxigraph": "vocabulary mapping store export query server cli",
    "rdflib": "export query",
    "pyshacl": "export query",
    "lxml": "export",
    "networkx": "export query",
    "pypinyin": "store",
    "pydantic": "config read nlp curation evaluation server",
    "starlette": "server",
    "uvicorn": "server",
    "jinja2": "server",
    "typer": "cli",
    "click": "cli",
    "rich": "cli",
}

# Imports inside functions: everywhere in `cli`, else only these (slow to import, or an optional extra).
DEFERRED = {
    ("model", "pyarrow"),
    ("vocabulary", "pyoxigraph"),
    ("query", "networkx"),
    ("query", "rdflib"),
    ("query", "pyshacl"),
    ("engines", "pyspark"),
    ("nlp", "torch"),
    ("store", "pypinyin"),
    ("store", "fcntl"),
    ("store", "msvcrt"),
}

FILE_LINES, MEDIAN_FILE_LINES = 400, 150
FUNCTION_LINES, MEDIAN_FUNCTION_LINES, LONG_SHARE = 50, 10, 0.03
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def modules(folder: Path = PACKAGE) -> dict[str, ast.Module]:
    """Every module of a folder by dotted name (`kg.nlp.dates`, the package itself `kg.nlp`)."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def imports(tree: ast.Module, known: set[str]) -> Iterator[tuple[str, bool, int]]:
    """Every imported module with whether the import is deferred into a function, and its line."""
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            names = [full if (full := f"{base}.{a.name}") in known else base for a in node.names]
        else:
            continue
        for name in dict.fromkeys(names):
            yield name, id(node) in inside, node.lineno


def room(module: str) -> str:
    """`kg.nlp.dates` is in room `nlp`; `kg` itself and `kg.__main__` are doors, like `cli`."""
    parts = module.split(".")
    return "cli" if len(parts) == 1 or parts[1] == "__main__" else parts[1]


def level(name: str) -> int:
    return next(number for number, line in enumerate(LINES) if name in line.split())


def fault(module: str, imported: str, deferred: bool) -> str:
    """What is wrong with an import, or the empty string."""
    here, top = room(module), imported.split(".")[0]
    # all of the training stands behind the optional extra
    training = module.startswith(("kg.nlp.training", "kg.nlp.relations.training"))
    if deferred and here != "cli" and not training and (here, top) not in DEFERRED:
        return "import inside a function"
    if top == "kg":
        there = room(imported)
        if here != there and level(there) >= level(here):
            return f"{here} may not know {there}"
    elif top not in sys.stdlib_module_names:
        if top not in LIBRARIES:
            return f"{top} is in no room"
        places = [f"kg.{place}" for place in LIBRARIES[top].split()]
        if not any(module == place or module.startswith(place + ".") for place in places):
            return f"{top} belongs to {LIBRARIES[top]}"
    return ""


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Every function with its length without the docstring."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
            head = body[0].lineno - node.lineno if body is node.body else 1
            yield node.name, (node.end_lineno or 0) - body[0].lineno + 1 + head


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Public classes, functions and methods without a docstring."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.name
            for method in node.body if isinstance(node, ast.ClassDef) else ():
                named = isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
                if named and not ast.get_docstring(method):
                    yield f"{node.name}.{method.name}"


def python_files() -> dict[str, int]:
    files = [path for top in ("kg", "tests", "benchmarks") for path in sorted((ROOT / top).rglob("*.py"))]
    return {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}


def test_every_room_is_on_the_map() -> None:
    rooms = {room(name) for name in modules()}
    assert rooms - set(" ".join(LINES).split()) == set()


def test_imports_point_one_way_and_libraries_stay_in_their_rooms() -> None:
    known = modules()
    faults = [
        f"{module}:{line}: {imported}: {what}"
        for module, tree in known.items()
        for imported, deferred, line in imports(tree, set(known))
        if (what := fault(module, imported, deferred))
    ]
    assert faults == []


def test_no_module_imports_itself_in_a_circle() -> None:
    known = modules()
    graph = {m: {i for i, _, _ in imports(tree, set(known)) if i in known and i != m} for m, tree in known.items()}
    assert set(graphlib.TopologicalSorter(graph).static_order()) == known.keys()


def test_files_are_short() -> None:
    lengths = python_files()
    assert {file: n for file, n in lengths.items() if n > FILE_LINES} == {}
    assert statistics.median(n for file, n in lengths.items() if file.startswith("kg/") and n) <= MEDIAN_FILE_LINES


def test_functions_are_short() -> None:
    lengths = {f"{module}.{name}": n for module, tree in modules().items() for name, n in functions(tree)}
    long = {name: n for name, n in lengths.items() if n > FUNCTION_LINES}
    assert statistics.median(lengths.values()) <= MEDIAN_FUNCTION_LINES
    assert len(long) <= LONG_SHARE * len(lengths), long


def test_public_names_are_documented() -> None:
    missing = [f"{module}.{name}" for module, tree in modules().items() for name in undocumented(tree)]
    assert missing == []


def test_modules_say_what_they_are() -> None:
    assert [name for name in modules() if VAGUE & set(name.split("."))] == []
    assert [name for name, tree in modules().items() if tree.body and not ast.get_docstring(tree)] == []


def test_an_import_from_a_lower_line_is_found() -> None:
    assert fault("kg.read.files", "kg.store", deferred=False) == "read may not know store"
    assert fault("kg.store", "kg.read.files", deferred=False) == ""


def test_neighbours_on_one_line_are_found() -> None:
    assert fault("kg.read.files", "kg.nlp", deferred=False) == "read may not know nlp"


def test_a_library_outside_its_room_is_found() -> None:
    assert fault("kg.read.files", "spacy.tokens", deferred=False) == "spacy belongs to nlp"
    assert fault("kg.nlp.names", "torch", deferred=False) == "torch belongs to nlp.training nlp.relations.training"
    assert fault("kg.nlp.names", "requests", deferred=False) == "requests is in no room"


def test_an_import_inside_a_function_is_found() -> None:
    source = "import re\ndef f():\n    from kg.nlp import dates\n"
    found = list(imports(ast.parse(source), {"kg.nlp.dates"}))
    assert found == [("re", False, 1), ("kg.nlp.dates", True, 3)]
    assert fault("kg.nlp.names", "kg.nlp.dates", deferred=True) == "import inside a function"
    assert fault("kg.cli.lookups", "kg.nlp.dates", deferred=True) == ""


def test_the_length_of_a_function_leaves_its_docstring_out() -> None:
    source = (
        'def f():\n    """Say\n\n    more.\n    """\n    a = 1\n    return a\n\n\ndef g(\n    x,\n):\n    return x\n'
    )
    assert list(functions(ast.parse(source))) == [("f", 3), ("g", 4)]
