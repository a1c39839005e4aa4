# dis shows the instructions of CPython 3.11, whose offsets and positions are its own (library, dis).
# differs: by design, Krait has instructions of its own, which module dis cannot read (krait --dis FILE shows them); modules opcode, dis and _opcode tell of CPython's; lines and columns are in co_lines() and co_positions()
import dis


def add(a, b):
    return a + b


try:
    print([instruction.opname for instruction in dis.get_instructions(add)])
except Exception as error:
    print(type(error).__name__)
positions = [position for position in add.__code__.co_positions() if None not in position]
print(positions[0][0] - add.__code__.co_firstlineno)
print(max(positions, key=lambda position: position[3] - position[2])[2:])
