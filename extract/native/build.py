"""Hatchling's build hook: compiles the C files here where there is a C compiler, and tags the wheel for its machine."""

from __future__ import annotations

import os
import runpy
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = "extract/native"
LIBRARY = f"{FOLDER}/_chars.so"
# Sums of products are rounded as Python rounds them, on machines too that could do both in one step.
OPTIONS = ("-O2", "-shared", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off")


class NativeHook(BuildHookInterface[Any]):
    """Builds the library into the tree, before its files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; a wheel then holds machine code, and says so in its name (without tying it to one Python)."""
        if self.target_name != "wheel":
            return
        built, why = compiled(Path(self.root))
        if why:
            self.app.display_warning(f"without compiled loops, reading takes about twice the time: {why}")
        if not built:
            return
        build_data["artifacts"].append(LIBRARY)
        if version != "editable":
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"


def compiled(root: Path) -> tuple[bool, str]:
    """Whether the library could be built in `root`, and why a compiler that is there could not build it.

    A machine without a compiler does without. A library of an earlier build does not stay where this one fails.
    """
    (root / LIBRARY).unlink(missing_ok=True)
    compiler = find_compiler()
    if not compiler:
        return False, ""
    sources_stamp = runpy.run_path(str(root / FOLDER / "__init__.py"))["sources_stamp"]  # nothing can be imported yet
    stamp = f"-DLITLODE_SOURCES={sources_stamp(root / FOLDER)}u"
    sources = [str(path) for path in sorted((root / FOLDER).glob("*.c"))]
    try:
        run = subprocess.run(
            [*compiler, *OPTIONS, stamp, "-o", str(root / LIBRARY), *sources, "-lm"],
            capture_output=True, text=True, errors="replace", check=False,
        )  # fmt: skip
    except OSError as error:
        return False, str(error)
    return run.returncode == 0, "" if run.returncode == 0 else run.stderr.strip() or f"it ends with {run.returncode}"


def find_compiler() -> list[str]:
    """The command of the C compiler; empty where there is none or LITLODE_PURE_PYTHON says to do without."""
    if os.environ.get("LITLODE_PURE_PYTHON"):
        return []
    named = shlex.split(os.environ.get("CC", ""))
    return named or [name for name in ("cc", "gcc", "clang") if shutil.which(name)][:1]
