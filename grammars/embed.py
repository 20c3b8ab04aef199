#!/usr/bin/env python3
"""Writes the files that are built into libgiji as C: embed.py OUTPUT.c FILE..."""

import pathlib
import sys

HEAD = """/* Made by grammars/embed.py: do not edit. */
#include "grammar/load.h"
"""


def bytes_of(data):
    """The bytes as rows of an initializer; a NUL that the length does not count ends them."""
    rows = [data[i:i + 16] for i in range(0, len(data), 16)]
    lines = ["    " + " ".join(f"(char){byte}," for byte in row) for row in rows]
    return "\n".join(lines + ["    0"])


def write(output, paths):
    """Writes the arrays and the table of them, in the order of the files' names."""
    files = sorted((pathlib.Path(path) for path in paths), key=lambda path: path.name.encode())
    parts = [HEAD]
    table = []
    for number, path in enumerate(files):
        data = path.read_bytes()
        parts.append(f"/* {path.name} */\nstatic const char file_{number}[] = {{\n"
                     f"{bytes_of(data)}}};\n")
        table.append(f'    {{"{path.name}", file_{number}, {len(data)}}},')
    parts.append("const struct built_in_file giji_built_in_files[] = {\n"
                 + "\n".join(table) + "\n};\n"
                 f"const size_t giji_built_in_file_count = {len(files)};\n")
    pathlib.Path(output).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    write(sys.argv[1], sys.argv[2:])
