# SPDX-License-Identifier: MIT
"""browser.py CHROMIUM BUILD: opens a report's page and compares what it shows with the JSON of the same run."""

import html.parser
import json
import os
import shutil
import subprocess
import sys
import tempfile

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'programs', 'orders.py')
COLUMNS = ('instances', 'own', 'retained', 'slotted', 'plain', 'cpython_slotted', 'cpython_plain')
passed = failed = 0


def check(what, ok, *told):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print('FAILED:', what, *told)


class Page(html.parser.HTMLParser):
    """Rows of the table and tiles of the treemap."""

    def __init__(self):
        super().__init__()
        self.rows, self.tiles, self.cell, self.areas, self.heads, self.tag = [], [], None, 0, [], ''

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == 'tr' and (not self.rows or self.rows[-1]):
            self.rows.append({})
        elif tag == 'td':
            self.cell = a['data-column']
            self.rows[-1][self.cell] = [a.get('data-value'), '']
        elif tag == 'div' and 'tile' in a.get('class', '').split():
            self.tiles.append((a['data-name'], int(a['data-value']), a['style']))
        elif tag == 'polygon':
            self.areas += 1
        self.tag = tag

    def handle_endtag(self, tag):
        if tag == 'td':
            self.cell = None

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][self.cell][1] += data
        elif self.tag in ('h1', 'h2'):
            self.heads.append(data)


def chromium(browser, folder, *args):
    command = [browser, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
               '--disable-background-networking', '--no-first-run', f'--user-data-dir={folder}/profile',
               '--virtual-time-budget=4000', *args]
    return subprocess.run(command, capture_output=True, env={**os.environ, 'HOME': folder})


def compare(page, data):
    rows = {row['class'][1]: row for row in page.rows if row}
    shown = data['peak']['classes']
    check('as many rows as classes', len([r for r in page.rows if r]) == len(shown), len(rows), len(shown))
    for want in shown:
        row = rows.get(want['class'])
        if row is None:
            check(f"row of {want['class']}", False)
            continue
        if sum(w['class'] == want['class'] for w in shown) > 1:
            continue  # several classes of one name
        for column in COLUMNS:
            value, text = row[column]
            number = want[column]
            same = (value is None and text == '') if number is None else \
                value == str(number) and text == f'{number:,}'
            check(f"{want['class']}: {column}", same, row[column], number)
        text = ', '.join(f"{w['field']}: {w['why']}" for w in want['wide'])
        check(f"{want['class']}: wide fields", row['wide'][1] == text, row['wide'], text)
    own = [int(row['own'][0]) for row in page.rows if row]
    check('most bytes first', own == sorted(own, reverse=True))
    check('the tiles are all that lives', sum(t[1] for t in page.tiles) == data['peak']['bytes'])
    by_name = {w['class']: w['own'] for w in shown}
    check('a tile is its class', all(by_name.get(n, v) == v for n, v, _ in page.tiles))
    check('the timeline is drawn', page.areas >= 2 or len(data['timeline']) < 2, page.areas)
    check('the program is named', any('orders.py' in h for h in page.heads), page.heads)


def main():
    browser, build = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        report, figures = os.path.join(folder, 'report.html'), os.path.join(folder, 'report.json')
        subprocess.run([sys.executable, '-m', 'krait.heap', '--html', report, '--json', figures, PROGRAM],
                       check=True, capture_output=True)
        with open(figures, encoding='utf-8') as f:
            data = json.load(f)
        with open(report, encoding='utf-8') as f:
            text = f.read()
        check('it needs nothing from elsewhere', not any(w in text for w in ('src=', 'href=', 'import(', '@import')))
        start = text.index('id="figures">') + len('id="figures">')
        check('the page holds the figures', json.loads(text[start:text.index('</script>', start)]) == data)
        done = chromium(browser, folder, '--dump-dom', 'file://' + report)
        page = Page()
        page.feed(done.stdout.decode())
        check('chromium shows it', done.returncode == 0 and page.rows, done.stderr[-600:])
        compare(page, data)
        for name, size in (('wide', '1280,1600'), ('phone', '390,1600')):
            shot = os.path.join(folder, name + '.png')
            chromium(browser, folder, f'--screenshot={shot}', f'--window-size={size}', 'file://' + report)
            check(f'screenshot, {name}', os.path.exists(shot) and os.path.getsize(shot) > 10_000)
            if os.path.exists(shot):
                shutil.copy(shot, os.path.join(build, f'heap-report-{name}.png'))
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0)


main()
