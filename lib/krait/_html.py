# SPDX-License-Identifier: MIT
"""The figures as one page that needs nothing else: page.html beside this file with the figures put in."""


def page(figures):
    import json
    import os
    with open(os.path.join(os.path.dirname(__file__), '_page.html'), encoding='utf-8') as f:
        text = f.read()
    data = json.dumps(figures).replace('&', '\\u0026').replace('<', '\\u003c').replace('>', '\\u003e')
    return text.replace('@FIGURES@', data)
