# sigwait of a signal that never comes.
# ends: stop
# grants: files clock environment processes network
# time: 0.1

import signal
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
signal.sigwait([signal.SIGUSR2])
