/* sched_yield is a system call. */
