# except* refuses groups as types, mixing with except, and jumps out of its block (8.4.2).
for src in ("try: pass\nexcept* ValueError: pass\nexcept TypeError: pass",
            "try: pass\nexcept*: pass",
            "try: pass\nexcept ValueError: pass\nexcept* TypeError: pass",
            "def f():\n try: pass\n except* ValueError: return",
            "for x in y:\n try: pass\n except* ValueError: break",
            "for x in y:\n try: pass\n except* V: continue",
            "def f():\n try: pass\n except* V:\n  for x in y: break",
            "def f():\n try: pass\n except* V:\n  def g(): return 1",
            "try: pass\nexcept* A, B: pass", "try: pass\nexcept* (A, B) as c: pass",
            "try: pass\nexcept *A: pass\nelse: pass\nfinally: pass"):
    try:
        compile(src, "<t>", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.msg, e.lineno)
for c in (ExceptionGroup, BaseExceptionGroup, (ValueError, ExceptionGroup), 5, int):
    try:
        try:
            raise ValueError("v")
        except* c:
            print("matched")
    except TypeError as e:
        print(e)
    except ExceptionGroup as e:
        print("group", e.exceptions)
