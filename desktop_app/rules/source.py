"""Files of a pack as bytes: reading a folder, their digest, and strict TOML with all faults."""

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import get_args

from pydantic import ValidationError

from desktop_app.rules.faults import FaultList
from desktop_app.rules.model_faults import report_model_faults
from desktop_app.rules.schema import FILES, Entry
from desktop_app.rules.wording import listed, nearest

MANDATORY = ("pack.toml", "articles.toml")
_IGNORED_SUFFIXES = {".md", ".txt"}
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


@dataclass(frozen=True)
class PackSource:
    """A pack lying in a folder: its id (the folder's name) and where."""

    id: str
    path: Path


def available_packs(root: Path) -> tuple[PackSource, ...]:
    """Every folder under a root that holds a `pack.toml`, by name."""
    found = sorted(path.parent for path in root.glob("*/pack.toml"))
    return tuple(PackSource(path.name, path) for path in found)


def read_pack_folder(path: Path) -> dict[str, bytes]:
    """The pack's files as bytes by name, as a workspace stores them; notes are left out."""
    return {
        file.name: file.read_bytes()
        for file in sorted(path.iterdir())
        if file.is_file() and file.suffix not in _IGNORED_SUFFIXES
    }


def pack_digest(files: Mapping[str, bytes]) -> str:
    """SM3 over names and contents in the order of names, 64 hex digits."""
    digest = hashlib.new("sm3")
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


@dataclass
class Draft:
    """What could be read of a pack: sound entries by file and key, and every id written."""

    entries: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    written_ids: set[str] = field(default_factory=set)
    """Ids of all entries, broken ones too, so that one fault does not cause others."""
    places: dict[int, str] = field(default_factory=dict)
    """Key path of an entry by its identity."""
    unreadable: set[str] = field(default_factory=set)
    """Files that are missing or no TOML: what they may declare counts as known."""
    head: Entry | None = None
    """The sound `pack.toml`, None if it is broken."""

    def of(self, file: str, key: str) -> list[Entry]:
        """The sound entries of one kind."""
        return self.entries.get((file, key), [])


def read_draft(files: Mapping[str, bytes], faults: FaultList) -> Draft:
    """Every sound entry of the files; what is not sound is reported."""
    draft = Draft()
    _check_file_names(files, faults)
    for name, model in FILES.items():
        table = _parse(name, files[name], faults) if name in files else None
        if table is not None:
            _read_file(name, model, table, draft, faults)
        elif name in files or name in MANDATORY:
            draft.unreadable.add(name)
    return draft


def _check_file_names(files: Mapping[str, bytes], faults: FaultList) -> None:
    for name in files:
        if name not in FILES:
            advice = f"规则包只有这些文件：{listed(FILES)}；说明写在 .md 文件里"
            faults.add(name, "", "规则包里没有这种文件", advice)
    for name in MANDATORY:
        if name not in files:
            faults.add(name, "", "缺少这个文件", "从 blank 模板复制一份再改")


def _parse(name: str, content: bytes, faults: FaultList) -> dict[str, object] | None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        faults.add(name, "", "不是 UTF-8 编码", "用 UTF-8 另存（记事本“另存为”可选编码）")
        return None
    if text.startswith("\ufeff"):
        faults.add(name, "", "文件带有 BOM 标记", "另存为“UTF-8”，不要选“带 BOM 的 UTF-8”")
        text = text[1:]
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.add(name, *_syntax_fault(str(error)))
        return None


def _syntax_fault(reason: str) -> tuple[str, str, str]:
    place = _LINE.search(reason)
    key = f"第{place[1]}行第{place[2]}列" if place else "文件末尾"
    plain = _LINE.sub("", reason).strip()
    if "Cannot overwrite" in reason or "twice" in reason or "mutate" in reason:
        return key, "同一个键写了两次", "删去一处；重复的条目用 [[...]] 写成几条"
    advice = "查这一行的引号、方括号和等号；文字要加引号，行内的 { } 不能换行"
    return key, f"TOML 写法不对（{plain}）", advice


def _read_file(
    name: str, model: type[Entry], table: dict[str, object], draft: Draft, faults: FaultList
) -> None:
    if name == "pack.toml":
        draft.head = _validated(name, "", model, table, faults)
        return
    known = {info.alias or field for field, info in model.model_fields.items()}
    for key, content in table.items():
        if key not in known:
            advice = f"本文件只有：{listed(f'[[{item}]]' for item in known)}；{nearest(key, known)}"
            faults.add(name, key, "不认识的键", advice)
        elif not isinstance(content, list):
            faults.add(name, key, "应写成条目列表", f"用双方括号：[[{key}]]")
        else:
            _read_entries(name, key, model, content, draft, faults)


def _read_entries(
    name: str, key: str, model: type[Entry], content: list[object], draft: Draft, faults: FaultList
) -> None:
    entry_model = _entry_model(model, key)
    entries = draft.entries.setdefault((name, key), [])
    for place, raw in _places(key, content):
        if not isinstance(raw, dict):
            faults.add(name, place, "应是一个条目", f"用双方括号：[[{key}]]")
            continue
        if isinstance(raw.get("id"), str):
            draft.written_ids.add(raw["id"])
        entry = _validated(name, place, entry_model, raw, faults)
        if entry is not None:
            entries.append(entry)
            draft.places[id(entry)] = place


def _entry_model(model: type[Entry], key: str) -> type[Entry]:
    fields = {info.alias or field: info for field, info in model.model_fields.items()}
    entry_model: type[Entry] = get_args(fields[key].annotation)[0]
    return entry_model


def _places(key: str, content: list[object]) -> Iterator[tuple[str, object]]:
    for index, raw in enumerate(content):
        known = raw.get("id") if isinstance(raw, dict) else None
        yield f"{key}[{known if isinstance(known, str) else index + 1}]", raw


def _validated(
    name: str, place: str, model: type[Entry], raw: dict[str, object], faults: FaultList
) -> Entry | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        report_model_faults(error, raw, model, faults.at(name, place))
        return None
