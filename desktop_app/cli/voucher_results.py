"""`vouchers result` and `handover`: what goes to the auditor, and what comes back."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.output import DONE, PROBLEMS, Answer
from desktop_app.cli.usage_words import UsageError
from desktop_app.use_cases.desk import Desk
from desktop_app.use_cases.vouchers.auditor_results import (
    ResultFound,
    ResultOrder,
    found_words,
    import_result,
    preview_result,
)
from desktop_app.use_cases.vouchers.campaigns import find_campaign
from desktop_app.use_cases.vouchers.handover import export_handover
from desktop_app.use_cases.vouchers.result_sheet import write_result_sheet
from desktop_app.use_cases.vouchers.terms import terms_of

SHOWN = 20


def result(arguments: Namespace, desk: Desk) -> Answer:
    """Write the sheet for the auditor, or look through (with `--apply`: take in) its workbook."""
    if arguments.out is not None:
        terms = terms_of(desk, find_campaign(desk, arguments.campaign or arguments.of))
        count = write_result_sheet(desk, terms, arguments.out, is_whole=arguments.whole)
        words = f"已写出审计结果表：{arguments.out.name}，{count:,} 笔。"
        return Answer([words], {"rows": count, "file": arguments.out.name})
    if not arguments.campaign:
        raise UsageError(
            "要写审计机构退回的文件，如 hengce vouchers result 结果.xlsx --report 文号 --auditor"
            " 机构；或用 --out 写出结果表"
        )
    terms = terms_of(desk, find_campaign(desk, arguments.of))
    order = ResultOrder(
        Path(arguments.campaign),
        arguments.report,
        arguments.auditor,
        arguments.dated or desk.today,
    )
    take = import_result if arguments.apply else preview_result
    return _answer(take(desk, terms, order), is_applied=arguments.apply)


def handover(arguments: Namespace, desk: Desk) -> Answer:
    """Write the pack that is handed over to audit."""
    if arguments.out is None:
        raise UsageError("要写 --out 文件夹；加 --zip 压成一个文件")
    key = find_campaign(desk, arguments.campaign)
    found = export_handover(desk, key, arguments.out, is_zipped=arguments.zip)
    return Answer(
        [f"已写出审计移交 {len(found.files)} 个文件：{found.path}"],
        {"path": str(found.path), "files": list(found.files)},
    )


def _answer(found: ResultFound, *, is_applied: bool) -> Answer:
    lines = [f"审计结果：{found.order.path.name}"]
    if found.problem_count:
        lines.append(f"有 {found.problem_count:,} 处问题，没有存任何一笔：")
        lines += [f"  {sheet}{'!' if sheet else ''}{x}" for sheet, x in found.problems[:SHOWN]]
        left = found.problem_count - SHOWN
        lines += [f"  …… 另有 {left:,} 处"] if left > 0 else []
    else:
        lines.append(found_words(found))
        if not found.same_file and not is_applied:
            lines.append("可以导入（加 --apply 写入）。")
    if found.batch_id is not None:
        lines.append(f"批次号 {found.batch_id}，可用 hengce undo {found.batch_id} 撤销。")
    data = {
        "file": found.order.path.name,
        "rows": found.rows,
        "places": found.places,
        "claimed_fen": found.claimed_fen,
        "accepted_fen": found.accepted_fen,
        "cut_fen": found.cut_fen,
        "same_file": found.same_file,
        "problem_count": found.problem_count,
        "problems": [
            {"sheet": sheet, "place": x.place, "message": x.message, "advice": x.advice}
            for sheet, x in found.problems
        ],
        "unread": list(found.unread),
        "batch": found.batch_id,
    }
    return Answer(lines, data, PROBLEMS if found.problem_count else DONE)
