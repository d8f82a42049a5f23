"""`template`, `import`, `export`: workbooks out and back."""

from argparse import Namespace

from desktop_app.cli.output import DONE, PROBLEMS, XLSX, Answer, named_as
from desktop_app.cli.subjects import entry_id
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.exports import export_sheet
from desktop_app.use_cases.imports.apply import apply_import
from desktop_app.use_cases.imports.checking import judge_preview, judge_stored
from desktop_app.use_cases.imports.preview import preview_import
from desktop_app.use_cases.imports.returns import write_returns
from desktop_app.use_cases.imports.views import FilePlan, ImportPreview, ImportResult
from desktop_app.use_cases.reserve_pool.views import SimilarGroupView
from desktop_app.use_cases.templates import write_unit_template
from desktop_app.values.money import wan_text

_MOST_TOLD = 10
KINDS = (("new", "新增"), ("changed", "修改"), ("unchanged", "未变"), ("skipped", "跳过"))


def template(arguments: Namespace, desk: Desk) -> Answer:
    """Write a blank or pre-filled workbook."""
    path = write_unit_template(
        desk,
        arguments.sheet,
        named_as(arguments.out, XLSX),
        unit=arguments.unit,
        office=arguments.office,
        project=arguments.project,
        under=entry_id(desk, str(arguments.under)) if arguments.under else None,
    )
    return Answer([f"已写出：{path}"], {"file": str(path)})


def export(arguments: Namespace, desk: Desk) -> Answer:
    """Write every record of a sheet as a workbook."""
    more = {"project": arguments.project, "reason": arguments.reason}
    rows = export_sheet(desk, arguments.sheet, named_as(arguments.out, XLSX), **more)
    return Answer(
        [f"已导出 {rows} 行：{arguments.out}"], {"file": str(arguments.out), "rows": rows}
    )


def import_files(arguments: Namespace, desk: Desk) -> Answer:
    """Preview an import, commit it with `--apply`, write annotated copies with `--returns`."""
    planned = judge_preview(desk, preview_import(desk, arguments.files, sheet=arguments.sheet))
    result = ImportResult(planned.preview, None, 0, 0, 0)
    if arguments.apply:
        result = apply_import(desk, planned)
        judge_stored(desk)
    lines = _import_lines(result, applied=arguments.apply)
    if arguments.returns:
        returned = write_returns(desk, planned, arguments.returns)
        lines.append(f"已写出 {len(returned)} 份批注退回件和说明：{arguments.returns}")
    has_problems = any(file.problems for file in planned.preview.files)
    return Answer(lines, import_json(result), PROBLEMS if has_problems else DONE)


def import_json(result: ImportResult) -> dict[str, object]:
    """The result as `import --json` prints it."""
    return {
        "applied": result.batch is not None,
        "batch": result.batch,
        "files": [_file_json(file) for file in result.preview.files],
        "similar": [_group_json(group) for group in result.preview.similar],
    }


def _file_json(file: FilePlan) -> dict[str, object]:
    return {
        "file": file.file,
        "sheet": file.sheet,
        "rows": len(file.rows),
        "new": file.count("new"),
        "changed": file.count("changed"),
        "unchanged": file.count("unchanged"),
        "repeated": file.is_repeated,
        "stopped": file.is_stopped,
        "problems": [
            {
                "cell": p.cell,
                "column": p.column,
                "value": p.value,
                "cause": p.cause,
                "message": p.message,
                "advice": p.advice,
                "clause": p.clause,
                "stops": p.stops,
            }
            for p in file.problems
        ],
    }


def _group_json(group: SimilarGroupView) -> dict[str, object]:
    return {
        "members": [member.code for member in group.members],
        "score": group.score,
        "sum_fen": group.sum_fen,
        "thresholds": list(group.thresholds),
        "fragments": list(group.fragments),
    }


def _import_lines(result: ImportResult, *, applied: bool) -> list[str]:
    preview = result.preview
    lines = [line for file in preview.files for line in _file_lines(file)]
    lines += _similar_lines(preview)
    if result.batch is not None:
        lines.append(
            f"已导入，批次 {result.batch}：新增 {result.new}，修改 {result.changed}，"
            f"未变 {result.unchanged}。"
        )
    elif applied:
        lines.append("没有可写入的改动，数据未变。")
    else:
        lines.append("以上只是预览，未写入；确认无误后加 --apply。")
    return lines


def _file_lines(file: FilePlan) -> list[str]:
    counts = "，".join(f"{label} {file.count(kind)}" for kind, label in KINDS if file.count(kind))
    state = "整本未导入" if file.is_stopped else counts or "没有可导入的行"
    again = "（重复的文件）" if file.is_repeated else ""
    title = file.sheet_title or ("" if file.is_repeated else "未识别")
    told = [title, file.unit, f"{state}{again}"]
    lines = [f"{file.file}：{'，'.join(each for each in told if each)}"]
    lines += [f"  · {note}" for note in file.notes]
    for problem in file.problems:
        clause = f"（{problem.clause}）" if problem.clause else ""
        column = f"（{problem.column}）" if problem.column else ""
        mark = "×" if problem.stops else "△"
        lines.append(
            f"  {mark} {problem.cell}{column}：{problem.message}{clause}。{problem.advice}"
        )
    return lines


def _similar_lines(preview: ImportPreview) -> list[str]:
    lines = []
    for group in preview.similar:
        told = "、".join(f"{each.code} {each.name}" for each in group.members[:_MOST_TOLD])
        more = f" 等 {len(group.members)} 项" if len(group.members) > _MOST_TOLD else ""
        crossed = f"，越过 {'、'.join(group.thresholds)}" if group.thresholds else ""
        total = f"；合计 {wan_text(group.sum_fen)} 万元" if crossed else ""
        lines.append(f"相似 {group.score} 分：{told}{more}{total}{crossed}")
    return lines
