"""Faults of entries that do not fit their model, in Chinese, at the key that is wrong."""

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from desktop_app.rules.faults import FaultPlace
from desktop_app.rules.wording import listed, nearest

_TYPE_MESSAGES: dict[str, tuple[str, str]] = {
    "missing": ("缺少必填的键", "补上它；写法见本目录的编写说明"),
    "string_type": ("应为文字", "加上引号"),
    "string_too_short": ("不能为空", "写上内容，或删去这个键"),
    "bool_type": ("应为 true 或 false", "写 true 或 false，不加引号"),
    "int_type": ("应为整数", "写整数，不加引号"),
    "date_type": ("应为日期", "写成 2024-08-09，不加引号"),
    "tuple_type": ("应为列表", '写成 ["...", "..."]'),
    "dict_type": ("应为表", "写成 { 键 = 值 }"),
    "model_type": ("应为表", "写成 { 键 = 值 }"),
    "too_short": ("项数太少", "至少补上一项"),
    "too_long": ("项数太多", "删去多余的项"),
    "greater_than_equal": ("数值太小", "按说明改大"),
    "less_than_equal": ("数值太大", "按说明改小"),
    "value_error": ("写法不对", "应为数字，不加引号"),
}
_PATTERN_ADVICE = {
    r"^\d+\.\d+\.\d+$": "写成三段数字，如 1.0.0",
    r"^([0-9a-f]{64})?$": "写 64 位小写十六进制的 SM3 值，没有就留空",
    r"^\d\d-\d\d$": "写成月日，如 12-31",
}
_ID_ADVICE = "id 用小写英文字母、数字和下划线；法定值、设置和口径的 id 至少带一个点"
_UNION_NOISE = {
    "string_type", "bool_type", "date_type", "tuple_type", "dict_type", "model_type",
    "value_error", "too_short",
}  # fmt: skip


def report_model_faults(
    error: ValidationError, raw: Mapping[str, object], model: type[BaseModel], place: FaultPlace
) -> None:
    """Report every reason pydantic gives; of the branches of a union only the deepest."""
    found = [(_real_path(detail, raw), detail) for detail in error.errors()]
    for path, detail in found:
        if _is_branch_noise(path, detail, found):
            continue
        message, advice = _wording(detail, model, path)
        where = place
        for part, index in _steps(path):
            where = where.under(part, index)
        where.add(message, advice)


def _real_path(detail: ErrorDetails, raw: object) -> tuple[int | str, ...]:
    """The location without pydantic's names for union branches, as the file is written."""
    path: list[int | str] = []
    here: object = raw
    for part in detail["loc"]:
        inner = _inside(here, part)
        if inner is not None:
            here = inner
            path.append(part)
    if detail["type"] == "missing":
        path.append(detail["loc"][-1])
    return tuple(path)


def _inside(here: object, part: int | str) -> object:
    """What lies under a key or index; None if nothing does."""
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list) and isinstance(part, int) and part < len(here):
        inner: object = here[part]
        return inner
    return None


def _is_branch_noise(
    path: tuple[int | str, ...],
    detail: ErrorDetails,
    found: list[tuple[tuple[int | str, ...], ErrorDetails]],
) -> bool:
    """Whether another branch of the same union got further or says it better."""
    deeper = any(len(other) > len(path) and other[: len(path)] == path for other, _ in found)
    if deeper and detail["type"] in _UNION_NOISE:
        return True
    same = [item for other, item in found if other == path]
    return len(same) > 1 and detail is not same[0] and detail["type"] in _UNION_NOISE


def _wording(
    detail: ErrorDetails,
    model: type[BaseModel],
    path: tuple[int | str, ...],
) -> tuple[str, str]:
    kind = detail["type"]
    if kind == "extra_forbidden":
        name = str(path[-1]) if path else ""
        known = _known_keys(model, path)
        advice = nearest(name, known) if known else "删去它，或改正写法"
        return "不认识的键", f"{advice}（可用的键：{listed(known, most=30)}）" if known else advice
    if kind == "literal_error":
        allowed = str(detail.get("ctx", {}).get("expected", "")).replace(" or ", "、")
        allowed = allowed.replace(", ", "、").replace("'", "")
        return f"“{detail['input']}”不在可选值之中", f"只能是：{allowed}"
    if kind == "string_pattern_mismatch":
        pattern = str(detail.get("ctx", {}).get("pattern", ""))
        return f"“{detail['input']}”写法不合规定", _PATTERN_ADVICE.get(pattern, _ID_ADVICE)
    told = str(detail.get("ctx", {}).get("error", ""))
    if kind == "value_error" and "金额" in told:
        return told, "金额连单位写成文字，如 150万元、100元"
    return _TYPE_MESSAGES.get(kind, (f"写法不对（{detail['msg']}）", "对照编写说明改正"))


def _known_keys(model: type[BaseModel], path: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys allowed where an unknown one stands; empty where the place is too deep to say."""
    here: type[BaseModel] | None = model
    for part in path[:-1]:
        if isinstance(part, str) and here is not None:
            here = _inner_model(here, part)
    if here is None:
        return ()
    return tuple(info.alias or name for name, info in here.model_fields.items())


def _inner_model(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    for name, info in model.model_fields.items():
        if key == (info.alias or name):
            return _model_in(info.annotation)
    return None


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    arguments = getattr(annotation, "__args__", ())
    return next((found for item in arguments if (found := _model_in(item))), None)


def _steps(path: tuple[int | str, ...]) -> list[tuple[str, int | None]]:
    """The path as keys with their index, `passes` and 0 for the first of `passes`."""
    steps: list[tuple[str, int | None]] = []
    for part in path:
        if isinstance(part, str):
            steps.append((part, None))
        elif steps:
            steps[-1] = (steps[-1][0], part)
    return steps
