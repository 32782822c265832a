"""gongkai serve: the web server on one address, with what a newcomer needs to know printed first."""

import ipaddress
import socket

import typer
from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from gongkai.cli.app import command_app
from gongkai.cli.boot import require_database
from gongkai.cli.lang import t

app = command_app()
LOOPBACK = "127.0.0.1"


def refuse_public_demo(host: str) -> None:
    """The example's passwords are public, so it never leaves this machine."""
    loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    if settings.DEMO and not loopback:
        raise typer.BadParameter(
            t(
                f"示例数据只能在本机演示，不能监听 {host}。请改用 {LOOPBACK}，或用 GONGKAI_DATA 指向正式数据目录。",
                f"The example listens on loopback only, not {host}. Use {LOOPBACK}, or set GONGKAI_DATA to real data.",
            )
        )


def refuse_taken_port(host: str, port: int) -> None:
    """Say so before the server starts when something else already listens there."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise typer.BadParameter(
                t(
                    f"端口 {port} 不能使用（{problem.strerror}）。换一个端口：make run PORT={port + 1}",
                    f"Port {port} cannot be used ({problem.strerror}). Try another: make run PORT={port + 1}",
                )
            ) from None


def banner(host: str, port: int) -> str:
    """The addresses, and for the example its sign-ins."""
    base = f"http://{host}:{port}"
    lines = [
        "",
        t("公开 Gongkai 已启动", "Gongkai is running"),
        t(f"  政府信息公开栏目   {base}/zfxxgk/", f"  public column   {base}/zfxxgk/"),
        t(f"  工作台             {base}/desk/", f"  desk            {base}/desk/"),
    ]
    if settings.DEMO:
        lines.append(
            t("  演示账号（口令相同）", "  demo sign-ins (one password)") + f"：{settings.DEMO_PASSWORD}"
        )
        lines += [f"    {name:<18} {title}" for name, title in settings.DEMO_SIGN_INS]
    return "\n".join([*lines, t("  按 Ctrl+C 停止", "  Ctrl+C stops it"), ""])


@app.command()
def serve(
    port: int = typer.Option(8000, min=1, max=65535, help=t("端口", "Port")),
    host: str = typer.Option(LOOPBACK, help=t("监听地址", "Address to listen on")),
) -> None:
    """启动服务。Start the server."""
    require_database()
    refuse_public_demo(host)
    refuse_taken_port(host, port)
    typer.echo(banner(host, port))
    Granian(
        "gongkai.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve()
