# Finds shortest paths and components in a graph of dicts and sets.
# group: data, small: 60, counted: 13000
import sys

NODES = int(sys.argv[1]) if len(sys.argv) > 1 else 130000


def make_graph(nodes):
    graph = {node: {} for node in range(nodes)}
    seed = 7
    for node in range(nodes):
        for _ in range(4):
            seed = (seed * 1103515245 + 12345) % 2147483648
            other = (node + 1 + seed // 65536 % 50) % nodes
            if other != node:
                graph[node][other] = graph[other][node] = seed // 256 % 90 + 1
    return graph


def push(heap, entry):
    heap.append(entry)
    at = len(heap) - 1
    while at > 0:
        above = (at - 1) >> 1
        if not entry < heap[above]:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = entry


def pop(heap):
    last = heap.pop()
    if not heap:
        return last
    top = heap[0]
    size = len(heap)
    at, below = 0, 1
    while below < size:
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if not heap[below] < last:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = last
    return top


def dijkstra(graph, start):
    distances = {start: 0}
    previous = {}
    done = set()
    heap = [(0, start)]
    while heap:
        distance, node = pop(heap)
        if node in done:
            continue
        done.add(node)
        for other, length in graph[node].items():
            through = distance + length
            if other not in distances or through < distances[other]:
                distances[other] = through
                previous[other] = node
                push(heap, (through, other))
    return distances, previous


def breadth_first(graph, start):
    level = {start}
    seen = {start}
    levels = 0
    while level:
        level = {other for node in level for other in graph[node]} - seen
        seen |= level
        levels += bool(level)
    return levels, len(seen)


def union_find(graph, longest):
    parent = list(graph)

    def find(node):
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for node, others in graph.items():
        for other, length in others.items():
            if length <= longest:
                parent[find(node)] = find(other)
    return len({find(node) for node in graph})


def main():
    graph = make_graph(NODES)
    distances, previous = dijkstra(graph, 0)
    far = max(distances, key=lambda node: (distances[node], node))
    path = [far]
    while path[-1] in previous:
        path.append(previous[path[-1]])
    assert path[-1] == 0
    print("farthest", far, distances[far], "through", len(path), "nodes", path[:4])
    print("total", sum(distances.values()), len(distances))
    print("levels", breadth_first(graph, NODES // 2))
    print("components", [union_find(graph, longest) for longest in (3, 9, 90)])


main()
