# _opcode.stack_effect: what each instruction that module opcode lists does to CPython's stack (library, dis).
import _opcode
import dis


def effect(*args, **kwargs):
    try:
        return _opcode.stack_effect(*args, **kwargs)
    except (TypeError, ValueError, OverflowError) as e:
        return f"{type(e).__name__}: {e}"


for opcode in range(256):
    if opcode < dis.HAVE_ARGUMENT:
        got = [effect(opcode, jump=jump) for jump in (None, True, False)]
    else:
        got = [effect(opcode, arg, jump=jump)
               for jump in (None, True, False)
               for arg in (0, 1, 2, 3, 4, 8, 15, 255, 256, 1000, 1 << 24, -1)]
    if not isinstance(got[0], str):
        print(opcode, dis.opname[opcode], *got)
    elif got[0] != "ValueError: invalid opcode or oparg" or len(set(got)) > 1:
        print(opcode, got)
call = dis.opmap["CALL"]
for args in (("a",), (1.0,), (1, 0), (1, None), (call,), (call, None), (call, "a"), (call, 1.5),
             (call, True), (call, 1 << 40), (call, 1 << 70), (30000,), (30000, 1), (1 << 40,),
             (-100,), (), (1, 2, 3)):
    print(args, effect(*args))
for jump in 0, 1, "x", []:
    print(jump, effect(call, 1, jump=jump))
print(effect(opcode=1))
print(dis.stack_effect is _opcode.stack_effect, _opcode.get_specialization_stats())
