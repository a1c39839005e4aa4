# The flag z of bytes formatting, which str does not have: what rounds to zero has no minus.
for f in b'%zf','%zf',b'%zd',b'%z.1f', b'%-z5.1fx', b'%z+.1f|', b'%z #.0e', b'%zzg', b'%zx':
    for v in -0.01, -0.0, 5, -1.5:
        try: print(f, v, f % v)
        except Exception as e: print(f, v, type(e).__name__, e)
