# Encrypted connections (library, ssl).
# differs: module _ssl is not there, so that ssl cannot be imported and what needs it, as in asyncio, raises or skips
try:
    import ssl
    print(ssl.HAS_TLSv1_3)
except ImportError as error:
    print(type(error).__name__, error)
