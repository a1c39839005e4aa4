# Classes that derive from each other in exponentially many ways are made, changed and collected.
# ends: done
# prints: 2
import gc
classes = [type('C', (), {})]
for i in range(60): classes.append(type('C', tuple(reversed(classes)), {}))
classes[0].x = 1
classes[0].__getattr__ = lambda self, name: 2
classes[0].__call__ = lambda self: 3
gc.collect()
print(classes[-1]().y)
