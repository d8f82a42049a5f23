"""抽查: the redemptions drawn to be asked about, and what the calls gave."""

from typing_extensions import override

from desktop_app.use_cases.shown_lists import ShownList
from desktop_app.use_cases.vouchers.sampling import SamplePage
from ui.shell import Shell
from ui.stages.vouchers import list_work as work
from ui.stages.vouchers.list_views import ListView


class SampleView(ListView):
    """The newest sample, row by row; names and telephones masked."""

    title = "抽查"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, "sample")
        self.add_act("回访表…(&T)", lambda: self.open_form("calls"))
        self.call = self.add_act("登记回访结果…(&D)", self.open_call)
        self.add_act("抽取…(&S)", lambda: self.open_form("sample"), "primary")
        self.call.setEnabled(False)

    @override
    def read(self) -> None:
        self.read_one(work.read_sample, lambda found: self._show(*found), "sample")

    def _show(self, page: SamplePage, shown: ShownList) -> None:
        self.show_rows(shown, [each.id for each in page.rows])
        self.call.setEnabled(bool(page.rows))
        left = sum(not each.outcome for each in page.rows)
        asked = f"还有 {left:,} 笔没有登记回访结果。" if left else "都已登记回访结果。"
        self.tell(f"{shown.view}。{asked}", "banner-warn" if left else "banner-pass")

    def open_call(self) -> None:
        """Record what the call on the current redemption gave."""
        current = self.list.current
        if current is not None:
            self.open_form("call", row=str(current.key))
