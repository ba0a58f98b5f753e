"""One `Config`: defaults < `kg.toml` < `KG_*` environment < `--set section.key=value`; unknown keys are refused."""

import difflib
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pydantic

from kg.errors import ConfigError


class _Section(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


class Build(_Section):
    """How articles are read and processed."""

    workers: int = pydantic.Field(default=1, ge=1, le=256, description="processes that read articles")
    max_characters: int = pydantic.Field(
        default=2_000_000, ge=1000, description="longer files are skipped with a message"
    )
    keep: int = pydantic.Field(default=0, ge=0, le=1000, description="former versions of the graph to keep")


class Graph(_Section):
    """What enters the graph and how it is named."""

    base: str = pydantic.Field(default="https://example.org/htz/", description="base IRI of entities and documents")
    min_confidence: float = pydantic.Field(default=0.0, ge=0, le=1, description="facts below it stay out of the graph")


class Nlp(_Section):
    """The pipeline: which components run, by name of their spaCy factory."""

    recogniser: str = pydantic.Field(
        default="kg_recogniser", description="factory of the trained recogniser, or empty for none"
    )
    model: str = pydantic.Field(default="", description="model file of the recogniser, or empty for the shipped one")


class Curation(_Section):
    """What people decided, as files that outlive every build."""

    judgements: str = pydantic.Field(
        default="judgements.jsonl", description="file of judgements, one a line; there may be none yet"
    )
    names: str = pydantic.Field(
        default="", description="names of your own: a .tsv file with type, name and aliases, or a folder of such files"
    )


class Config(_Section):
    """All settings."""

    build: Build = Build()
    graph: Graph = Graph()
    nlp: Nlp = Nlp()
    curation: Curation = Curation()


def load_config(
    *, file: Path | None = None, environment: Mapping[str, str] | None = None, settings: Sequence[str] = ()
) -> Config:
    """The effective configuration; `file` defaults to `kg.toml` in the working folder where there is one.

    >>> load_config(environment={"KG_BUILD_WORKERS": "2"}).build.workers
    2
    """
    values: dict[str, dict[str, Any]] = {}
    path = file or Path("kg.toml")
    if path.is_file():
        _merge(values, _read(path), str(path))
    elif file is not None:
        raise ConfigError(f"找不到配置文件 {file}", f"no configuration file {file}")
    sections = Config.model_fields
    for name, value in sorted((environment if environment is not None else os.environ).items()):
        section, _, key = name.removeprefix("KG_").lower().partition("_")
        if name.startswith("KG_") and section in sections:
            _merge(values, {section: {key: value}}, f"${name}")
    for setting in settings:
        key, equals, value = setting.partition("=")
        section, dot, option = key.partition(".")
        if not (equals and dot):
            raise ConfigError(f"--set 应写成 section.key=value：{setting}", f"--set takes section.key=value: {setting}")
        _merge(values, {section: {option: value}}, "--set")
    return _validate(values)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"配置文件 {path} 无法读取：{error}", f"cannot read {path}: {error}") from error


def _merge(values: dict[str, dict[str, Any]], more: Mapping[str, Any], where: str) -> None:
    known = {section: field.annotation.model_fields for section, field in Config.model_fields.items()}  # type: ignore[union-attr]
    for section, options in more.items():
        if section not in known or not isinstance(options, Mapping):
            raise _unknown(section, known, where)
        for key, value in options.items():
            if key not in known[section]:
                raise _unknown(f"{section}.{key}", [f"{s}.{k}" for s, ks in known.items() for k in ks], where)
            values.setdefault(section, {})[key] = value


def _unknown(key: str, known: Any, where: str) -> ConfigError:
    near = difflib.get_close_matches(key, list(known), n=1)
    hint_zh, hint_en = (f"，是否指 {near[0]}？", f"; did you mean {near[0]}?") if near else ("", "")
    return ConfigError(f"{where}：未知的设置 {key}{hint_zh}", f"{where}: unknown setting {key}{hint_en}")


def _validate(values: dict[str, dict[str, Any]]) -> Config:
    try:
        return Config.model_validate(values)
    except pydantic.ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(p) for p in first["loc"])
        raise ConfigError(f"设置 {key} 的值无效：{first['msg']}", f"bad value for {key}: {first['msg']}") from error
