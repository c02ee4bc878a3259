"""A small transformer in numpy, forward and backward, as CTranslate2 lays it out (`TransformerSpec`, pre-norm, ReLU).

Weights are a dictionary; their names are the paths of `TransformerSpec`, save for `embedding`, which source, target and
projection share. Every step gives its result and a function that takes the loss's gradient by that result, adds to the
gradients of the weights it used, and gives the gradient by its input. Shapes: batch, time, width.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH, INNER, HEADS, LAYERS = 96, 256, 4, 2
EPSILON = 1e-5  # of CTranslate2's layer norm
SMOOTHING, SWAPPED = 0.1, 0.1
"""How much labels are smoothed, and what share of the words behind it the decoder finds swapped: half of them for the
next word, as if one were left out, half for any. With neither, all 100 came back in beam 1, but 6 lacked words in beam
2; smoothed, and swapped for any word only, 2 did; as it is, none in beams 1 to 5. A share of 0.2 is too much (97)."""
MASKED = np.float32(-1e9)
UNKNOWN, START, END = 0, 1, 2  # sentencepiece's own; CTranslate2 goes by the same names, <unk>, <s> and </s>

Array = NDArray[np.float32]
Ids = NDArray[np.int64]
Weights = dict[str, Array]
Back = Callable[[Array], Array]


def fresh(vocabulary: int, seed: int) -> Weights:
    """Weights before training, float32."""
    random = np.random.default_rng(seed)
    weights = {"embedding": random.normal(0, WIDTH**-0.5, (vocabulary, WIDTH))}

    def linear(name: str, outputs: int, inputs: int) -> None:
        limit = (6 / (inputs + WIDTH)) ** 0.5  # Glorot's; stacked matrices (q, k, v) count as single ones
        weights[f"{name}/weight"] = random.uniform(-limit, limit, (outputs, inputs))
        weights[f"{name}/bias"] = np.zeros(outputs)

    def norm(name: str) -> None:
        weights[f"{name}/gamma"], weights[f"{name}/beta"] = np.ones(WIDTH), np.zeros(WIDTH)

    for half in ("encoder", "decoder"):
        norm(f"{half}/layer_norm")
        for layer in (f"{half}/layer_{number}" for number in range(LAYERS)):
            norm(f"{layer}/self_attention/layer_norm")
            linear(f"{layer}/self_attention/linear_0", 3 * WIDTH, WIDTH)
            linear(f"{layer}/self_attention/linear_1", WIDTH, WIDTH)
            if half == "decoder":
                norm(f"{layer}/attention/layer_norm")
                linear(f"{layer}/attention/linear_0", WIDTH, WIDTH)
                linear(f"{layer}/attention/linear_1", 2 * WIDTH, WIDTH)
                linear(f"{layer}/attention/linear_2", WIDTH, WIDTH)
            norm(f"{layer}/ffn/layer_norm")
            linear(f"{layer}/ffn/linear_0", INNER, WIDTH)
            linear(f"{layer}/ffn/linear_1", WIDTH, INNER)
    return {name: array.astype(np.float32) for name, array in weights.items()}


def positions(length: int) -> Array:
    """CTranslate2's table where a model brings none: counted from 1, all sines, then all cosines."""
    half = WIDTH // 2
    speeds = np.exp(np.arange(half) * -(np.log(10000) / (half - 1)))
    angles = np.arange(1, length + 1)[:, None] * speeds
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1).astype(np.float32)


@dataclass(frozen=True)
class Batch:
    """Source without marks; target behind <s>; target before </s>. Padded with END at the right."""

    source: Ids
    target: Ids
    wanted: Ids
    source_mask: NDArray[np.bool_]
    target_mask: NDArray[np.bool_]

    @classmethod
    def of(cls, pairs: Sequence[tuple[list[int], list[int]]]) -> "Batch":
        source, source_mask = _padded([s for s, _ in pairs])
        target, target_mask = _padded([[START, *t] for _, t in pairs])
        wanted, _ = _padded([[*t, END] for _, t in pairs])
        return cls(source, target, wanted, source_mask, target_mask)


def _padded(rows: Sequence[list[int]]) -> tuple[Ids, NDArray[np.bool_]]:
    longest = max(map(len, rows))
    mask = np.array([[k < len(row) for k in range(longest)] for row in rows])
    return np.array([row + [END] * (longest - len(row)) for row in rows], dtype=np.int64), mask


