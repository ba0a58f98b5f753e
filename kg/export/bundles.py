"""Several files as one export: in a folder or in one zip file, the same bytes every time."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from kg.errors import OutputError
from kg.export.files import Target, reported, sibling, writing

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_bundle(target: Target, files: Mapping[str, bytes], *, single: str = "") -> None:
    """Writes the files: into a zip file where the path ends in .zip or a stream is given, else into a folder.

    `single` is the ending of a file that a user may ask for by mistake (.csv): refused with what to write instead.
    """
    if not isinstance(target, Path) or target.suffix.lower() == ".zip":
        _zip(target, files)
        return
    if single and target.suffix.lower() == single:
        zh, en = "是多个文件，请写文件夹名或 .zip", "makes several files: name a folder or a .zip file"
        raise OutputError(f"{target}：这种格式{zh}", f"{target}: this format {en}")
    _folder(target, files)


def _zip(target: Target, files: Mapping[str, bytes]) -> None:
    with writing(target) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)


def _folder(target: Path, files: Mapping[str, bytes]) -> None:
    with reported(target):
        target.mkdir(exist_ok=True)
        for folder in sorted({(target / name).parent for name in files}):
            folder.mkdir(exist_ok=True)
        asides = {target / name: sibling(target / name) for name in files}
        try:
            for aside, data in zip(asides.values(), files.values(), strict=True):
                with writing(aside) as stream:
                    stream.write(data)
            for path, aside in asides.items():
                aside.replace(path)
        finally:
            for aside in asides.values():
                aside.unlink(missing_ok=True)
