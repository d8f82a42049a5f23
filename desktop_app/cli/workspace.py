"""`hengce init`: a new workspace, optionally with the sample year."""

from argparse import Namespace
from pathlib import Path

from desktop_app.cli.output import Answer
from desktop_app.cli.usage_words import UsageError
from desktop_app.use_cases.desk import Clock
from desktop_app.use_cases.sample import create_sample
from desktop_app.use_cases.workspaces import create_workspace, key_file_of


def init(arguments: Namespace, folder: Path, *, clock: Clock, program: str) -> Answer:
    """Make a workspace and print its recovery key."""
    if arguments.sample and (arguments.pack or arguments.office):
        raise UsageError("示例数据自带规则包和单位名称，不要同时写 --pack、--office")
    if arguments.sample:
        key = create_sample(folder, clock=clock, program=program)
    else:
        key = create_workspace(
            folder,
            clock=clock,
            program=program,
            pack=arguments.pack or "",
            office_name=arguments.office,
            operator=arguments.operator,
        )
    key_file = key_file_of(folder)
    lines = [
        f"已新建工作区：{folder}",
        f"密钥文件：{key_file}",
        f"恢复码（请抄下并锁好，丢失密钥文件时只有它能打开数据）：{key.text}",
    ]
    data = {"folder": str(folder), "key_file": str(key_file), "recovery_key": key.text}
    return Answer(lines, data)