class Network:
    """The weights, and their gradients since `clear`."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.gradients: Weights = {}
        self.clear()

    def clear(self) -> None:
        self.gradients = {name: np.zeros_like(array) for name, array in self.weights.items()}

    def loss(self, batch: Batch) -> float:
        """Mean cross-entropy, labels smoothed; adds its gradients."""
        memory, back_encode = self.encode(batch.source, batch.source_mask)
        logits, back_decode = self.decode(batch.target, memory, batch.source_mask)
        chances = log_softmax(logits)
        rows, columns = np.nonzero(batch.target_mask)
        wanted = batch.wanted[rows, columns]
        by_logits = np.zeros_like(logits)
        by_logits[rows, columns] = (np.exp(chances[rows, columns]) - SMOOTHING / logits.shape[-1]) / len(rows)
        by_logits[rows, columns, wanted] -= np.float32((1 - SMOOTHING) / len(rows))
        back_encode(back_decode(by_logits))
        right, all_equal = chances[rows, columns, wanted].mean(), chances[rows, columns].mean()
        return float(-(1 - SMOOTHING) * right - SMOOTHING * all_equal)

    def scores(self, batch: Batch) -> list[list[float]]:
        """The log-probability of each wanted token, </s> included: CTranslate2's `score_batch`."""
        memory, _ = self.encode(batch.source, batch.source_mask)
        chances = log_softmax(self.decode(batch.target, memory, batch.source_mask)[0])
        found = np.take_along_axis(chances, batch.wanted[..., None], axis=2)[..., 0]
        return [row[mask].tolist() for row, mask in zip(found, batch.target_mask, strict=True)]

    def translate(self, source: list[int], longest: int = 80) -> list[int]:
        """The likeliest token each time (beam 1), without </s>."""
        memory, _ = self.encode(np.array([source]), mask := np.ones((1, len(source)), dtype=np.bool_))
        target = [START]
        while len(target) <= longest:
            logits, _ = self.decode(np.array([target]), memory, mask)
            best = int(logits[0, -1].argmax())
            if best == END:
                break
            target.append(best)
        return target[1:]

    def encode(self, ids: Ids, mask: NDArray[np.bool_]) -> tuple[Array, Back]:
        x, back = self._embed(ids)
        backs = [back]
        hidden = np.where(mask, np.float32(0), MASKED)[:, None, None, :]
        for layer in (f"encoder/layer_{number}" for number in range(LAYERS)):
            x, back = self._self_attention(f"{layer}/self_attention", x, hidden)
            backs.append(back)
            x, back = self._feed_forward(f"{layer}/ffn", x)
            backs.append(back)
        x, back = self._norm("encoder/layer_norm", x)
        return x, _chain([*backs, back])

    def decode(self, ids: Ids, memory: Array, source_mask: NDArray[np.bool_]) -> tuple[Array, Back]:
        """Logits; the gradient that comes back is the memory's."""
        x, back = self._embed(ids)
        backs = [back]
        by_memory = np.zeros_like(memory)
        hidden = np.where(source_mask, np.float32(0), MASKED)[:, None, None, :]
        later = np.triu(np.full((ids.shape[1], ids.shape[1]), MASKED), 1)[None, None]
        for layer in (f"decoder/layer_{number}" for number in range(LAYERS)):
            x, back = self._self_attention(f"{layer}/self_attention", x, later)
            backs.append(back)
            x, back = self._attention(f"{layer}/attention", x, memory, hidden, by_memory)
            backs.append(back)
            x, back = self._feed_forward(f"{layer}/ffn", x)
            backs.append(back)
        x, back = self._norm("decoder/layer_norm", x)
        backs.append(back)
        embedding, last = self.weights["embedding"], x

        def project(by_logits: Array) -> Array:
            self.gradients["embedding"] += _flat(by_logits).T @ _flat(last)
            return by_logits @ embedding

        back_all = _chain([*backs, project])

        def back_to_memory(by_logits: Array) -> Array:
            back_all(by_logits)
            return by_memory

        return x @ embedding.T, back_to_memory

    def _embed(self, ids: Ids) -> tuple[Array, Back]:
        scale = np.float32(WIDTH**0.5)

        def back(by_y: Array) -> Array:
            np.add.at(self.gradients["embedding"], ids, by_y * scale)
            return by_y

        return self.weights["embedding"][ids] * scale + positions(ids.shape[1]), back

    def _linear(self, name: str, x: Array) -> tuple[Array, Back]:
        weight = self.weights[f"{name}/weight"]

        def back(by_y: Array) -> Array:
            self.gradients[f"{name}/weight"] += _flat(by_y).T @ _flat(x)
            self.gradients[f"{name}/bias"] += _flat(by_y).sum(axis=0)
            return by_y @ weight

        return x @ weight.T + self.weights[f"{name}/bias"], back

    def _norm(self, name: str, x: Array) -> tuple[Array, Back]:
        gamma = self.weights[f"{name}/gamma"]
        centred = x - x.mean(axis=-1, keepdims=True)
        inverse = 1 / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + np.float32(EPSILON))
        unit = centred * inverse

        def back(by_y: Array) -> Array:
            self.gradients[f"{name}/gamma"] += _flat(by_y * unit).sum(axis=0)
            self.gradients[f"{name}/beta"] += _flat(by_y).sum(axis=0)
            by_unit = by_y * gamma
            along = (by_unit * unit).mean(axis=-1, keepdims=True)
            return inverse * (by_unit - by_unit.mean(axis=-1, keepdims=True) - unit * along)

        return unit * gamma + self.weights[f"{name}/beta"], back

    def _feed_forward(self, name: str, x: Array) -> tuple[Array, Back]:
        normal, back_norm = self._norm(f"{name}/layer_norm", x)
        inner, back_0 = self._linear(f"{name}/linear_0", normal)
        y, back_1 = self._linear(f"{name}/linear_1", np.maximum(inner, 0))
        return x + y, lambda by_y: by_y + back_norm(back_0(back_1(by_y) * (inner > 0)))

    def _self_attention(self, name: str, x: Array, mask: Array) -> tuple[Array, Back]:
        normal, back_norm = self._norm(f"{name}/layer_norm", x)
        stacked, back_0 = self._linear(f"{name}/linear_0", normal)
        met, back_met = _attend(*np.split(stacked, 3, axis=-1), mask)
        y, back_1 = self._linear(f"{name}/linear_1", met)
        return x + y, lambda by_y: by_y + back_norm(back_0(np.concatenate(back_met(back_1(by_y)), axis=-1)))

    def _attention(self, name: str, x: Array, memory: Array, mask: Array, by_memory: Array) -> tuple[Array, Back]:
        normal, back_norm = self._norm(f"{name}/layer_norm", x)
        queries, back_0 = self._linear(f"{name}/linear_0", normal)
        stacked, back_1 = self._linear(f"{name}/linear_1", memory)
        met, back_met = _attend(queries, *np.split(stacked, 2, axis=-1), mask)
        y, back_2 = self._linear(f"{name}/linear_2", met)

        def back(by_y: Array) -> Array:
            by_queries, by_keys, by_values = back_met(back_2(by_y))
            by_memory.__iadd__(back_1(np.concatenate([by_keys, by_values], axis=-1)))
            return by_y + back_norm(back_0(by_queries))

        return x + y, back


