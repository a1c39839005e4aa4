# binascii of long bytes.
# ends: stop
# memory: 512M
# grants: files
# time: 0.03

import binascii
b = bytes(20000000)
while True:
    binascii.crc32(b), binascii.crc_hqx(b, 0)
    h = binascii.hexlify(b[:5000000])
    binascii.unhexlify(h), binascii.a2b_base64(binascii.b2a_base64(b)), binascii.b2a_qp(b[:1000000])
