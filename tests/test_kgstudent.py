"""The student of a knowledge graph: its scores, its figures, and what it says beside rules."""

from __future__ import annotations

import math
import random
from functools import cache
from itertools import product

import numpy as np
import pytest
import torch

from preceptor.learn.completion import (
    Direction,
    Ensemble,
    MaxPlus,
    NoisyOr,
    Query,
    evaluate,
    scores_for,
)
from preceptor.learn.completion.proofs import Prover
from preceptor.learn.triples import Split, split_of
from preceptor.logic import InputError
from preceptor.student import (
    Adviser,
    DecidedBy,
    KgHybrid,
    KgStudent,
    KgTrained,
    KgTraining,
    calibration_error,
    join,
    train_kg,
)
from preceptor.student.complex import ComplEx
from preceptor.student.kgexam import Exam
from preceptor.student.kgtraining import ALPHAS, TEMPERATURES
from rings import oracle_reciprocal, random_split, ring, rules_of

TINY = KgTraining(rank=8, batch=16, epochs=12, look=3, patience=2)
ENDS = (Direction.TAIL, Direction.HEAD)


def seeded(entities: int, relations: int, rank: int, seed: int) -> ComplEx:
    """A net whose weights are of the size of 1."""
    net = ComplEx(entities, relations, rank)
    chance = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for weight in net.parameters():
            weight.copy_(torch.randn(weight.shape, generator=chance))
    return net


def as_complex(weight: torch.Tensor) -> list[list[complex]]:
    rank = weight.shape[1] // 2
    return [[complex(row[i], row[i + rank]) for i in range(rank)] for row in weight.tolist()]


@cache
def trained() -> tuple[Split, KgTrained]:
    return ring(), train_kg(ring(), training=TINY, seed=3)


# -- the net


@pytest.mark.parametrize("seed", range(3))
def test_a_score_is_the_real_part_of_a_product_of_three_vectors(seed: int) -> None:
    net = seeded(5, 2, 3, seed)
    entities, relations = as_complex(net.entity), as_complex(net.relation)
    asked = list(product(range(5), range(4)))
    found = net(*torch.tensor(asked).T).tolist()
    for (given, relation), row in zip(asked, found, strict=True):
        for tail in range(5):
            triple = zip(entities[given], relations[relation], entities[tail], strict=True)
            wanted = sum(h * r * t.conjugate() for h, r, t in triple).real
            assert row[tail] == pytest.approx(wanted, abs=1e-4)


def test_n3_is_the_sum_of_cubed_moduli_of_every_vector_of_every_triple() -> None:
    net = seeded(4, 2, 3, seed=7)
    entities, relations = as_complex(net.entity), as_complex(net.relation)
    triples = [(0, 1, 2), (0, 3, 0), (2, 1, 2)]
    vectors = [v for h, r, t in triples for v in (entities[h], relations[r], entities[t])]
    wanted = sum(abs(z) ** 3 for vector in vectors for z in vector)
    assert net.n3(torch.tensor(triples)).item() == pytest.approx(wanted, rel=1e-5)


def test_the_slope_of_n3_is_what_small_changes_say() -> None:
    net = seeded(4, 2, 2, seed=1).double()
    triples = torch.tensor([(0, 1, 2), (3, 0, 3)])
    torch.autograd.backward(net.n3(triples))
    for weight in net.parameters():
        slope = weight.grad
        assert slope is not None
        for place in product(*map(range, weight.shape)):
            sides = []
            for step in (1e-5, -2e-5):
                with torch.no_grad():
                    weight[place] += step
                    sides.append(net.n3(triples).item())
            with torch.no_grad():
                weight[place] += 1e-5
            assert slope[place].item() == pytest.approx((sides[0] - sides[1]) / 2e-5, abs=1e-4)


def test_the_slope_of_n3_at_nothing_is_nothing() -> None:
    net = ComplEx(2, 1, 2)
    with torch.no_grad():
        net.entity.zero_()
        net.relation.zero_()
    torch.autograd.backward(net.n3(torch.tensor([(0, 1, 1)])))
    assert all(w.grad is not None and not w.grad.any() for w in net.parameters())


# -- exams


@pytest.mark.parametrize("seed", range(8))
def test_an_exam_ranks_as_brute_force_does_ties_among_known_answers_too(seed: int) -> None:
    split = random_split(seed)
    chance = random.Random(seed)
    exam, size = Exam(split, "test"), len(split.entities)
    table = [[chance.randrange(3) for _ in range(size)] for _ in exam.queries]
    scores = torch.tensor(table, dtype=torch.float)
    wanted = [
        oracle_reciprocal(split, q.relation, q.entity, q.direction, int(answer), table[i])
        for i, (q, answer) in enumerate(zip(exam.asked(), exam.queries[:, 2], strict=True))
    ]
    assert exam.mrr(lambda rows: scores[rows]) == pytest.approx(sum(wanted) / len(wanted))
    assert exam.outcome(lambda rows: scores[rows]).mrr == pytest.approx(sum(wanted) / len(wanted))


