# Sorts records by keys of several kinds, and by hand.
# group: data, small: 100, counted: 13000
import sys
from operator import attrgetter, itemgetter

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 130000


class Item:
    def __init__(self, name, weight, price):
        self.name = name
        self.weight = weight
        self.price = price

    def __lt__(self, other):
        return self.weight < other.weight


def make(count):
    seed = 42
    items = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        name = "".join(chr(97 + (seed >> shift) % 26) for shift in (5, 9, 14, 19))
        items.append(Item(name, seed // 1024 % 10000, (seed >> 7) % 1000 / 8))
    return items


def merge_sort(values):
    if len(values) < 2:
        return values
    middle = len(values) // 2
    left, right = merge_sort(values[:middle]), merge_sort(values[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j] < left[i]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


def heap_push(heap, value):
    heap.append(value)
    at = len(heap) - 1
    while at and heap[at] < heap[(at - 1) // 2]:
        parent = (at - 1) // 2
        heap[at], heap[parent] = heap[parent], heap[at]
        at = parent


def heap_pop(heap):
    top, last = heap[0], heap.pop()
    if heap:
        heap[0] = last
        at, child = 0, 1
        while child < len(heap):
            if child + 1 < len(heap) and heap[child + 1] < heap[child]:
                child += 1
            if not heap[child] < heap[at]:
                break
            heap[at], heap[child] = heap[child], heap[at]
            at, child = child, 2 * child + 1
    return top


def main():
    items = make(COUNT)
    for label, key in (
        ("name", lambda item: item.name),
        ("price, then name", lambda item: (-item.price, item.name)),
        ("weight", attrgetter("weight")),
        ("last letter", lambda item: item.name[-1]),
    ):
        ordered = sorted(items, key=key)
        print(label, [item.name for item in ordered[:3]], ordered[-1].weight)
    ordered = sorted(items)
    assert [item.weight for item in ordered] == sorted(item.weight for item in items)
    pairs = [(item.weight, item.name) for item in items]
    pairs.sort()
    pairs.sort(key=itemgetter(1), reverse=True)
    print("pairs", pairs[:2])
    weights = [item.weight for item in items[: COUNT // 3]]
    assert merge_sort(weights) == sorted(weights)
    heap = []
    for weight in weights:
        heap_push(heap, weight)
    assert [heap_pop(heap) for _ in weights] == sorted(weights)
    cheapest = min(items, key=attrgetter("price"))
    print("median", sorted(weights)[len(weights) // 2], "cheapest", cheapest.name)


main()
