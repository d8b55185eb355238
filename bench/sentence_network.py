"""The network of `models.sentences` as it is learned: PyTorch, needed for learning alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

from models.sentences import EVENTS, HIDDEN, LAYERS, LONGEST, SHAPES, SIZE, WORDS
from models.sides import weighing
from models.vectors import DIMENSIONS

Bag = list[int]
_STATE = DIMENSIONS + HIDDEN


class Read:
    """Sentences that were read: their vectors, the highest of each number over their words, their words' sum."""

    def __init__(self, meaning: Tensor, highest: Tensor, words: Tensor) -> None:
        self.meaning, self.highest, self.words = meaning, highest, words


class Network(nn.Module):
    """The vectors of words, the two layers of windows, and what is made of them; `start` are the first vectors."""

    def __init__(self, start: np.ndarray[Any, Any]) -> None:
        super().__init__()
        self.table = nn.Embedding(len(start), DIMENSIONS, _weight=torch.tensor(start))
        self.into, self.norm = nn.Linear(DIMENSIONS, HIDDEN), nn.LayerNorm(HIDDEN)
        self.three = nn.Conv1d(HIDDEN, HIDDEN, 3, padding=1)
        self.five = nn.Conv1d(HIDDEN, HIDDEN, 5, padding=2)
        self.both = nn.LayerNorm(_STATE)
        self.wide, self.out, self.past = nn.Linear(_STATE, SIZE), nn.Linear(SIZE, SIZE), nn.Linear(_STATE, SIZE)
        self.dropped = nn.Dropout(0.1)
        self.views = nn.ModuleDict({
            name: nn.Linear(SIZE, DIMENSIONS, bias=False) for name in ("measure", "told", "answered")
        })  # fmt: skip
        nn.init.orthogonal_(self.views["measure"].weight)
        for name in ("told", "answered"):
            self.views[name].weight.data.copy_(self.views["measure"].weight.data)
        self.event, self.events = nn.Linear(SIZE + _STATE, DIMENSIONS), nn.Linear(DIMENSIONS, EVENTS)
        self.hidden = nn.Sequential(nn.ReLU(), nn.Dropout(0.3))
        self.bag = nn.Linear(DIMENSIONS, DIMENSIONS, bias=False)
        nn.init.eye_(self.bag.weight)
        self.case = nn.Parameter(torch.tensor([8.0, 1.0, -3.0]))
        self.pair = nn.Parameter(torch.tensor([6.0, 2.0, 1.0, -5.0]))
        self._weighing = torch.tensor(weighing()).float()

    def forward(self, bags: Sequence[Bag]) -> Read:
        """Read sentences, given as the places of their words."""
        longest = max(1, *(min(len(bag), LONGEST) for bag in bags))
        places, real = torch.zeros(len(bags), longest, dtype=torch.long), torch.zeros(len(bags), longest, 1)
        for at, bag in enumerate(bags):
            places[at, : len(bag[:LONGEST])] = torch.tensor(bag[:LONGEST], dtype=torch.long)
            real[at, : len(bag)] = 1
        vectors = self.table(places)
        read = self.dropped(vectors) * real
        state = self.norm(self.into(read)) * real
        for windows in (self.three, self.five):
            state = (state + nnf.relu(windows(state.transpose(1, 2)).transpose(1, 2))) * real
        both = self.both(torch.cat([read, state], -1)) * real
        total = both.sum(1) / real.sum(1).clamp(min=1).sqrt()
        out = torch.tanh(self.past(total) + self.out(nnf.relu(self.wide(total))))
        highest = (both - 1e4 * (1 - real)).max(1).values
        words = self.bag((vectors * real * self._weighing[places][..., None]).sum(1))
        return Read(nnf.normalize(out, dim=-1), highest, nnf.normalize(words, dim=-1))

    def seen(self, read: Read, view: str) -> Tensor:
        """As `models.sentences.seen`."""
        return nnf.normalize(self.views[view](read.meaning), dim=-1)

    def event_odds(self, read: Read) -> Tensor:
        """The log odds of what each sentence tells to have happened."""
        return self.events(self.hidden(self.event(torch.cat([read.meaning, read.highest], -1))))

    def sameness_odds(self, one: Read, other: Read) -> Tensor:
        """The log odds of each sentence saying what the one beside it says."""
        as_measures = (self.seen(one, "measure") * self.seen(other, "measure")).sum(-1)
        in_all = (one.meaning * other.meaning).sum(-1)
        in_words = (one.words * other.words).sum(-1)
        *slopes, bias = self.pair
        return slopes[0] * as_measures + slopes[1] * in_all + slopes[2] * in_words + bias

    def telling_odds(self, asked: Tensor, read: Read) -> Tensor:
        """The log odds of each sentence telling what became of the measure beside it, given in its view."""
        near = (asked * self.seen(read, "told")).sum(-1)
        happened = -torch.log_softmax(self.event_odds(read), -1)[:, 0].clamp(max=-1e-3).exp() + 1
        slope, by_event, bias = self.case
        return slope * near + by_event * torch.log(happened) + bias


def drawn_together(one: Tensor, other: Tensor, temperature: float) -> Tensor:
    """InfoNCE in both directions (van den Oord et al. 2018): each row belongs to that at its place alone."""
    alike, own = one @ other.T / temperature, torch.arange(len(one))
    return (nnf.cross_entropy(alike, own) + nnf.cross_entropy(alike.T, own)) / 2


def write(network: Network) -> None:
    """Write what was learned to where `models.sentences` reads it."""
    words = network.table.weight.detach().numpy()
    scale = float(np.quantile(np.abs(words), 0.9999)) / 127
    WORDS.write_bytes(np.clip(np.round(words / scale), -127, 127).astype(np.int8).tobytes())
    kept = {"scale": np.array([scale])}
    for name in SHAPES:
        base = name.split("_")[0].replace("again", "event")  # until `make likeness` learns them
        layer = network.views[name] if name in network.views else getattr(network, base, None)
        if isinstance(layer, nn.Conv1d):
            kept[name] = layer.bias if name.endswith("_b") else layer.weight.permute(2, 1, 0)
        elif isinstance(layer, nn.LayerNorm):
            kept[name] = layer.bias if name.endswith("_b") else layer.weight
        elif isinstance(layer, nn.Linear):
            kept[name] = layer.bias if name.endswith("_b") else layer.weight.T
    flat = [
        np.asarray(kept[name].detach() if isinstance(kept[name], Tensor) else kept[name]).ravel() for name in SHAPES
    ]
    if [len(part) for part in flat] != [math.prod(shape) for shape in SHAPES.values()]:
        raise ValueError("the network has other layers than models.sentences")
    np.concatenate(flat).astype("<f2").tofile(LAYERS)