def test_an_exam_in_pieces_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    split, done = trained()
    student = done.student
    exam = Exam(split, "test")
    whole = exam.mrr(lambda rows: student.log_rows(exam.queries[rows, :2]))
    monkeypatch.setattr("preceptor.student.kgexam.CELLS", 3 * exam.size)
    assert len(list(exam.chunks())) > 1
    parts = exam.mrr(lambda rows: student.log_rows(exam.queries[rows, :2]))
    assert parts == pytest.approx(whole)


def test_the_evaluator_of_rules_says_the_same_of_a_student() -> None:
    split, done = trained()
    found = evaluate(split, Ensemble(split, ()), aggregation=done.student.alone, part="valid")
    assert found.queries == 2 * len(split.valid)
    assert found.mrr == pytest.approx(done.metrics["valid_mrr"], abs=1e-4)


# -- fitting


def test_the_same_seed_gives_the_same_weights_and_another_seed_others() -> None:
    split, done = trained()
    again, other = (train_kg(split, training=TINY, seed=seed) for seed in (3, 4))
    assert again.metrics == done.metrics
    for name, weight in done.student.net.state_dict().items():
        assert torch.equal(weight, again.student.net.state_dict()[name])
        assert not torch.equal(weight, other.student.net.state_dict()[name])


def test_fitting_leaves_torch_as_it_was() -> None:
    torch.manual_seed(5)
    before, threads = torch.get_rng_state(), torch.get_num_threads()
    train_kg(ring(), training=KgTraining(rank=2, epochs=1))
    assert torch.equal(torch.get_rng_state(), before)
    assert torch.get_num_threads() == threads
    assert not torch.are_deterministic_algorithms_enabled()


def test_a_ring_is_learned() -> None:
    split, done = trained()
    fresh = KgStudent(split.entities, split.relations, ComplEx(len(split.entities), 3, 8))
    nothing = evaluate(split, Ensemble(split, ()), aggregation=fresh.alone).mrr
    learned = train_kg(split, training=KgTraining(rank=16, batch=16, epochs=60, patience=12))
    found = evaluate(split, Ensemble(split, ()), aggregation=learned.student.alone).mrr
    assert nothing < 0.4 < 0.8 < found
    assert done.student.parameters == (len(split.entities) + 2 * 3) * 2 * 8


def test_the_best_epoch_on_valid_is_kept() -> None:
    """As many trainings as there are looks, each ended there, show which one was best."""
    split = ring()
    ended = []
    for epochs in (3, 6, 9, 12):
        plan = KgTraining(rank=8, batch=16, epochs=epochs, look=epochs, patience=9)
        ended.append((train_kg(split, training=plan, seed=3).metrics["valid_mrr"], -epochs))
    patient = KgTraining(rank=8, batch=16, epochs=12, look=3, patience=9)
    metrics = train_kg(split, training=patient, seed=3).metrics
    assert (metrics["valid_mrr"], -metrics["epoch"]) == max(ended)


def test_without_valid_the_last_epoch_is_kept_and_nothing_is_sure() -> None:
    whole = ring()
    split = Split("bare", whole.entities, whole.relations, whole.train, whole.valid[:0], whole.test)
    done = train_kg(split, training=TINY)
    assert done.metrics["epoch"] == TINY.epochs
    assert done.student.threshold > 1
    joined = join(split, rules_of(split), student=done.student, advice=[MaxPlus()])
    assert [alpha for _, alpha in joined.hybrid.advisers] == [1.0]


# -- with rules


def test_a_hybrid_adds_what_rules_say_to_the_log_of_the_probability() -> None:
    split, done = trained()
    ensemble = Ensemble(split, rules_of(split))
    ways = (MaxPlus(), NoisyOr())
    both = KgHybrid(done.student, (Adviser(ways[0], 0.5), Adviser(ways[1], 2.0)))
    size = len(split.entities)
    for relation, end in product(range(len(split.relations)), ENDS):
        theory = ensemble.theory(relation)
        found = both.scores(theory, end, np.arange(size))
        for given in range(size):
            inverse = relation + len(split.relations) * (end is Direction.HEAD)
            own = done.student.net(torch.tensor([given]), torch.tensor([inverse]))[0].tolist()
            whole = sum(math.exp(value) for value in own)
            wanted = [value - math.log(whole) for value in own]
            for alpha, way in zip((0.5, 2.0), ways, strict=True):
                said = scores_for(ensemble, [Query(relation, given, end)], way)
                for candidate, value in zip(said.candidate, said.value, strict=True):
                    wanted[candidate] += alpha * value
            assert found[given].tolist() == pytest.approx(wanted, abs=1e-5)


