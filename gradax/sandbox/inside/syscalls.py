"""System calls by name: their numbers on x86-64 and on 64-bit ARM.

Only calls that the filter mentions are listed; whatever is not listed does not exist for a guest.
"""

from __future__ import annotations

import platform

from gradax.wire.failures import GraderFault

X86_64, AARCH64 = "x86_64", "aarch64"
MACHINES = (X86_64, AARCH64)
# What the kernel calls the machines in seccomp's data (linux/audit.h).
AUDIT_ARCH = {X86_64: 0xC000003E, AARCH64: 0xC00000B7}

# name, number on x86-64, number on aarch64; "-" where the machine has no such call.
_TABLE = """
read 0 63, write 1 64, open 2 -, close 3 57, stat 4 -, fstat 5 80, lstat 6 -, newfstatat 262 79, statx 332 291,
poll 7 -, ppoll 271 73, select 23 -, pselect6 270 72, lseek 8 62, mmap 9 222, mprotect 10 226, munmap 11 215,
mremap 25 216, madvise 28 233, msync 26 227, mincore 27 232, brk 12 214, rt_sigaction 13 134,
rt_sigprocmask 14 135, rt_sigreturn 15 139, rt_sigpending 127 136, rt_sigtimedwait 128 137,
rt_sigsuspend 130 133, sigaltstack 131 132, ioctl 16 29, pread64 17 67, pwrite64 18 68, readv 19 65,
writev 20 66, preadv 295 69, pwritev 296 70, preadv2 327 286, pwritev2 328 287, access 21 -, faccessat 269 48,
faccessat2 439 439, pipe 22 -, pipe2 293 59, sched_yield 24 124, dup 32 23, dup2 33 -, dup3 292 24, pause 34 -,
nanosleep 35 101, getitimer 36 102, setitimer 38 103, alarm 37 -, getpid 39 172, getppid 110 173, gettid 186 178,
sendfile 40 71, sendto 44 206, recvfrom 45 207, shutdown 48 210, getsockname 51 204, getpeername 52 205,
setsockopt 54 208, getsockopt 55 209, socket 41 198, socketpair 53 199, clone 56 220, clone3 435 435, fork 57 -,
vfork 58 -, execve 59 221, wait4 61 260, waitid 247 95, kill 62 129, tkill 200 130, tgkill 234 131, exit 60 93,
exit_group 231 94, uname 63 160, fcntl 72 25, flock 73 32, fsync 74 82, fdatasync 75 83, truncate 76 45,
ftruncate 77 46, getdents 78 -, getdents64 217 61, getcwd 79 17, chdir 80 49, fchdir 81 50, rename 82 -,
renameat 264 38, renameat2 316 276, mkdir 83 -, mkdirat 258 34, rmdir 84 -, creat 85 -, unlink 87 -,
unlinkat 263 35, readlink 89 -, readlinkat 267 78, chmod 90 -, fchmod 91 52, fchmodat 268 53, utimensat 280 88,
umask 95 166, gettimeofday 96 169, time 201 -, getrlimit 97 163, prlimit64 302 261, getrusage 98 165,
sysinfo 99 179, times 100 153, getuid 102 174, getgid 104 176, geteuid 107 175, getegid 108 177,
getgroups 115 158, getresuid 118 148, getresgid 120 150, getpgrp 111 -, getpgid 121 155, getsid 124 156,
statfs 137 43, fstatfs 138 44, getpriority 140 141, sched_getparam 143 121, sched_getscheduler 145 120,
sched_get_priority_max 146 125, sched_get_priority_min 147 126, sched_getaffinity 204 123,
sched_setaffinity 203 122, prctl 157 167, arch_prctl 158 -, readahead 187 213, futex 202 98, futex_waitv 449 449,
set_tid_address 218 96, set_robust_list 273 99, get_robust_list 274 100, fadvise64 221 223, timer_create 222 107,
timer_settime 223 110, timer_gettime 224 108, timer_getoverrun 225 109, timer_delete 226 111,
clock_gettime 228 113, clock_getres 229 114, clock_nanosleep 230 115, timerfd_create 283 85,
timerfd_settime 286 86, timerfd_gettime 287 87, epoll_create1 291 20, epoll_wait 232 -, epoll_pwait 281 22,
epoll_pwait2 441 441, epoll_ctl 233 21, eventfd 284 -, eventfd2 290 19, mbind 237 235, get_mempolicy 239 236,
openat 257 56, openat2 437 437, sync_file_range 277 84, fallocate 285 47, getcpu 309 168, getrandom 318 278,
memfd_create 319 279, membarrier 324 283, copy_file_range 326 285, pkey_mprotect 329 288, rseq 334 293,
close_range 436 436, seccomp 317 277
"""


def _numbers() -> dict[str, dict[str, int]]:
    rows = [row.split() for row in _TABLE.replace("\n", " ").split(",")]
    return {
        machine: {row[0]: int(row[column]) for row in rows if row[column] != "-"}
        for column, machine in enumerate(MACHINES, start=1)
    }


NUMBERS = _numbers()


def this_machine() -> str:
    """The name of this machine's architecture.

    Raises:
        GraderFault: where its system calls are not known here.
    """
    machine = platform.machine()
    if machine not in NUMBERS:
        raise GraderFault(f"the sandbox knows the system calls of {' and '.join(MACHINES)}, not of {machine}")
    return machine
