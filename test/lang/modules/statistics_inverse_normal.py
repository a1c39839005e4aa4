# _statistics: the inverse normal distribution over its three ranges.
import _statistics
for p in [1e-300, 1e-20, 1e-12, 1e-6, 0.01, 0.074, 0.075, 0.1, 0.3, 0.5, 0.7, 0.925, 0.926, 0.99, 1 - 1e-12]:
    print(p, _statistics._normal_dist_inv_cdf(p, 0, 1), _statistics._normal_dist_inv_cdf(p, 10.5, 3))
for a in ((0, 0, 1), (1, 0, 1), (-1, 0, 1), (2, 0, 1), ("x", 0, 1), (0.5, 0), (0.5, None, 1)):
    try:
        print(_statistics._normal_dist_inv_cdf(*a))
    except Exception as e:
        print(type(e).__name__, e)
