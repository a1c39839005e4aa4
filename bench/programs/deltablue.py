# Solves constraints incrementally by strength, after DeltaBlue.
# group: object, small: 20, counted: 3600
import sys

SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 36000

REQUIRED, STRONG_PREFERRED, PREFERRED, STRONG_DEFAULT, NORMAL, WEAK_DEFAULT, WEAKEST = range(7)


class Variable:
    def __init__(self, name, value=0):
        self.name = name
        self.value = value
        self.constraints = []
        self.determined_by = None
        self.mark = 0
        self.strength = WEAKEST
        self.stay = True


class Constraint:
    def __init__(self, strength):
        self.strength = strength

    def is_input(self):
        return False

    def attach(self, planner):
        self.connect()
        planner.incremental_add(self)

    def detach(self, planner):
        if self.is_satisfied():
            planner.incremental_remove(self)
        else:
            self.disconnect()

    def satisfy(self, mark, planner):
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength == REQUIRED:
                raise RuntimeError("a required constraint cannot be satisfied")
            return None
        for variable in self.inputs():
            variable.mark = mark
        output = self.output()
        overridden = output.determined_by
        if overridden is not None:
            overridden.forget()
        output.determined_by = self
        if not planner.propagate(self, mark):
            raise RuntimeError("a cycle of constraints")
        output.mark = mark
        return overridden

    def inputs_known(self, mark):
        for variable in self.inputs():
            if not (variable.mark == mark or variable.stay or variable.determined_by is None):
                return False
        return True


class UnaryConstraint(Constraint):
    def __init__(self, variable, strength, planner):
        super().__init__(strength)
        self.variable = variable
        self.satisfied = False
        self.attach(planner)

    def connect(self):
        self.variable.constraints.append(self)
        self.satisfied = False

    def disconnect(self):
        self.variable.constraints.remove(self)
        self.satisfied = False

    def choose_method(self, mark):
        variable = self.variable
        self.satisfied = variable.mark != mark and self.strength < variable.strength

    def is_satisfied(self):
        return self.satisfied

    def forget(self):
        self.satisfied = False

    def inputs(self):
        return ()

    def output(self):
        return self.variable

    def recalculate(self):
        self.variable.strength = self.strength
        self.variable.stay = not self.is_input()
        if self.variable.stay:
            self.execute()

    def execute(self):
        pass


class StayConstraint(UnaryConstraint):
    pass


class EditConstraint(UnaryConstraint):
    def is_input(self):
        return True


class EqualConstraint(Constraint):
    """Two variables, either of which may follow the other."""

    def __init__(self, first, second, strength, planner):
        super().__init__(strength)
        self.first = first
        self.second = second
        self.source = None
        self.target = None
        self.attach(planner)

    def connect(self):
        self.first.constraints.append(self)
        self.second.constraints.append(self)
        self.forget()

    def disconnect(self):
        self.first.constraints.remove(self)
        self.second.constraints.remove(self)
        self.forget()

    def choose_method(self, mark):
        first, second = self.first, self.second
        self.forget()
        if first.mark == mark:
            if second.mark != mark and self.strength < second.strength:
                self.point(first, second)
        elif second.mark == mark:
            if self.strength < first.strength:
                self.point(second, first)
        elif first.strength > second.strength:
            if self.strength < first.strength:
                self.point(second, first)
        elif self.strength < second.strength:
            self.point(first, second)

    def point(self, source, target):
        self.source = source
        self.target = target

    def is_satisfied(self):
        return self.target is not None

    def forget(self):
        self.source = self.target = None

    def inputs(self):
        return (self.source,)

    def output(self):
        return self.target

    def recalculate(self):
        source, target = self.source, self.target
        target.strength = max(self.strength, source.strength)
        target.stay = source.stay
        if target.stay:
            self.execute()

    def execute(self):
        self.target.value = self.source.value


