/* Whether the process has had more than one thread: set by pthread_create. */
int __threaded;
