"""The subcommands, in the order of a year's work: what is known of each before it is loaded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """Where a subcommand lives, what it is for in both languages, and what is started before it is loaded."""

    module: str
    zh: str
    en: str
    database: bool = False  # Django
    reads: bool = False  # the process that reads reports


COMMANDS = {
    "check": Entry(
        "check",
        "检查年度报告：逐条列出不平、缺漏和口径疑问",
        "Check annual reports and list every finding",
        reads=True,
    ),
    "read": Entry(
        "read", "读出年度报告，以 JSON 打印", "Read annual reports and print them as JSON", reads=True
    ),
    "convert": Entry(
        "convert",
        "把年度报告转换为另一种格式",
        "Convert an annual report to another format",
        reads=True,
    ),
    "due": Entry("due", "计算答复期限并逐步说明", "Compute when an answer is due, step by step"),
    "compile": Entry(
        "compile",
        "由台账编制某机关某年的年度报告",
        "Compile an agency's annual report from its ledgers",
        database=True,
    ),
    "audit": Entry("audit", "核验审计链", "Verify the audit chains", database=True),
    "key": Entry(
        "key",
        "密钥环：查看、更换、停用，打印和录入恢复单",
        "The ring of keys: look, rotate, retire, print and type in its sheet",
        database=True,
    ),
    "tick": Entry(
        "tick",
        "提醒到期和待办；供定时任务每天运行",
        "Remind of what is due and waits; for a timer, every day",
        database=True,
    ),
    "erase": Entry(
        "erase",
        "按保存期限清除已办结申请中的个人信息，先列出",
        "Erase what is personal in closed cases after its time, listing it first",
        database=True,
    ),
    "office": Entry(
        "office", "建立机关、开账号、交接岗位", "Open offices and accounts, hand posts over", database=True
    ),
    "setup": Entry(
        "setup", "建立数据库，可载入示例", "Create the database, with the example if asked", database=True
    ),
    "serve": Entry("serve", "启动服务", "Start the server", database=True),
    "manage": Entry("manage", "Django 管理命令", "Django management commands", database=True),
}
