"""Hatchling's build hook: compiles `chars.c` where there is a C compiler, and tags the wheel for its machine."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE, LIBRARY = "extract/native/chars.c", "extract/native/_chars.so"


class NativeHook(BuildHookInterface[Any]):
    """Builds the library into the tree, before its files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; a wheel then holds machine code, and says so in its name (without tying it to one Python)."""
        if self.target_name != "wheel" or not compiled(Path(self.root)):
            return
        build_data["artifacts"].append(LIBRARY)
        if version != "editable":
            platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{platform}"


def compiled(root: Path) -> bool:
    """Whether the library could be built in `root`; a machine without a compiler does without."""
    asked = shlex.split(os.environ.get("CC", "")) or [name for name in ("cc", "gcc", "clang") if shutil.which(name)][:1]
    if not asked or os.environ.get("LITLODE_PURE_PYTHON"):
        (root / LIBRARY).unlink(missing_ok=True)
        return False
    command = [
        *asked,
        "-O2",
        "-shared",
        "-fPIC",
        "-fvisibility=hidden",
        "-o",
        str(root / LIBRARY),
        str(root / SOURCE),
        "-lm",
    ]
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