def test_what_rules_count_is_the_best_on_valid_of_all_that_is_tried() -> None:
    split = ring()
    poor = train_kg(split, training=KgTraining(rank=4, epochs=1, learning_rate=0.01)).student
    ensemble = Ensemble(split, rules_of(split))
    joined = join(split, ensemble, student=poor, advice=[MaxPlus()])
    reached = {}
    for alpha in ALPHAS:
        one = KgHybrid(poor, (Adviser(MaxPlus(), alpha),))
        reached[alpha] = evaluate(split, ensemble, aggregation=one, part="valid").mrr
    (chosen,) = (alpha for _, alpha in joined.hybrid.advisers)
    assert reached[chosen] == pytest.approx(max(reached.values()))
    assert chosen == min(a for a in ALPHAS if reached[a] > max(reached.values()) - 1e-9)
    assert reached[chosen] > reached[0.0] + 0.05  # the ring's rules are right
    assert joined.metrics["valid_mrr"] == pytest.approx(reached[chosen], abs=1e-4)
    assert joined.metrics["tried"] == len(ALPHAS)


def test_rules_that_help_nowhere_count_nothing() -> None:
    split, done = trained()
    joined = join(split, [], student=done.student)
    assert {alpha for _, alpha in joined.hybrid.advisers} == {0.0}
    assert joined.hybrid.name == "ComplEx"
    assert joined.metrics["valid_mrr"] == pytest.approx(done.metrics["valid_mrr"], abs=1e-4)


def test_a_student_of_another_graph_is_refused() -> None:
    _, done = trained()
    other = split_of([("a", "r", "b"), ("b", "r", "c")], name="other")
    with pytest.raises(InputError, match="other entities or relations than those of other"):
        join(other, [], student=done.student)
    with pytest.raises(InputError, match="other entities"):
        done.student.alone.complete(Ensemble(other, ()), Query(0, 0))


# -- calibration


def test_the_temperature_is_the_likeliest_of_the_grid() -> None:
    split, done = trained()
    losses = {}
    for temperature in TEMPERATURES:
        loss = 0.0
        for part, end in product(split.valid.tolist(), ENDS):
            head, relation, tail = part
            given, gold = (head, tail) if end is Direction.TAIL else (tail, head)
            (logs,) = done.student.logs(relation, end, np.array([given]))
            known = {
                (t if end is Direction.TAIL else h)
                for h, r, t in np.concatenate([split.train, split.valid, split.test]).tolist()
                if r == relation and given == (h if end is Direction.TAIL else t)
            }
            odds = {
                e: math.exp(logs[e] / temperature)
                for e in range(len(split.entities))
                if e == gold or e not in known
            }
            loss -= math.log(odds[gold] / sum(odds.values()))
        losses[temperature] = loss
    assert done.student.temperature == min(TEMPERATURES, key=losses.__getitem__)


def test_calibration_lowers_the_error_where_it_was_fitted() -> None:
    split = ring()
    student = train_kg(split, training=KgTraining(rank=16, batch=16, epochs=60)).student
    bare = Ensemble(split, ())
    fitted = calibration_error(student.alone, bare, "valid")
    for temperature in (TEMPERATURES[0], TEMPERATURES[-1]):
        assert fitted <= calibration_error(KgHybrid(student, (), temperature), bare, "valid")


# -- answers


def test_an_answer_is_the_students_where_it_is_sure_and_the_proof_the_rules() -> None:
    split, done = trained()
    ensemble = Ensemble(split, rules_of(split))
    head, relation, tail = split.test[0].tolist()
    sure = KgHybrid(done.student, (Adviser(MaxPlus(), 50.0),), threshold=0.5)
    said = sure.complete(ensemble, Query(relation, head), limit=3)
    assert (said.entity, said.decided_by) == (split.entities[tail], DecidedBy.STUDENT)
    assert said.confidence > 0.99
    assert len(said.ranking) == 3
    assert said.proof is not None
    assert Prover(split).complaints(said.proof) == ()
    back = sure.complete(ensemble, Query(relation, tail, Direction.HEAD))
    assert back.entity == split.entities[head]


def test_below_the_threshold_the_rules_answer_and_else_nobody() -> None:
    split, done = trained()
    head, relation, tail = split.test[0].tolist()
    unsure = KgHybrid(done.student, (), threshold=2.0)
    said = unsure.complete(Ensemble(split, rules_of(split)), Query(relation, head))
    assert (said.entity, said.decided_by) == (split.entities[tail], DecidedBy.RULES)
    assert said.proof is not None
    nobody = unsure.complete(Ensemble(split, ()), Query(relation, head))
    assert (nobody.entity, nobody.decided_by, nobody.proof) == (None, DecidedBy.NONE, None)
    assert nobody.ranking


def test_probabilities_of_new_candidates_sum_to_one_and_known_ones_have_none() -> None:
    split, done = trained()
    head, relation, tail = split.train[0].tolist()
    said = done.student.alone.complete(Ensemble(split, ()), Query(relation, head), limit=999)
    assert sum(share for _, share in said.ranking) == pytest.approx(1)
    assert split.entities[tail] not in dict(said.ranking)
    shares = [share for _, share in said.ranking]
    assert shares == sorted(shares, reverse=True)
