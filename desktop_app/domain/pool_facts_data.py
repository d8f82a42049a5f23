"""Data of an application against the catalogue: collected twice, or asked for but not shared."""

from collections.abc import Iterable

from rapidfuzz import fuzz

from desktop_app.domain.base_data import CatalogueItem
from desktop_app.domain.pool_facts_surroundings import Surroundings
from desktop_app.domain.project import Project
from desktop_app.domain.unit_family import superiors
from desktop_app.values.text import fold, normal_name

NOT_SHARED = "不予共享"
_LISTED_CODES = "catalogue_codes"
_MARKS = str.maketrans(dict.fromkeys("，,；;\n。/|", "、"))
_ITEM_ENDINGS = ("数据", "信息", "资料", "情况", "明细", "清单", "台账", "表", "库", "基本", "基础")
_SAME_ITEM = 85
_SHORTEST_ITEM = 2
Hit = tuple[str, CatalogueItem]


def listed_codes(project: Project) -> tuple[str, ...] | None:
    """The catalogue entries the project means to collect, each once; None if not recorded."""
    stated = project.recorded.get(_LISTED_CODES)
    if isinstance(stated, str):
        return _items(stated)
    return tuple(map(str, stated)) if isinstance(stated, tuple) else None


def duplicate_data(project: Project, around: Surroundings) -> tuple[Hit, ...]:
    """Entries to be collected that another unit holds and shares: collecting them is twice.

    What may not be shared cannot be had otherwise; a superior's entry is the unit's own line.
    """
    own = {project.unit_id, *superiors(project.unit_id, around.units)}
    others = [
        item
        for item in around.catalogue
        if item.owner_unit_id not in own and item.share_type != NOT_SHARED
    ]
    return _first_hits(_listed_items(project, around), others)


def refused_sharing(project: Project, around: Surroundings) -> tuple[Hit, ...]:
    """Data the unit asks to have by sharing though the holder's entry may not be shared."""
    closed = [
        item
        for item in around.catalogue
        if item.owner_unit_id != project.unit_id and item.share_type == NOT_SHARED
    ]
    return _first_hits(_items(project.data_needed), closed)


def _listed_items(project: Project, around: Surroundings) -> list[str]:
    """The listed entries without those whose code stands in the unit's own catalogue."""
    own = {
        _code(item.code) for item in around.catalogue if item.owner_unit_id == project.unit_id
    } - {""}
    return [entry for entry in listed_codes(project) or () if _code(entry) not in own]


def _first_hits(entries: Iterable[str], catalogue: Iterable[CatalogueItem]) -> tuple[Hit, ...]:
    named = [(item, _code(item.code), _names(item)) for item in catalogue]
    found = []
    for entry in entries:
        code, core = _code(entry), _core(entry)
        hits = (item for item, own, names in named if code == own or _is_same(core, names))
        if hit := next(hits, None):
            found.append((entry, hit))
    return tuple(found)


def _code(text: str) -> str:
    return fold(text).replace(" ", "").casefold()


def _items(text: str) -> tuple[str, ...]:
    items = (item.strip() for item in text.translate(_MARKS).split("、"))
    return tuple(dict.fromkeys(item for item in items if item))


def _names(item: CatalogueItem) -> frozenset[str]:
    return frozenset({_core(item.name), _core(item.item)} - {""})


def _core(text: str) -> str:
    """An item's name without the endings every data item has (数据, 信息, 台账, ...)."""
    core = normal_name(text)
    shorter = next((core.removesuffix(e) for e in _ITEM_ENDINGS if core.endswith(e)), core)
    return core if shorter == core or not shorter else _core(shorter)


def _is_same(core: str, names: frozenset[str]) -> bool:
    if len(core) < _SHORTEST_ITEM:
        return False
    if core.isascii():
        return core in names
    return any(core == name or fuzz.ratio(core, name) >= _SAME_ITEM for name in names)
