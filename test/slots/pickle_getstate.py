# With __getstate__ and __setstate__ every protocol works.
# differs: _struct is not there yet
import pickle
class Conn:
    __slots__ = ("host", "socket")
    def __init__(self, host):
        self.host, self.socket = host, object()
    def __getstate__(self):
        return {"host": self.host}
    def __setstate__(self, state):
        self.host, self.socket = state["host"], None
for proto in range(6):
    k = pickle.loads(pickle.dumps(Conn("h"), proto))
    print(proto, k.host, k.socket)
