# Makes and drops slotted instances: a linked queue of jobs.
# group: object, small: 1500, counted: 500000
import sys

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 5000000


class Job:
    __slots__ = ("number", "weight")

    def __init__(self, number, weight):
        self.number = number
        self.weight = weight


class Node:
    __slots__ = ("job", "next")

    def __init__(self, job, next=None):
        self.job = job
        self.next = next


def churn(count, width):
    head = tail = Node(Job(0, 0))
    length = 1
    total = 0
    for number in range(1, count):
        tail.next = Node(Job(number, number * 13 % 29))
        tail = tail.next
        length += 1
        if length > width:
            total += head.job.weight
            head = head.next
            length -= 1
    rest = []
    while head is not None:
        rest.append(head.job.number)
        head = head.next
    return total, rest


total, rest = churn(COUNT, 500)
assert len(rest) == 500
print("total", total, "first", rest[0], "last", rest[-1])
