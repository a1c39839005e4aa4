"""Measurements that are hashed, pickled and copied: frozen dataclasses."""
import copy
import pickle
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Reading:
    """One value of one sensor."""

    sensor: int
    time: int
    value: int
    unit: str = "C"

    def later(self, seconds):
        return replace(self, time=self.time + seconds)


@dataclass(frozen=True, order=True)
class Span:
    start: int
    end: int
    readings: tuple = field(default=(), compare=False)

    def __contains__(self, reading):
        return self.start <= reading.time < self.end

    def mean(self):
        return sum(r.value for r in self.readings) // len(self.readings)


class Point:
    """Frozen by hand."""

    def __init__(self, x, y):
        object.__setattr__(self, "x", x)
        object.__setattr__(self, "y", y)

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} of a point stays")

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


def readings(count):
    return [Reading(i % 16, i * 5, (i * 7919) % 400 - 100) for i in range(count)]


def spans(all_of_them, seconds):
    out = []
    for start in range(0, all_of_them[-1].time, seconds):
        lowest, highest = start // 5, (start + seconds) // 5
        out.append(Span(start, start + seconds, tuple(all_of_them[lowest:highest])))
    return out


def main():
    series = readings(15000)
    parts = spans(series, 3600)
    print(len(series), len(parts), parts[3].mean(), series[800] in parts[1])
    again = pickle.loads(pickle.dumps(series[:2000]))
    twin = copy.copy(series[2500])
    moved = twin.later(10)
    print(again == series[:2000], moved)
    places = [Point(i % 5, 4) for i in range(50)]
    place = places[3]
    back = pickle.loads(pickle.dumps(place))
    print(back == place, len(set(places)))
    try:
        series[0].value = 1
    except AttributeError as e:
        print(type(e).__name__, e)


main()
