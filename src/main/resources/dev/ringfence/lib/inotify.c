#include <sys/inotify.h>

int inotify_init(void) { return inotify_init1(0); }
