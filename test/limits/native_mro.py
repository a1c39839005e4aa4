# Classes whose order takes a cubic number of comparisons.
# ends: stop
# memory: 512M
# time: 0.05

classes = [type('C', (), {})]
while True: classes.append(type('C', tuple(reversed(classes[-300:])), {}))