def _attend(
    queries: Array, keys: Array, values: Array, mask: Array
) -> tuple[Array, Callable[[Array], tuple[Array, Array, Array]]]:
    q, k, v = (_heads(part) for part in (queries, keys, values))
    scale = np.float32((WIDTH // HEADS) ** -0.5)
    share = np.exp(log_softmax(q @ k.swapaxes(-1, -2) * scale + mask))

    def back(by_y: Array) -> tuple[Array, Array, Array]:
        by_met = _heads(by_y)
        by_share = by_met @ v.swapaxes(-1, -2)
        by_logits = share * (by_share - (by_share * share).sum(axis=-1, keepdims=True)) * scale
        return _joined(by_logits @ k), _joined(by_logits.swapaxes(-1, -2) @ q), _joined(share.swapaxes(-1, -2) @ by_met)

    return _joined(share @ v), back


def log_softmax(x: Array) -> Array:
    """Over the last axis."""
    shifted = x - x.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def _heads(x: Array) -> Array:
    return x.reshape(*x.shape[:2], HEADS, -1).swapaxes(1, 2)


def _joined(x: Array) -> Array:
    return x.swapaxes(1, 2).reshape(x.shape[0], x.shape[2], -1)


def _flat(x: Array) -> Array:
    return x.reshape(-1, x.shape[-1])


def _chain(backs: Sequence[Back]) -> Back:
    def back(by_y: Array) -> Array:
        for step in reversed(backs):
            by_y = step(by_y)
        return by_y

    return back


def train(
    pairs: Sequence[tuple[list[int], list[int]]],
    vocabulary: int,
    epochs: int,
    report: Callable[[int, float], None],
    seed: int = 1,
    batch_size: int = 20,
) -> Weights:
    """Adam, a tenth of the steps to warm up, then a linear decline; `report` gets each epoch's number and mean loss."""
    network = Network(fresh(vocabulary, seed))
    random = np.random.default_rng(seed)
    starts = range(0, len(pairs), batch_size)
    steps, step = epochs * len(starts), 0
    first, second = ({name: np.zeros_like(a) for name, a in network.weights.items()} for _ in range(2))
    for epoch in range(1, epochs + 1):
        order = random.permutation(len(pairs))
        losses = []
        for start in starts:
            step += 1
            batch = Batch.of([pairs[k] for k in order[start : start + batch_size]])
            swapped = random.random(batch.target.shape) < SWAPPED
            swapped[:, 0] = False
            others = random.integers(END + 1, vocabulary, swapped.shape)
            batch.target[swapped] = np.where(random.random(swapped.shape) < 0.5, batch.wanted, others)[swapped]
            network.clear()
            losses.append(network.loss(batch))
            rate = 3e-3 * min(step / (0.1 * steps), (steps - step) / (0.9 * steps))
            for name, gradient in network.gradients.items():
                first[name] += 0.1 * (gradient - first[name])
                second[name] += 0.02 * (gradient**2 - second[name])
                unbiased = np.sqrt(second[name] / np.float32(1 - 0.98**step)) + np.float32(1e-8)
                network.weights[name] -= np.float32(rate / (1 - 0.9**step)) * first[name] / unbiased
        report(epoch, float(np.mean(losses)))
    return network.weights
