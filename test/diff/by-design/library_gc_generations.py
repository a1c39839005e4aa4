# Three generations, their figures, and what gc.freeze() put aside (library, gc).
# differs: by design, the collector has young and old cells and figures of its own; nothing needs to be frozen, since nothing is written to cells that are looked at
import gc

print([sorted(figures) for figures in gc.get_stats()])
gc.freeze()
print(gc.get_freeze_count() > 0)
gc.unfreeze()
gc.collect()
value = []
print([any(value is found for found in gc.get_objects(generation=n)) for n in range(3)])
gc.collect(0)
print([any(value is found for found in gc.get_objects(generation=n)) for n in range(3)])
