# GeneratorExit is a BaseException that except Exception does not catch (6.2.9.1).
def g():
    while True:
        try:
            yield
        except Exception as e:
            print("Exception", type(e).__name__)
        except BaseException as e:
            print("BaseException", type(e).__name__)
            raise
it = g()
next(it)
it.throw(ValueError)
it.throw(StopIteration)
it.throw(StopAsyncIteration)
it.close()
print(issubclass(GeneratorExit, Exception), GeneratorExit.__mro__[1].__name__)
it = g()
next(it)
try:
    it.throw(KeyboardInterrupt)
except KeyboardInterrupt:
    print("interrupt passed")
print(next(it, "over"))
def bare():
    try:
        yield
    except:
        print("bare except catches exit")
it = bare(); next(it); it.close()
def ret():
    try:
        yield 1
    except GeneratorExit:
        return
it = ret(); next(it); print(it.close())