class ScaleConstraint(EqualConstraint):
    """second = first * scale + offset; scale and offset are variables too."""

    def __init__(self, first, scale, offset, second, strength, planner):
        self.scale = scale
        self.offset = offset
        super().__init__(first, second, strength, planner)

    def connect(self):
        super().connect()
        self.scale.constraints.append(self)
        self.offset.constraints.append(self)

    def disconnect(self):
        super().disconnect()
        self.scale.constraints.remove(self)
        self.offset.constraints.remove(self)

    def inputs(self):
        return (self.source, self.scale, self.offset)

    def recalculate(self):
        source, target = self.source, self.target
        target.strength = max(self.strength, source.strength)
        target.stay = source.stay and self.scale.stay and self.offset.stay
        if target.stay:
            self.execute()

    def execute(self):
        if self.target is self.second:
            self.second.value = self.first.value * self.scale.value + self.offset.value
        else:
            self.first.value = (self.second.value - self.offset.value) // self.scale.value


class Planner:
    def __init__(self):
        self.mark = 0

    def new_mark(self):
        self.mark += 1
        return self.mark

    def incremental_add(self, constraint):
        mark = self.new_mark()
        overridden = constraint.satisfy(mark, self)
        while overridden is not None:
            overridden = overridden.satisfy(mark, self)

    def incremental_remove(self, constraint):
        output = constraint.output()
        constraint.forget()
        constraint.disconnect()
        unsatisfied = self.release_downstream(output)
        unsatisfied.sort(key=lambda each: each.strength)
        for each in unsatisfied:
            self.incremental_add(each)

    def release_downstream(self, output):
        output.determined_by = None
        output.strength = WEAKEST
        output.stay = True
        unsatisfied = []
        todo = [output]
        while todo:
            variable = todo.pop()
            for constraint in variable.constraints:
                if not constraint.is_satisfied():
                    unsatisfied.append(constraint)
            for constraint in self.consumers(variable):
                constraint.recalculate()
                todo.append(constraint.output())
        return unsatisfied

    def propagate(self, constraint, mark):
        todo = [constraint]
        while todo:
            each = todo.pop()
            if each.output().mark == mark:
                self.incremental_remove(constraint)
                return False
            each.recalculate()
            todo.extend(self.consumers(each.output()))
        return True

    @staticmethod
    def consumers(variable):
        determining = variable.determined_by
        return [
            each
            for each in variable.constraints
            if each is not determining and each.is_satisfied()
        ]

    def plan_from(self, sources):
        mark = self.new_mark()
        plan = []
        todo = [each for each in sources if each.is_input() and each.is_satisfied()]
        while todo:
            constraint = todo.pop()
            output = constraint.output()
            if output.mark != mark and constraint.inputs_known(mark):
                plan.append(constraint)
                output.mark = mark
                todo.extend(self.consumers(output))
        return plan

    def change(self, variable, value):
        edit = EditConstraint(variable, PREFERRED, self)
        plan = self.plan_from([edit])
        for i in range(10):
            variable.value = value + i - 9
            for constraint in plan:
                constraint.execute()
        edit.detach(self)


def chain(size):
    planner = Planner()
    variables = [Variable("v%d" % i) for i in range(size + 1)]
    for first, second in zip(variables, variables[1:]):
        EqualConstraint(first, second, REQUIRED, planner)
    StayConstraint(variables[-1], STRONG_DEFAULT, planner)
    edit = EditConstraint(variables[0], PREFERRED, planner)
    plan = planner.plan_from([edit])
    for i in range(40):
        variables[0].value = i
        for constraint in plan:
            constraint.execute()
        assert variables[-1].value == i
    edit.detach(planner)
    return len(plan), variables[-1].value


def projection(size):
    planner = Planner()
    scale = Variable("scale", 10)
    offset = Variable("offset", 1000)
    sources, targets = [], []
    for i in range(size):
        source, target = Variable("s%d" % i, i), Variable("t%d" % i, i)
        sources.append(source)
        targets.append(target)
        StayConstraint(source, NORMAL, planner)
        ScaleConstraint(source, scale, offset, target, REQUIRED, planner)
    planner.change(sources[0], 17)
    assert targets[0].value == 1170
    planner.change(targets[0], 1050)
    assert sources[0].value == 5
    planner.change(scale, 5)
    assert all(targets[i].value == i * 5 + 1000 for i in range(1, size))
    planner.change(offset, 2000)
    assert all(targets[i].value == i * 5 + 2000 for i in range(1, size))
    return sum(target.value for target in targets)


print("chain", chain(SIZE))
print("projection", projection(SIZE))
print("again", chain(SIZE // 2), projection(SIZE // 2))
