# SPDX-License-Identifier: MIT
"""What Krait knows of its own heap, as a package: krait.heap, krait.slots."""
