# Source in other encodings: cookies, BOM, what cannot be decoded.
import sys
tests=[b"# -*- coding: koi8-r -*-\nx='\xd0\xd2'\n", b"# coding: nope\nx=1\n", b"# coding: ascii\nx='\xe9'\n", b"# coding: utf-8\nx='\xff'\n", b"x='\xff'\n", b"\xef\xbb\xbf# coding: latin-1\nx=1\n", b"# coding: latin-1\nx='\xe9'\n", b"# coding: cp1252\nx='\x81'\n", b"# coding: cp1252\nx='\x80'\n", b"# coding: rot13\nk=1\n", b"# coding: utf-16\nk=1\n", b"\n# coding: iso8859-15\nx='\xa4'\n", b"a=1\n# coding: iso8859-15\nx='\xc3\xa4'\n", b"# coding: utf-8-sig\nx='\xc3\xa4'", b"# coding: UTF-7\nx='+AOQ-'", b"# coding: hex\nx=1"]
for t in tests:
    ns={}
    try:
        exec(t,ns); print(t, ascii(ns.get('x')))
    except BaseException as e:
        print(t, type(e).__name__, e.args, getattr(e,'lineno',0), getattr(e,'offset',0), getattr(e,'text',0),getattr(e,'filename',0))
