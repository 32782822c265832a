"""How a guarded child and its parent talk over their socket: a header of fixed size, then the bytes it announces."""

import struct

REQUEST = struct.Struct("!BIQ")  # what is asked, bytes of the name, bytes of the data
ANSWER = struct.Struct("!BQ")  # how it went, bytes of the answer
READY = b"ready"
TASK, PROTECTIONS = 0, 1
DONE, RAISED, NO_MEMORY = 0, 1, 2
PIECE = 2**20  # bytes read at a time
