# asyncio over sockets: servers, streams, cancellation of what waits, many at once.
import asyncio, socket

async def echo(reader, writer):
    try:
        while line := await reader.readline():
            writer.write(line.upper())
            await writer.drain()
    finally:
        writer.close()

async def ask(port, n):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    out = []
    for i in range(3):
        writer.write(b"line %d of %d\n" % (i, n))
        out.append(await reader.readline())
    writer.close()
    await writer.wait_closed()
    return b"".join(out)

async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        answers = await asyncio.gather(*(ask(port, n) for n in range(20)))
        print(len(answers), answers[0], answers[19])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            await asyncio.wait_for(reader.read(1), 0.02)
        except TimeoutError as e:
            print("timeout", repr(e))
        writer.close()
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    task = asyncio.create_task(loop.sock_recv(a, 10), name="waits")
    await asyncio.sleep(0)
    await loop.sock_sendall(b, b"data")
    print(await task, task.get_name(), task.done())
    task = asyncio.create_task(loop.sock_recv(a, 10))
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", e.args, task.cancelled(), task.cancelling())
    a.close()
    b.close()
    print(await asyncio.to_thread(lambda: 42))

asyncio.run(main())
