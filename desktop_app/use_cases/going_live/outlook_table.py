"""What two versions say differently and which projects that touches, as one list to hand on."""

from collections.abc import Iterator

from desktop_app.use_cases.going_live.repinning import RepinLine, RepinOutlook
from desktop_app.use_cases.shown_lists import ShownColumn, ShownList

COLUMNS = (
    ShownColumn("about", "说的是", width=240),
    ShownColumn("what", "内容", width=420),
    ShownColumn("before", "原来", width=240),
    ShownColumn("after", "改后", width=240),
    ShownColumn("clauses", "条款", width=140),
)
HINDERED, NO_CHANGE = "不能改用", "核查和办理路线都没有变化"


def outlook_table(seen: RepinOutlook) -> ShownList:
    """The law first, entry by entry; then every project, with what would turn."""
    law = [
        (told.after, *words, "、".join(entry.clauses))
        for told in seen.differences
        for entry, words in zip(told.entries, told.words, strict=True)
    ]
    touched = [
        (f"{line.code} {line.name}", text, "", "", "")
        for line in seen.lines
        for text in project_words(line)
    ]
    before = "、".join(f"《{told.before}》" for told in seen.differences)
    view = f"与{before}相比" if before else "没有按旧版办理的项目"
    return ShownList(f"{seen.target.label}的区别", COLUMNS, (*law, *touched), view)


def project_words(line: RepinLine) -> Iterator[str]:
    """What stands in the way of a project, else what would turn."""
    if line.obstacles:
        yield from (f"{HINDERED}：{text}" for text in line.obstacles)
    elif line.changes_nothing:
        yield NO_CHANGE
    else:
        yield from (*line.route, *line.checks, *(f"开始办理“{title}”" for title in line.opens))
