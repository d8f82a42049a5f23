"""抽取项目: how many may be drawn is said before; the lot is drawn on one word."""

from desktop_app.domain.project_lot import ProjectLot
from desktop_app.use_cases.registers.project_draw import LotOutlook, draw_projects
from desktop_app.values.ids import EntryId
from ui.error_dialog import Question
from ui.shell import Shell


def ask_to_draw(shell: Shell, above: EntryId, outlook: LotOutlook) -> None:
    """Ask, then draw below the row."""
    question = Question(
        f"从 {outlook.candidates} 个项目里抽取 {outlook.drawn} 个？",
        f"比例 {outlook.rate}（本办设定），个数往上取整。由程序随机抽取，不能挑选；"
        "抽签序号和全部候选项目记入沿革，可以照样复核。每次登记只抽一次。",
        "抽取",
    )
    shell.ask(question, lambda: _draw(shell, above))


def _draw(shell: Shell, above: EntryId) -> None:
    def done(lot: ProjectLot) -> None:
        shell.changed("projects", "registers")
        shell.say(f"已抽取 {len(lot.drawn)} 个，抽签序号 {lot.seed}")

    shell.run(lambda desk, _task: draw_projects(desk, above), done, owner=shell.window)
