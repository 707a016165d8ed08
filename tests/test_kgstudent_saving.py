"""A student of a knowledge graph on disk, and a fitting that is broken off and taken up again."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from preceptor.learn.completion import Direction
from preceptor.logic import InputError
from preceptor.student import KgStudent, KgTrained, KgTraining, train_kg
from rings import random_split, ring

PLAN = KgTraining(rank=4, batch=16, epochs=10, look=3, patience=9)
FITTING = "fitting.safetensors"


@cache
def trained() -> KgTrained:
    return train_kg(ring(), training=PLAN, seed=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    trained().student.save_pretrained(tmp_path / "student")
    return tmp_path / "student"


# -- the student


def test_the_same_student_comes_back(folder: Path, tmp_path: Path) -> None:
    student, back = trained().student, KgStudent.from_pretrained(folder)
    assert (back.entities, back.relations) == (student.entities, student.relations)
    assert (back.temperature, back.threshold) == (student.temperature, student.threshold)
    asked = np.arange(len(student.entities))
    for relation in range(len(student.relations)):
        for end in Direction:
            found = back.logs(relation, end, asked)
            assert (found == student.logs(relation, end, asked)).all()
    back.save_pretrained(tmp_path / "again")
    for name in ("model.safetensors", "config.json"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda c: c.update(schema="preceptor/student/1"), "its schema is"),
        (lambda c: c.update(path="../../etc/passwd"), "unknown keys path"),
        (lambda c: c.pop("rank"), "KeyError"),
        (lambda c: c.update(rank=0), "whole number"),
        (lambda c: c.update(rank=10**9), "whole number"),
        (lambda c: c.update(rank=True), "whole number"),
        (lambda c: c.update(rank=PLAN.rank + 1), "entity is .*not"),
        (lambda c: c["entities"].append("one more"), "entity is .*not"),
        (lambda c: c["relations"].pop(), "relation is .*not"),
        (lambda c: c.update(entities=["a", "a"]), "different names"),
        (lambda c: c.update(entities=[]), "different names"),
        (lambda c: c.update(entities="abc"), "list of names"),
        (lambda c: c.update(relations=[1, 2]), "list of names"),
        (lambda c: c.update(temperature=0), "at least"),
        (lambda c: c.update(temperature=float("inf")), "at least"),
        (lambda c: c.update(threshold=None), "at least"),
        (lambda c: c.update(sha256="0" * 64), "not the weights that"),
        (lambda c: c.update(rank=4096, entities=[*map(str, range(9999))]), "more than"),
    ],
)
def test_a_config_that_is_not_ours_is_refused(
    folder: Path, change: Callable[[dict[str, Any]], object], message: str
) -> None:
    config = json.loads((folder / "config.json").read_text())
    change(config)
    (folder / "config.json").write_text(json.dumps(config))
    with pytest.raises(InputError, match=message):
        KgStudent.from_pretrained(folder)


def test_pickles_and_links_out_of_the_folder_are_not_read(folder: Path, tmp_path: Path) -> None:
    weights = folder / "model.safetensors"
    elsewhere = tmp_path / "elsewhere"
    os.replace(weights, elsewhere)
    weights.symlink_to(elsewhere)
    with pytest.raises(InputError, match="leaves the folder"):
        KgStudent.from_pretrained(folder)
    weights.unlink()
    (folder / "model.pt").write_bytes(pickle.dumps({"entity": [1.0]}))
    with pytest.raises(InputError, match="no such file") as error:
        KgStudent.from_pretrained(folder)
    assert "pickles are never loaded" in error.value.hint
    with pytest.raises(InputError, match=r"config\.json: no such file"):
        KgStudent.from_pretrained(tmp_path / "nowhere")


# -- the fitting


class Stopped(Exception):
    pass


def stopping_at(stop: int, error: type[BaseException]) -> Callable[[str, int, int], None]:
    def progress(stage: str, done: int, total: int) -> None:
        if done == stop:
            raise error

    return progress


def bytes_of(student: KgStudent, folder: Path) -> bytes:
    student.save_pretrained(folder)
    return b"".join((folder / n).read_bytes() for n in ("model.safetensors", "config.json"))


@pytest.mark.parametrize("stops", [(1,), (3,), (4,), (5, 8), (9, 10), (10,)])
def test_a_fitting_taken_up_again_ends_as_an_unbroken_one(
    stops: tuple[int, ...], tmp_path: Path
) -> None:
    for stop in stops:
        with pytest.raises(KeyboardInterrupt):
            train_kg(
                ring(),
                training=PLAN,
                seed=1,
                folder=tmp_path,
                progress=stopping_at(stop, KeyboardInterrupt),
            )
    seen: list[int] = []
    done = train_kg(
        ring(),
        training=PLAN,
        seed=1,
        folder=tmp_path,
        progress=lambda stage, done, total: seen.append(done),
    )
    kept = (stops[-1] - 1) // PLAN.look * PLAN.look  # the last look before the break
    assert seen == list(range(kept + 1, PLAN.epochs + 1))
    assert done.metrics == trained().metrics
    unbroken = bytes_of(trained().student, tmp_path / "a")
    assert bytes_of(done.student, tmp_path / "b") == unbroken


def test_a_finished_fitting_is_not_repeated(tmp_path: Path) -> None:
    first = train_kg(ring(), training=PLAN, seed=1, folder=tmp_path)
    again = train_kg(
        ring(), training=PLAN, seed=1, folder=tmp_path, progress=stopping_at(1, Stopped)
    )
    assert again.metrics == first.metrics
    assert [file.name for file in tmp_path.iterdir()] == [FITTING]


@pytest.fixture
def fitting(tmp_path: Path) -> Path:
    train_kg(ring(), training=replace(PLAN, epochs=3), seed=1, folder=tmp_path)
    return tmp_path / FITTING


def test_a_fitting_of_something_else_is_refused_and_left(fitting: Path) -> None:
    plan, before = replace(PLAN, epochs=3), fitting.read_bytes()
    for split, training, seed in (
        (random_split(1), plan, 1),
        (ring(), replace(plan, penalty=0.02), 1),
        (ring(), plan, 2),
    ):
        with pytest.raises(InputError, match="other triples, other settings or another seed"):
            train_kg(split, training=training, seed=seed, folder=fitting.parent)
    assert fitting.read_bytes() == before


def test_a_broken_fitting_is_refused(fitting: Path, tmp_path: Path) -> None:
    whole = fitting.read_bytes()

    def refused(message: str) -> None:
        with pytest.raises(InputError, match=message):
            train_kg(ring(), training=replace(PLAN, epochs=3), seed=1, folder=tmp_path)

    for broken in (b"", whole[:-7], whole[:40], b"\xff" * 64, pickle.dumps({"net": 1})):
        fitting.write_bytes(broken)
        refused(r"fitting\.safetensors: no fitting that can be read")
    tensors = load_file(_write(fitting, whole))
    save_file(tensors, fitting)
    refused("no fitting that can be read")  # nothing beside the tensors
    save_file(tensors, fitting, {"run": '{"schema": "another/1"}'})
    refused("not a preceptor/kg-fitting/1")
    told = _told(whole)
    save_file({**tensors, "net.entity": torch.zeros(2, 2)}, fitting, {"run": told})
    refused("net.entity is")
    save_file({**tensors, "extra": torch.zeros(1)}, fitting, {"run": told})
    refused("extra is")
    save_file({**tensors, "chance": torch.zeros_like(tensors["chance"])}, fitting, {"run": told})
    refused("chance|not as a")
    without = json.dumps({k: v for k, v in json.loads(told).items() if k != "epoch"})
    save_file(tensors, fitting, {"run": without})
    refused("epoch")
    os.replace(_write(fitting, whole), tmp_path / "elsewhere")
    fitting.symlink_to(tmp_path / ".." / "elsewhere")
    refused("no such file|leaves the folder")


def _write(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def _told(whole: bytes) -> str:
    size = int.from_bytes(whole[:8], "little")
    told = json.loads(whole[8 : 8 + size])["__metadata__"]["run"]
    assert isinstance(told, str)
    return told
