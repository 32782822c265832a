"""What a guarded child is asked to do in tests: behave, and misbehave in every way."""

import ctypes
import os
import socket
import subprocess
import time
from pathlib import Path

DEEDS = {}


def deed(act):
    """Make the function a task of its own name."""
    DEEDS[act.__name__] = act
    return act


def do(name: str, data: bytes) -> bytes:
    """Do what the name says."""
    return DEEDS[name](data) or b""


@deed
def echo(data):
    return data


@deed
def process_id(_data):
    return str(os.getpid()).encode()


@deed
def fail(_data):
    raise KeyError("示例 secret")


@deed
def take_memory(_data):
    return bytes(len(bytearray(4 * 2**30)))


@deed
def spin(_data):
    while True:
        pass


@deed
def sleep(_data):
    time.sleep(600)


@deed
def crash(_data):
    ctypes.string_at(0)


@deed
def leave(_data):
    os._exit(3)


@deed
def chatter(_data):
    print("x" * 100_000)
    os.write(1, b"y" * 1000)


@deed
def answer_too_much(data):
    return bytes(int(data))


@deed
def call_out(_data):
    socket.create_connection(("127.0.0.1", 9), timeout=1)


@deed
def call_out_below_the_interpreter(_data):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.socket(2, 1, 0) < 0:
        raise PermissionError(ctypes.get_errno())


@deed
def fork(_data):
    os.fork()


@deed
def fork_below_the_interpreter(_data):
    if ctypes.CDLL(None).fork() < 0:
        raise PermissionError


@deed
def execute(_data):
    subprocess.run(["true"], check=False)


@deed
def write(data):
    Path(data.decode()).write_text("x", "utf-8")


@deed
def write_below_the_interpreter(data):
    libc = ctypes.CDLL(None)
    if libc.open(data, os.O_WRONLY | os.O_CREAT, 0o600) < 0:
        raise PermissionError


@deed
def environment(_data):
    return ",".join(sorted(os.environ)).encode()
