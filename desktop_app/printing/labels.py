"""Labels beside the cells of a form, in several lines where they must, never torn in a word."""

import re

from desktop_app.printing.typeset import Style

_WORDS = re.compile(
    "数据资源|管理|部门|主管|单位|人民|政府|意见|情况|结论|登记|申请|答复|结果|预审|审批|审核|审查"
    "|验收|批准|备案|建设|核定|专家|签名|接口|免费|服务|知识|产权|条款|依托|平台|原因|共享|共用"
    "|复用|归档|范围|整理|经济|社会|效益|改进|措施|问题|软硬件|报价|清单|信息化|内容|理由|衔接"
    "|数据|资源|档案|整改|财政|办理|经过|延期|按期|运维|明细|责任|进度|[一二三四五六七八九十]、|."
)
"""The words labels are made of, so that none is torn where a label takes several lines."""


def label_lines(text: str, style: Style, width: float) -> tuple[str, ...]:
    """A label in few lines, broken between words; upright where a word is too wide."""
    if style.width(text[:2]) > width:
        return tuple(text)
    lines = [""]
    for word in _WORDS.findall(text):
        if lines[-1] and style.width(lines[-1] + word) > width:
            lines.append("")
        lines[-1] += word
    even = style.even_lines(text, width)
    return tuple(lines) if len(lines) <= len(even) + 1 else even
