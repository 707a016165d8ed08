"""A student on disk: the same one comes back, and nothing else is let in."""

from __future__ import annotations

import copy
import json
import os
import pickle
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path as FilePath
from typing import Any

import pytest
import torch
from safetensors.torch import save_file

from preceptor.logic import InputError
from preceptor.student import PathStudent, Step, from_pretrained, lessons, save_pretrained, store
from preceptor.student.chains import exhaustive
from student_family import family, trained


@pytest.fixture
def folder(tmp_path: FilePath) -> FilePath:
    trained().student.save_pretrained(tmp_path / "student")
    return tmp_path / "student"


def test_the_same_student_comes_back(folder: FilePath, tmp_path: FilePath) -> None:
    student, back = trained().student, PathStudent.from_pretrained(folder)
    assert back.vocabulary == student.vocabulary
    assert back.calibration == student.calibration
    assert back.threshold == student.threshold
    asked = [*exhaustive(2, student.vocabulary)][:200]
    assert back.predict(asked) == student.predict(asked)
    save_pretrained(back, tmp_path / "again")
    for name in ("model.safetensors", "config.json"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()
    assert sorted(file.name for file in folder.iterdir()) == ["config.json", "model.safetensors"]
    assert lessons(family(), asked[:1], back.vocabulary)[0].path == asked[0]
    assert Step("father") in back.vocabulary.symbols


def test_missing_files_are_named(tmp_path: FilePath) -> None:
    with pytest.raises(InputError, match=r"config\.json: no such file"):
        from_pretrained(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        from_pretrained(tmp_path / "nowhere")


def test_pickles_are_never_read(folder: FilePath) -> None:
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(pickle.dumps({"left.weight": [1.0]}))
    with pytest.raises(InputError, match="no such file") as error:
        from_pretrained(folder)
    assert "pytorch_model.bin may run code" in error.value.hint
    (folder / "model.safetensors").write_bytes((folder / "pytorch_model.bin").read_bytes())
    with pytest.raises(InputError, match=r"model\.safetensors: not the weights"):
        from_pretrained(folder)


def test_weights_of_another_saving_are_noticed(folder: FilePath) -> None:
    student = trained().student
    changed = {name: weight + 1.0 for name, weight in student.net.state_dict().items()}
    save_file(changed, folder / "model.safetensors")
    with pytest.raises(InputError, match=r"not the weights that config\.json was saved with"):
        from_pretrained(folder)


def rewritten(folder: FilePath, change: Callable[[dict[str, Any]], object]) -> None:
    config = json.loads((folder / "config.json").read_text())
    change(config)
    (folder / "config.json").write_text(json.dumps(config))


@pytest.mark.parametrize(
    "change",
    [
        lambda c: c.update(schema="preceptor/student/2"),
        lambda c: c.pop("schema"),
        lambda c: c.pop("vocabulary"),
        lambda c: c.pop("threshold"),
        lambda c: c.update(threshold="high"),
        lambda c: c.update(threshold=float("nan")),
        lambda c: c["vocabulary"].update(relations=["a", "a"]),
        lambda c: c["vocabulary"].update(relations=[]),
        lambda c: c["vocabulary"].update(relations="father"),
        lambda c: c["vocabulary"].update(kinds=[["male"]]),
        lambda c: c["vocabulary"].update(kinds=[[], ["tall"]]),
        lambda c: c["vocabulary"].update(implied=[[[], []]]),
        lambda c: c["net"].update(width=10**9),
        lambda c: c["net"].update(width=-1),
        lambda c: c["net"].update(hidden=c["net"]["hidden"] + 1),
        lambda c: c["calibration"].update(temperature=0),
        lambda c: c["calibration"].update(silence=None),
        lambda c: c.update(net=[]),
    ],
)
def test_a_config_that_is_not_ours_is_refused(
    folder: FilePath, change: Callable[[dict[str, Any]], object]
) -> None:
    rewritten(folder, change)
    with pytest.raises(InputError, match=r"config\.json|model\.safetensors"):
        from_pretrained(folder)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"student"', "[" * 100_000, "\x00", "NaN"])
def test_a_config_that_is_no_object_is_refused(folder: FilePath, text: str) -> None:
    (folder / "config.json").write_text(text)
    with pytest.raises(InputError, match=r"config\.json"):
        from_pretrained(folder)


def test_bytes_that_are_no_text_are_refused(folder: FilePath) -> None:
    (folder / "config.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not JSON"):
        from_pretrained(folder)


def test_a_weight_that_is_no_number_is_refused(tmp_path: FilePath) -> None:
    student = trained().student
    broken = PathStudent(**{**_parts(student), "net": _with_nan(student)})
    broken.save_pretrained(tmp_path)
    with pytest.raises(InputError, match="not a finite number"):
        from_pretrained(tmp_path)


def _parts(student: PathStudent) -> dict[str, Any]:
    names = ("vocabulary", "net", "calibration", "threshold")
    return {name: getattr(student, name) for name in names}


def _with_nan(student: PathStudent) -> Any:
    net = copy.deepcopy(student.net)
    with torch.no_grad():
        net.score.bias[0] = float("nan")
    return net


def test_a_link_out_of_the_folder_is_not_followed(folder: FilePath, tmp_path: FilePath) -> None:
    elsewhere = tmp_path / "elsewhere.safetensors"
    os.replace(folder / "model.safetensors", elsewhere)
    (folder / "model.safetensors").symlink_to(elsewhere)
    with pytest.raises(InputError, match="leaves the folder"):
        from_pretrained(folder)


def test_a_file_of_any_size_is_not_read(folder: FilePath, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MAX_BYTES", 100)
    with pytest.raises(InputError, match="larger than 100 bytes"):
        from_pretrained(folder)


def test_an_interrupted_saving_leaves_the_old_student(
    folder: FilePath, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file.name: file.read_bytes() for file in folder.iterdir()}

    def full(source: str, target: str) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(store.os, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        trained().student.save_pretrained(folder)
    monkeypatch.undo()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_the_config_reads_as_what_it_is(folder: FilePath) -> None:
    config = json.loads((folder / "config.json").read_text())
    assert config["schema"] == "preceptor/student/1"
    assert config["vocabulary"]["relations"] == list(trained().student.relations)
    assert config["calibration"] == asdict(trained().student.calibration)
