# Cycles that are garbage do not count.
# ends: done
# memory: 32M
# prints: caught
class C: pass
for i in range(300000):
    a, b = C(), C()
    a.b, b.a = b, a
print('caught')
